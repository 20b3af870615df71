#!/bin/bash
# Build the Swift benchmark tree: the .swift files of the tags that swift-packages.txt pins.
#
#   swift-tree.sh DESTINATION
#
# REPOSITORIES is where the packages are cloned from: https://github.com, or a folder or server with the same layout.
set -euo pipefail
destination=${1:?"usage: swift-tree.sh DESTINATION"}
repositories=${REPOSITORIES:-https://github.com}
here=$(cd "$(dirname "$0")" && pwd)

echo "| package | files | lines | bytes |"
echo "| --- | ---: | ---: | ---: |"
while read -r package tag; do
  folder=$destination/${package##*/}-$tag
  if [ ! -d "$folder" ]; then
    git -c advice.detachedHead=false clone --quiet --depth 1 --branch "$tag" "$repositories/$package.git" "$folder.part"
    find "$folder.part" -type l -delete
    find "$folder.part" -type f ! -name '*.swift' -delete
    find "$folder.part" -type d -empty -delete
    mv "$folder.part" "$folder"
  fi
  files=$(find "$folder" -name '*.swift' | wc -l)
  read -r lines bytes < <(find "$folder" -name '*.swift' -print0 | xargs -0 cat | wc -lc)
  echo "| $package $tag | $files | $lines | $bytes |"
done < "$here/swift-packages.txt"
