"""What every test shares. `OCOP_DATABASE` chooses the database; SQLite in memory by default."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

# Playwright runs an event loop in the main thread; the browser tests' own queries are synchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

import pytest
from django.conf import settings
from playwright.sync_api import Browser, sync_playwright

# Nothing but the test's own server is ever asked.
OFFLINE = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


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
    settings.OCOP_SEAL_KEYS = tmp_path_factory.getbasetemp() / "seal-keys"  # type: ignore[attr-defined]
    settings.STATIC_ROOT = None  # type: ignore[attr-defined]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Browser tests need a database file: in memory, SQLite's threads lock each other out."""
    if any(item.get_closest_marker("browser") for item in request.session.items):
        database = settings.DATABASES["default"]
        if database["ENGINE"].endswith("sqlite3"):
            name = tmp_path_factory.mktemp("database") / "test.sqlite3"
            database.setdefault("TEST", {})["NAME"] = str(name)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one Chromium of the run; each test opens windows of its own."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("needs chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=OFFLINE)
        yield chromium
        chromium.close()


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
