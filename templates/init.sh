#!/usr/bin/env bash
# Makes a project's feature repository with "feast init", unless it is there, and writes its feature_store.yaml.
#
#   bash -c TEXT feast-init REPOSITORY PROJECT minimal|full TEMPLATE
#
# TEXT is this file, REPOSITORY the folder that the servers work in, TEMPLATE the name of one or empty; runs in the
# folder that holds the project's.
# Environment: where feature_store.yaml comes from, one of
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

[[ $# -eq 4 ]] || die 'wants a folder, a project, minimal or full, and a template'
repository=$1
project=$2
size=$3
template=$4
set --
[[ $size != minimal ]] || set -- -m
[[ -z $template ]] || set -- "$@" -t "$template"

# A start that was killed half-way left its mark, and half a project.
mark="$project.feast-init"
if [[ -e $mark ]]; then
  rm -rf -- "$project"
  rm -f -- "$mark"
fi

if [[ ! -d $repository ]]; then
  printf 'Creating the feature repository of project %s\n' "$project"
  command -v feast > /dev/null || die 'this image has no feast'
  if [[ ! -e $project ]] || rmdir -- "$project" 2> /dev/null; then : > "$mark"; fi
  feast init "$@" "$project" || die "feast init of project $project failed with status $?"
  [[ -d $repository ]] || die "feast init made no folder $repository"
  rm -f -- "$mark"
fi

write_config "$repository"
printf 'The feature repository %s is ready\n' "$repository"
