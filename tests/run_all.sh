#!/usr/bin/env bash
# `make test`: the checks, then every leg of the tests, each with its count. Root's run fails where a
# leg did not run; another user is told plainly what was left out.
set -uo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
export OCOP_HOME=$(mktemp -d /tmp/ocop-test.XXXXXX)
trap 'rm -rf "$OCOP_HOME"' EXIT
failed=() left_out=()

install_missing() { # command, package
  command -v "$1" >/dev/null 2>&1 && return
  [ -n "${3:-}" ] && compgen -G "$3" >/dev/null && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Cài $2…"
    [ -n "${apt_updated:-}" ] || { apt-get update -qq; apt_updated=1; }
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2" >/dev/null
  fi
}

leg() { # name, command…
  local name=$1 log status
  shift
  log=$(mktemp)
  echo "── $name"
  "$@" 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  if [ "$status" != 0 ]; then
    failed+=("$name")
  elif ! grep -qE '[0-9]+ passed' "$log"; then
    left_out+=("$name")
  fi
  summary+=("$name: $(grep -E '[0-9]+ (passed|failed|error)' "$log" | tail -n 1 | tr -d '=')")
  rm -f "$log"
}

install_missing chromium chromium
install_missing pg_ctl postgresql '/usr/lib/postgresql/*/bin/pg_ctl'

summary=()
echo "── kiểm tra mã nguồn"
bash tests/run_checks.sh || failed+=("kiểm tra mã nguồn")

run="$python -m pytest -q -p no:cacheprovider"
leg "thuần túy" $run -n 2 -m "pure and not browser"
leg "SQLite" $run -n 2 -m "database and not browser"
if compgen -G '/usr/lib/postgresql/*/bin/pg_ctl' >/dev/null; then
  leg "PostgreSQL" bash tests/with_postgresql.sh $run -n 2 -m "database and not browser"
else
  left_out+=("PostgreSQL (thiếu gói postgresql)")
fi
if command -v chromium >/dev/null; then
  leg "trình duyệt, SQLite" $run -m browser
  if compgen -G '/usr/lib/postgresql/*/bin/pg_ctl' >/dev/null; then
    leg "trình duyệt, PostgreSQL" bash tests/with_postgresql.sh $run -m journey
  fi
else
  left_out+=("trình duyệt (thiếu gói chromium)")
fi

echo
echo "── tổng kết"
printf '%s\n' "${summary[@]}"
for name in "${left_out[@]}"; do echo "KHÔNG CHẠY: $name"; done
for name in "${failed[@]}"; do echo "HỎNG: $name"; done
[ ${#failed[@]} = 0 ] || exit 1
if [ ${#left_out[@]} != 0 ] && [ "$(id -u)" = 0 ]; then exit 1; fi
exit 0
