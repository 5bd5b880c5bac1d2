#!/usr/bin/env bash
# `make check`: format, lint, types, layers, migrations, templates, translations.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
export OCOP_HOME=${OCOP_HOME:-$(mktemp -d)} DJANGO_SETTINGS_MODULE=ocop.config.settings
status=0

check() { # name, command…
  local name=$1 output
  shift
  if output=$("$@" 2>&1); then
    echo "  được  $name"
  else
    echo "  HỎNG  $name"
    printf '%s\n' "$output" | tail -n 40
    status=1
  fi
}

check "định dạng" $bin/ruff format --check src tests bench
check "lỗi thường gặp" $bin/ruff check src tests bench
check "kiểu" $bin/mypy
check "thứ tự các lớp" $bin/lint-imports --no-cache
check "migration" $bin/django-admin makemigrations --check --dry-run
check "cấu hình" $bin/django-admin check --fail-level WARNING
check "mẫu trang" bash -c "git ls-files 'src/*.html' | xargs $bin/djade --check --target-version 5.2"
check "bản dịch" $bin/python tests/check_translations.py
exit $status
