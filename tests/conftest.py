"""What every test shares. `OCOP_DATABASE` chooses the database; SQLite in memory by default."""

import os
from pathlib import Path

# Playwright runs an event loop in the main thread; the browser tests' own queries are synchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

import pytest


@pytest.fixture(autouse=True)
def own_folders(settings: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Uploads go to a folder of the test run; pages name static files by their plain names."""
    settings.STORAGES = {  # type: ignore[attr-defined]
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": uploads_folder(tmp_path_factory), "base_url": None},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.STATIC_ROOT = None  # type: ignore[attr-defined]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


def uploads_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for the uploads of the whole run."""
    folder = tmp_path_factory.getbasetemp() / "uploads"
    folder.mkdir(exist_ok=True)
    return folder


DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup", "client"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test `database` or `pure`, so that pure tests run once, not once per database."""
    for item in items:
        uses = DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
        touches = bool(uses) or item.get_closest_marker("django_db") is not None
        item.add_marker("database" if touches else "pure")
