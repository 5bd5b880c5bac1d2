"""Deciding, certifying, referring and returning, as the law divides it (Điều 4, 7.3, 7.4)."""

import datetime as dt
import json

import pytest

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import DossierState
from ocop.kernel import audit
from ocop.kernel.errors import RefusedError
from ocop.kernel.models import AuditEntry
from ocop.recognition.services.decisions import DecisionPaper
from ocop.recognition.services.recognising import (
    Award,
    close_without_star,
    recognise_by_ministry,
    recognise_by_province,
)
from ocop.recognition.services.referral import (
    evaluate_again,
    forward_list_to_ministry,
    forward_to_ministry,
    return_to_province,
)
from ocop.register.models import Certificate, CertificateFact, Decision, Recognition
from ocop.register.services import note_reevaluation_received
from tests.factories.basic import Places, make_official, make_places
from tests.factories.results import add_result, make_dossier

pytestmark = pytest.mark.django_db
SIGNED = dt.date(2026, 11, 12)
PAPER = DecisionPaper(
    number="321/QĐ-UBND", signed_on=SIGNED, signer_title="Phó Chủ tịch", capacity="KT"
)


@pytest.fixture
def places() -> Places:
    return make_places()


@pytest.fixture
def leader(places: Places) -> User:
    return make_official(Role.PROVINCE_LEADER, places.dong_thap)


def scored(places: Places, total: str, band_star: int | None, star: int | None) -> Dossier:
    dossier = make_dossier(places.tan_ho_co)
    add_result(dossier, total=total, band_star=band_star, star=star)
    return dossier


def test_article_4_1_one_decision_certifies_many_products(places: Places, leader: User) -> None:
    four, three = scored(places, "77.00", 4, 4), scored(places, "72.00", 4, 3)
    certificates = recognise_by_province(
        awards=[Award(four, "01/2026"), Award(three, "02/2026")], paper=PAPER, by=leader
    )
    assert Decision.objects.count() == 1
    assert [c.recognition.star for c in certificates] == [4, 3]
    assert [str(c.expires_on) for c in certificates] == ["2029-11-12", "2029-11-12"]
    assert certificates[0].product_code == f"82-29929-{four.product.serial}-2026"
    four.refresh_from_db()
    assert four.state == DossierState.RECOGNISED
    assert list(AuditEntry.objects.values_list("act", flat=True)) == [
        "decision_entered",
        "product_recognised",
        "certificate_issued",
        "product_recognised",
        "certificate_issued",
    ]
    assert audit.first_broken_link() is None


def test_the_certificate_is_frozen_with_what_it_says(places: Places, leader: User) -> None:
    dossier = scored(places, "77.00", 4, 4)
    (certificate,) = recognise_by_province(
        awards=[Award(dossier, "01/2026")], paper=PAPER, by=leader
    )
    assert certificate.snapshot is not None
    content = json.loads(certificate.snapshot.content)
    assert (content["province"], content["commune"]) == ("Tỉnh Đồng Tháp", "Xã Tân Hộ Cơ")
    assert content["check_address"].endswith(f"/c/{certificate.short_code}")
    assert content["expires_on"] == "2029-11-12"


@pytest.mark.parametrize(
    ("role", "unit_name"),
    [
        (Role.PROVINCE_OFFICE, "dong_thap"),
        (Role.PROVINCE_LEADER, "vinh_long"),
        (Role.ADMINISTRATOR, "dong_thap"),
        (Role.MINISTER, None),
    ],
)
def test_only_the_leader_of_that_province_decides(
    places: Places, role: Role, unit_name: str | None
) -> None:
    dossier = scored(places, "77.00", 4, 4)
    stranger = make_official(role, getattr(places, unit_name) if unit_name else None)
    with pytest.raises(RefusedError, match="thẩm quyền"):
        recognise_by_province(awards=[Award(dossier, "01/2026")], paper=PAPER, by=stranger)
    assert Decision.objects.count() == 0


@pytest.mark.parametrize(
    ("paper", "field"),
    [
        (DecisionPaper("321/QĐ-UBND", dt.date(2026, 11, 9)), "signed_on"),
        (DecisionPaper("321/QĐ-UBND", dt.date(2099, 1, 1)), "signed_on"),
        (DecisionPaper("  ", SIGNED), "number"),
    ],
)
def test_a_wrong_date_or_number_writes_nothing(
    places: Places, leader: User, paper: DecisionPaper, field: str
) -> None:
    dossier = scored(places, "77.00", 4, 4)
    with pytest.raises(RefusedError) as refused:
        recognise_by_province(awards=[Award(dossier, "01/2026")], paper=paper, by=leader)
    assert refused.value.field == field
    assert (Recognition.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_a_number_used_twice_is_refused_and_nothing_half_written(
    places: Places, leader: User
) -> None:
    first, second = scored(places, "77.00", 4, 4), scored(places, "55.00", 3, 3)
    recognise_by_province(awards=[Award(first, "01/2026")], paper=PAPER, by=leader)
    with pytest.raises(RefusedError) as refused:
        recognise_by_province(awards=[Award(second, "02/2026")], paper=PAPER, by=leader)
    assert refused.value.field == "number"
    other = DecisionPaper("322/QĐ-UBND", SIGNED)
    with pytest.raises(RefusedError) as refused:
        recognise_by_province(awards=[Award(second, "01/2026")], paper=other, by=leader)
    assert refused.value.field == f"certificate_number-{second.pk}"
    assert Decision.objects.count() == 1
    second.refresh_from_db()
    assert second.state == DossierState.SCORED


def test_article_4_1_a_below_three_stars_has_no_decision(places: Places, leader: User) -> None:
    dossier = scored(places, "45.50", 2, 2)
    with pytest.raises(RefusedError, match="chưa đạt 3 sao"):
        recognise_by_province(awards=[Award(dossier, "01/2026")], paper=PAPER, by=leader)
    office = make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    assert close_without_star(dossier=dossier, by=office).state == DossierState.NOT_RECOGNISED
    assert (Decision.objects.count(), Certificate.objects.count()) == (0, 0)


def test_three_stars_cannot_be_closed_as_failed(places: Places) -> None:
    office = make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    with pytest.raises(RefusedError, match="từ 3 sao"):
        close_without_star(dossier=scored(places, "55.00", 3, 3), by=office)


def test_article_7_3_d_nothing_is_decided_before_the_minutes(places: Places, leader: User) -> None:
    dossier = make_dossier(places.tan_ho_co)
    add_result(dossier, total="77.00", band_star=4, star=4, is_minuted=False)
    with pytest.raises(RefusedError, match="chưa có biên bản") as refused:
        recognise_by_province(awards=[Award(dossier, "01/2026")], paper=PAPER, by=leader)
    assert refused.value.field == "awards"
    low = make_dossier(places.tan_ho_co)
    add_result(low, total="40.00", band_star=2, star=2, is_minuted=False)
    with pytest.raises(RefusedError, match="chưa có biên bản"):
        close_without_star(dossier=low, by=leader)


def forwarded(places: Places, leader: User) -> Dossier:
    dossier = scored(places, "92.00", 5, 5)
    forward_to_ministry(
        dossier=dossier, paper=PAPER, letter_number="55/UBND-NN", sent_on=SIGNED, by=leader
    )
    dossier.refresh_from_db()
    return dossier


def centrally(dossier: Dossier, total: str, band_star: int, star: int) -> Dossier:
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.CENTRALLY_SCORED)
    dossier.refresh_from_db()
    add_result(
        dossier,
        total=total,
        band_star=band_star,
        star=star,
        level="central",
        concluded_on=dt.date(2026, 11, 18),
    )
    return dossier


def test_article_7_3_e_ninety_points_go_to_the_ministry(places: Places, leader: User) -> None:
    dossier = scored(places, "92.00", 5, 5)
    with pytest.raises(RefusedError, match="chuyển Bộ"):
        recognise_by_province(awards=[Award(dossier, "01/2026")], paper=PAPER, by=leader)
    forward_to_ministry(
        dossier=dossier, paper=PAPER, letter_number="55/UBND-NN", sent_on=SIGNED, by=leader
    )
    dossier.refresh_from_db()
    assert dossier.state == DossierState.FORWARDED
    assert Decision.objects.get().kind == Decision.Kind.RESULT_APPROVAL


def test_under_ninety_points_stays_in_the_province(places: Places, leader: User) -> None:
    with pytest.raises(RefusedError, match="90 điểm"):
        forward_to_ministry(
            dossier=scored(places, "89.99", 4, 4),
            paper=PAPER,
            letter_number="55/UBND-NN",
            sent_on=SIGNED,
            by=leader,
        )


def test_article_4_1_b_the_minister_certifies_five_stars(places: Places, leader: User) -> None:
    dossier = centrally(forwarded(places, leader), "91.50", 5, 5)
    minister = make_official(Role.MINISTER, None)
    paper = DecisionPaper("99/QĐ-BNNMT", dt.date(2026, 11, 20))
    with pytest.raises(RefusedError, match="Bộ Nông nghiệp"):
        recognise_by_province(awards=[Award(dossier, "5S-01")], paper=paper, by=leader)
    (certificate,) = recognise_by_ministry(
        awards=[Award(dossier, "5S-01")], paper=paper, by=minister
    )
    assert (certificate.recognition.star, certificate.issuer_key) == (5, "ministry")


def test_article_7_4_below_ninety_at_the_centre_the_province_decides(
    places: Places, leader: User
) -> None:
    dossier = centrally(forwarded(places, leader), "88.00", 4, 4)
    minister = make_official(Role.MINISTER, None)
    paper = DecisionPaper("400/QĐ-UBND", dt.date(2026, 11, 20))
    with pytest.raises(RefusedError, match="chuyển lại tỉnh"):
        recognise_by_ministry(awards=[Award(dossier, "x")], paper=paper, by=minister)
    return_to_province(dossier=dossier, by=make_official(Role.MINISTRY_OFFICE, None))
    (certificate,) = recognise_by_province(
        awards=[Award(dossier, "07/2026")], paper=paper, by=leader
    )
    assert certificate.recognition.star == 4


def test_article_7_4_or_the_province_evaluates_again(places: Places, leader: User) -> None:
    dossier = centrally(forwarded(places, leader), "88.00", 4, 4)
    return_to_province(dossier=dossier, by=make_official(Role.MINISTRY_OFFICE, None))
    assert evaluate_again(dossier=dossier, by=leader).state == DossierState.ACCEPTED


def test_an_upgrade_replaces_the_earlier_certificate(places: Places, leader: User) -> None:
    first = scored(places, "55.00", 3, 3)
    (old,) = recognise_by_province(awards=[Award(first, "01/2026")], paper=PAPER, by=leader)
    upgrade = make_dossier(places.tan_ho_co, product=first.product, kind="upgrade")
    add_result(upgrade, total="80.00", band_star=4, star=4)
    recognise_by_province(
        awards=[Award(upgrade, "02/2026")],
        paper=DecisionPaper("350/QĐ-UBND", dt.date(2026, 11, 19)),
        by=leader,
    )
    fact = CertificateFact.objects.get(certificate=old)
    assert (fact.kind, str(fact.on)) == ("replaced", "2026-11-19")


def test_article_12_3_a_reevaluation_ends_with_its_result(places: Places, leader: User) -> None:
    first = scored(places, "77.00", 4, 4)
    (old,) = recognise_by_province(awards=[Award(first, "01/2026")], paper=PAPER, by=leader)
    note_reevaluation_received(first.product, SIGNED)
    note_reevaluation_received(first.product, SIGNED)
    again = make_dossier(places.tan_ho_co, product=first.product, kind="reevaluation")
    add_result(again, total="40.00", band_star=2, star=2)
    close_without_star(dossier=again, by=leader)
    kinds = CertificateFact.objects.filter(certificate=old).values_list("kind", flat=True)
    assert list(kinds) == ["reevaluation_received", "reevaluation_ended"]


def test_one_approval_and_one_letter_send_several_products(places: Places, leader: User) -> None:
    dossiers = [scored(places, "92.00", 5, 5), scored(places, "95.00", 5, 4)]
    referrals = forward_list_to_ministry(
        dossiers=dossiers, paper=PAPER, letter_number="55/UBND-NN", sent_on=SIGNED, by=leader
    )
    assert Decision.objects.count() == 1
    assert {referral.decision for referral in referrals} == {Decision.objects.get()}
    contents = json.loads(referrals[0].snapshot.content)["contents"]
    assert contents[1] == "Báo cáo đánh giá của Tổ tư vấn Hội đồng cấp tỉnh"
