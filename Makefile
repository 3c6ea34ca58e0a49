# make run       builds the assistant and opens it
# make test      builds everything and runs every test
# make install   puts the program, its manual, completions and packs under PREFIX (make uninstall takes them away)
# make static    one stripped file, dist/ibid, that needs nothing but what every Debian has
# make deb       a Debian package in dist (make check-deb installs it, tries it and removes it; as root)
# make sbom      what the program is made of, as dist/ibid.cdx.json (CycloneDX)
# make bench     measures everything again and rewrites BENCHMARKS.md
#
# Needed beforehand: the Swift toolchain, git and make. What else is needed, `deps` installs.

SWIFT ?= swift
# The standard library goes into the binary, so that it starts fast and runs where no toolchain is.
RELEASE = -c release --static-swift-stdlib --product ibid
PACKAGES = libedit-dev libmd-dev libsqlite3-dev pkg-config
PREFIX ?= /usr/local
BINARY = $(shell $(SWIFT) build $(RELEASE) --show-bin-path)/ibid
# The version stands in one place; the manual, the package and the bill of materials take it from there.
VERSION := $(shell sed -n 's/.*static let version = "\(.*\)"/\1/p' Sources/ibid/Ibid.swift)
PACK = knowledge/net-systemic-therapy

.PHONY: run build test lint format deps install uninstall static deb check-deb sbom bench

run: build
	@exec "$$($(SWIFT) build $(RELEASE) --show-bin-path)/ibid"

build: deps
	$(SWIFT) build $(RELEASE)

# Optimised, as the tests ask tens of thousands of questions, and in a folder of its own: other flags build everything anew.
TESTING = -Xswiftc -O --scratch-path .build-test
test: deps
	$(SWIFT) build --build-tests $(TESTING)
	$(SWIFT) test --skip-build $(TESTING)

lint:
	git ls-files -z '*.swift' | xargs -0 $(SWIFT) format lint --strict --parallel

format:
	git ls-files -z '*.swift' | xargs -0 $(SWIFT) format format --in-place --parallel

deps:
	@if pkg-config --exists libedit libmd sqlite3 2>/dev/null; then exit 0; fi; \
	echo "ibid needs the packages $(PACKAGES), and at least one is missing."; \
	if ! command -v apt-get >/dev/null 2>&1; then \
	  echo "There is no apt-get here. Install libedit (3.1 or later), libmd and SQLite with their headers and pkg-config, then try again."; exit 1; \
	fi; \
	if [ "$$(id -u)" = 0 ]; then as_root=; \
	elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then as_root=sudo; \
	else echo "Only root may install them. Ask for: apt-get install $(PACKAGES)"; exit 1; fi; \
	echo "Installing them with apt-get."; \
	{ $$as_root apt-get update -q && $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y $(PACKAGES); } \
	  || { echo "That did not work. Install them by hand: apt-get install $(PACKAGES)"; exit 1; }; \
	pkg-config --exists libedit libmd sqlite3 || { echo "libedit, libmd or SQLite is still not found by pkg-config; check PKG_CONFIG_PATH."; exit 1; }

# Fuzzes every way in, SECONDS each; seeds are the real files.
SECONDS_EACH ?= 600
fuzz: deps
	SWIFT=$(SWIFT) Tests/Fuzz/fuzz.sh $(SECONDS_EACH) $(TARGETS)

# A million questions to one process, and 1000 kills in each way.
soak: deps
	IBID_SOAK=1000000 $(SWIFT) test -c release -Xswiftc -enable-testing --scratch-path .build-soak --filter memoryStaysFlat
kill: deps
	IBID_KILLS=1000 $(SWIFT) test $(TESTING) --filter 'EnduranceTests.killed|nothingAcknowledgedIsLostByAKill'

# The tests under a sanitizer; those that measure time or run other programs under limits of memory are left out.
sanitize: sanitize-address sanitize-thread
# libedit keeps the names of its keys, and the test runner its suites, to the end: leaks that are none.
sanitize-%: deps
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --sanitize $* --scratch-path .build-$* \
	  --filter 'KnowledgeTests|UnderstandingTests|AnsweringTests|TranscriptsTests|RenderingTests|LineEditingTests' \
	  --skip PastedArriveWholeAndFast

.PHONY: fuzz soak kill sanitize

# MARK: Delivery

install: build
	install -D -m 755 -s "$(BINARY)" "$(DESTDIR)$(PREFIX)/bin/ibid"
	install -d "$(DESTDIR)$(PREFIX)/share/man/man1"
	"$(BINARY)" manual | gzip -9n > "$(DESTDIR)$(PREFIX)/share/man/man1/ibid.1.gz"
	install -d "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" "$(DESTDIR)$(PREFIX)/share/zsh/vendor-completions" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	"$(BINARY)" --generate-completion-script bash > "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/ibid"
	"$(BINARY)" --generate-completion-script zsh > "$(DESTDIR)$(PREFIX)/share/zsh/vendor-completions/_ibid"
	"$(BINARY)" --generate-completion-script fish > "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/ibid.fish"
	git ls-files knowledge | while read -r file; do \
	  install -D -m 644 "$$file" "$(DESTDIR)$(PREFIX)/share/ibid/$$file" || exit 1; done

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/ibid" "$(DESTDIR)$(PREFIX)/share/man/man1/ibid.1.gz" \
	  "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/ibid" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/vendor-completions/_ibid" "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/ibid.fish"
	rm -rf "$(DESTDIR)$(PREFIX)/share/ibid"

# Archives in a folder that is searched before the system's: what a bare Debian has not goes into the file.
ARCHIVES = $(CURDIR)/.build/archives
static: deps
	.ci/archives "$(ARCHIVES)"
	@# A plan of the build that was made without the archives would be kept.
	rm -f .build/release.yaml .build/*/release/description.json
	PKG_CONFIG_PATH="$(ARCHIVES)" $(SWIFT) build $(RELEASE)
	install -D -m 755 -s "$(BINARY)" dist/ibid
	.ci/check-static dist/ibid

deb: build
	rm -rf dist/deb
	$(MAKE) install DESTDIR="$(CURDIR)/dist/deb" PREFIX=/usr SWIFT="$(SWIFT)"
	.ci/make-deb dist/deb "$(VERSION)"

check-deb: deb
	.ci/check-deb "dist/ibid_$(VERSION)_$$(dpkg --print-architecture).deb"

sbom:
	@mkdir -p dist
	$(SWIFT) package show-dependencies --format json | .ci/sbom "$(VERSION)" > dist/ibid.cdx.json
	@echo "dist/ibid.cdx.json"

bench: build
	$(SWIFT) build -c release --static-swift-stdlib --product ibid-bench
	"$$(dirname "$(BINARY)")/ibid-bench" "$(BINARY)" $(PACK) transcripts > BENCHMARKS.md.new
	mv BENCHMARKS.md.new BENCHMARKS.md
