#!/usr/bin/env bash
# yarn verify:gate: packs the command line, and runs the steps of the workflow that adopters copy (examples/monorepo/.github/workflows/dockmaster.yml) on
# pull requests to a git repository of the example monorepo, as GitHub would: what is new fails and is named, nothing else is. The command line is
# installed from its tarball without a network; `gh` is the real one, and talks to a stand-in of GitHub. Needs git, and root on Debian where gh is missing.
set -u
cd "$(dirname "$0")/.." || exit 1

if ! command -v gh >/dev/null; then
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || {
    echo 'gh is missing, and only root on Debian can install it: the gate was not verified.' >&2
    exit 1
  }
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends gh; } >/dev/null || exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node setup/yarn.mjs workspace @huleedu/dockmaster-cli pack --out "$work/dockmaster.tgz" >"$work/pack.log" 2>&1 || {
  cat "$work/pack.log"
  exit 1
}
node .ci/verify-gate.mjs "$work"
