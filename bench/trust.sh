#!/usr/bin/env bash
# What trust costs: reading a backup back, encrypting it beside age and gpg, verifying it beside sha256sum and the disk. In turn, medians of wall time.
#
#   bench/trust.sh [RUNS [MEGABYTES]]     default 5, 1024; needs age, gpg, zstd and GNU time (/usr/bin/time)
#
# The media are half text, half bytes that do not compress. Encryption is measured on one processor and without compression, so that nothing hides it.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-5} megabytes=${2:-1024}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export folder GNUPGHOME=$folder/gnupg

dotnet publish src/DbBackup.Tool -c Release -r linux-x64 -o "$folder/tool" --nologo -v q
cd "$folder"
mkdir media && mkdir -m 700 gnupg
for ((i = 0; i < megabytes / 64; i++)); do
  head -c 32M /dev/urandom >"media/picture-$i"
  seq -f "line %.0f of the text with the number $i" 1 900000 | head -c 32M >"media/text-$i"
done
tar cf media.tar -C media .
tool/dbbackup keygen --output-path key >/dev/null
recipient=$(grep -o 'age1[a-z0-9]*' key || age-keygen -y key)
gpg -q --batch --passphrase '' --quick-generate-key bench@example.org default default never 2>/dev/null
gpg -q --export bench@example.org >public.gpg
export recipient

configure() { # NAME MORE: NAME.json keeps its backups in a folder of that name
  printf '{ "ServerName": "bench", "Media": { "Path": "media" }, "Storage": { "Path": "%s" }, %s }' "$1" "$2" >"$1.json"
}
plain='"Compression": { "Kind": "None" }'
configure off '"Verify": "Off"'
configure stored '"Verify": "Stored"'
configure full '"Verify": "Full"'
configure clear "$plain"', "Verify": "Off"'
configure age "$plain"', "Verify": "Off", "Encryption": { "Recipients": [ "'"$recipient"'" ] }'
configure gpg "$plain"', "Verify": "Off", "Encryption": { "Kind": "OpenPgp", "Recipients": [ "public.gpg" ] }'

measure() { # NAME COMMAND: appends seconds and kilobytes of one run
  /usr/bin/time -a -o "$1.times" -f "%e %M" bash -c "set -euo pipefail; $2" >/dev/null
}
median() { # NAME COLUMN
  cut -d' ' -f"$2" "$1.times" | sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}
row() { # NAME BYTES
  printf '%-32s %8s s %8s MB/s %6s MB\n' "$1" "$(median "$1" 1)" "$(awk -v b="$2" -v s="$(median "$1" 1)" 'BEGIN { printf "%.0f", b / 1e6 / s }')" "$(($(median "$1" 2 | cut -d. -f1) / 1024))"
}

for ((run = 0; run <= runs; run++)); do # the first run of each warms up and is dropped
  for name in off stored full clear age gpg; do
    rm -rf "$name"
    [[ $name == off || $name == stored || $name == full ]] && on=() || on=(taskset -c 0)
    measure "backup-$name" "${on[*]} tool/dbbackup media-backup -q --config $name.json"
  done
  measure age-itself 'taskset -c 0 age -r "$recipient" -o media.tar.age media.tar'
  measure gpg-itself 'taskset -c 0 gpg -q --batch --yes --trust-model always --compress-algo none -r bench@example.org -o media.tar.gpg -e media.tar'
  measure copy-itself 'taskset -c 0 cp media.tar media.copy'
  rm -f media.tar.age media.tar.gpg media.copy
  measure verify-clear 'tool/dbbackup verify -q --all --config clear.json'
  measure verify-compressed 'tool/dbbackup verify -q --all --config full.json'
  measure sha256sum 'sha256sum media.tar'
  measure cat 'cat media.tar'
  if [[ $run -eq 0 ]]; then rm -f ./*.times; fi
done
bytes=$(stat -c %s media.tar)
echo "$bytes bytes, $(nproc) processors, age $(age --version), $(gpg --version | head -n 1)"
printf '\nReading back, %s bytes stored\n' "$(stat -c %s full/*.zst)"
for name in backup-off backup-stored backup-full; do row $name "$bytes"; done
printf '\nEncryption, on one processor\n'
for name in backup-clear copy-itself backup-age age-itself backup-gpg gpg-itself; do row $name "$bytes"; done
printf '\nVerification\n'
for name in verify-clear verify-compressed sha256sum cat; do row $name "$bytes"; done
