#!/usr/bin/env bash
# Writes what is public, and not shipped yet, into the PublicAPI.Unshipped.txt of every library: for review with the change that made it so.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

for shipped in src/*/PublicAPI.Shipped.txt; do
  echo '#nullable enable' >"${shipped/Shipped/Unshipped}"
done

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet build eng/Packages.slnf --configuration Release -p:TreatWarningsAsErrors=false -tl:off --nologo -v:minimal >"$log" || { cat "$log" >&2; exit 1; }

for shipped in src/*/PublicAPI.Shipped.txt; do
  library=$(basename "$(dirname "$shipped")")
  sed -n "s/.*warning RS0016: Symbol '\(.*\)' is not part of the declared public API.*\/$library\.csproj\]$/\1/p" "$log" | LC_ALL=C sort -u >>"${shipped/Shipped/Unshipped}"
  echo "$library: $(($(wc -l <"${shipped/Shipped/Unshipped}") - 1)) symbols"
done
