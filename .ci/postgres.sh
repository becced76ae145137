# A PostgreSQL of its own, on a free loopback port, in a directory that is thrown away.
postgres_bin() {
  local newest
  newest=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  echo "${newest:-/nonexistent}"
}

# start_postgres DIRECTORY: sets POSTGRES_URL.
start_postgres() {
  local bin port
  POSTGRES_DATA=$1
  bin=$(postgres_bin)
  port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
  mkdir -p "$POSTGRES_DATA" && chown postgres "$POSTGRES_DATA" && chmod 755 "$(dirname "$POSTGRES_DATA")" || return 1
  as_postgres "$bin/initdb" -D "$POSTGRES_DATA/data" --auth=trust --username=postgres --no-sync >/dev/null || return 1
  as_postgres "$bin/pg_ctl" -D "$POSTGRES_DATA/data" -l "$POSTGRES_DATA/log" -w \
    -o "-p $port -h 127.0.0.1 -k $POSTGRES_DATA -F" start >/dev/null || return 1
  POSTGRES_URL="postgresql://postgres@127.0.0.1:$port"
}

stop_postgres() {
  as_postgres "$(postgres_bin)/pg_ctl" -D "$POSTGRES_DATA/data" -m immediate stop >/dev/null
}

# PostgreSQL refuses to run as root.
as_postgres() {
  (cd / && runuser -u postgres -- "$@")
}
