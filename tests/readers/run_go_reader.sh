#!/usr/bin/env bash
# run_go_reader.sh FEASTCTL BUILD_FOLDER FOLDER…: what feastctl writes must mean the same to Go's reader. Skipped (77) without Go or its modules.
set -euo pipefail
feastctl=$(realpath "$1")
build=$2
shift 2
command -v go > /dev/null || { echo 'SKIPPED: there is no Go here'; exit 77; }
cd "$(dirname "$0")"
go build -o "$build/go-reader" . || { echo 'SKIPPED: the Go modules cannot be had'; exit 77; }
mapfile -t inputs < <(find "$@" \( -name store.yaml -o -name input.yaml \) 2> /dev/null | sort)
exec "$build/go-reader" "$feastctl" "${inputs[@]}"
