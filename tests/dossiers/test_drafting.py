"""Starting and filling a dossier."""

import datetime as dt

import pytest

from ocop.dossiers.models import Answer
from ocop.dossiers.services import drafting
from ocop.dossiers.states import DossierState
from ocop.kernel.errors import RefusedError, StaleDraftError
from ocop.law.loading import load_rubric
from ocop.producers.models import LegalForm
from ocop.producers.services import add_person
from tests.factories.basic import make_places, make_product, make_user
from tests.factories.journey import make_paper, owner_of, started_dossier, submitted_dossier

pytestmark = pytest.mark.django_db


def _refusal(**arguments) -> RefusedError:
    with pytest.raises(RefusedError) as refusal:
        drafting.start_dossier(**arguments)
    return refusal.value


def test_a_dossier_is_bound_to_instrument_set_and_place() -> None:
    places = make_places()
    dossier = started_dossier(places)
    assert (dossier.instrument, dossier.set_number) == ("qd26-2026", 8)
    assert dossier.rubric_sha256 == load_rubric("qd26-2026", 8).sha256
    assert (dossier.commune, dossier.province) == (places.tan_ho_co, places.dong_thap)
    assert dossier.state == DossierState.DRAFT


@pytest.mark.parametrize(
    ("day", "kind", "instrument"),
    [
        (dt.date(2026, 5, 21), "first", "qd148-2023"),
        (dt.date(2026, 5, 22), "first", "qd26-2026"),
        (dt.date(2023, 2, 23), "first", "qd1048-2019"),
    ],
)
def test_the_day_the_commune_received_it_chooses_the_decision(day, kind, instrument) -> None:
    """Điều 11.1 and 12.2 QĐ 26/2026."""
    owner, producer = owner_of(make_places())
    dossier = drafting.start_dossier(
        product=make_product(producer), kind=kind, by=owner, received_on=day
    )
    assert dossier.instrument == instrument


@pytest.mark.parametrize(
    ("form", "registration", "leaf", "message"),
    [
        (LegalForm.LARGE_ENTERPRISE, "1400000000", 8, "Loại hình này không được tham gia."),
        (LegalForm.HOUSEHOLD, "", 8, "Hộ sản xuất phải có đăng ký kinh doanh"),
        (LegalForm.FARM, "", 1, "Trang trại phải có đăng ký kinh doanh"),
        (LegalForm.ASSOCIATION, "1400000000", 8, "Hội chỉ được tham gia với dịch vụ du lịch"),
        (LegalForm.UNKNOWN, "1400000000", 8, "Loại hình này không được tham gia."),
    ],
)
def test_a_producer_who_may_not_apply_is_told_why(form, registration, leaf, message) -> None:
    """Điều 2.3 QĐ 26/2026."""
    owner, producer = owner_of(make_places(), legal_form=form, registration_number=registration)
    refusal = _refusal(product=make_product(producer, leaf=leaf), kind="first", by=owner)
    assert refusal.field == "form"
    assert refusal.message.startswith(message)


@pytest.mark.parametrize(
    ("form", "leaf"),
    [
        (LegalForm.COOPERATIVE, 8),
        (LegalForm.COOPERATIVE_GROUP, 8),
        (LegalForm.SMALL_ENTERPRISE, 8),
        (LegalForm.FAMILY, 8),
        (LegalForm.ASSOCIATION, 26),
        (LegalForm.OPERATING_CENTRE, 26),
    ],
)
def test_those_of_article_two_may_apply(form, leaf) -> None:
    """Điều 2.3 QĐ 26/2026."""
    owner, producer = owner_of(make_places(), legal_form=form)
    product = make_product(producer, leaf=leaf)
    assert drafting.start_dossier(product=product, kind="first", by=owner).set_number == leaf


def test_wrong_group_history_only_set_and_second_dossier_are_refused() -> None:
    owner, producer = owner_of(make_places())
    product = make_product(producer)
    assert _refusal(product=product, kind="first", by=owner, set_number=9).field == "set"
    assert (
        _refusal(product=make_product(producer, leaf=None), kind="first", by=owner).field == "set"
    )
    history_only = _refusal(
        product=make_product(producer, leaf=7),
        kind="first",
        by=owner,
        received_on=dt.date(2026, 5, 1),
    )
    assert history_only.field == "set"
    assert "chỉ dùng để tra cứu" in history_only.message
    assert _refusal(product=product, kind="upgrade", by=owner).field == "kind"
    assert _refusal(product=product, kind="other", by=owner).field == "kind"
    drafting.start_dossier(product=product, kind="first", by=owner)
    assert _refusal(product=product, kind="first", by=owner).field == "product"
    assert _refusal(product=product, kind="first", by=make_user()).field == ""


def _save(dossier, **arguments) -> Answer:
    values = {"criterion": "1.5", "option": 2, "version": 0, "by": dossier.created_by}
    return drafting.save_answer(dossier=dossier, **(values | arguments))


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({"option": 5}, "option"),
        ({"option": -1}, "option"),
        ({"criterion": "9.9"}, "criterion"),
        ({"case": 1}, "case"),
    ],
)
def test_answers_outside_the_sheet_are_refused(arguments, field) -> None:
    dossier = started_dossier(make_places())
    with pytest.raises(RefusedError) as refusal:
        _save(dossier, **arguments)
    assert refusal.value.field == field
    assert dossier.answers.count() == 0


def test_a_criterion_with_cases_needs_exactly_one() -> None:
    owner, producer = owner_of(make_places())
    product = make_product(producer, leaf=26)
    dossier = drafting.start_dossier(product=product, kind="first", by=owner)
    for case in (None, 9):
        with pytest.raises(RefusedError) as refusal:
            _save(dossier, criterion="8", option=1, case=case)
        assert refusal.value.field == "case"
    assert _save(dossier, criterion="8", option=1, case=2).case == 2


def test_two_people_at_one_criterion_and_at_two() -> None:
    dossier = started_dossier(make_places())
    helper = make_user(phone="0912 000 111")
    add_person(
        producer=dossier.product.producer,
        contact="+84912000111",
        part="helper",
        by=dossier.created_by,
    )
    first = _save(dossier, description="của chủ cơ sở")
    assert (first.version, dossier.version) == (1, 2)
    _save(dossier, criterion="1.6", option=0, by=helper)
    with pytest.raises(StaleDraftError) as stale:
        _save(dossier, description="của người hỗ trợ", by=helper)
    assert stale.value.current == 1
    assert dossier.answers.get(criterion="1.5").description == "của chủ cơ sở"
    assert _save(dossier, option=3, version=1, by=helper).version == 2


def test_nothing_changes_after_handing_in() -> None:
    dossier = submitted_dossier(make_places())
    owner = dossier.created_by
    for attempt in (
        lambda: _save(dossier, version=1),
        lambda: drafting.save_texts(dossier=dossier, version=2, by=owner),
        lambda: drafting.detach_evidence(evidence=dossier.evidence.first(), by=owner),
    ):
        with pytest.raises(RefusedError) as refusal:
            attempt()
        assert refusal.value.message.startswith("Hồ sơ đã nộp")


def test_a_foreign_paper_is_no_evidence() -> None:
    places = make_places()
    dossier = started_dossier(places)
    stranger, other = owner_of(places)
    paper = make_paper(other, stranger)
    with pytest.raises(RefusedError) as refusal:
        drafting.attach_evidence(
            dossier=dossier, criterion="1.1", paper=paper, by=dossier.created_by
        )
    assert refusal.value.field == "paper"
    own = make_paper(dossier.product.producer, dossier.created_by)
    for note in ("trang 1", "trang 2"):
        drafting.attach_evidence(
            dossier=dossier, criterion="1.1", paper=own, note=note, by=dossier.created_by
        )
    assert [row.note for row in dossier.evidence.all()] == ["trang 2"]


def test_texts_have_their_own_version() -> None:
    dossier = started_dossier(make_places())
    _save(dossier)
    drafting.save_texts(dossier=dossier, version=1, by=dossier.created_by, plan="A", samples=5)
    with pytest.raises(StaleDraftError):
        drafting.save_texts(dossier=dossier, version=1, by=dossier.created_by, plan="B")
    with pytest.raises(RefusedError) as refusal:
        drafting.save_texts(dossier=dossier, version=2, by=dossier.created_by, samples=101)
    assert refusal.value.field == "samples"
    dossier.refresh_from_db()
    assert (dossier.plan_text, dossier.samples, dossier.version) == ("A", 5, 3)
