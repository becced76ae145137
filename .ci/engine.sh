# Sourced by checks that build images: a Docker engine of their own in a folder, reached by DOCKER_HOST. Needs root on Debian; installs docker.io
# where it is missing.

# start_engine DIRECTORY: starts the engine and waits until it answers; says on standard error why it could not.
start_engine() {
  engine_directory=$1
  local dockerd
  dockerd=$(command -v dockerd || echo /usr/sbin/dockerd)
  if ! [ -x "$dockerd" ]; then
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || {
      echo 'There is no Docker engine, and only root on Debian can install one: nothing was compared.' >&2
      return 1
    }
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends docker.io; } >/dev/null || return 1
  fi
  export DOCKER_HOST=unix://$engine_directory/docker.sock DOCKER_BUILDKIT=1
  "$dockerd" -H "$DOCKER_HOST" --data-root "$engine_directory/data" --exec-root "$engine_directory/exec" --pidfile "$engine_directory/docker.pid" \
    --iptables=false --ip6tables=false --bridge=none --ip-forward=false --ip-masq=false >"$engine_directory/log" 2>&1 &
  engine=$!
  for _ in $(seq 60); do
    /usr/bin/docker info >/dev/null 2>&1 && return 0
    kill -0 "$engine" 2>/dev/null || break
    sleep 0.5
  done
  echo 'The Docker engine did not start, so nothing was compared:' >&2
  tail -n 5 "$engine_directory/log" >&2
  return 1
}

stop_engine() {
  kill "$engine" 2>/dev/null
  wait "$engine" 2>/dev/null
  umount "$engine_directory/exec/netns/default" 2>/dev/null
}

# add_users DIRECTORY: the files in which an image's users stand. WORKDIR creates its folder as the user at hand, so the engine looks that up even
# in an empty image.
add_users() {
  mkdir -p "$1/etc"
  printf 'root:x:0:0::/:/bin/sh\nappuser:x:1000:1000::/:/bin/sh\n' >"$1/etc/passwd"
  printf 'root:x:0:\nappuser:x:1000:\n' >"$1/etc/group"
}

# make_base_image DIRECTORY [PACKAGE,…]: python:3.11-slim, made here since none can be pulled: Debian 12 with its Python 3.11, as the image from Docker's
# library has it, with `python`, and pip free to install. Packages are in it from the start. Leaves its files in DIRECTORY; needs mmdebstrap.
make_base_image() {
  local root=$1
  mmdebstrap -q --variant=minbase --include="ca-certificates,python3-pip${2:+,$2}" bookworm "$root" || return 1
  cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
  cp -L /etc/resolv.conf "$root/etc/resolv.conf"
  printf '[global]\ncert = /etc/ssl/certs/ca-certificates.crt\n' >"$root/etc/pip.conf"
  rm -f "$root"/usr/lib/python3.11/EXTERNALLY-MANAGED
  for name in python python3 python3.11; do ln -sf /usr/bin/python3.11 "$root/usr/local/bin/$name"; done
  rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/archives/*.deb
  tar -C "$root" --numeric-owner -c . | /usr/bin/docker import \
    --change 'ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin' --change 'ENV LANG=C.UTF-8' \
    --change 'ENV DEBIAN_FRONTEND=noninteractive' --change 'CMD ["python3"]' - python:3.11-slim >/dev/null
}
