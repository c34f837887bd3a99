#!/usr/bin/env bash
# Renders each overlay to its own folder: render.sh [OPTION]..., with options of feastctl render such as --check.
set -euo pipefail
cd "$(dirname "$0")"
status=0
for overlay in overlays/*/; do
  environment=$(basename "$overlay")
  kustomize build "$overlay" | feastctl render - --cluster-names=qualified \
    --output-dir "rendered/$environment" --prune "$@" || status=$?
done
exit "$status"
