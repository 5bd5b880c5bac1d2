"""What follows from a re-evaluation and an upgrade: up, the same, down, kept, ended (Điều 7.5, 7.6)."""

import datetime as dt
from decimal import Decimal

import pytest

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.councils.models import CouncilResult
from ocop.councils.services.agenda import place_on_agenda
from ocop.councils.services.concluding import conclude_item, conclude_session
from ocop.councils.services.rounds import open_written_round, plan_written_round
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import DossierState
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.notices.models import Notice
from ocop.recognition.comparison import comparison_of
from ocop.recognition.notice import NoticeHead
from ocop.recognition.outcomes import outcome_for
from ocop.recognition.queries import waiting_at_province
from ocop.recognition.services.notices import notify_result
from ocop.recognition.services.recognising import (
    Award,
    close_without_star,
    recognise_by_ministry,
    recognise_by_province,
)
from ocop.recognition.services.referral import (
    forward_to_ministry,
    package_contents,
)
from ocop.register.models import Certificate, CertificateFact
from ocop.register.queries import status_of
from ocop.register.status import StatusKind
from tests.factories.basic import Places, make_official, make_places
from tests.factories.council_journey import council_with, open_session, submit
from tests.factories.reevaluation import decision_paper, waiting_for_council
from tests.factories.rounds import answers

pytestmark = pytest.mark.django_db
TODAY = clock.today()


@pytest.fixture
def places() -> Places:
    return make_places()


@pytest.fixture
def leader(places: Places) -> User:
    return make_official(Role.PROVINCE_LEADER, places.dong_thap)


def concluded_in_writing(
    places: Places | None, dossier: Dossier, star: int, aim: int | None = None
) -> CouncilResult:
    """Three members agree in a written round; without `places` those of the central council."""
    world = council_with(places, members=2)
    session = plan_written_round(by=world.office, council=world.council, name="Đợt", reply_by=TODAY)
    item = place_on_agenda(by=world.office, session=session, dossier=dossier)
    open_written_round(by=world.office, session=session)
    item.refresh_from_db()
    for user in world.scorers:
        submit(item, user, answers(item, star, aim))
    result = conclude_item(by=world.chair, item=item)
    conclude_session(by=world.chair, session=session, minutes_number=f"{session.pk}/BB-HĐ")
    dossier.refresh_from_db()
    return result


def concluded_in_a_meeting(
    places: Places, dossier: Dossier, star: int, aim: int | None = None
) -> CouncilResult:
    world = council_with(places, members=2)
    session = open_session(world, dossier)
    item = session.items.get()
    for user in world.scorers:
        submit(item, user, answers(item, star, aim))
    result = conclude_item(by=world.chair, item=item)
    conclude_session(by=world.chair, session=session, minutes_number=f"{session.pk}/BB-HĐ")
    dossier.refresh_from_db()
    return result


def recognise(dossier: Dossier, leader: User) -> Certificate:
    [certificate] = recognise_by_province(
        awards=[Award(dossier, f"{dossier.pk}/2026/GCN")],
        paper=decision_paper(f"{dossier.pk}/QĐ-UBND-M"),
        by=leader,
    )
    dossier.refresh_from_db()
    return certificate


def old_certificate(dossier: Dossier) -> Certificate:
    return Certificate.objects.get(recognition=dossier.builds_on_id)


def kind_of(certificate: Certificate, on: dt.date = TODAY) -> StatusKind:
    return status_of(Certificate.objects.get(pk=certificate.pk), on).kind


@pytest.mark.parametrize("star", [3, 4])
def test_the_new_star_replaces_the_old_one_on_its_day(
    places: Places, leader: User, star: int
) -> None:
    dossier = waiting_for_council(places, star=4)
    concluded_in_writing(places, dossier, star)
    certificate = recognise(dossier, leader)
    old = old_certificate(dossier)
    assert (certificate.recognition.star, dossier.state) == (star, DossierState.RECOGNISED)
    assert certificate.recognition.kind == "reevaluation"
    assert (kind_of(old), kind_of(certificate)) == (StatusKind.REPLACED, StatusKind.IN_FORCE)
    assert kind_of(old, TODAY - dt.timedelta(days=1)) is StatusKind.EXPIRING
    assert set(old.facts.values_list("kind", flat=True)) == {
        "reevaluation_received",
        "reevaluation_ended",
        "replaced",
    }


def test_below_three_stars_ends_with_a_notice_and_with_the_extension(places: Places) -> None:
    dossier = waiting_for_council(places, star=3, days_left=-20)
    old = old_certificate(dossier)
    assert kind_of(old) is StatusKind.EXTENDED
    concluded_in_writing(places, dossier, 2)
    office = make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    owner = dossier.product.producer.people.get(part="owner").user
    notify_result(dossier=dossier, head=NoticeHead(number="5/TB", issued_on=TODAY), by=office)
    dossier.refresh_from_db()
    assert dossier.state == DossierState.NOT_RECOGNISED
    assert kind_of(old) is StatusKind.EXPIRED
    told = Notice.objects.filter(key__startswith="result-")
    assert owner in {notice.person for notice in told}
    assert {notice.link for notice in told} == {
        f"/co-so/ho-so/{dossier.pk}/ket-qua/",
        f"/ban-lam-viec/xa/{dossier.pk}/",
    }


def test_below_three_stars_before_the_end_keeps_the_old_star_to_its_last_day(
    places: Places,
) -> None:
    dossier = waiting_for_council(places, star=3)
    concluded_in_writing(places, dossier, 2)
    office = make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    close_without_star(dossier=dossier, by=office)
    old = old_certificate(dossier)
    assert kind_of(old) is StatusKind.EXPIRING
    assert kind_of(old, old.expires_on + dt.timedelta(days=1)) is StatusKind.EXPIRED


@pytest.mark.parametrize("star", [2, 3, 4])
def test_an_upgrade_that_does_not_rise_keeps_the_star_to_its_own_last_day(
    places: Places, leader: User, star: int
) -> None:
    dossier = waiting_for_council(places, star=4, kind="upgrade", days_left=500)
    concluded_in_a_meeting(places, dossier, star)
    with pytest.raises(RefusedError, match="sao cũ giữ đến ngày hết hạn"):
        recognise(dossier, leader)
    office = make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    notify_result(dossier=dossier, head=NoticeHead(number="6/TB", issued_on=TODAY), by=office)
    dossier.refresh_from_db()
    old = old_certificate(dossier)
    assert (dossier.state, CertificateFact.objects.count()) == (DossierState.NOT_UPGRADED, 0)
    assert kind_of(old) is StatusKind.IN_FORCE
    assert kind_of(old, old.expires_on) is StatusKind.EXPIRING
    assert kind_of(old, old.expires_on + dt.timedelta(days=1)) is StatusKind.EXPIRED


def test_an_upgrade_that_rises_replaces_the_old_star(places: Places, leader: User) -> None:
    dossier = waiting_for_council(places, star=3, kind="upgrade", days_left=500)
    concluded_in_a_meeting(places, dossier, 4)
    certificate = recognise(dossier, leader)
    assert certificate.recognition.star == 4
    assert kind_of(old_certificate(dossier)) is StatusKind.REPLACED


def test_article_7_6_e_a_five_star_product_goes_to_the_centre_with_its_own_package(
    places: Places, leader: User
) -> None:
    dossier = waiting_for_council(places, star=4)
    concluded_in_writing(places, dossier, 5, 92)
    assert package_contents(dossier) == [
        "Văn bản của UBND cấp tỉnh đề nghị Bộ Nông nghiệp và Môi trường đánh giá lại",
        "Báo cáo đánh giá của cơ quan tham mưu quản lý OCOP cấp tỉnh",
        "Hồ sơ sản phẩm",
        "Văn bản xác nhận kiểm tra và kiểm nghiệm bổ sung của cấp tỉnh (nếu có)",
        "05 sản phẩm mẫu (trừ dịch vụ du lịch)",
    ]
    forward_to_ministry(
        dossier=dossier,
        paper=decision_paper("77/QĐ-UBND"),
        letter_number="55/UBND-NN",
        sent_on=TODAY,
        by=leader,
    )
    dossier.refresh_from_db()
    result = concluded_in_writing(None, dossier, 5, 93)
    assert (result.level, dossier.state) == ("central", DossierState.CENTRALLY_SCORED)
    [certificate] = recognise_by_ministry(
        awards=[Award(dossier, "1/BNNMT")],
        paper=decision_paper("8/QĐ-BNNMT"),
        by=make_official(Role.MINISTER, None),
    )
    assert certificate.recognition.star == 5
    assert kind_of(old_certificate(dossier)) is StatusKind.REPLACED


def test_before_and_after_stand_side_by_side(places: Places) -> None:
    dossier = waiting_for_council(places, star=3)
    result = concluded_in_writing(places, dossier, 4)
    found = comparison_of(dossier, result)
    assert found is not None
    assert (found.before.star, found.after.star) == (3, 4)
    assert found.difference == result.total - found.before.total
    assert sum((row.difference for row in found.changed), Decimal(0)) == found.difference
    assert [part.code for part in found.parts] == ["A", "B", "C"]


def test_a_list_of_results_asks_the_same_for_upgrades(
    places: Places, leader: User, django_assert_num_queries: object
) -> None:
    for _ in range(3):
        dossier = waiting_for_council(places, star=4, kind="upgrade", days_left=500)
        concluded_in_a_meeting(places, dossier, 3)
    rows = list(waiting_at_province(leader))
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert [outcome_for(row, row.concluded[0]).value for row in rows] == ["keep"] * 3
