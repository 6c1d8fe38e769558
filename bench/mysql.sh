#!/usr/bin/env bash
# Backup and restore of a MariaDB database, DbBackup beside mariadb-dump, mydumper, their clients and zstd: in turn, medians of wall time.
#
#   bench/mysql.sh [ROUNDS [MEGABYTES…]]     default 3 rounds of 1024 and of 4096 MB; needs mariadb-server, mydumper, zstd and GNU time (/usr/bin/time)
#
# It starts a server of its own in a temporary folder, with the settings that it is installed with but for a buffer pool of 512 MB and a log of 1 GB.
# With MYSQL_BIN, a folder with mysqld, mysql and mysqldump, it is that MySQL and its programs, without mydumper unless MYDUMPER=1.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-3}
shift || true
sizes=("$@")
[[ ${#sizes[@]} -gt 0 ]] || sizes=(1024 4096)
folder=$(mktemp -d)
as_server=()
if [[ $(id -u) -eq 0 ]]; then as_server=(setpriv --reuid=nobody --regid=nogroup --clear-groups); chown nobody "$folder"; fi
if [[ -n ${MYSQL_BIN:-} ]]; then
  server=$MYSQL_BIN/mysqld client=$MYSQL_BIN/mysql dumper=$MYSQL_BIN/mysqldump mydumper=${MYDUMPER:-}
  install=("$server" --no-defaults --initialize-insecure)
  settings=(--mysqlx=OFF --secure-file-priv=NULL --innodb-redo-log-capacity=1G --log-bin-trust-function-creators=1)
  more=(--set-gtid-purged=OFF)
else
  server=$(command -v mariadbd || echo /usr/sbin/mariadbd) client=mariadb dumper=mariadb-dump mydumper=${MYDUMPER:-1}
  install=(mariadb-install-db --no-defaults --auth-root-authentication-method=normal --skip-test-db)
  settings=(--innodb-log-file-size=1G)
  more=()
fi
stop() {
  [[ -z ${process:-} ]] || { kill "$process" 2>/dev/null && wait "$process" 2>/dev/null; } || true
  rm -rf "$folder"
}
trap stop EXIT

dotnet publish src/DbBackup.Tool -c Release -r linux-x64 -o "$folder/tool" --nologo -v q
cd /
"${as_server[@]}" "${install[@]}" --datadir="$folder/data" >/dev/null 2>&1
"${as_server[@]}" "$server" --no-defaults --datadir="$folder/data" --socket="$folder/s" --skip-networking --pid-file="$folder/data/pid" --innodb-buffer-pool-size=512M --local-infile=ON \
  --max-allowed-packet=64M "${settings[@]}" >"$folder/data/log" 2>&1 </dev/null &
process=$!
export folder client dumper
options=(--no-defaults --socket="$folder/s" --user=root --default-character-set=utf8mb4)
sql() { "$client" "${options[@]}" "$@"; }
for ((i = 0; i < 300; i++)); do sql -e 'SELECT 1' >/dev/null 2>&1 && break; sleep 0.2; done
mkdir -m 777 "$folder/work"
cd "$folder/work"

# About half of it is one table of orders, the rest documents, measurements without a key, and binary values that do not compress.
fill() { # MEGABYTES
  sql -e 'DROP DATABASE IF EXISTS big; CREATE DATABASE big CHARACTER SET utf8mb4'
  sql big <<END
SET SESSION sql_log_bin = 0, unique_checks = 0, foreign_key_checks = 0, group_concat_max_len = 1048576;
CREATE TABLE n (i int PRIMARY KEY) ENGINE=InnoDB;
INSERT INTO n VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9);
CREATE TABLE k (i int PRIMARY KEY);
INSERT INTO k SELECT a.i + b.i * 10 + c.i * 100 FROM n a, n b, n c;
CREATE TABLE m (i int PRIMARY KEY);
INSERT INTO m SELECT a.i + 1000 * (b.i + 1000 * n.i) FROM k a, k b, n WHERE b.i + 1000 * n.i < 1 + $1;
CREATE TABLE customers (id int PRIMARY KEY, name varchar(60) NOT NULL, mail varchar(80) UNIQUE, since datetime NOT NULL);
INSERT INTO customers SELECT m.i, CONCAT('Customer ', m.i), CONCAT('c', m.i, '@example.org'), '2020-01-01' + INTERVAL m.i MINUTE FROM m WHERE m.i < 100 * $1;
CREATE TABLE orders (id bigint PRIMARY KEY, customer int NOT NULL, placed datetime(3) NOT NULL, amount decimal(12, 2) NOT NULL, state enum('new', 'paid', 'sent') NOT NULL, note varchar(100),
  KEY by_customer (customer, placed), FOREIGN KEY (customer) REFERENCES customers (id));
INSERT INTO orders SELECT x, x * 7919 % (100 * $1), '2020-01-01' + INTERVAL x * 17 SECOND, x % 99999 / 100, 1 + x % 3, CONCAT('Order ', x, ' of ', LEFT(SHA2(x, 256), 32)) FROM (SELECT m.i * 3 + n.i AS x FROM m, n WHERE n.i < 3) s;
CREATE TABLE documents (id int PRIMARY KEY, body json NOT NULL, tags varchar(40), KEY (tags));
INSERT INTO documents SELECT i, JSON_OBJECT('id', i, 'title', CONCAT('Document ', i), 'text', REPEAT(CONCAT(LEFT(SHA2(i, 256), 32), ' '), 20)), CONCAT('a', i % 10, ',b', i % 7) FROM m WHERE i < 220 * $1;
CREATE TABLE measurements (sensor int, at datetime, value double, flags bit(8), KEY (sensor, at));
INSERT INTO measurements SELECT x % 500, '2020-01-01' + INTERVAL x SECOND, SIN(x) * 1000, x % 256 FROM (SELECT m.i * 2 + n.i AS x FROM m, n WHERE n.i < 2) s;
CREATE TABLE pictures (id int PRIMARY KEY, data mediumblob);
INSERT INTO pictures SELECT m.i, (SELECT GROUP_CONCAT(UNHEX(SHA2(CONCAT(m.i, '-', k.i), 256)) SEPARATOR '') FROM k WHERE k.i < 300) FROM m WHERE m.i < 9 * $1;
DROP TABLE n, k, m;
ANALYZE TABLE customers, orders, documents, measurements, pictures;
END
}
configure() { # backup.json dumps the database, unread.json too without reading the backup again, restore.json restores it to the database `target`
  local key
  for key in backup unread restore; do
    printf '{ "ServerName": "bench", "Databases": { "big": { "Engine": "MySql", "ConnectionString": "Server=%s;Protocol=unix;User ID=root;Database=%s" } }, "Storage": { "Path": "%s" }, "Verify": "%s" }' \
      "$folder/s" "$([[ $key == restore ]] && echo target || echo big)" "$([[ $key == unread ]] && echo unread || echo backups)" "$([[ $key == unread ]] && echo Off || echo Full)" >$key.json
  done
}
empty_target() { sql -e 'DROP DATABASE IF EXISTS target; CREATE DATABASE target CHARACTER SET utf8mb4'; }
measure() { # NAME COMMAND: appends seconds and kilobytes of one run
  /usr/bin/time -a -o "$1.times" -f "%e %M" bash -c "set -euo pipefail; $2" >/dev/null
}
median() { # NAME COLUMN
  cut -d' ' -f"$2" "$1.times" | sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}
row() { # NAME BYTES
  [[ ! -e $1.times ]] || printf '%-26s %10s %10s %12s\n' "$1" "$(median "$1" 1)" "$(($(median "$1" 2 | cut -d. -f1) / 1024))" "${2:-}"
}
size() { du -sb "$@" 2>/dev/null | cut -f1 | awk '{ s += $1 } END { print s + 0 }'; }

# One database, and all that is in it.
export stock="--single-transaction --quick --routines --triggers --events --hex-blob --max-allowed-packet=64M ${more[*]}" connection="${options[*]}"
dumps() {
  rm -rf backups unread dump.sql.zst dump.folder
  measure backup '"$folder"/tool/dbbackup backup -q --config backup.json'
  measure backup-not-read-back '"$folder"/tool/dbbackup backup -q --config unread.json'
  measure dump-zstd-3 '"$dumper" $connection $stock big | zstd -q -3 -T2 -o dump.sql.zst'
  [[ -z $mydumper ]] || measure mydumper-t2 'mydumper --socket "$folder"/s --user root --database big --threads 2 --compress --triggers --events --routines --trx-consistency-only --outputdir dump.folder'
}
restores() {
  empty_target; measure restore '"$folder"/tool/dbbackup restore -q -y --config restore.json'
  empty_target; measure client 'zstd -q -d -c dump.sql.zst | "$client" $connection --binary-mode --max-allowed-packet=64M target'
  [[ -z $mydumper ]] || { empty_target; measure myloader-t2 'myloader --socket "$folder"/s --user root --database target --threads 2 --directory dump.folder'; }
}

configure
for megabytes in "${sizes[@]}"; do
  fill "$megabytes"
  rm -f ./*.times
  for ((round = 0; round <= rounds; round++)); do # the first round warms up and is dropped
    dumps
    restores
    if [[ $round -eq 0 && $rounds -gt 0 ]]; then rm -f ./*.times; fi
  done
  echo
  echo "$(sql -N -e 'SELECT VERSION()'), $(sql -N -e "SELECT ROUND(SUM(DATA_LENGTH + INDEX_LENGTH) / 1048576) FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'big'") MB, $(nproc) processors, $(zstd --version | grep -o 'v[0-9.]*'), $rounds rounds"
  printf '%-26s %10s %10s %12s\n' "A database of $megabytes MB" seconds "peak MB" bytes
  row backup "$(size backups)"
  row backup-not-read-back
  row dump-zstd-3 "$(size dump.sql.zst)"
  row mydumper-t2 "$(size dump.folder)"
  row restore
  row client
  row myloader-t2
done
