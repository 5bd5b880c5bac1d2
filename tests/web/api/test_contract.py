"""Whatever is asked, the API answers as its description says, and never with a server error."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings

from ocop.accounts.roles import Role
from ocop.accounts.services.tokens import make_token
from ocop.accounts.tokens import Scope
from ocop.config.wsgi import application
from ocop.kernel import clock
from ocop.web.api.site import description
from tests.factories.basic import make_official, make_places
from tests.factories.certificates import add_fact
from tests.web.api.world import listed

pytestmark = pytest.mark.django_db

SCHEMA = schemathesis.openapi.from_dict(description())
SCHEMA.app = application
OPERATIONS = {one.ok().label: one.ok() for one in SCHEMA.get_all_operations()}


def test_the_description_has_every_public_operation() -> None:
    assert len(OPERATIONS) >= 11


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The test's transaction must not end with the first request, as a server's connection does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
@pytest.mark.filterwarnings("ignore:No directory at")
@pytest.mark.parametrize("label", OPERATIONS)
def test_every_operation_answers_as_described(label: str, settings: Any) -> None:
    settings.OCOP_API_READS_A_MINUTE = 1_000_000
    settings.ALLOWED_HOSTS = ["*"]
    certificates = listed(make_places().tan_ho_co, 3)
    add_fact(certificates[0], "withdrawn", dt.date(2025, 5, 5))
    auditor = make_official(Role.AUDITOR, None)
    _, secret = make_token(
        by=auditor,
        office=auditor.memberships.get(),
        name="Thử",
        scopes=list(Scope),
        expires_on=clock.today(),
    )
    _walk(OPERATIONS[label], {"Authorization": f"Bearer {secret}"} if "/desk/" in label else {})


def _walk(operation: Any, headers: dict[str, str]) -> None:
    @given(case=operation.as_strategy())
    @settings(
        max_examples=20,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def answers(case: schemathesis.Case) -> None:
        # A day that nobody can have meant is refused; OpenAPI cannot say which days those are.
        case.call_and_validate(
            headers={"Accept-Encoding": "identity", **headers},
            excluded_checks=[schemathesis.checks.positive_data_acceptance],
        )

    answers()
