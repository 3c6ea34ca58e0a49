# make run    builds the assistant and opens it
# make test   builds everything and runs every test
#
# Needed beforehand: the Swift toolchain, git and make. What else is needed, `deps` installs.

SWIFT ?= swift
# The standard library goes into the binary, so that it starts fast and runs where no toolchain is.
RELEASE = -c release --static-swift-stdlib --product ibid
PACKAGES = libedit-dev pkg-config

.PHONY: run build test lint format deps

run: build
	@exec "$$($(SWIFT) build $(RELEASE) --show-bin-path)/ibid"

build: deps
	$(SWIFT) build $(RELEASE)

test: deps
	$(SWIFT) build
	$(SWIFT) test

lint:
	git ls-files -z '*.swift' | xargs -0 $(SWIFT) format lint --strict --parallel

format:
	git ls-files -z '*.swift' | xargs -0 $(SWIFT) format format --in-place --parallel

deps:
	@if pkg-config --exists libedit 2>/dev/null; then exit 0; fi; \
	echo "ibid needs the packages $(PACKAGES), and at least one is missing."; \
	if ! command -v apt-get >/dev/null 2>&1; then \
	  echo "There is no apt-get here. Install libedit with its headers (3.1 or later) and pkg-config, then try again."; exit 1; \
	fi; \
	if [ "$$(id -u)" = 0 ]; then as_root=; \
	elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then as_root=sudo; \
	else echo "Only root may install them. Ask for: apt-get install $(PACKAGES)"; exit 1; fi; \
	echo "Installing them with apt-get."; \
	{ $$as_root apt-get update -q && $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y $(PACKAGES); } \
	  || { echo "That did not work. Install them by hand: apt-get install $(PACKAGES)"; exit 1; }; \
	pkg-config --exists libedit || { echo "libedit is still not found by pkg-config; check PKG_CONFIG_PATH."; exit 1; }

# Fuzzes every way in, SECONDS each; seeds are the real files.
SECONDS_EACH ?= 600
fuzz: deps
	SWIFT=$(SWIFT) Tests/Fuzz/fuzz.sh $(SECONDS_EACH) $(TARGETS)

# A million questions to one process, and 1000 kills in each way.
soak: deps
	IBID_SOAK=1000000 $(SWIFT) test -c release -Xswiftc -enable-testing --scratch-path .build-soak --filter memoryStaysFlat
kill: deps
	IBID_KILLS=1000 $(SWIFT) test --filter EnduranceTests.killed

# The tests under a sanitizer; those that measure time or run other programs under limits of memory are left out.
sanitize: sanitize-address sanitize-thread
sanitize-%: deps
	$(SWIFT) test --sanitize $* --scratch-path .build-$* \
	  --filter 'KnowledgeTests|UnderstandingTests|AnsweringTests|TranscriptsTests|RenderingTests|LineEditingTests'

.PHONY: fuzz soak kill sanitize
