#!/usr/bin/env bash
# yarn verify:fix [all|some]: fixes the bad examples of the monorepo, and services as people wrote them (.ci/fix), with `dockmaster fix`, and
# builds, runs and stops what comes of it with a real Docker engine. `all` (default) takes them all; `some` two whose Dockerfiles are written anew,
# from a builder and a runtime, and from a worker's one stage with things of its own. Needs root on Debian, packages from Debian and PyPI;
# installs docker.io and mmdebstrap where they are missing.
set -u
cd "$(dirname "$0")/.." || exit 1
. .ci/engine.sh

started=$SECONDS
lap() { echo "[$((SECONDS - started)) s] $*"; }
die() {
  echo "$1, so no fixed service was verified." >&2
  exit 1
}

install_packages() {
  command -v mmdebstrap >/dev/null && return 0
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends mmdebstrap; } >/dev/null
}

stop() {
  [ -n "${engine:-}" ] && stop_engine
  rm -rf "$work"
}

install_packages || die 'mmdebstrap is missing, and only root on Debian can install it'
work=$(mktemp -d)
trap stop EXIT
mkdir "$work/docker"
start_engine "$work/docker" || exit 1
# What every service installs is there already: that it can be installed is seen by verify:images.
make_base_image "$work/root" curl,build-essential,python3-dev || die 'The base image could not be made'
rm -rf "$work/root"
lap 'the engine and the base image are ready'
node .ci/verify-fix.mjs "$work/monorepo" "${1:-all}"
outcome=$?
lap 'done'
exit $outcome
