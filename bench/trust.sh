#!/usr/bin/env bash
# What trust costs: reading a backup back, encrypting it beside age and gpg, the lock, verifying it beside sha256sum and the disk. In turn, medians of wall time.
#
#   bench/trust.sh [RUNS [MEGABYTES]]     default 3, 512; needs age, gpg and GNU time (/usr/bin/time)
#
# The media are half text, half bytes that do not compress. Encryption is measured on one processor and without compression, so that nothing hides it.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1
runs=${1:-3} megabytes=${2:-512} small=10 source=$PWD
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export folder GNUPGHOME=$folder/gnupg

dotnet publish src/DbBackup.Tool -c Release -r linux-x64 -o "$folder/tool" --nologo -v q -clp:NoSummary
dotnet build bench/DbBackup.Benchmarks -c Release --nologo -v q -clp:NoSummary
cd "$folder"
mkdir media empty && mkdir -m 700 gnupg
for ((i = 0; i * 64 < megabytes; i++)); do
  head -c 32M /dev/urandom >"media/picture-$i"
  seq -f "line %.0f of the text with the number $i" 1 900000 | head -c 32M >"media/text-$i" || true # seq is not read to its end
done
tar cf media.tar -C media .
tool/dbbackup keygen --output-path key >/dev/null
recipient=$(grep -o 'age1[a-z0-9]*' key)
gpg -q --batch --passphrase '' --quick-generate-key bench@example.org default default never 2>/dev/null
gpg -q --export bench@example.org >public.gpg
export recipient

configure() { # NAME MEDIA MORE: NAME.json keeps its backups in a folder of that name
  printf '{ "ServerName": "bench", "Media": { "Path": "%s" }, "Storage": { "Path": "%s" }, %s }' "$2" "$1" "$3" >"$1.json"
}
plain='"Compression": { "Kind": "None" }, "Verify": "Off"'
configure off media '"Verify": "Off"'
configure stored media '"Verify": "Stored"'
configure full media '"Verify": "Full"'
configure clear media "$plain"
configure age media "$plain"', "Encryption": { "Recipients": [ "'"$recipient"'" ] }'
configure gpg media "$plain"', "Encryption": { "Kind": "OpenPgp", "Recipients": [ "public.gpg" ] }'
configure small empty '"Verify": "Full"'

measure() { # NAME COMMAND: appends seconds and kilobytes of one run
  /usr/bin/time -a -o "$1.times" -f "%e %M" bash -c "set -euo pipefail; $2" >/dev/null
}
median() { # NAME COLUMN
  cut -d' ' -f"$2" "$1.times" | sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}
row() { # NAME BYTES WHAT
  awk -v s="$(median "$1" 1)" -v k="$(median "$1" 2)" -v b="$2" -v what="$3" 'BEGIN { printf "| %s | %.2f | %.0f | %.0f MB |\n", what, s, b / 1e6 / s, k / 1024 }'
}
table() {
  printf '\n%s\n\n| | seconds | MB/s | peak RSS |\n|---|---|---|---|\n' "$1"
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
  measure small "for ((i = 0; i < $small; i++)); do tool/dbbackup media-backup -q --config small.json; done"
  measure verify-clear 'tool/dbbackup verify -q --all --config clear.json'
  measure verify-compressed 'tool/dbbackup verify -q --all --config full.json'
  measure sha256sum 'sha256sum media.tar'
  measure disk 'dd if=media.tar of=/dev/null bs=4M iflag=direct status=none'
  if [[ $run -eq 0 ]]; then rm -f ./*.times; fi
done

bytes=$(stat -c %s media.tar)
echo "$bytes bytes, $(nproc) processors, age $(age --version), $(gpg --version | sed q)"
table "Reading back, $(stat -c %s full/*.zst) bytes stored"
row backup-off "$bytes" 'a backup that is not read back'
row backup-stored "$bytes" 'its stored bytes are read back'
row backup-full "$bytes" 'it is also decoded'
table 'Encryption, on one processor'
row backup-clear "$bytes" 'a backup in the clear'
row backup-age "$bytes" 'for age'
row backup-gpg "$bytes" 'for OpenPGP'
row copy-itself "$bytes" '`cp`'
row age-itself "$bytes" '`age`'
row gpg-itself "$bytes" '`gpg`'
table 'Verification'
row verify-clear "$bytes" '`verify` of a backup in the clear'
row verify-compressed "$bytes" '`verify` of a compressed one'
row sha256sum "$bytes" '`sha256sum`'
row disk "$bytes" '`dd iflag=direct`, the disk'
printf '\nThe lock: a backup of no files takes %s ms.\n' "$(awk -v s="$(median small 1)" -v n="$small" 'BEGIN { printf "%.0f", 1000 * s / n }')"
printf '\nThe formats and the lock alone, on one processor; 128 MB through each format\n\n'
taskset -c 0 dotnet run -c Release --no-build --project "$source/bench/DbBackup.Benchmarks" -- -i --artifacts "$folder/benchmarks" --filter '*EncryptionBenchmarks*' '*LeaseBenchmarks*' >benchmarks.log
sed -n '/^|/p' benchmarks/results/*-report-github.md
