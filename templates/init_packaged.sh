#!/usr/bin/env bash
# Puts a fresh copy of the feature repository that is packaged in the image where the servers work, and writes its
# feature_store.yaml.
#
#   bash -c TEXT feast-init
#
# TEXT is this file. Environment: FEAST_PACKAGED_FEATURE_REPO_PATH, FEAST_STAGED_FEATURE_REPO_PATH (from, to); and where
# feature_store.yaml comes from, one of
#   FEAST_CONFIG_FILE                         a file with its text
#   FEAST_MERGE_SCRIPT and FEAST_MERGE_PLAN   merge_secrets.py, and the plan by which it puts Secrets into the text
#   TMP_FEATURE_STORE_YAML_BASE64             its text in base64
#
# Kubernetes and Flux rewrite dollars before brackets and braces, and doubled ones, so there are none in this file.
set -euo pipefail

die() {
  printf 'feast-init: %s\n' "$1" >&2
  exit 1
}

# The same in every init script: feature_store.yaml into the folder $1.
write_config() {
  [[ -d $1 ]] || die "the project has no folder $1"
  if [[ -v FEAST_MERGE_PLAN ]]; then
    command -v python3 > /dev/null || die 'this image has no python3, which puts Secrets into feature_store.yaml'
    python3 "$FEAST_MERGE_SCRIPT" "$FEAST_MERGE_PLAN" "$1" || exit 1
    return
  fi
  if [[ -v FEAST_CONFIG_FILE ]]; then
    cp -- "$FEAST_CONFIG_FILE" "$1/.feature_store.yaml.new" || die "$FEAST_CONFIG_FILE cannot be copied into $1"
    mv -fT -- "$1/.feature_store.yaml.new" "$1/feature_store.yaml"
    return
  fi
  [[ -v TMP_FEATURE_STORE_YAML_BASE64 ]] || die 'TMP_FEATURE_STORE_YAML_BASE64 is not set'
  if ! printf '%s' "$TMP_FEATURE_STORE_YAML_BASE64" | base64 -d > "$1/.feature_store.yaml.new"; then
    rm -f -- "$1/.feature_store.yaml.new"
    die "TMP_FEATURE_STORE_YAML_BASE64 could not be decoded into $1"
  fi
  mv -fT -- "$1/.feature_store.yaml.new" "$1/feature_store.yaml"
}

for name in FEAST_PACKAGED_FEATURE_REPO_PATH FEAST_STAGED_FEATURE_REPO_PATH; do
  printenv "$name" > /dev/null || die "$name is not set"
done
packaged=$FEAST_PACKAGED_FEATURE_REPO_PATH
staged=$FEAST_STAGED_FEATURE_REPO_PATH
[[ -d $packaged ]] || die "the image has no folder $packaged: see feastProjectDir.packaged.featureRepoPath"
[[ $staged == /?* ]] || die "the feature repository cannot be put at $staged"
case $staged/ in
  "$packaged"/*) die "$staged lies in $packaged, which is to be copied" ;;
esac
case $packaged/ in
  "$staged"/*) die "$packaged lies in $staged, which is to be replaced" ;;
esac

printf 'Copying the packaged feature repository %s\n' "$packaged"
rm -rf -- "$staged"
mkdir -p -- "$staged"
cp -a -- "$packaged/." "$staged/" || die "$packaged could not be copied to $staged"

write_config "$staged"
printf 'The feature repository %s is ready\n' "$staged"
