#!/usr/bin/env bash
# run.sh [TEST…]: measures which lines and branches of lib/ the tests reach, and prints a table by folder; `--lines` also
# lists the lines that none reaches. Needs clang and llvm. TEST is a ctest name; without one: those of CHOICE below.
set -euo pipefail
cd "$(dirname "$0")/../.."
CHOICE='^(unit|cli|golden|examples|same_bytes|properties|reports|conformance[.].*|gitops[.](folder|diff|fn|argocd|recipes)|secrets[.](merged_files|manifests|refusals))$'
lines=no
[ "${1:-}" = --lines ] && { lines=yes; shift; }
[ $# -gt 0 ] && CHOICE="^($(IFS='|'; echo "$*"))\$"

cmake --preset coverage > /dev/null
cmake --build --preset coverage
build=$PWD/build/coverage
rm -f "$build"/profile/*
LLVM_PROFILE_FILE="$build/profile/%4m.profraw" ctest --preset coverage -j "$(nproc)" -R "$CHOICE" || echo "some tests failed: the table counts what they reached"
llvm-profdata merge -o "$build/all.profdata" "$build"/profile/*.profraw
objects=("$build/feastctl" -object "$build/tests/unit_tests")
llvm-cov export -summary-only -instr-profile "$build/all.profdata" "${objects[@]}" "$PWD/lib" > "$build/summary.json"
python3 tests/coverage/table.py "$build/summary.json" "$PWD/lib"
[ "$lines" = no ] || llvm-cov export -format=lcov -instr-profile "$build/all.profdata" "${objects[@]}" "$PWD/lib" |
  python3 tests/coverage/unreached.py "$PWD"
