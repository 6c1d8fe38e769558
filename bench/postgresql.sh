#!/usr/bin/env bash
# Backup and restore of a PostgreSQL database, DbBackup beside pg_dump, pg_restore, psql and zstd: in turn, medians of wall time.
#
#   bench/postgresql.sh [ROUNDS [MEGABYTES [TABLES]]]     default 3, 2048, 10000; needs zstd and GNU time (/usr/bin/time)
#
# It starts a server of its own in a temporary folder, from the programs in PG_BIN (default: the newest in /usr/lib/postgresql), with the
# settings that it is installed with but for more WAL. Peak memory is measured at half and at twice the size. The last part has TABLES small tables.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-3} megabytes=${2:-2048} tables=${3:-10000}
bin=${PG_BIN:-$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)}
folder=$(mktemp -d)
as_server=()
if [[ $(id -u) -eq 0 ]]; then as_server=(setpriv --reuid=nobody --regid=nogroup --clear-groups); chown nobody "$folder"; fi
stop() {
  (cd / && "${as_server[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1) || true
  rm -rf "$folder"
}
trap stop EXIT

dotnet publish src/DbBackup.Tool -c Release -r linux-x64 -o "$folder/tool" --nologo -v q
cd /
"${as_server[@]}" "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
printf "max_wal_size = 4GB\nshared_buffers = 256MB\nmax_locks_per_transaction = 512\n" >>"$folder/data/postgresql.conf"
"${as_server[@]}" "$bin/pg_ctl" -D "$folder/data" -o "-k $folder -h ''" -l "$folder/log" -w start >/dev/null
export PGHOST=$folder PGUSER=postgres folder bin
mkdir -m 777 "$folder/work"
cd "$folder/work"

# About half of it is one table of orders, the rest documents, measurements without a key, and binary values that do not compress.
fill() { # DATABASE MEGABYTES
  "$bin/createdb" -T template0 "$1"
  "$bin/psql" -X -q -d "$1" -v ON_ERROR_STOP=1 -v n="$2" <<'END'
SET synchronous_commit = off;
CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL, mail text UNIQUE, since timestamptz NOT NULL);
INSERT INTO customers SELECT i, 'Customer ' || i, 'c' || i || '@example.org', timestamptz '2020-01-01' + i * interval '1 minute' FROM generate_series(1, 1 + :n * 100) i;
CREATE TABLE orders (id bigint, customer int NOT NULL, placed timestamptz NOT NULL, amount numeric(12, 2) NOT NULL, state text NOT NULL, note text);
INSERT INTO orders SELECT i, 1 + (i * 7919) % (1 + :n * 100), timestamptz '2020-01-01' + i * interval '17 seconds', (i % 99999) / 100.0, (ARRAY['new', 'paid', 'sent'])[1 + i % 3],
    'Order ' || i || ' of ' || md5(i::text) FROM generate_series(1, :n * 3600::bigint) i;
CREATE TABLE documents (id int, body jsonb NOT NULL, tags text[]);
INSERT INTO documents SELECT i, jsonb_build_object('id', i, 'title', 'Document ' || i, 'text', repeat(md5(i::text) || ' ', 20), 'n', ARRAY[i, i + 1]), ARRAY['a' || i % 10, 'b' || i % 7] FROM generate_series(1, :n * 220) i;
CREATE TABLE measurements (sensor int, at timestamp, value float8, flags bit(8));
INSERT INTO measurements SELECT i % 500, timestamp '2020-01-01' + i * interval '1 second', sin(i) * 1000, (i % 256)::bit(8) FROM generate_series(1, :n * 2800::bigint) i;
CREATE TABLE pictures (id int, data bytea);
INSERT INTO pictures SELECT i, (SELECT string_agg(sha256((i || '-' || j)::bytea), '') FROM generate_series(1, 300) j) FROM generate_series(1, :n * 9) i;
ALTER TABLE orders ADD PRIMARY KEY (id), ADD FOREIGN KEY (customer) REFERENCES customers;
CREATE INDEX ON orders (customer, placed);
ALTER TABLE documents ADD PRIMARY KEY (id);
CREATE INDEX ON documents USING gin (tags);
CREATE INDEX ON measurements (sensor, at);
ALTER TABLE pictures ADD PRIMARY KEY (id);
VACUUM ANALYZE;
END
}

configure() { # DATABASE: backup.json dumps it, unread.json too without reading the backup again, restore.json restores it to the database `target`
  local key
  for key in backup unread restore; do
    printf '{ "ServerName": "bench", "Databases": { "big": { "Engine": "PostgreSql", "ConnectionString": "Host=%s;Username=postgres;Database=%s" } }, "Storage": { "Path": "%s" }, "Verify": "%s" }' \
      "$folder" "$([[ $key == restore ]] && echo target || echo "$1")" "$([[ $key == unread ]] && echo unread || echo backups)" "$([[ $key == unread ]] && echo Off || echo Full)" >$key.json
  done
}
drop_target() { "$bin/dropdb" --if-exists -f target 2>/dev/null; }
# Else one of them pays for what another wrote.
checkpoint() { "$bin/psql" -X -q -d postgres -c CHECKPOINT; }
measure() { # NAME COMMAND: appends seconds and kilobytes of one run
  /usr/bin/time -a -o "$1.times" -f "%e %M" bash -c "set -euo pipefail; $2" >/dev/null
}
median() { # NAME COLUMN
  cut -d' ' -f"$2" "$1.times" | sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}
row() { # NAME BYTES
  printf '%-26s %10s %10s %12s\n' "$1" "$(median "$1" 1)" "$(($(median "$1" 2 | cut -d. -f1) / 1024))" "${2:-}"
}
heading() {
  printf '\n%s\n%-26s %10s %10s %12s\n' "$1" "" "seconds" "peak MB" "bytes"
}
size() { du -sb "$@" | cut -f1 | awk '{ s += $1 } END { print s }'; }

# Each makes the database; the second of ours replaces the one that the first made, which the others cannot do.
restores() {
  drop_target; checkpoint; measure restore '"$folder"/tool/dbbackup restore -q -y --config restore.json'
  checkpoint; measure restore-replacing '"$folder"/tool/dbbackup restore -q -y --no-safety-backup --config restore.json'
  drop_target; checkpoint; measure pg_restore-j2 '"$bin"/createdb -T template0 target; "$bin"/pg_restore -j2 -d target dump.custom'
  drop_target; checkpoint; measure psql '"$bin"/createdb -T template0 target; zstd -q -d -c dump.sql.zst | "$bin"/psql -X -q -d target'
}
dumps() {
  rm -rf backups unread dump.custom dump.folder dump.sql.zst
  measure backup '"$folder"/tool/dbbackup backup -q --config backup.json'
  measure backup-not-read-back '"$folder"/tool/dbbackup backup -q --config unread.json'
  measure pg_dump-Fc '"$bin"/pg_dump -Fc -f dump.custom "$database"'
  measure pg_dump-Fd-j2 '"$bin"/pg_dump -Fd -j2 -f dump.folder "$database"'
  measure pg_dump-Fp-zstd-3 '"$bin"/pg_dump -Fp "$database" | zstd -q -3 -T2 -o dump.sql.zst'
}

export database=big
fill big "$megabytes"
configure big
echo "$("$bin/postgres" --version), $("$bin/psql" -XAtc "SELECT pg_size_pretty(pg_database_size('big'))"), $(nproc) processors, $(zstd --version | grep -o 'v[0-9.]*'), $rounds rounds"
"$folder"/tool/dbbackup backup -q --config backup.json # warms up
for ((round = 0; round < rounds; round++)); do
  dumps
  restores
done
heading "A database of $megabytes MB"
row backup "$(size backups)"
row backup-not-read-back
row pg_dump-Fc "$(size dump.custom)"
row pg_dump-Fd-j2 "$(size dump.folder)"
row pg_dump-Fp-zstd-3 "$(size dump.sql.zst)"
row restore
row restore-replacing
row pg_restore-j2
row psql

heading "Peak memory by size"
for part in $((megabytes / 2)) $((megabytes * 2)); do
  "$bin/dropdb" -f big; drop_target; rm -rf backups dump.*
  fill big "$part"
  measure "backup-of-$part-MB" '"$folder"/tool/dbbackup backup -q --config backup.json'
  measure "restore-of-$part-MB" '"$folder"/tool/dbbackup restore -q -y --config restore.json'
  row "backup-of-$part-MB"
  row "restore-of-$part-MB"
done

"$bin/dropdb" -f big
"$bin/createdb" -T template0 many
"$bin/psql" -X -q -d many -v n="$tables" -o /dev/null <<'END'
SELECT format('CREATE TABLE t%s (id serial PRIMARY KEY, name text NOT NULL, at timestamptz DEFAULT now())', i) FROM generate_series(1, :n) i \gexec
SELECT format('INSERT INTO t%s (name) VALUES (''a''), (''b'')', i) FROM generate_series(1, :n) i \gexec
END
export database=many
configure many
rm -f ./*.times
for ((round = 0; round < rounds; round++)); do
  dumps
done
heading "$tables small tables"
row backup "$(size backups)"
row backup-not-read-back
row pg_dump-Fc "$(size dump.custom)"
row pg_dump-Fd-j2 "$(size dump.folder)"
row pg_dump-Fp-zstd-3 "$(size dump.sql.zst)"
