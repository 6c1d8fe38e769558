#!/usr/bin/env bash
# Backup and restore of a SQLite database of 1 GB, DbBackup beside sqlite3 and zstd: in turn, medians of wall time and peak memory.
#
#   bench/sqlite.sh [RUNS]        default 5; needs sqlite3, zstd and GNU time (/usr/bin/time)
#
# The last peer does what a DbBackup backup does besides copying and compressing: it checks, hashes twice and syncs.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-5}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export folder

dotnet publish src/DbBackup.Tool -c Release -r linux-x64 -o "$folder/tool" --nologo -v q
cd "$folder"
sqlite3 big.db "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;
  CREATE TABLE orders(id INTEGER PRIMARY KEY, customer INTEGER, placed TEXT, note TEXT, picture BLOB);
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1900000)
  INSERT INTO orders SELECT i, abs(random()) % 50000, datetime(1700000000 + i * 7, 'unixepoch'),
    'Order ' || i || ' of customer ' || (abs(random()) % 50000) || ', shipped as ' || hex(randomblob(8)), randomblob(abs(random()) % 800) FROM n;
  CREATE INDEX orders_by_customer ON orders(customer);" >/dev/null
cp big.db target.db
printf '{ "ServerName": "bench", "StagingPath": "staging", "Databases": { "big": { "Engine": "Sqlite", "ConnectionString": "Data Source=big.db" } } }' >backup.json
printf '{ "ServerName": "bench", "StagingPath": "staging", "Databases": { "big": { "Engine": "Sqlite", "ConnectionString": "Data Source=target.db" } } }' >restore.json
echo "database: $(stat -c %s big.db) bytes, $(nproc) processors, $(sqlite3 --version | cut -d' ' -f1), $(zstd --version | grep -o 'v[0-9.]*')"

measure() { # NAME COMMAND: appends seconds and kilobytes of one run
  /usr/bin/time -a -o "$1.times" -f "%e %M" bash -c "$2" >/dev/null
}
median() { # NAME COLUMN
  cut -d' ' -f"$2" "$1.times" | sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

for ((run = 0; run <= runs; run++)); do # the first run of each warms up and is dropped
  rm -rf backups stock.db stock.db.zst restored.db
  measure backup 'tool/dbbackup backup -q --config backup.json'
  measure stock-backup 'sqlite3 big.db ".backup stock.db" && zstd -q -3 -T0 stock.db -o stock.db.zst'
  rm -f stock.db stock.db.zst
  measure stock-proven-backup 'sqlite3 big.db ".backup stock.db" && sqlite3 stock.db "PRAGMA quick_check" && sha256sum stock.db && zstd -q -3 -T0 stock.db -o stock.db.zst && sha256sum stock.db.zst && sync stock.db.zst'
  measure restore 'tool/dbbackup restore -q -y --config restore.json'
  measure stock-restore 'zstd -q -d stock.db.zst -o restored.db && mv restored.db stock.db'
  if [ "$run" = 0 ]; then rm -f ./*.times; fi
done

printf '%-22s %10s %10s\n' "" "seconds" "peak MB"
for name in backup stock-backup stock-proven-backup restore stock-restore; do
  printf '%-22s %10s %10s\n' "$name" "$(median $name 1)" "$(($(median $name 2 | cut -d. -f1) / 1024))"
done
