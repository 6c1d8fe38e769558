#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test. The last line is `N passed, N failed, N skipped`.
# --all also runs what is too long for every commit: 10,000 mutations of the generator's input instead of 300, and the tests against
# servers a second time against the newest version, with values of 600 MB.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1

passed=0 failed=0 skipped=0

finish() {
  echo "$passed passed, $failed failed, $skipped skipped"
  [[ $failed -eq 0 && $passed -gt 0 ]] && exit 0
  exit 1
}

give_up() {
  echo "$1" >&2
  failed=$((failed + 1))
  finish
}

# NativeAOT links with gcc; the tests open backups with the other programs, hold locks with flock, and send mails to exim.
missing_packages() {
  local program package
  while read -r program package; do
    command -v "$program" >/dev/null || echo "$package"
  done <<'END'
gcc gcc
zstd zstd
gunzip gzip
sqlite3 sqlite3
tar tar
flock util-linux
unshare util-linux
strace strace
age age
gpg gnupg
END
  [[ -e /usr/include/stdlib.h ]] || echo libc6-dev
  # Not on every user's path.
  [[ -x /usr/sbin/exim4 ]] || echo exim4-daemon-light
  [[ -n ${DBBACKUP_TEST_MYSQL_BIN:-} ]] || [[ -x /usr/sbin/mariadbd && -x /usr/bin/mariadb-dump ]] || echo mariadb-server
  [[ -n ${DBBACKUP_TEST_PG_BIN:-} ]] || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || echo postgresql
}

install() {
  local as_root=()
  if [[ $(id -u) -ne 0 ]]; then
    sudo -n true 2>/dev/null || give_up "Missing: $*. Install them (apt-get install $*), or run as root or with passwordless sudo."
    as_root=(sudo -n)
  fi
  command -v apt-get >/dev/null || give_up "Missing: $*. There is no apt-get here; install them, then run again."
  export DEBIAN_FRONTEND=noninteractive
  local installed=0
  forbid_services
  # Nor a cluster for the whole system: the tests make their own.
  [[ " $* " != *" postgresql "* ]] || "${as_root[@]}" sh -c \
    'cd /etc && mkdir -p postgresql-common/createcluster.d && echo "create_main_cluster = false" >postgresql-common/createcluster.d/no-main-cluster.conf'
  { "${as_root[@]}" apt-get update -qq && "${as_root[@]}" apt-get install -y -qq --no-install-recommends "$@"; } >&2 || installed=$?
  allow_services
  [[ $installed -eq 0 ]] || give_up "Could not install: $*."
  # The tests start exim themselves, with a configuration of their own.
  [[ " $* " != *" exim4-daemon-light "* ]] || "${as_root[@]}" update-rc.d exim4 disable >&2 || true
}

# A package must not start its service: nothing shall listen that nobody asked for.
readonly policy=/usr/sbin/policy-rc.d
policy_is_ours=

forbid_services() {
  [[ ! -e $policy ]] || return 0
  printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee $policy >/dev/null && "${as_root[@]}" chmod 755 $policy && policy_is_ours=1
}

allow_services() {
  [[ -z $policy_is_ours ]] || "${as_root[@]}" rm -f $policy
}

# The counts of one project's summary. A run that ends badly without a failed test (a crash, nothing run) is a failure itself.
run_tests() {
  local log status=0 count
  log=$(mktemp)
  dotnet test --project "$1" --configuration Release --no-build --no-progress </dev/null 2>&1 | tee "$log" || status=$?
  count=$(counted failed "$log")
  passed=$((passed + $(counted succeeded "$log")))
  skipped=$((skipped + $(counted skipped "$log")))
  [[ $status -ne 0 && $count -eq 0 ]] && count=1
  failed=$((failed + count))
  rm -f "$log"
}

counted() {
  local number
  number=$(sed -n "s/^ *$1: *\([0-9][0-9]*\) *$/\1/p" "$2" | tail -n 1)
  echo "${number:-0}"
}

case ${1:-} in
  '') ;;
  --all) export DBBACKUP_TEST_MUTATIONS=10000 DBBACKUP_TEST_LONG=1 ;;
  *) give_up "Unknown argument '$1': usage: ./test.sh [--all]" ;;
esac

command -v dotnet >/dev/null || give_up "There is no dotnet here. Install the .NET 10 SDK: https://dotnet.microsoft.com/download"
mapfile -t missing < <(missing_packages)
[[ ${#missing[@]} -eq 0 ]] || install "${missing[@]}"

dotnet build DbBackup.sln --configuration Release -m:2 --verbosity quiet </dev/null || give_up "The build failed."
for project in tests/*.Tests/*.csproj; do
  run_tests "$project"
done
if [[ ${1:-} == --all ]]; then
  servers=$PWD/artifacts/servers
  for product in mysql postgresql; do
    eng/newer-servers.sh "$servers" $product >&2 || give_up "Could not fetch a newer $product."
  done
  DBBACKUP_TEST_MYSQL_BIN=$servers/mysql/bin DBBACKUP_TEST_PG_BIN=$servers/postgresql/bin run_tests tests/DbBackup.Servers.Tests/DbBackup.Servers.Tests.csproj
fi
finish
