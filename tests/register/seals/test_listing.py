"""The status list of a register: every certificate that is not what its dates say, and no other."""

import datetime as dt
from itertools import pairwise

import pytest
from pytest_django import DjangoAssertNumQueries

from ocop.kernel import clock
from ocop.kernel.audit import SYSTEM
from ocop.register.check_address import check_address_of
from ocop.register.models import Certificate, CertificateFact, IssuerLevel
from ocop.register.queries import status_of
from ocop.register.recording import RecordedDecision, RecordedStar, record_stars
from ocop.register.seals.keystore import own_keys
from ocop.register.seals.listing import current_list, current_text
from ocop.register.seals.looking_up import look_up
from ocop.register.seals.offline import check, read_address
from ocop.register.seals.status_list import read_list
from ocop.register.status import StatusKind
from tests.factories.basic import make_places, make_producer, make_product

pytestmark = pytest.mark.django_db
DAYS_AGO = (30, 1000, 1150, 1500)


def certificates(count: int = 1) -> list[Certificate]:
    """`count` certificates of each age in DAYS_AGO."""
    places = make_places()
    producer = make_producer(places.tan_ho_co)
    stars = [
        RecordedStar(
            product=make_product(producer, name=f"Khô cá lóc {age} {number}"),
            star=4,
            commune=places.tan_ho_co,
            source_note="",
            decision=RecordedDecision(
                f"{age}/QĐ-UBND",
                clock.today() - dt.timedelta(days=age),
                IssuerLevel.PROVINCE,
                places.dong_thap,
            ),
            certificate_number=f"{age}-{number}",
        )
        for age in DAYS_AGO
        for number in range(count)
    ]
    return [made.certificate for made in record_stars(stars=stars, actor=SYSTEM)]


def note(certificate: Certificate, kind: str, days_ago: int, ground: str = "") -> None:
    on = clock.today() - dt.timedelta(days=days_ago)
    CertificateFact.objects.create(certificate=certificate, kind=kind, on=on, ground=ground)


def one_of_each() -> list[Certificate]:
    made = certificates(4)
    for certificate in made[0::4]:
        note(certificate, "withdrawn", 3, "d")
    for certificate in made[1::4]:
        note(certificate, "replaced", 2)
    for certificate in made[2::4]:
        note(certificate, "reevaluation_received", 60)
    return made


def test_seal_and_list_together_say_what_the_register_says() -> None:
    made = one_of_each()
    today = clock.today()
    keys = own_keys()
    listed = read_list(current_text(), keys)
    differing = []
    for certificate in Certificate.objects.prefetch_related("facts"):
        scanned = read_address(check_address_of(certificate))
        assert scanned is not None
        offline = check(scanned, keys, listed, today).status
        online = status_of(certificate, today)
        if offline is None or (offline.kind, offline.until) != (online.kind, online.until):
            differing.append((offline and offline.kind, online.kind))
    # Replaced long ago and expired since: the list lets go of it.
    assert set(differing) <= {(StatusKind.EXPIRED, StatusKind.REPLACED)}
    kinds = {state.kind for state in listed.rows.values()}
    assert kinds == {StatusKind.WITHDRAWN, StatusKind.REPLACED, StatusKind.EXTENDED}
    assert listed.certificates == len(made)


def test_what_is_simply_in_force_is_not_listed() -> None:
    certificates()
    assert current_list().rows == {}


def test_the_list_changes_only_with_the_register() -> None:
    (fresh, *_) = certificates()
    texts = [current_text(), current_text()]
    note(fresh, "withdrawn", 0, "e")
    texts += [current_text(), current_text()]
    assert [one == other for one, other in pairwise(texts)] == [True, False, True]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_three_queries(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for certificate in certificates(count):
        note(certificate, "withdrawn", 1, "a")
    with django_assert_num_queries(3):
        assert len(current_list().rows) == 4 * count


def test_an_unchanged_list_is_not_made_again(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for certificate in certificates():
        note(certificate, "withdrawn", 1, "a")
    first = current_text()
    with django_assert_num_queries(2):
        assert current_text() == first


@pytest.mark.parametrize("count", [1, 3])
def test_a_shelf_takes_two_queries(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    addresses = [check_address_of(each) for each in certificates(count)]
    with django_assert_num_queries(2):
        said = look_up([*addresses, "ZZZZZZZ", "gì đó"])
    assert [one.reason for one in said[-2:]] == ["unknown", "not_a_code"]
    assert {one.reason for one in said[:count]} == {"in_force"}


def test_a_changed_seal_is_named_though_the_code_exists() -> None:
    address = check_address_of(certificates()[0])
    (said,) = look_up([address[:-4] + "AAAA"])
    assert (said.reason, said.tone, said.star) == ("signature", "stop", None)


def test_a_link_to_another_site_is_never_green() -> None:
    certificate = certificates()[0]
    path = check_address_of(certificate).split("/c/")[1]
    (said,) = look_up([f"https://0cop.example/c/{path}"])
    assert (said.reason, said.tone, said.star) == ("in_force", "warn", 4)
    assert "0cop.example" in said.notes[0]
