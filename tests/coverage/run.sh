#!/usr/bin/env bash
# run.sh [--lines] [TEST…]: measures which lines and branches of lib/ the tests reach, and prints a table by folder; `--lines`
# also lists what none reaches. Needs clang and llvm. TEST is a ctest name; without one: those of CHOICE below, which take
# some minutes after the build. With FEASTCTL_KEEP_PROFILES=1 the counts of earlier runs of the same build stay and are added to.
set -euo pipefail
cd "$(dirname "$0")/../.."
CHOICE='^(unit|cli|golden|examples|same_bytes|properties|injection|corruption|reports|conformance[.]answers|gitops[.](folder|diff|fn|argocd|recipes)|secrets[.](merged_files|manifests|refusals|nothing_leaks))$'
lines=no
[ "${1:-}" = --lines ] && { lines=yes; shift; }
[ $# -gt 0 ] && CHOICE="^($(IFS='|'; echo "$*"))\$"

# llvm's programs are called by their names alone, or by those and clang's version.
tool() {
  local version name
  version=$(clang++ -dumpversion | cut -d. -f1)
  for name in "$1-$version" "$1"; do command -v "$name" > /dev/null && { echo "$name"; return; }; done
  echo "there is no $1 here; it comes with llvm" >&2
  return 1
}
profdata=$(tool llvm-profdata)
cov=$(tool llvm-cov)

cmake --preset coverage > /dev/null
cmake --build --preset coverage --target feastctl unit_tests recorded_answers
build=$PWD/build/coverage
mkdir -p "$build/profile"
[ "${FEASTCTL_KEEP_PROFILES:-}" = 1 ] || rm -f "$build"/profile/*
LLVM_PROFILE_FILE="$build/profile/%4m.profraw" ctest --preset coverage -R "$CHOICE" --no-tests=error ||
  echo "some tests failed: the table counts what they reached"
"$profdata" merge -o "$build/all.profdata" "$build"/profile/*.profraw
"$cov" export -skip-functions -instr-profile "$build/all.profdata" \
  "$build/feastctl" -object "$build/tests/unit_tests" -object "$build/tests/conformance/recorded_answers" > "$build/coverage.json"
python3 tests/coverage/table.py "$PWD" lib < "$build/coverage.json"
[ "$lines" = no ] || python3 tests/coverage/unreached.py "$PWD" lib < "$build/coverage.json"
