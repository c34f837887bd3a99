#!/usr/bin/env bash
# build.sh SOURCES: builds the npm package. Skips without Node, or unless FEASTCTL_PLAYGROUND=ON.
set -euo pipefail
if [ "${FEASTCTL_PLAYGROUND:-OFF}" != ON ]; then
  echo "SKIPPED: the WebAssembly module is built only with FEASTCTL_PLAYGROUND=ON, because it takes minutes"
  exit 77
fi
for tool in node npm; do
  command -v "$tool" > /dev/null || { echo "SKIPPED: $tool is missing"; exit 77; }
done
"$1/packages/npm/build"
