#!/bin/sh
# Proves the set-up from nothing: makes a minimal Debian 12, clones this checkout's last commit into it and runs
# `scripts/setup.sh` for the demo and for the tests, each from nothing and once more, with times.
# Usage, as root: scripts/bare-debian.sh [command to run in the clone instead]
# Mounts live in a mount namespace of our own, so they vanish with this script however it ends.
set -eu

[ "$(id -u)" = 0 ] || { echo "请以 root 运行。" >&2; exit 1; }
command -v debootstrap >/dev/null || { echo "请先运行：apt-get install debootstrap" >&2; exit 1; }
if [ -z "${BARE_ROOT-}" ]; then
  BARE_ROOT=$(mktemp -d)
  trap 'rm -rf "$BARE_ROOT"' EXIT
  export BARE_ROOT
  unshare --mount --pid --fork --kill-child "$0" "$@"
  exit
fi

checkout=$(cd "$(dirname "$0")/.." && pwd)
echo "→ 建立最小的 Debian 12…"
debootstrap --variant=minbase --include=python3,make,git,ca-certificates bookworm "$BARE_ROOT" >/dev/null
chmod 755 "$BARE_ROOT" # mktemp closed it, and the server user has to pass through its own "/"
mkdir -m 700 "$BARE_ROOT/srv/home" # like root's home, which other users cannot enter
git clone --quiet --no-local "$checkout" "$BARE_ROOT/srv/home/checkout"
mount -t proc proc "$BARE_ROOT/proc"
mount --rbind /dev "$BARE_ROOT/dev"
cp /etc/resolv.conf "$BARE_ROOT/etc/resolv.conf"
authority=
if [ -n "${SSL_CERT_FILE-}" ]; then
  authority=/etc/ssl/named-authority.pem
  cp "$SSL_CERT_FILE" "$BARE_ROOT$authority"
fi

inside() {
  env -i HOME=/srv/home PATH=/usr/sbin:/usr/bin:/sbin:/bin ${authority:+SSL_CERT_FILE=$authority} \
    ${http_proxy:+http_proxy=$http_proxy} ${https_proxy:+https_proxy=$https_proxy} ${no_proxy:+no_proxy=$no_proxy} \
    chroot "$BARE_ROOT" sh -c "cd /srv/home/checkout && $1"
}

timed() {
  echo "── $1 ──"
  begin=$(date +%s.%N)
  inside "$1"
  echo "用时 $(echo "$(date +%s.%N) $begin" | awk '{ printf "%.1f", $1 - $2 }') 秒"
}

if [ $# -gt 0 ]; then
  timed "$*"
  exit
fi
for mode in demo demo test test; do
  timed "scripts/setup.sh $mode"
done
