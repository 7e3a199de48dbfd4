#!/bin/sh
# Builds the viewer's script and style sheet into the folder $1; does nothing when they are newer than all they are made of.
set -e
cd "$(dirname "$0")"
out=$1
command -v npm >/dev/null || { echo "viewer: npm is not installed. It bundles the 3D viewer at build time: install nodejs and npm (20 or later)" >&2; exit 1; }
installed=node_modules/.ceres-lock
if ! cmp -s package-lock.json "$installed"; then
  npm ci --ignore-scripts --legacy-peer-deps --prefer-offline --no-audit --no-fund --loglevel=error >&2
  cp package-lock.json "$installed"
fi
if [ ! -f "$out/viewer.js" ] || [ -n "$(find src build.mjs package-lock.json -newer "$out/viewer.js")" ]; then
  node build.mjs "$out"
fi
