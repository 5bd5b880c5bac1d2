"""The demo, loaded once for the tests of this folder, which only read it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from tests.conftest import uploads_folder


@pytest.fixture(scope="package")
def demo(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[list[str]]:
    """What `ocop setup` says while it loads the demo province; undone after the last of them."""
    from ocop.demo.province import load_demo
    from ocop.places.services import load_units

    said: list[str] = []
    files = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": uploads_folder(tmp_path_factory), "base_url": None},
    }
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(
            STORAGES={"default": files},
            PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        ):
            load_units(only_provinces=["82", "86"])
            load_demo(said.append)
        yield said
        transaction.set_rollback(True)
