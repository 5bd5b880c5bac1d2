"""Handing in: completeness, the frozen content, handing in again, withdrawing."""

import datetime as dt

import pytest

from ocop.dossiers.models import Dossier
from ocop.dossiers.queries import latest_submission, submission_content
from ocop.dossiers.services import submission
from ocop.dossiers.services.drafting import save_texts
from ocop.dossiers.states import DossierState
from ocop.kernel import audit
from ocop.kernel.errors import RefusedError, StaleDraftError
from ocop.kernel.models import AuditEntry
from ocop.law.loading import load_rubric
from ocop.producers import vault
from tests.factories.basic import make_places, make_product, make_user
from tests.factories.journey import (
    filled_dossier,
    handed_in,
    owner_of,
    started_dossier,
    submitted_dossier,
)

pytestmark = pytest.mark.django_db


def _owner(dossier: Dossier):
    return dossier.product.producer.people.get(part="owner").user


def test_a_complete_dossier_is_frozen_with_everything_a_desk_reads() -> None:
    dossier = submitted_dossier(make_places(), star=4)
    handed = latest_submission(dossier)
    assert handed is not None
    content = submission_content(handed)
    assert content["instrument"] == "qd26-2026"
    assert content["set"] == 8
    assert content["rubric_sha256"] == load_rubric("qd26-2026", 8).sha256
    assert content["producer"]["commune_code"] == dossier.commune.code
    assert content["product"]["province_code"] == "82"
    assert len(content["answers"]) == 32
    assert content["answers"]["1.5"]["description"].startswith("Cơ sở tự đánh giá mức")
    assert content["self_score"]["star"] == 4
    assert content["self_score"]["total"] == "80.00"
    assert [row["criterion"] for row in content["evidence"]] == ["general", "1.1"]
    assert (
        content["texts"]["results"] == "Cá nuôi tại xã, phơi giàn (mẫu).\n\nDoanh thu tăng (mẫu)."
    )
    assert (content["samples"], content["is_committed"]) == (5, True)
    files = {file["id"] for row in content["evidence"] for file in row["files"]}
    assert {str(file.pk) for file in handed.files.all()} == files
    entry = AuditEntry.objects.get(act="dossier_submitted")
    assert entry.snapshot == handed.snapshot
    assert entry.actor_id == str(_owner(dossier).pk)
    assert audit.first_broken_link() is None


def test_an_empty_dossier_names_every_missing_place() -> None:
    dossier = started_dossier(make_places())
    with pytest.raises(submission.IncompleteError) as refusal:
        submission.submit_dossier(dossier=dossier, by=_owner(dossier), is_committed=False)
    places = [finding.place for finding in refusal.value.findings]
    codes = [leaf.code for leaf in load_rubric("qd26-2026", 8).leaves]
    assert places == [*codes, "papers", "results", "plan", "samples", "commitment"]
    dossier.refresh_from_db()
    assert dossier.state == DossierState.DRAFT
    assert dossier.submissions.count() == 0


def test_a_paper_that_expires_today_is_valid_and_one_of_yesterday_is_not(monkeypatch) -> None:
    day = dt.date(2026, 11, 20)
    monkeypatch.setattr("ocop.kernel.clock.today", lambda: day)
    dossier = filled_dossier(make_places())
    paper = dossier.evidence.exclude(criterion="general").get().paper
    vault.update_paper(paper=paper, by=_owner(dossier), expires_on=day - dt.timedelta(days=1))
    with pytest.raises(submission.IncompleteError) as refusal:
        handed_in(dossier)
    assert refusal.value.message == (
        "“Hợp đồng mua cá (mẫu)” đã hết hạn ngày 19/11/2026. Hãy thay bằng giấy còn hạn."
    )
    assert refusal.value.field == "1.1"
    vault.update_paper(paper=paper, by=_owner(dossier), expires_on=day)
    assert handed_in(dossier).number == 1


def test_handing_in_twice_is_refused_and_a_returned_one_becomes_the_second() -> None:
    dossier = submitted_dossier(make_places())
    with pytest.raises(RefusedError) as refusal:
        handed_in(dossier)
    assert refusal.value.message.startswith("Việc này không làm được ở bước hiện tại.")
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.RETURNED_BY_COMMUNE)
    assert handed_in(dossier).number == 2
    dossier.refresh_from_db()
    assert dossier.state == DossierState.SUBMITTED


def test_what_changed_after_the_check_is_not_handed_in() -> None:
    dossier = filled_dossier(make_places())
    checked = dossier.version
    Dossier.objects.filter(pk=dossier.pk).update(version=checked + 1)
    with pytest.raises(StaleDraftError) as stale:
        submission.submit_dossier(
            dossier=dossier, by=_owner(dossier), is_committed=True, version=checked
        )
    assert stale.value.current == checked + 1


def test_the_old_decision_no_longer_takes_dossiers(monkeypatch) -> None:
    """Điều 12.2 QĐ 26/2026: QĐ 148 only for what came in before 22/5/2026."""
    monkeypatch.setattr("ocop.kernel.clock.today", lambda: dt.date(2026, 5, 21))
    dossier = filled_dossier(make_places())
    assert dossier.instrument == "qd148-2023"
    monkeypatch.setattr("ocop.kernel.clock.today", lambda: dt.date(2026, 5, 22))
    with pytest.raises(submission.IncompleteError) as refusal:
        handed_in(dossier)
    assert refusal.value.findings[0].place == "instrument"
    assert "phải theo QĐ 26/2026" in refusal.value.findings[0].message


def test_tourism_sends_no_samples() -> None:
    """Điều 6.2.d: 05 samples except for tourism services."""
    places = make_places()
    _, producer = owner_of(places)
    dossier = filled_dossier(places, product=make_product(producer, leaf=26), star=3)
    save_texts(
        dossier=dossier, version=2, by=_owner(dossier), results_business="x", plan="y", samples=None
    )
    assert handed_in(dossier).number == 1


def test_a_stranger_hands_in_nothing() -> None:
    dossier = filled_dossier(make_places())
    with pytest.raises(RefusedError) as refusal:
        submission.submit_dossier(dossier=dossier, by=make_user(), is_committed=True)
    assert refusal.value.message == "Bạn không được giao việc này đối với hồ sơ này."


def test_withdrawing_frees_the_product_and_keeps_the_record() -> None:
    places = make_places()
    dossier = submitted_dossier(places)
    submission.withdraw_dossier(dossier=dossier, by=_owner(dossier), reason=" Nhầm nhóm ")
    assert dossier.state == DossierState.WITHDRAWN
    assert dossier.submissions.count() == 1
    entry = AuditEntry.objects.get(act="dossier_withdrawn")
    assert '"reason":"Nhầm nhóm"' in entry.facts
    assert started_dossier(places, product=dossier.product).state == DossierState.DRAFT
    with pytest.raises(RefusedError):
        submission.withdraw_dossier(dossier=dossier, by=_owner(dossier))
