#!/usr/bin/env bash
# yarn verify:stages: builds every example Dockerfile with a real Docker engine and compares `docker inspect` of each stage with `dockmaster stages`.
# Needs root on Debian; installs docker.io where it is missing. RUN instructions are left out: they change no image's configuration, and no package
# is fetched. The image that the examples start from is an empty one of the same name.
set -u
cd "$(dirname "$0")/.." || exit 1

dockerd=$(command -v dockerd || echo /usr/sbin/dockerd)
if ! [ -x "$dockerd" ]; then
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || {
    echo 'There is no Docker engine, and only root on Debian can install one: nothing was compared.' >&2
    exit 1
  }
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends docker.io; } >/dev/null || exit 1
fi

work=$(mktemp -d)
export DOCKER_HOST=unix://$work/docker.sock DOCKER_BUILDKIT=1
"$dockerd" -H "$DOCKER_HOST" --data-root "$work/data" --exec-root "$work/exec" --pidfile "$work/docker.pid" \
  --iptables=false --ip6tables=false --bridge=none --ip-forward=false --ip-masq=false >"$work/log" 2>&1 &
engine=$!
stop() {
  kill "$engine" 2>/dev/null
  wait "$engine" 2>/dev/null
  umount "$work/exec/netns/default" 2>/dev/null
  rm -rf "$work"
}
trap stop EXIT

for _ in $(seq 60); do
  /usr/bin/docker info >/dev/null 2>&1 && break
  kill -0 "$engine" 2>/dev/null || break
  sleep 0.5
done
/usr/bin/docker info >/dev/null 2>&1 || {
  echo 'The Docker engine did not start, so nothing was compared:' >&2
  tail -n 5 "$work/log" >&2
  exit 1
}

# WORKDIR creates its folder as the user at hand, so the engine looks that up even in an empty image.
mkdir -p "$work/empty/etc"
printf 'root:x:0:0::/:/bin/sh\nappuser:x:1000:1000::/:/bin/sh\n' >"$work/empty/etc/passwd"
printf 'root:x:0:\nappuser:x:1000:\n' >"$work/empty/etc/group"
tar -C "$work/empty" -c . | /usr/bin/docker import - python:3.11-slim >/dev/null
/usr/bin/docker tag python:3.11-slim python:3.11
mkdir "$work/scratch"
node .ci/compare-stages.mjs "$work/scratch"
