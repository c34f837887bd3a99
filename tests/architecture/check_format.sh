#!/usr/bin/env bash
# check_format.sh ROOT: every C++ file is as clang-format leaves it. Skipped (77) without clang-format.
set -euo pipefail
command -v clang-format > /dev/null || { echo 'SKIPPED: there is no clang-format here'; exit 77; }
cd "$1"
find cli lib man tests -name '*.cpp' -o -name '*.hpp' | sort | xargs clang-format --dry-run -Werror
