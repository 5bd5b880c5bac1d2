"""A re-evaluation or upgrade begun from a star: prefilled, compared, in its window (Điều 6.1, 7.6)."""

import datetime as dt

import pytest

from ocop.dossiers.content import content_of
from ocop.dossiers.models import Answer, Dossier
from ocop.dossiers.queries import latest_submission, submission_content
from ocop.dossiers.queues import counts, province_filters, province_queue
from ocop.dossiers.recognised import earlier_content
from ocop.dossiers.rules.completeness import incompleteness
from ocop.dossiers.rules.differences import differences, drafted
from ocop.dossiers.services import drafting, province
from ocop.dossiers.services.province import SiteVisit
from ocop.dossiers.services.submission import IncompleteError, submit_dossier
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.findings import Finding, Weight
from ocop.law.loading import load_rubric
from ocop.places.models import Unit
from ocop.producers import vault
from ocop.products.models import Product
from ocop.register.models import CertificateFact
from ocop.register.recording import RecordedStar, record_stars
from tests.factories.basic import Places, make_places, make_product
from tests.factories.journey import owner_of
from tests.factories.reevaluation import (
    UPDATES,
    at_province,
    begun,
    recognised_product,
    told,
    window_opens,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def places() -> Places:
    return make_places()


def findings(dossier: Dossier, place: str) -> list[Finding]:
    content = content_of(dossier, on=clock.today(), is_committed=True)
    return [each for each in incompleteness(content) if each.place == place]


def recorded(places: Places, product: Product, commune: Unit) -> None:
    record_stars(
        stars=[RecordedStar(product=product, star=4, commune=commune, source_note="Danh sách")],
        actor=owner_of(places)[0].actor,
    )


def test_the_draft_begins_with_what_was_handed_in_for_the_star(places: Places) -> None:
    certificate = recognised_product(places)
    dossier = begun(certificate.recognition.product)
    before = earlier_content(dossier.prefilled_from)
    after = content_of(dossier, on=clock.today())
    assert dossier.builds_on == certificate.recognition
    assert after["answers"] == before["answers"]
    assert after["evidence"] == before["evidence"]
    assert after["texts"]["plan"] == before["texts"]["plan"]
    assert after["texts"]["updates"] == {}
    assert not dossier.answers.filter(needs_review=True).exists()


def test_a_star_recorded_from_a_list_starts_empty(places: Places) -> None:
    _, producer = owner_of(places)
    product = make_product(producer)
    recorded(places, product, places.tan_ho_co)
    dossier = begun(product)
    assert (dossier.prefilled_from, dossier.answers.count()) == (None, 0)
    content = content_of(dossier, on=clock.today())
    assert content["recognised"]["papers"] is None
    [warning] = findings(dossier, "window")
    assert (warning.weight, warning.article) == (
        Weight.WARNING,
        "Điều 7.6.a QĐ 26/2026/QĐ-TTg",
    )


def test_a_renewed_paper_stands_in_its_newest_version_and_is_told(places: Places) -> None:
    certificate = recognised_product(places)
    product = certificate.recognition.product
    owner = product.producer.people.get(part="owner").user
    old = product.producer.papers.get(kind="material_origin")
    vault.add_paper(
        producer=product.producer,
        kind="material_origin",
        title="Hợp đồng mua cá 2026 (mẫu)",
        expires_on=clock.today() + dt.timedelta(days=400),
        by=owner,
        replaces=old,
    )
    dossier = begun(product)
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    found = differences(
        earlier_content(dossier.prefilled_from),
        content_of(dossier, on=clock.today()),
        rubric,
        rubric,
    )
    last = clock.today() + dt.timedelta(days=400)
    assert drafted(found) == {
        "renewals": f"Giấy mới “Hợp đồng mua cá 2026 (mẫu)”, có giá trị đến {last:%d/%m/%Y}, "
        "thay “Hợp đồng mua cá (mẫu)”."
    }


def test_what_changed_is_told_by_topic(places: Places) -> None:
    dossier = begun(recognised_product(places).recognition.product)
    product = dossier.product
    owner = dossier.created_by
    Product.objects.filter(pk=product.pk).update(yearly_output="12 tấn")
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    leaf = rubric.leaves[0]
    answer = Answer.objects.get(dossier=dossier, criterion=leaf.code)
    other = 1 if answer.option != 1 else 2
    drafting.save_answer(
        dossier=dossier,
        criterion=leaf.code,
        option=other,
        description=answer.description,
        version=answer.version,
        by=owner,
    )
    found = differences(
        earlier_content(dossier.prefilled_from),
        content_of(dossier, on=clock.today()),
        rubric,
        rubric,
    )
    assert [each.topic for each in found] == ["output", "materials"]
    assert found[0].words == "Sản lượng một năm: trước “chưa ghi”, nay “12 tấn”."


def test_other_words_on_the_sheet_wait_for_review(places: Places) -> None:
    certificate = recognised_product(places)
    product = certificate.recognition.product
    Product.objects.filter(pk=product.pk).update(leaf=9)
    dossier = begun(product)
    leaves = load_rubric(dossier.instrument, 9).leaves
    assert dossier.set_number == 9
    assert dossier.answers.filter(needs_review=True).count() == len(leaves)
    assert not dossier.answers.exclude(option=None).exists()
    papers = {row.paper_id for row in dossier.evidence.all()}
    assert papers == set(product.producer.papers.values_list("pk", flat=True))


def test_an_expired_paper_stops_until_it_is_renewed(places: Places) -> None:
    certificate = recognised_product(places)
    product = certificate.recognition.product
    product.producer.papers.filter(kind="material_origin").update(
        expires_on=clock.today() - dt.timedelta(days=1)
    )
    dossier = told(begun(product))
    with pytest.raises(IncompleteError) as refused:
        submit_dossier(dossier=dossier, by=dossier.created_by, is_committed=True)
    assert [each.message.split("”")[0] for each in refused.value.findings] == [
        "“Hợp đồng mua cá (mẫu)"
    ]


@pytest.mark.parametrize("days_left", [181, 400])
def test_article_7_6_a_too_early_is_refused_with_the_day_it_opens(
    places: Places, days_left: int
) -> None:
    certificate = recognised_product(places, days_left=days_left)
    dossier = told(begun(certificate.recognition.product))
    with pytest.raises(IncompleteError, match="Chưa đến lúc nộp") as refused:
        submit_dossier(dossier=dossier, by=dossier.created_by, is_committed=True)
    assert f"{window_opens(certificate):%d/%m/%Y}" in refused.value.message
    assert refused.value.field == "window"


@pytest.mark.parametrize("days_left", [180, 150, 120])
def test_article_7_6_a_both_ends_of_the_window_count(places: Places, days_left: int) -> None:
    certificate = recognised_product(places, days_left=days_left)
    dossier = told(begun(certificate.recognition.product))
    assert findings(dossier, "window") == []
    submit_dossier(dossier=dossier, by=dossier.created_by, is_committed=True)
    dossier.refresh_from_db()
    kept = submission_content(latest_submission(dossier))
    assert kept["texts"]["updates"] == UPDATES
    assert kept["recognised"]["expires_on"] == certificate.expires_on.isoformat()


@pytest.mark.parametrize(
    ("days_left", "says"),
    [(119, "sao còn giá trị đến khi có kết quả"), (-180, "sao còn giá trị"), (-181, "Sao đã hết")],
)
def test_article_12_3_too_late_is_allowed_with_its_warning(
    places: Places, days_left: int, says: str
) -> None:
    certificate = recognised_product(places, days_left=days_left)
    dossier = told(begun(certificate.recognition.product))
    [warning] = findings(dossier, "window")
    assert (warning.weight, warning.article) == (Weight.WARNING, "Điều 12.3 QĐ 26/2026/QĐ-TTg")
    assert says in warning.message
    submit_dossier(dossier=dossier, by=dossier.created_by, is_committed=True)


def test_article_6_1_c_each_of_the_ten_updates_is_asked_for(places: Places) -> None:
    dossier = begun(recognised_product(places).recognition.product)
    assert len(findings(dossier, "changes")) == 10
    assert {each.article for each in findings(dossier, "changes")} == {
        "Điều 6.1.c QĐ 26/2026/QĐ-TTg"
    }
    drafting.save_texts(
        dossier=dossier,
        version=dossier.texts_version,
        by=dossier.created_by,
        updates={**UPDATES, "packaging": "  ", "unknown": "x"},
    )
    dossier.refresh_from_db()
    [missing] = findings(dossier, "changes")
    assert missing.message.startswith("Chưa ghi “Bao bì”")
    assert set(dossier.updates) == set(UPDATES) - {"packaging"}


def test_article_6_1_b_an_upgrade_shows_its_changes_with_evidence(places: Places) -> None:
    dossier = begun(recognised_product(places, star=3).recognition.product, "upgrade")
    assert [each.article for each in findings(dossier, "changes")] == [
        "Điều 6.1.b QĐ 26/2026/QĐ-TTg"
    ]
    told(dossier)
    assert findings(dossier, "changes") == []
    [warning] = [e for e in findings(dossier, "papers") if e.article.startswith("Điều 6.1.b")]
    assert warning.weight is Weight.WARNING
    assert findings(dossier, "window") == []


def test_a_withdrawn_star_begins_anew_and_an_expired_one_is_not_upgraded(places: Places) -> None:
    certificate = recognised_product(places, days_left=-10)
    product = certificate.recognition.product
    with pytest.raises(RefusedError, match="chưa nâng hạng được"):
        begun(product, "upgrade")
    CertificateFact.objects.create(
        certificate=certificate, kind="withdrawn", on=clock.today(), ground="b"
    )
    with pytest.raises(RefusedError, match="bị thu hồi"):
        begun(product)
    assert begun(product, "first").builds_on is None


def test_article_7_6_c_the_office_says_whether_it_went_and_why(places: Places) -> None:
    dossier, desk = at_province(told(begun(recognised_product(places).recognition.product)), places)
    for site, field in (
        (None, "ground"),
        (SiteVisit("none", " "), "reason"),
        (SiteVisit("scale", "Gấp đôi giàn phơi."), "checked_on"),
        (SiteVisit("scale", "Xem.", clock.today() + dt.timedelta(days=1)), "checked_on"),
    ):
        with pytest.raises(RefusedError) as refused:
            province.accept(dossier=dossier, by=desk.province, site=site)
        assert refused.value.field == field
    province.accept(
        dossier=dossier,
        by=desk.province,
        site=SiteVisit("scale", "Gấp đôi giàn phơi, vẫn sạch.", clock.today()),
    )
    kept = dossier.site_checks.get()
    assert (kept.ground, kept.checked_on, kept.decided_by) == (
        "scale",
        clock.today(),
        desk.province,
    )


@pytest.mark.parametrize(("days", "is_listed"), [(34, False), (35, True), (60, True)])
def test_article_7_6_g_the_list_names_what_is_nearly_45_days_old(
    places: Places, days: int, is_listed: bool
) -> None:
    dossier, desk = at_province(told(begun(recognised_product(places).recognition.product)), places)
    day = clock.today() - dt.timedelta(days=days)
    dossier.receipts.filter(desk="province").update(received_on=day)
    dossier.submissions.update(submitted_at=clock.now() - dt.timedelta(days=days + 1))
    rows = province_queue(desk.province, {places.dong_thap.pk})
    held = counts(rows, province_filters(desk.province, clock.today()))
    assert held["sap-qua-45-ngay"] == int(is_listed)
