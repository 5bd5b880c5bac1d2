"""The written notice of a result to commune and producer (Điều 7.3.g)."""

import datetime as dt

import pytest

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import DossierState
from ocop.kernel import audit
from ocop.kernel.errors import RefusedError
from ocop.kernel.models import AuditEntry
from ocop.papers.result_notice import render_result_notice
from ocop.recognition.models import ResultNotice
from ocop.recognition.notice import NoticeHead, frozen_notice
from ocop.recognition.services.decisions import DecisionPaper
from ocop.recognition.services.notices import notify_result
from ocop.recognition.services.recognising import Award, recognise_by_province
from tests.factories.basic import Places, make_official, make_places
from tests.factories.results import add_result, make_dossier

pytestmark = pytest.mark.django_db
HEAD = NoticeHead(number="12/TB-SNNMT", issued_on=dt.date(2026, 11, 14))


@pytest.fixture
def places() -> Places:
    return make_places()


@pytest.fixture
def office(places: Places) -> User:
    return make_official(Role.PROVINCE_OFFICE, places.dong_thap)


def scored(places: Places, total: str, star: int) -> Dossier:
    dossier = make_dossier(places.tan_ho_co)
    add_result(dossier, total=total, band_star=star, star=star)
    return dossier


def test_article_4_1_a_the_notice_ends_a_dossier_below_three_stars(
    places: Places, office: User
) -> None:
    dossier = scored(places, "45.50", 2)
    notice = notify_result(dossier=dossier, head=HEAD, by=office)
    dossier.refresh_from_db()
    assert dossier.state == DossierState.NOT_RECOGNISED
    assert list(AuditEntry.objects.values_list("act", flat=True)) == ["result_notified"]
    assert audit.first_broken_link() is None
    told = frozen_notice(notice.snapshot)
    assert (told["outcome"], told["target_star"], told["points_needed"]) == (
        "not_recognised",
        3,
        50,
    )
    assert str(told["points_short"]) == "4.5"
    assert told["addressees"][1] == "Ủy ban nhân dân xã Tân Hộ Cơ"
    # Set 8 marks these criteria for three stars, and the council gave the lowest level.
    assert {mark["star"] for mark in told["missing"]} == {3}
    assert render_result_notice(told, dated=notice.issued_on)[:5] == b"%PDF-"


def test_a_recognised_product_is_told_its_decision_and_the_next_star(
    places: Places, office: User
) -> None:
    dossier = scored(places, "77.00", 4)
    leader = make_official(Role.PROVINCE_LEADER, places.dong_thap)
    with pytest.raises(RefusedError, match="chờ quyết định"):
        notify_result(dossier=dossier, head=HEAD, by=office)
    (certificate,) = recognise_by_province(
        awards=[Award(dossier, "01/GCN")],
        paper=DecisionPaper("321/QĐ-UBND", dt.date(2026, 11, 12)),
        by=leader,
    )
    told = frozen_notice(notify_result(dossier=dossier, head=HEAD, by=office).snapshot)
    assert told["decision"] == {
        "number": "321/QĐ-UBND",
        "date": dt.date(2026, 11, 12),
        "by": "Chủ tịch Ủy ban nhân dân tỉnh Đồng Tháp",
    }
    assert told["check_address"].endswith(certificate.short_code)
    assert (told["valid_until"], told["target_star"]) == (dt.date(2029, 11, 12), 5)
    assert render_result_notice(told, dated=dt.date(2026, 11, 14))[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("head", "field"),
    [
        (NoticeHead(number=" ", issued_on=dt.date(2026, 11, 14)), "number"),
        (NoticeHead(number="12/TB", issued_on=None), "issued_on"),
        (NoticeHead(number="12/TB", issued_on=dt.date(2026, 11, 9)), "issued_on"),
        (NoticeHead(number="12/TB", issued_on=dt.date(2099, 1, 1)), "issued_on"),
    ],
)
def test_a_wrong_number_or_date_writes_nothing(
    places: Places, office: User, head: NoticeHead, field: str
) -> None:
    dossier = scored(places, "45.50", 2)
    with pytest.raises(RefusedError) as refused:
        notify_result(dossier=dossier, head=head, by=office)
    assert refused.value.field == field
    dossier.refresh_from_db()
    assert (dossier.state, ResultNotice.objects.count()) == (DossierState.SCORED, 0)


def test_a_result_is_told_once_and_by_its_own_province(places: Places, office: User) -> None:
    dossier = scored(places, "45.50", 2)
    stranger = make_official(Role.PROVINCE_OFFICE, places.vinh_long)
    with pytest.raises(RefusedError, match="thẩm quyền"):
        notify_result(dossier=dossier, head=HEAD, by=stranger)
    notify_result(dossier=dossier, head=HEAD, by=office)
    with pytest.raises(RefusedError, match="đã được thông báo"):
        notify_result(dossier=dossier, head=HEAD, by=office)
