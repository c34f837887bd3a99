#!/usr/bin/env bash
# Clones a project's feature repository with git, unless it is there, and writes its feature_store.yaml.
#
#   bash -c TEXT feast-init REPOSITORY PROJECT URL REF [KEY VALUE]...
#
# TEXT is this file, PROJECT the folder to clone to, REPOSITORY the folder in it that the servers work in.
# REF is a branch, tag or commit, or empty; each KEY with its VALUE is a setting for git clone, sorted by key.
# Environment: what URL, REF and the settings speak of; and where feature_store.yaml comes from, one of
#   FEAST_CONFIG_FILE                         a file with its text
#   FEAST_MERGE_SCRIPT and FEAST_MERGE_PLAN   merge_secrets.py, and the plan by which it puts Secrets into the text
#   TMP_FEATURE_STORE_YAML_BASE64             its text in base64
#
# In URL, REF and the settings a dollar with a name, bare or in braces, stands for a variable of the environment, and
# quotes and backslashes vanish, as in a shell's word; nothing else of a shell happens to them.
#
# Kubernetes and Flux rewrite dollars before brackets and braces, and doubled ones, so there are none in this file.
# Our own variables begin with _ so that they hide none of the environment's.
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

# Appends the environment's variable $1 to _expanded; an unset one is empty, as in a shell, but not in silence.
append_variable() {
  if printenv "$1" > /dev/null; then
    local -n _variable=$1
    _expanded+=$_variable
  else
    printf 'feast-init: %s speaks of %s, which is not set: it is taken as empty\n' "$_what" "$1" >&2
  fi
}

# Ends a variable's name that is being read: _state says how it began.
end_variable() {
  case $_state in
    name) append_variable "$_name" ;;
    dollar) _expanded+='$' ;;
    brace) _expanded+='$'"{$_name" ;;
    escape) _expanded+=\\ ;;
  esac
  _state=
}

# Takes in the character $1 behind a backslash; in double quotes most backslashes stay.
expand_escaped() {
  _state=
  case $1 in
    $'\n') ;;
    \" | \\ | \$ | \`) _expanded+=$1 ;;
    *)
      [[ -z $_quote ]] || _expanded+=\\
      _expanded+=$1
      ;;
  esac
}

# Takes in the character $1 where a variable's name may go on, or says that it does not belong to one.
expand_name() {
  case $_state$1 in
    dollar'{') _state=brace _name='' ;;
    dollar[A-Za-z_]) _state=name _name=$1 ;;
    name[A-Za-z0-9_] | brace[A-Za-z0-9_]) _name+=$1 ;;
    brace'}')
      [[ $_name != [A-Za-z_]* ]] || _state=name
      [[ $_state == name ]] && end_variable
      ;;
    *) return 1 ;;
  esac
}

# Takes in the character $1 of a word.
expand_character() {
  if [[ $_state == escape ]]; then
    expand_escaped "$1"
    return
  fi
  if [[ -n $_state ]]; then
    expand_name "$1" && return
    end_variable
  fi
  case $1 in
    "$_quote") _quote= ;;
    \' | \")
      if [[ -z $_quote ]]; then _quote=$1; else _expanded+=$1; fi
      ;;
    \\ | \$)
      if [[ $_quote == \' ]]; then
        _expanded+=$1
      elif [[ $1 == \$ ]]; then
        _state=dollar
      else
        _state=escape
      fi
      ;;
    *) _expanded+=$1 ;;
  esac
}

# Sets _expanded to what a shell would make of the word $2; $1 says what it is.
expand() {
  local _what=$1 _state='' _quote='' _name='' _character='' _next=''
  _expanded=
  # The here-string ends with a line end of its own, so every character is taken in when the next one is read.
  while IFS= read -r -N 1 _next; do
    [[ -z $_character ]] || expand_character "$_character"
    _character=$_next
  done <<< "$2"
  end_variable
  [[ -z $_quote ]] || die "$_what has a quote that is not closed"
}

[[ $# -ge 4 ]] || die 'wants a folder in a project, the project, a URL and a ref, and settings'
_repository=$1
_project=$2
_url=$3
_ref=$4
shift 4
(($# % 2 == 0)) || die 'wants a value for every setting'

# A start that was killed half-way, or did not find its ref, left its mark, and a project that is not the wanted one.
_mark="$_project.feast-init"
if [[ -e $_mark ]]; then
  rm -rf -- "$_project"
  rm -f -- "$_mark"
fi

if [[ ! -d $_repository ]]; then
  printf 'Cloning the feature repository to %s\n' "$_project"
  command -v git > /dev/null || die 'this image has no git: set services.initImage to one that has'
  for ((_left = $#; _left > 1; _left -= 2)); do
    expand 'a setting in feastProjectDir.git.configs' "$1=$2"
    shift 2
    set -- "$@" -c "$_expanded"
  done
  expand 'feastProjectDir.git.ref' "$_ref"
  _wanted=$_expanded
  expand 'feastProjectDir.git.url' "$_url"
  [[ $_expanded != -* ]] || die 'feastProjectDir.git.url begins with a dash, which git takes for an option'
  [[ $_wanted != -* ]] || die 'feastProjectDir.git.ref begins with a dash, which git takes for an option'
  if [[ ! -e $_project ]] || rmdir -- "$_project" 2> /dev/null; then : > "$_mark"; fi
  git "$@" clone "$_expanded" "$_project" || die "git clone failed with status $?"
  if [[ -n $_wanted ]]; then
    (cd -- "$_project" && git checkout "$_wanted" --) ||
      die "the repository has no ref $_ref, or it cannot be checked out"
  fi
  [[ -d $_repository ]] || die "the repository has no folder for $_repository: see feastProjectDir.git.featureRepoPath"
  rm -f -- "$_mark"
fi

write_config "$_repository"
printf 'The feature repository %s is ready\n' "$_repository"
