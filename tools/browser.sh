#!/bin/bash
# Makes sure Chromium is there for browser tests, or fails loudly; WAYMEET_NO_BROWSER=1 goes without.
set -eu
[ "${WAYMEET_NO_BROWSER:-}" = 1 ] && exit 0
command -v chromium >/dev/null && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests (once)."
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    export DEBIAN_FRONTEND=noninteractive
    (apt-get update -q && apt-get install -q -y --no-install-recommends chromium) >"$log" 2>&1 || cat "$log" >&2
    command -v chromium >/dev/null && exit 0
fi
echo "The browser tests need Chromium, and it is not here. Run: sudo apt-get install chromium (or go without them: WAYMEET_NO_BROWSER=1 make test)" >&2
exit 1
