#!/usr/bin/env bash
# Unpacks a newer server than the distribution's from Debian unstable into a folder. It installs nothing, and needs no root.
#
#   eng/newer-servers.sh FOLDER mysql          afterwards FOLDER/mysql/bin has mysqld, mysql, mysqldump … of version 9.7
#   eng/newer-servers.sh FOLDER postgresql     afterwards FOLDER/postgresql/bin has initdb, postgres, pg_dump, psql … of version 18
#
# The packages want a newer C library than this system's, so that every program is wrapped: it starts with the loader and the libraries
# that came along. A second call finds the folder complete and does nothing.
set -euo pipefail

fail() {
  echo "$1" >&2
  exit 1
}

[[ $# -eq 2 ]] || fail "usage: eng/newer-servers.sh FOLDER mysql|postgresql"
mkdir -p "$1"
folder=$(cd "$1" && pwd) product=$2
case $product in
  mysql) packages=(mysql-server-core mysql-client-core) programs='sbin/mysqld bin/mysql bin/mysqldump bin/mysqladmin' ;;
  postgresql) packages=(postgresql-18 postgresql-client-18) programs='lib/postgresql/18/bin/*' ;;
  *) fail "Unknown product '$product': it takes mysql or postgresql." ;;
esac
target=$folder/$product
[[ -e $target/complete ]] && exit 0
command -v apt-get >/dev/null || fail "There is no apt-get here: put a newer $product somewhere yourself and name its folder of programs."
rm -rf "$target"
mkdir -p "$target/root" "$target/bin" "$folder/apt/lists/partial" "$folder/apt/archives/partial"

# apt with a world of its own: one source, and a system in which nothing is installed, so that every dependency comes along.
mirror() {
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep -m 1 '/debian/*$' || echo https://deb.debian.org/debian/
}
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(mirror) sid main" >"$folder/apt/sources.list"
: >"$folder/apt/status"
apt() {
  apt-get -qq -o Dir::Etc::SourceList="$folder/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists="$folder/apt/lists" \
    -o Dir::State::Status="$folder/apt/status" -o Dir::Cache="$folder/apt" -o Dir::Cache::Archives="$folder/apt/archives" \
    -o APT::Install-Recommends=false -o APT::Sandbox::User="$(id -un)" -o Debug::NoLocking=true "$@"
}
apt update
apt --yes --download-only install "${packages[@]}"
for package in "$folder"/apt/archives/*.deb; do
  dpkg-deb --extract "$package" "$target/root"
done

loader=$(find "$target/root" -name 'ld-linux*.so.*' | head -n 1)
libraries=$(find "$target/root" -name 'libc.so.6' -printf '%h\n' | head -n 1)
[[ -n $loader && -n $libraries ]] || fail "The packages of $product came without a C library."
cd "$target/root/usr"
for program in $programs; do
  program=$PWD/$program
  name=$(basename "$program")
  # A program looks for its files beside where it seems to lie, which is argv[0]; so the wrapper takes its place.
  if [[ $(head -c 4 "$program" | tail -c 3) == ELF ]]; then
    mv "$program" "$program.real"
    printf '#!/bin/sh\nexec "%s" --library-path "%s" --argv0 "%s" "%s" "$@"\n' "$loader" "$libraries" "$program" "$program.real" >"$program"
    chmod 755 "$program"
  fi
  [[ $name == *.real ]] || ln -sf "$program" "$target/bin/$name"
done
# The servers run as somebody else than root.
chmod 755 "$folder" "$target" "$target/root"
rm -rf "$folder/apt"
touch "$target/complete"
