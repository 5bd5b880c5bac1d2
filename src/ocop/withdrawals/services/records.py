"""What every step of a case needs: the locked row, the article's clock, who is told."""

import datetime as dt
from collections.abc import Sequence

from ocop.accounts.models import User
from ocop.accounts.queries import officials_of
from ocop.accounts.roles import COMMUNE_ROLES, Role
from ocop.kernel.errors import RefusedError
from ocop.kernel.findings import Finding, blockers
from ocop.law import deadlines
from ocop.producers.queries import users_of
from ocop.register.models import Certificate
from ocop.withdrawals import policy
from ocop.withdrawals.models import Withdrawal


def lock(case: Withdrawal) -> Withdrawal:
    """The case locked, with what its certificate says of product, producer and places."""
    return (
        Withdrawal.objects.select_for_update(of=("self",))
        .select_related(
            "certificate__recognition__product__producer",
            "certificate__recognition__product__current_commune__province_today",
            "certificate__recognition__product__commune__province_today",
        )
        .get(pk=case.pk)
    )


def subject(case: Withdrawal) -> str:
    """The case as the audit chain names it."""
    return f"withdrawal:{case.pk}"


def due_on(case: Withdrawal) -> dt.date:
    """Điều 8.4: the last of the 15 days from the conclusion or the commune's confirmation."""
    return deadlines.revocation(case.concluded_on).last_day


def refuse(found: Sequence[Finding]) -> None:
    """Raise the first blocker as RefusedError at its field."""
    stopping = blockers(list(found))
    if stopping:
        raise RefusedError(stopping[0].message, field=stopping[0].place)


def needed(text: str, words: str, field: str) -> str:
    """The text trimmed. Raises RefusedError with `words` at `field` where it is blank."""
    if not text.strip():
        raise RefusedError(words, field=field)
    return text.strip()


def checking_office(certificate: Certificate) -> list[User]:
    """The officials who verify and submit: the ministry's for five stars, else the province's."""
    if policy.is_the_ministrys(certificate):
        return list(officials_of(Role.MINISTRY_OFFICE))
    province = policy.province_of(certificate)
    return list(officials_of(Role.PROVINCE_OFFICE, unit_id=province.pk)) if province else []


def deciding_leaders(certificate: Certificate) -> list[User]:
    """Who decides (Điều 8.2)."""
    if policy.is_the_ministrys(certificate):
        return list(officials_of(Role.MINISTER))
    province = policy.province_of(certificate)
    return list(officials_of(Role.PROVINCE_LEADER, unit_id=province.pk)) if province else []


def producers_people(certificate: Certificate) -> list[User]:
    """The people of the producer."""
    return list(users_of(certificate.recognition.product.producer))


def offices_concerned(certificate: Certificate) -> list[User]:
    """Điều 8.3.c: the commune, the province's office, leader, inspectors and departments."""
    product = certificate.recognition.product
    people: list[User] = []
    if product.current_commune_id:
        people += officials_of(*COMMUNE_ROLES, unit_id=product.current_commune_id)
    if province := policy.province_of(certificate):
        people += officials_of(
            Role.PROVINCE_OFFICE, Role.INSPECTOR, Role.DEPARTMENT, unit_id=province.pk
        )
    return people
