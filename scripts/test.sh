#!/bin/sh
# Runs the checks in order and stops at the first that fails.
# Usage: scripts/test.sh [--without-tests] [pytest arguments]
set -eu

stage() {
  title=$1 advice=$2
  shift 2
  printf '\n── %s ──\n' "$title"
  "$@" || { printf '\n✗ %s没有通过。%s\n' "$title" "$advice" >&2; exit 1; }
}

cd "$(dirname "$0")/.."
PATH=$PWD/.venv/bin:$PATH
export FONTCONFIG_FILE="${FONTCONFIG_FILE-$PWD/var/fonts.conf}"

# The databases of tests live for seconds: in memory where the machine has a folder for it with room enough.
ROOM_NEEDED=4000000 # kB
room=$(df --output=avail /dev/shm 2>/dev/null | tail -n 1)
[ "${room:-0}" -lt "$ROOM_NEEDED" ] || export TMPDIR="${TMPDIR-/dev/shm}"

stage "代码格式" "运行 make format 可自动整理。" ruff format --check --quiet .
stage "代码规范" "运行 make format 可改正其中一部分。" ruff check --quiet .
stage "类型" "请按上面指出的文件和行改正。" mypy
stage "模块分层" "请按上面指出的引用关系改正。" lint-imports
stage "流程图" "请按上面指出的流程图和元素改正。" python scripts/check_diagrams.py
if [ "${1-}" = --without-tests ]; then
  printf '\n✓ 检查通过（未运行测试）\n'
  exit
fi
stage "测试（SQLite、PostgreSQL、浏览器）" "上面列出了没有通过的测试。" pytest -q -n 2 -m "not long" "$@"
printf '\n✓ 全部检查通过\n'
