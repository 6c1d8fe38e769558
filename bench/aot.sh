#!/usr/bin/env bash
# The NativeAOT executables: size, time of --version, time of the whole Quickstart tour beside the same under the JIT. Medians.
#
#   bench/aot.sh [RUNS]        default 21
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-21}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

dotnet publish src/DbBackup.Tool -c Release -r linux-x64 -o "$folder/tool" --nologo -v q
dotnet publish samples/Quickstart -c Release -r linux-x64 -o "$folder/quickstart" --nologo -v q
dotnet build samples/Quickstart -c Release -o "$folder/jit" --nologo -v q

median() { # COMMAND …: milliseconds of one run, the first not counted
  for ((run = 0; run <= runs; run++)); do
    local start=${EPOCHREALTIME/./}
    "$@" >/dev/null 2>&1
    [ "$run" = 0 ] || echo $(((${EPOCHREALTIME/./} - start) / 100))
  done | sort -n | awk '{ v[NR] = $1 } END { printf "%.1f ms\n", v[int((NR + 1) / 2)] / 10 }'
}

cd "$folder"
echo "dbbackup                     $(stat -c %s tool/dbbackup) bytes, and libe_sqlite3.so $(stat -c %s tool/libe_sqlite3.so)"
echo "quickstart                   $(stat -c %s quickstart/quickstart) bytes"
echo "dbbackup --version           $(median tool/dbbackup --version)"
echo "quickstart --version         $(median quickstart/quickstart --version)"
echo "the tour, NativeAOT          $(median quickstart/quickstart)"
echo "the tour, JIT                $(median jit/quickstart)"
