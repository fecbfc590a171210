#!/bin/bash
# Makes the virtual environment, or says in one sentence what is missing and how to get it.
set -eu
python=$1 venv=$2

if ! command -v "$python" >/dev/null; then
    echo "Waymeet needs Python 3.11 or newer, and '$python' was not found. Install it, or run: make PYTHON=/path/to/python3 ..." >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Waymeet needs Python 3.11 or newer; '$python' is $("$python" -V 2>&1). Run: make PYTHON=/path/to/newer/python3 ..." >&2
    exit 1
fi

make_it() { "$python" -m venv "$venv" >"$log" 2>&1 && "$venv/bin/python" -m pip --version >/dev/null 2>&1; }

log=$(mktemp)
trap 'rm -f "$log"' EXIT
make_it && exit 0
rm -rf "$venv"

package=python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Python cannot make a virtual environment yet: installing $package."
    export DEBIAN_FRONTEND=noninteractive
    (apt-get update -q && apt-get install -q -y --no-install-recommends "$package") >"$log" 2>&1 || cat "$log" >&2
    make_it && exit 0
    rm -rf "$venv"
fi
cat "$log" >&2
echo "Python could not make a virtual environment in '$venv'. On Debian or Ubuntu, run: sudo apt-get install $package" >&2
exit 1
