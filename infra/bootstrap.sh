#!/usr/bin/env bash
# What `make` needs from the machine. Progress goes to standard error, results to standard output.
#   bootstrap.sh venv FOLDER LOCK    a virtual environment with exactly the packages of the lock
#   bootstrap.sh engines VENV LOCK   what engines with weights need: torch as this machine has it, then the lock
#   bootstrap.sh painter VENV        the system libraries the painter links to: EGL and GL, though it never opens a display
#   bootstrap.sh node FOLDER         the packages of a package-lock.json
#   bootstrap.sh browser VENV        a Chromium for the browser tests: its path, "playwright", or "none"
set -euo pipefail
say() { printf 'setup: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
with_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

apt_install() {
  apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

find_python() {
  local candidate
  for candidate in "${PYTHON:-}" python3.11 python3.12 python3.13 python3.14 python3 python; do
    [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 || continue
    if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  fail "Python 3.11 to 3.14 is needed and was not found; install one, or name it: make PYTHON=/path/to/python3"
}

make_venv() {  # FOLDER
  local python
  python=$(find_python)
  say "virtual environment in $1 ($("$python" -V))"
  rm -rf "$1"
  "$python" -m venv "$1" 2>/dev/null && return
  rm -rf "$1"  # Debian and Ubuntu split ensurepip off
  with_apt || fail "cannot make a virtual environment; install what it needs: sudo apt-get install python3-venv"
  apt_install python3-venv || apt_install "$(basename "$python")-venv"
  "$python" -m venv "$1"
}

install_packages() {  # FOLDER LOCK
  if ! [ -x "$1/bin/python" ] || ! "$1/bin/python" -c '' 2>/dev/null; then make_venv "$1"; fi
  say "packages of $2"
  # the lock is complete and hashed, so nothing has to be resolved; uv, where it is, only makes it quicker
  if command -v uv >/dev/null 2>&1 && uv pip install -q -p "$1/bin/python" --require-hashes --no-deps -r "$2" 2>/dev/null; then return; fi
  "$1/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes --no-deps --no-compile -r "$2" >&2
}

install_engines() {  # VENV LOCK
  # torch stands in no lock: for the processor or for a graphics card is for the machine's package index to say
  if ! "$1/bin/python" -c 'import sys, importlib.util; sys.exit(importlib.util.find_spec("torch") is None)'; then
    say "torch, as this machine has it"
    "$1/bin/python" -m pip install -qq --disable-pip-version-check --no-compile 'torch>=2.13,<2.14' >&2
  fi
  install_packages "$1" "$2"
}

install_painter_libraries() {  # VENV
  "$1/bin/python" -c 'import skia' 2>/dev/null && return
  if with_apt; then
    say "installing the painter's system libraries with apt-get: libegl1 libgl1"
    apt_install libegl1 libgl1 && "$1/bin/python" -c 'import skia' 2>/dev/null && return
  fi
  say "the painter cannot start: $("$1/bin/python" -c 'import skia' 2>&1 | tail -n 1)"
  say "the studio runs without it, but draws no film; install its system libraries and run make again:"
  say "  sudo apt-get install libegl1 libgl1 (Fedora: sudo dnf install mesa-libEGL mesa-libGL)"
}

install_node_packages() {  # FOLDER
  command -v npm >/dev/null 2>&1 || fail "Node 20.19 or newer is needed and was not found: https://nodejs.org"
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
    || fail "Node 20.19 or newer is needed, this is $(node --version)"
  say "packages of $1/package-lock.json"
  (cd "$1" && npm ci --no-audit --no-fund --loglevel=error >&2)
}

is_browser() {  # Ubuntu's chromium-browser may be a stub that only names the snap
  "$1" --version 2>/dev/null | grep -qE '^(Chromium|Google Chrome)'
}

find_browser() {  # VENV
  local candidate
  for candidate in "${BROWSER_BIN:-}" chromium chromium-browser google-chrome-stable google-chrome \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
    [ -n "$candidate" ] || continue
    candidate=$(command -v "$candidate" 2>/dev/null) || continue
    if is_browser "$candidate"; then echo "$candidate"; return; fi
  done
  if with_apt; then
    say "installing chromium with apt-get"
    if apt_install chromium 2>/dev/null && command -v chromium >/dev/null && is_browser chromium; then command -v chromium; return; fi
  fi
  say "downloading Playwright's Chromium"
  if "$1/bin/python" -m playwright install $(with_apt && echo --with-deps) chromium-headless-shell >&2; then echo playwright; return; fi
  say "no browser found, the browser tests will fail: install Chromium, or name one in BROWSER_BIN"
  echo none
}

case ${1:-} in
  venv) install_packages "$2" "$3" ;;
  engines) install_engines "$2" "$3" ;;
  painter) install_painter_libraries "$2" ;;
  node) install_node_packages "$2" ;;
  browser) find_browser "$2" ;;
  *) sed -n '2,7p' "$0"; exit 2 ;;
esac
