#!/usr/bin/env bash
# check_tidy.sh [FILE…]: clang-tidy has nothing to say about these sources, or about all of lib/ and cli/; a file takes it
# some ten seconds.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || mapfile -t files < <(git ls-files 'lib/*.cpp' 'cli/*.cpp')
[ $# -eq 0 ] || files=("$@")
cmake --preset tidy > /dev/null
cmake --build --preset tidy --target schema_tables > /dev/null # and what else is generated
printf '%s\n' "${files[@]}" | xargs -P "$(nproc)" -n 1 clang-tidy --quiet --warnings-as-errors='*' -p build/tidy
