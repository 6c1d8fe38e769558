#!/usr/bin/env bash
# Kills the tool, compiled ahead of time, at random moments of backups, restores and clean-ups, and looks after each kill whether every
# visible backup is whole, whether the earlier ones have their bytes, whether what was restored is old or new, and whether the next run
# leaves nothing behind. Prints a tally. It can be ended at any time: the next start goes on from there.
#   bench/soak.sh [CRASHES]      10,000 when not given; a new soak begins when artifacts/soak/tally is removed
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1
crashes=${1:-10000}
tally=$PWD/artifacts/soak/tally
mkdir -p "$(dirname "$tally")"
touch "$tally"

killed() { # how many of the runs were still alive when they were killed
  grep -c ': killed,' "$tally" || true
}
print_tally() {
  sort "$tally" | uniq -c
  echo "$(killed) of $crashes crashes"
}
trap print_tally EXIT

dotnet build tests/DbBackup.Aot.Tests --configuration Release -m:2 --verbosity quiet
while made=$(killed); [[ $made -lt $crashes ]]; do
  left=$((crashes - made))
  DBBACKUP_TEST_CRASHES=$((left < 500 ? left : 500)) DBBACKUP_TEST_TALLY=$tally dotnet test --project tests/DbBackup.Aot.Tests --configuration Release --no-build --no-progress \
    --filter-class '*RandomCrashTests' >"$tally.log" 2>&1 || { cat "$tally.log"; exit 1; }
done
