import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.models import AuditEntry
from ocop.misuse import queries
from ocop.misuse.models import Report
from ocop.misuse.services import (
    close_report,
    link_certificate,
    look_at,
    merge_reports,
    reopen_report,
)
from tests.misuse.test_filing import report
from tests.withdrawals.world import World, make_world

pytestmark = pytest.mark.django_db


def close(world: World, made: Report, verdict: str = "founded") -> Report:
    return close_report(
        report=made,
        verdict=verdict,
        answer="Đã nhắc nơi bán.",
        internal_note="kín",
        by=world.office,
    )


def test_reports_are_read_by_officials_of_the_province_and_of_the_shop_alone() -> None:
    world = make_world()
    made = report(world, commune=world.places.cau_ke)
    for reader in (world.office, world.leader, world.inspector, world.neighbour, world.ministry):
        assert list(queries.visible_to(reader)) == [made]
    for stranger in (world.owner, world.stranger, world.commune, AnonymousUser()):
        assert list(queries.visible_to(stranger)) == []
    with pytest.raises(RefusedError):
        look_at(report=made, internal_note="", by=world.neighbour)


def test_the_commune_of_the_shop_reads_and_does_not_write() -> None:
    world = make_world()
    made = report(world, commune=world.places.tan_ho_co)
    assert list(queries.visible_to(world.commune)) == [made]
    with pytest.raises(RefusedError):
        close_report(report=made, verdict="founded", answer="x", internal_note="", by=world.commune)


def test_closing_answers_the_joined_ones_too_and_reopening_takes_it_back() -> None:
    world = make_world()
    first, second = report(world), report(world)
    merge_reports(report=second, into=first, by=world.office)
    close(world, look_at(report=first, internal_note="kín", by=world.office))
    second.refresh_from_db()
    assert (second.state, second.verdict) == ("closed", "founded")
    reopen_report(report=first, by=world.office)
    assert set(Report.objects.values_list("state", "verdict")) == {("looking", "")}


def test_a_joined_report_joins_nothing_further() -> None:
    world = make_world()
    first, second, third = report(world), report(world), report(world)
    merge_reports(report=second, into=first, by=world.office)
    for wrong, into in ((third, second), (first, third), (third, third)):
        with pytest.raises(RefusedError) as refused:
            merge_reports(report=wrong, into=into, by=world.office)
        assert refused.value.field == "into"
    with pytest.raises(RefusedError, match="đã gộp"):
        close(world, second)


def test_the_chain_keeps_neither_words_nor_contact_nor_note() -> None:
    world = make_world()
    made = report(world, words="bí mật của tôi")
    close(world, made)
    facts = " ".join(AuditEntry.objects.values_list("facts", flat=True))
    assert "Đã nhắc nơi bán." in facts
    assert not any(word in facts for word in ("bí mật", "0900", "kín"))


@pytest.mark.parametrize(
    ("given", "field"), [({"verdict": "x"}, "verdict"), ({"answer": " "}, "answer")]
)
def test_closing_needs_verdict_and_answer(given: dict[str, str], field: str) -> None:
    world = make_world()
    values = {"verdict": "founded", "answer": "Cảm ơn.", "internal_note": ""} | given
    with pytest.raises(RefusedError) as refused:
        close_report(report=report(world), by=world.office, **values)
    assert refused.value.field == field


def test_founded_and_handed_over_reports_count_for_the_risk() -> None:
    world = make_world()
    product, today = world.certificate.recognition.product, clock.today()
    for verdict in ("founded", "handed_over", "not_founded"):
        close(world, report(world), verdict)
    report(world)
    assert queries.founded_reports_of([product], today) == {product.pk: 2}
    assert queries.founded_reports_of([product], today + dt.timedelta(days=1)) == {}
    assert queries.founded_reports_of([], today) == {}


def test_a_free_name_is_linked_to_its_certificate_by_the_office() -> None:
    world = make_world()
    made = report(world, certificate=None, product_name="Khô", commune=world.places.sa_dec)
    linked = link_certificate(report=made, certificate=world.certificate, by=world.office)
    assert linked.certificate == world.certificate
