#!/bin/bash
# Build the SQL benchmark tree: the .sql files of three Debian source packages and of sqlglot's source distribution.
#
#   sql-tree.sh DESTINATION
#
# DOWNLOADS keeps the archives (default: downloads). Needs apt-get with a `deb-src` line for bookworm; without one,
# SOURCES_LIST may name a file that holds it, and the machine's own lists stay as they are.
set -euo pipefail
destination=$(mkdir -p "${1:?"usage: sql-tree.sh DESTINATION"}" && cd "$1" && pwd)
downloads=${DOWNLOADS:-downloads}
apt=(apt-get -qq)
if [ -n "${SOURCES_LIST:-}" ]; then
  lists=$(mkdir -p "$downloads/lists/partial" && cd "$downloads/lists" && pwd)
  apt+=(-o "Dir::Etc::SourceList=$(realpath "$SOURCES_LIST")" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$lists")
fi

mkdir -p "$downloads"
cd "$downloads"
if ! ls postgresql-15_*.orig.tar.* mediawiki_*.orig.tar.* mariadb_*.orig.tar.* > /dev/null 2>&1; then
  "${apt[@]}" update
  for package in postgresql-15 mediawiki mariadb; do "${apt[@]}" source --download-only "$package"; done
fi
if ! ls sqlglot-*.tar.gz > /dev/null 2>&1; then
  python3 -m pip download --quiet --no-deps --no-binary :all: sqlglot==30.30.0
fi
for archive in postgresql-15_*.orig.tar.* mediawiki_*.orig.tar.* mariadb_*.orig.tar.* sqlglot-*.tar.gz; do
  case $archive in *.asc) continue ;; esac
  tar -xf "$archive" -C "$destination" --wildcards '*.sql'
done

echo "| source | files | lines | bytes |"
echo "| --- | ---: | ---: | ---: |"
for folder in "$destination"/*; do
  files=$(find "$folder" -name '*.sql' | wc -l)
  read -r lines bytes < <(find "$folder" -name '*.sql' -print0 | xargs -0 cat | wc -lc)
  echo "| $(basename "$folder") | $files | $lines | $bytes |"
done
