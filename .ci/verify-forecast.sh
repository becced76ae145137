#!/usr/bin/env bash
# yarn verify:forecast: builds services with a real Docker engine before and after an edit of each sort, and compares the steps that it ran again
# with `dockmaster forecast`. The image that they start from has a shell, and programs that do nothing in place of those that fetch packages: every
# RUN runs as it is written.
set -u
cd "$(dirname "$0")/.." || exit 1
. .ci/engine.sh

work=$(mktemp -d)
trap 'stop_engine; rm -rf "$work"' EXIT
start_engine "$work" || exit 1

image=$work/image
mkdir -p "$image/bin"
add_users "$image"
shell=$(readlink -f /bin/sh)
# The shell, and the libraries that it is linked with.
{ echo "$shell"; ldd "$shell" | grep -o '/[^ )]*'; } | while read -r file; do
  mkdir -p "$image$(dirname "$file")"
  cp -L "$file" "$image$file"
done
[ "$shell" = /bin/sh ] || ln -sf "$shell" "$image/bin/sh"
printf '#!/bin/sh\nexit 0\n' >"$image/bin/nothing"
chmod +x "$image/bin/nothing"
for program in apt-get rm pip pdm groupadd useradd chown; do
  ln -s nothing "$image/bin/$program"
done
tar -C "$image" -c . | /usr/bin/docker import - python:3.11-slim >/dev/null
/usr/bin/docker tag python:3.11-slim python:3.11
mkdir "$work/services"
node .ci/compare-forecast.mjs "$work/services"
