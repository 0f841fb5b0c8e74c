#!/bin/sh
# What the tests want from the system: Java for the HermiT reasoner, Chromium for the pages, Node.js for SPARQL clients of npm.
# Installs it where that needs no password; otherwise says how. Tests that miss it skip with a reason.
set -eu

missing=""
command -v java >/dev/null 2>&1 || missing="$missing default-jre-headless"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v npm >/dev/null 2>&1 || missing="$missing nodejs npm"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing for the tests:$missing"
    export DEBIAN_FRONTEND=noninteractive
    if apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing >/dev/null; then
        exit 0
    fi
    echo "The installation failed." >&2
fi
echo "Some tests will be skipped. To run them too (Debian): sudo apt-get install$missing"
