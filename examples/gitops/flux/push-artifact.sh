#!/usr/bin/env bash
# Renders and pushes the manifests as an OCI artifact: push-artifact.sh oci://registry.example.com/team/feast-manifests
set -euo pipefail
artifact=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

feastctl render stores --gitops=flux --output-dir "$folder/manifests"
revision="$(git branch --show-current)@sha1:$(git rev-parse HEAD)"
flux push artifact "$artifact:$(git rev-parse --short HEAD)" \
  --path "$folder/manifests" --source "$(git config --get remote.origin.url)" --revision "$revision"
flux tag artifact "$artifact:$(git rev-parse --short HEAD)" --tag main
