#!/usr/bin/env bash
# Fuzzes every way in, or those named:  Tests/Fuzz/fuzz.sh SECONDS [question|conversation|transcript|pack|history|configuration ...]
# Seeds come from the real files; what is worth keeping stands in Tests/Fuzz/Corpus and is tried first.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-600}
[ $# -gt 0 ] && shift
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(question conversation transcript pack history configuration)
scratch=.build-fuzz
# The build system does not recognise its own plan of a build with these options a second time; it makes it anew.
rm -f "$scratch/release.yaml" "$scratch"/*/release/description.json
IBID_FUZZ=1 "${SWIFT:-swift}" build -c release --scratch-path "$scratch" --product ibid-fuzz \
  -Xswiftc -sanitize=fuzzer -Xswiftc -use-ld=lld
fuzzer=$(ls -d "$PWD/$scratch"/*/release/ibid-fuzz | head -n 1)

seeds=$scratch/seeds
rm -rf "$seeds"
mkdir -p "${targets[@]/#/$seeds/}"
for target in "${targets[@]}"; do
  case $target in
  question)
    n=0
    grep -rhs '^ibid> ' transcripts | sort -u | awk 'NR % 20 == 0' | while IFS= read -r line; do
      n=$((n + 1)); printf '%s' "${line#ibid> }" > "$seeds/question/$n"
    done ;;
  conversation)
    n=0
    find transcripts -name '*.md' | sort | awk 'NR % 4 == 0' | while IFS= read -r file; do
      n=$((n + 1)); sed -n 's/^ibid> //p' "$file" | head -n 12 > "$seeds/conversation/$n"
    done ;;
  transcript) find transcripts -name '*.md' -size -6k -exec cp -f {} "$seeds/transcript/" \; ;;
  pack)
    n=0
    for file in pack.yaml lexicon.yaml statements.yaml document.txt; do
      { printf "\\x0$n"; cat "Tests/Fixtures/garden/$file"; } > "$seeds/pack/$file"
      { printf "\\x0$n"; head -c 4000 "knowledge/net-systemic-therapy/$file"; } > "$seeds/pack/shipped-$file"
      n=$((n + 1))
    done
    { printf '\x04'; head -c 4000 knowledge/net-systemic-therapy/classifier.txt; } > "$seeds/pack/classifier" ;;
  history)
    { echo 'line-history 1'; sed -n 's/^ibid> //p' transcripts/*/*.md | head -n 30; } > "$seeds/history/own"
    printf 'line-history 1\na\\nb\\\\c\\x1b[2J\n' > "$seeds/history/escapes"
    printf '_HiStOrY_V2_\na\\040b\\012\n' > "$seeds/history/editline" ;;
  configuration)
    printf 'width: 80\ncolour: never\ndetail: full\npager: less -R\nplain: yes\nprivate: no\nhistory-size: 5\npack: built-in\n' \
      > "$seeds/configuration/all"
    printf '# only a remark\n' > "$seeds/configuration/remark"
    printf '{width: &a [*a]}\n' > "$seeds/configuration/anchor" ;;
  esac
done

# A check repeats the same search each time, so that it does not fail by chance; long runs search anew.
random=()
[ -z "${CI:-}" ] || random=(-seed=1)
# The toolchain would handle crashes before the fuzzer could keep the input.
export SWIFT_BACKTRACE=enable=no
failed=0
for target in "${targets[@]}"; do
  grown=$scratch/corpus/$target
  mkdir -p "$grown" "Tests/Fuzz/Corpus/$target" "$scratch/found/$target"
  echo "fuzzing $target for $seconds seconds"
  if ! "$fuzzer" "$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len=8192 -print_final_stats=1 \
    -dict=Tests/Fuzz/words.dict "${random[@]}" -artifact_prefix="$scratch/found/$target/" \
    "$grown" "Tests/Fuzz/Corpus/$target" "$seeds/$target" > "$scratch/$target.log" 2>&1; then
    failed=1
    tail -n 40 "$scratch/$target.log"
  fi
  grep -E 'DONE|stat::number_of_executed_units|stat::peak_rss_mb' "$scratch/$target.log" || true
done
exit "$failed"
