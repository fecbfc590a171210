#!/bin/bash
# Makes sure Chromium is there for browser tests, or fails loudly; WAYMEET_NO_BROWSER=1 goes without.
# The build without a window shows the same pages with half the work; where it cannot be had, a whole Chromium will do.
# The whole one has to be there in any case: only it writes the session files that a thief of a phone would read.
set -eu
[ "${WAYMEET_NO_BROWSER:-}" = 1 ] && exit 0
command -v chromium-headless-shell >/dev/null && command -v chromium >/dev/null && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests (once)."
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    export DEBIAN_FRONTEND=noninteractive
    soon=(-q -o Acquire::Retries=1 -o Acquire::http::Timeout=30)
    apt-get update "${soon[@]}" >"$log" 2>&1 || true
    for kind in chromium-headless-shell chromium; do
        command -v $kind >/dev/null || apt-get install "${soon[@]}" -y --no-install-recommends $kind >>"$log" 2>&1 || true
    done
    command -v chromium >/dev/null || cat "$log" >&2
fi
command -v chromium >/dev/null && exit 0
echo "The browser tests need Chromium, and it is not here. Run: sudo apt-get install chromium (or go without them: WAYMEET_NO_BROWSER=1 make test)" >&2
exit 1
