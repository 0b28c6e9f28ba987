#!/bin/sh
# The first part of an AppImage that is made for tests where the real runtime cannot be downloaded: it unpacks where the real one
# mounts, with a tool of the system. What follows at byte @offset@ is the same in both.
set -e
self=$(readlink -f "$0")
unpack() { unsquashfs -quiet -no-progress -dest "$1" -offset @offset@ "$self" >/dev/null; }
case "$1" in
  --appimage-offset) echo @offset@; exit ;;
  --appimage-extract) unpack squashfs-root; exit ;;
esac
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unpack "$folder/mount"
APPIMAGE=$self APPDIR=$folder/mount ARGV0=$0 "$folder/mount/AppRun" "$@"
exit
