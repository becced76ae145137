#!/usr/bin/env bash
# yarn verify:adoption: packs every package, and installs what was packed into portals that create-app has just made, one on the new frontend system
# and one on the older, by doing what the packages' READMEs say and nothing else. Then it starts them and looks at the card in a browser. Needs the
# package registries, and Chromium: installs that where it is missing, as root on Debian. Nothing is left behind but pictures and the
# portals' logs, in node_modules/.cache/adoption.
set -u
cd "$(dirname "$0")/.." || exit 1

if ! command -v chromium chromium-browser >/dev/null; then
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || {
    echo 'Chromium is missing, and only root on Debian can install it, so nothing was verified.' >&2
    exit 1
  }
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core; } >/dev/null || exit 1
fi

# Installs this repository's dependencies where they are missing.
node setup/yarn.mjs --version >/dev/null || exit 1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node verification/adoption/verify.mjs "$work"
