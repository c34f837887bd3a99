#!/usr/bin/env bash
# Runs the fuzzers (bytes, store, convert, fix, lsp, words):
#
#   tests/fuzz/run.sh SECONDS [TARGET…]     builds the preset `fuzz`, then fuzzes each target for SECONDS
#   tests/fuzz/run.sh --keep [TARGET…]      puts into tests/fuzz/corpus the least of what the long runs found beyond the seeds
#   tests/fuzz/run.sh --build FOLDER --runs N TARGET…    N inputs with what is built (the test that CI runs)
#
# An input that breaks something ends up in build/fuzz/fuzzing/TARGET/; `build/fuzz/fuzzers/TARGET_fuzzer FILE` repeats it.
# A finding becomes a unit test beside the code that is mended.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build="" runs="" seconds="" keep=""
while [ $# -gt 0 ]; do
  case $1 in
    --build) build=$2; shift 2 ;;
    --runs) runs=$2; shift 2 ;;
    --keep) keep=yes; shift ;;
    [0-9]*) seconds=$1; shift ;;
    *) break ;;
  esac
done
[ -n "$runs$seconds$keep" ] || { sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2; }
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(bytes store convert fix lsp words)
if [ -z "$build" ]; then
  build=$root/build/fuzz
  (cd "$root" && cmake --preset fuzz > /dev/null && cmake --build --preset fuzz --target fuzz_seeds "${targets[@]/%/_fuzzer}")
fi

# Everything in the repository that feastctl reads, and the examples of all codes.
work=$build/fuzzing
[ -n "$runs" ] && work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
mkdir -p "$work/seeds"
"$build/tests/fuzz/fuzz_seeds" "$work/seeds"
find "$root/examples" "$root/tests/golden" \( -name 'store*.yaml' -o -name 'input*.yaml' \) -size -12k | while read -r file; do
  cp "$file" "$work/seeds/$(cksum < "$file" | cut -d ' ' -f 1)"
done
mkdir -p "$work/words-seeds"
number=0
for word in a1.5Gi a500m a1e3 a-0.0001n 'b*/5 0-3,7 * jan MON-FRI' 'b@every 1h5m' cfeast-sample c/a/../b 'd{"a":[1,2.5e3,"\u00e9",null]}' \
  'ea: b' $'e- x\n  y\n' $'fhost: a\nport: 5432\n' $'gplatform: openshift\nignore: [FS601]\n' \
  $'gapiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\n' \
  'g[{"name":"platform","string":"openshift"},{"name":"api","array":["a/v1"]}]' \
  $'hapiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: b}\n====\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: c}\n' \
  'iservices.onlineStore.server' iFS301; do
  number=$((number + 1))
  printf '%s' "$word" > "$work/words-seeds/$number"
done

for target in "${targets[@]}"; do
  fuzzer=$build/fuzzers/${target}_fuzzer
  kept=$here/corpus/$target
  seeds=$work/seeds
  [ "$target" = words ] && seeds=$work/words-seeds
  mkdir -p "$work/$target/corpus" "$kept"
  options=(-timeout=120 -report_slow_units=60 -rss_limit_mb=3000 -max_len=16384 -dict="$work/fields.dict" -artifact_prefix="$work/$target/" -print_final_stats=1)
  echo "== $target"
  if [ -n "$keep" ]; then
    # Of what adds to the seeds a hundred, small ones and large ones: as many as a repository bears.
    rm -rf "$work/$target/least" && cp -r "$seeds" "$work/$target/least"
    "$fuzzer" -merge=1 "${options[@]}" "$work/$target/least" "$kept" "$work/$target/corpus" 2>&1 | tail -3
    (cd "$seeds" && find . -type f) | (cd "$work/$target/least" && xargs rm -f)
    rm -f "$kept"/*
    find "$work/$target/least" -type f -size -3k -printf '%s %f\n' | sort -n |
      awk '{file[NR] = $2} END {for (i = 1; i <= NR; i += NR > 100 ? NR / 100 : 1) print file[int(i)]}' |
      while read -r file; do cp "$work/$target/least/$file" "$kept/"; done
  elif [ -n "$runs" ]; then
    "$fuzzer" -runs="$runs" -seed=1 "${options[@]}" "$work/$target/corpus" "$kept" "$seeds" > "$work/log" 2>&1 || {
      tail -60 "$work/log"
      for file in "$work/$target/"[a-z]*-*; do [ -f "$file" ] && echo "the input:" && base64 "$file"; done
      exit 1
    }
    grep -E 'DONE|stat::number_of_executed_units|stat::peak_rss_mb' "$work/log"
  else
    "$fuzzer" -max_total_time="$seconds" "${options[@]}" "$work/$target/corpus" "$kept" "$seeds" 2>&1 |
      tee "$work/$target/log" | grep -vE '^#[0-9]+.(NEW|REDUCE|RELOAD)|^ *\[|^"'
  fi
done
