#!/usr/bin/env bash
# check_tidy.sh [--quick BUILD | FILE…]: clang-tidy has nothing to say about these sources, or about all of lib/ and
# cli/. A file alone takes it some twenty seconds, nearly all of them for headers of libraries. --quick makes three texts
# of all sources, so that headers are read three times in all, with the version.hpp of the build folder. So a name in the
# unnamed namespace of a file must be in that of no other file of the same namespace.
set -euo pipefail
command -v clang-tidy > /dev/null || { echo 'SKIPPED: there is no clang-tidy here'; exit 77; }
tidy=(xargs -P "$(nproc)" -I {} clang-tidy --quiet --warnings-as-errors='*')

if [ "${1-}" = --quick ]; then
  build=$(realpath "$2") && cd "$(dirname "$0")/../.." && mkdir -p "$build/tidy"
  # Programs of the build: each has a main(), so each is a text of its own.
  alone='lib/catalog/compile.cpp lib/feast/compile.cpp man/generate.cpp'
  included() { find lib cli -name '*.cpp' ! -path lib/catalog/compile.cpp ! -path lib/feast/compile.cpp | sort | grep "$@" | sed "s|.*|#include \"$PWD/&\"|"; }
  included '^cli/' > "$build/tidy/cli.cpp"
  included -E '^lib/(build|resolve|validate)/' > "$build/tidy/objects.cpp"
  included -vE '^cli/|^lib/(build|resolve|validate)/' > "$build/tidy/rest.cpp"
  # The analyzer looks into no file that is included; the last two take a fifth of the time and have found nothing yet.
  leave_out='-bugprone-suspicious-include,-clang-analyzer-*'
  leave_out+=',-bugprone-reserved-identifier,-performance-unnecessary-value-param'
  printf '%s\n' "$build/tidy/"{rest,cli,objects}.cpp $alone | "${tidy[@]}" --config-file=.clang-tidy --checks="$leave_out" {} -- \
    -std=c++20 -I"$PWD/lib" -I"$build/lib" -I"$PWD/cli" -I"$build/cli"
  exit
fi
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || mapfile -t files < <(find lib cli -name '*.cpp' | sort)
[ $# -eq 0 ] || files=("$@")
cmake --preset tidy > /dev/null
printf '%s\n' "${files[@]}" | "${tidy[@]}" -p build/tidy {}
