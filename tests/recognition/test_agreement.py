"""A column changed beside its snapshot is found, although every hash of the chain agrees."""

import pytest

from ocop.accounts.roles import Role
from ocop.councils.models import CouncilResult, ScoreSheet
from ocop.files.models import StoredFile
from ocop.kernel import clock
from ocop.kernel.audit import first_broken_link
from ocop.kernel.models import Snapshot
from ocop.recognition.agreement import first_disagreement
from ocop.recognition.services.decisions import DecisionPaper
from ocop.recognition.services.recognising import Award, recognise_by_province
from ocop.register.models import Certificate, Decision, Recognition
from tests.factories.basic import make_official, make_places
from tests.factories.council_journey import scored_dossier

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate() -> Certificate:
    places = make_places()
    scored = scored_dossier(places)
    (given,) = recognise_by_province(
        awards=[Award(scored.dossier, "01/GCN")],
        paper=DecisionPaper("1/QĐ-UBND", clock.today(), "Người ký (mẫu)", "Chủ tịch"),
        by=make_official(Role.PROVINCE_LEADER, places.dong_thap),
    )
    return given


def test_what_the_services_wrote_agrees(certificate: Certificate) -> None:
    assert first_disagreement() is None


@pytest.mark.parametrize(
    ("model", "change", "subject"),
    [
        (Certificate, {"expires_on": "2049-01-01"}, "certificate:"),
        (Recognition, {"star": 5}, "certificate:"),
        (Decision, {"number": "2/QĐ-UBND"}, "decision:"),
        (CouncilResult, {"total": "91.00"}, "council_result:"),
        (CouncilResult, {"part_b": "1.00"}, "council_result:"),
        (ScoreSheet, {"answers": {"1.1": 1}}, "score_sheet:"),
        (StoredFile, {"sha256": "0" * 64}, "file:"),
    ],
)
def test_a_changed_column_is_named(certificate, model, change, subject) -> None:
    model.objects.update(**change)
    assert first_broken_link() is None
    found = first_disagreement()
    assert found is not None
    assert found[0].startswith(subject)


def test_a_missing_file_is_named(certificate: Certificate) -> None:
    for file in StoredFile.objects.all():
        file.submissions.clear()
        file.paper_files.all().delete()
        file.product_photos.all().delete()
        file.delete()
    found = first_disagreement()
    assert Snapshot.objects.filter(kind="submission").exists()
    assert found is not None
    assert found[1].endswith("không còn là tệp đã nộp.")
