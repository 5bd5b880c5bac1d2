"""A case from the hearing to the decision, its annulment, and what people are told."""

import datetime as dt

import pytest
from django.core import mail

from ocop.jobs.models import JobRun
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.notices.models import Notice
from ocop.recognition.services.decisions import DecisionPaper
from ocop.register.models import CertificateFact, Decision
from ocop.register.queries import status_of
from ocop.withdrawals.letters import send_some
from ocop.withdrawals.models import OfficeLetter, Withdrawal
from ocop.withdrawals.services import (
    annul_withdrawal,
    decide_withdrawal,
    drop,
    enter_reply,
    hear_producer,
    verify,
)
from tests.factories.basic import make_producer, make_product
from tests.withdrawals.world import World, days_ago, make_certificate, make_world, propose

pytestmark = pytest.mark.django_db
TODAY = clock.today()


def paper(number: str = "300/QĐ-UBND", signed_on: dt.date = TODAY) -> DecisionPaper:
    return DecisionPaper(number=number, signed_on=signed_on, signer_title="Chủ tịch (mẫu)")


def verified(world: World, case: Withdrawal | None = None) -> Withdrawal:
    case = case or propose(world)
    by = world.ministry if case.certificate.recognition.star == 5 else world.office
    verify(case=case, found="Đúng như kết luận.", heard="Biên bản 15.", verified_on=TODAY, by=by)
    case.refresh_from_db()
    return case


def test_the_producer_answers_before_the_report_is_written() -> None:
    world = make_world()
    case = hear_producer(
        case=propose(world), reply_due_on=TODAY + dt.timedelta(days=3), by=world.office
    )
    assert Notice.objects.filter(person=world.owner).count() == 1
    with pytest.raises(RefusedError, match="còn được trả lời"):
        verify(case=case, found="Đúng.", heard="", verified_on=TODAY, by=world.office)
    enter_reply(case=case, words="Đã in lại nhãn.", said_on=TODAY, file=None, by=world.owner)
    verify(case=case, found="Nhãn vẫn sai.", heard="", verified_on=TODAY, by=world.office)
    case.refresh_from_db()
    assert case.state == "verified"
    assert Notice.objects.filter(person=world.leader).count() == 1


def test_without_a_hearing_the_report_says_where_the_producer_was_heard() -> None:
    world = make_world()
    with pytest.raises(RefusedError) as refused:
        verify(case=propose(world), found="Đúng.", heard=" ", verified_on=TODAY, by=world.office)
    assert refused.value.field == "heard"


def test_the_stranger_answers_nothing_and_the_neighbour_checks_nothing() -> None:
    world = make_world()
    case = propose(world)
    with pytest.raises(RefusedError, match="thẩm quyền"):
        enter_reply(case=case, words="Tôi.", said_on=TODAY, file=None, by=world.stranger)
    with pytest.raises(RefusedError, match="thẩm quyền"):
        drop(case=case, why="Không.", by=world.neighbour)


def test_article_8_2_a_the_star_ends_on_the_day_the_chairman_signed() -> None:
    world = make_world()
    decision = decide_withdrawal(
        cases=[verified(world)], paper=paper(signed_on=days_ago(1)), by=world.leader
    )
    fact = CertificateFact.objects.get()
    assert (fact.kind, fact.on, fact.ground) == ("withdrawn", days_ago(1), "b")
    assert (decision.kind, decision.unit) == ("withdrawal", world.places.dong_thap)
    assert status_of(world.certificate, days_ago(2)).is_valid
    assert not status_of(world.certificate, days_ago(1)).is_valid
    assert Notice.objects.filter(person=world.owner, key__startswith="withdrawal-decided").exists()
    assert Notice.objects.filter(person=world.commune).count() == 1


def test_article_8_2_b_five_stars_are_the_ministers_alone() -> None:
    world = make_world(star=5)
    case = verified(world)
    with pytest.raises(RefusedError, match="thẩm quyền"):
        decide_withdrawal(cases=[case], paper=paper(), by=world.leader)
    decision = decide_withdrawal(cases=[case], paper=paper("9/QĐ-BNNMT"), by=world.minister)
    assert (decision.level, decision.unit) == ("ministry", None)


def test_article_8_4_the_decision_is_not_dated_before_the_conclusion() -> None:
    world = make_world()
    with pytest.raises(RefusedError) as refused:
        decide_withdrawal(
            cases=[verified(world)], paper=paper(signed_on=days_ago(6)), by=world.leader
        )
    assert refused.value.field == "signed_on"
    assert not Decision.objects.filter(kind="withdrawal").exists()


def test_one_decision_withdraws_several_or_none() -> None:
    world = make_world()
    second = make_certificate(make_product(make_producer(world.places.sa_dec)))
    both = [verified(world), propose(world, certificate=second)]
    with pytest.raises(RefusedError, match="bước hiện tại"):
        decide_withdrawal(cases=both, paper=paper(), by=world.leader)
    assert not CertificateFact.objects.exists()
    verified(world, both[1])
    decision = decide_withdrawal(cases=both, paper=paper(), by=world.leader)
    assert decision.withdrawals.count() == 2
    assert CertificateFact.objects.filter(decision=decision, kind="withdrawn").count() == 2


def test_market_surveillance_of_the_province_gets_one_letter_a_decision(
    settings: object, django_capture_on_commit_callbacks: object
) -> None:
    settings.OCOP_MARKET_SURVEILLANCE = [  # type: ignore[attr-defined]
        ("82", "qltt82@example.vn"),
        ("86", "qltt86@example.vn"),
        ("", "qltt@example.vn"),
    ]
    world = make_world()
    second = make_certificate(make_product(make_producer(world.places.sa_dec)))
    cases = [verified(world), verified(world, propose(world, certificate=second))]
    with django_capture_on_commit_callbacks() as callbacks:  # type: ignore[operator]
        decide_withdrawal(cases=cases, paper=paper(), by=world.leader)
    assert callbacks
    assert send_some({}).is_finished
    assert send_some({}).done == 0
    assert [message.to for message in mail.outbox] == [["qltt82@example.vn"], ["qltt@example.vn"]]
    assert mail.outbox[0].body.count("Tra cứu:") == 2
    assert OfficeLetter.objects.filter(sent_at=None).count() == 0
    assert JobRun.objects.count() == 0


def test_a_wrong_withdrawal_is_annulled_and_stays_in_the_history() -> None:
    world = make_world()
    case = verified(world)
    decide_withdrawal(cases=[case], paper=paper(signed_on=days_ago(3)), by=world.leader)
    case.refresh_from_db()
    with pytest.raises(RefusedError) as refused:
        annul_withdrawal(
            case=case, paper=paper("301", days_ago(4)), why="Nhầm giấy.", by=world.leader
        )
    assert refused.value.field == "signed_on"
    annul_withdrawal(case=case, paper=paper("301", days_ago(1)), why="Nhầm giấy.", by=world.leader)
    assert status_of(world.certificate, days_ago(2)).kind == "withdrawn"
    assert status_of(world.certificate, days_ago(1)).kind == "in_force"
    assert propose(world).state == "proposed"


def test_a_dropped_case_ends_with_its_reason() -> None:
    world = make_world()
    case = drop(case=propose(world), why="Đã khắc phục.", by=world.office)
    assert (case.state, case.dropped_why) == ("dropped", "Đã khắc phục.")
    assert status_of(world.certificate, TODAY).is_valid
