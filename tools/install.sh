#!/bin/bash
# Installs one hash-pinned requirements file into the virtual environment, in silence unless it fails.
set -eu
venv=$1 file=$2 what=$3

echo "Installing $what (once; this can take some minutes)."
if ! "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r "$file"; then
    echo "$what could not be installed from $file. Check the network, then run the same command again." >&2
    exit 1
fi
