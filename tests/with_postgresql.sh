#!/usr/bin/env bash
# Runs a command against a throw-away PostgreSQL: `with_postgresql.sh COMMAND ARGUMENT…`.
# The cluster lives under a temporary folder, listens on a socket only, belongs to a user without
# privileges, and is stopped and removed whatever the command does.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
[ -n "$bin" ] || { echo "Không tìm thấy PostgreSQL trên máy này." >&2; exit 3; }

as_owner=()
if [ "$(id -u)" = 0 ]; then
  as_owner=(setpriv --reuid=postgres --regid=postgres --clear-groups)
fi
folder=$(mktemp -d /tmp/ocop-postgresql.XXXXXX)
chmod 755 "$folder"
[ "$(id -u)" != 0 ] || chown postgres:postgres "$folder"

stop() {
  "${as_owner[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT INT TERM

cd "$folder"
"${as_owner[@]}" "$bin/initdb" -D data -U ocop --auth=trust --encoding=UTF8 --locale=C.UTF-8 >initdb.log
"${as_owner[@]}" "$bin/pg_ctl" -D data -w -l "$folder/data/server.log" \
  -o "-c listen_addresses= -c unix_socket_directories=$folder -c fsync=off -c synchronous_commit=off -c full_page_writes=off" \
  start >/dev/null
"${as_owner[@]}" "$bin/createdb" -h "$folder" -U ocop ocop
cd - >/dev/null

export OCOP_DATABASE="postgresql://ocop@/ocop?host=$folder"
"$@"
