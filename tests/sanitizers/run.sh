#!/usr/bin/env bash
# run.sh address|thread: builds with sanitizers and runs the tests once more, the parallel ones for `thread`.
# Skipped (77) without clang and its runtime libraries.
set -euo pipefail
cd "$(dirname "$0")/../.."

probe=$(mktemp -d)
trap 'rm -rf "$probe"' EXIT
echo 'int main() {}' > "$probe/probe.cpp"
clang++ "-fsanitize=$1" "$probe/probe.cpp" -o "$probe/probe" 2> /dev/null ||
  { echo "SKIPPED: there is no clang++ with the $1 sanitizer here"; exit 77; }

case $1 in
  address)
    preset=fuzz targets=(all)
    # cascades asks for the findings of thousands of texts, with their fixes, which takes minutes here; fix.cases and fuzz.fix
    # run the same code. The others look at sources, at what another program or a script does, or at a release, or need strace, which the leak sanitizer bars.
    choice=(-E '^(cascades|format|architecture|tidy|man|readers[.].*|scripts[.].*|secrets[.](real_feast|merged_files)|gitops[.](kustomize|environments|argocd_server)|reports[.]schemas|faults[.]injected|mutation[.].*|release[.].*)$')
    ;;
  thread)
    preset=tsan targets=(feastctl)
    choice=(-R '^(same_bytes|cli)$')
    ;;
  *) exit 2 ;;
esac
cmake --preset "$preset" > "$probe/log" || { cat "$probe/log"; exit 1; }
cmake --build --preset "$preset" --target "${targets[@]}" > "$probe/log" 2>&1 || { tail -50 "$probe/log"; exit 1; }

echo "tests under the $1 sanitizer: ctest --preset $preset ${choice[*]}"
export ASAN_OPTIONS=strict_string_checks=1:detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1
export TSAN_OPTIONS=halt_on_error=1
ctest --preset "$preset" -j "$(nproc)" --no-tests=error "${choice[@]}"
