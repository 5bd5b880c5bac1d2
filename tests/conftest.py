"""What every test shares. `OCOP_DATABASE` chooses the database; SQLite in memory by default."""

import os
import tempfile

# A test never touches an installation's data folder.
os.environ["OCOP_HOME"] = os.environ.get("OCOP_TEST_HOME") or tempfile.mkdtemp(prefix="ocop-test-")
os.environ.setdefault("OCOP_DEMO", "0")
# Playwright runs an event loop in the main thread; the browser tests' own queries are synchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

import pytest
from django.conf import settings as django_settings


@pytest.fixture(autouse=True)
def plain_static_files(settings: object) -> None:
    """Pages name static files by their plain names: no collectstatic before the tests."""
    settings.STORAGES = {  # type: ignore[attr-defined]
        **django_settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup", "client"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test `database` or `pure`, so that pure tests run once, not once per database."""
    for item in items:
        uses = DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
        touches = bool(uses) or item.get_closest_marker("django_db") is not None
        item.add_marker("database" if touches else "pure")
