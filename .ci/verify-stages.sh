#!/usr/bin/env bash
# yarn verify:stages: builds every example Dockerfile with a real Docker engine and compares `docker inspect` of each stage with `dockmaster stages`.
# RUN instructions are left out: they change no image's configuration, and no package is fetched. The image that the examples start from is an empty
# one of the same name.
set -u
cd "$(dirname "$0")/.." || exit 1
. .ci/engine.sh

work=$(mktemp -d)
trap 'stop_engine; rm -rf "$work"' EXIT
start_engine "$work" || exit 1

mkdir "$work/empty" "$work/scratch"
add_users "$work/empty"
tar -C "$work/empty" -c . | /usr/bin/docker import - python:3.11-slim >/dev/null
/usr/bin/docker tag python:3.11-slim python:3.11
node .ci/compare-stages.mjs "$work/scratch"
