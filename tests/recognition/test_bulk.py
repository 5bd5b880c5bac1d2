"""One decision, many certificates: by the worker, to be stopped and continued, never twice."""

import datetime as dt

import pytest

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import DossierState
from ocop.jobs import queue
from ocop.jobs.models import JobRun
from ocop.kernel import audit
from ocop.kernel.errors import RefusedError
from ocop.recognition.models import BulkIssue
from ocop.recognition.services import bulk
from ocop.recognition.services.bulk import (
    begin_bulk_issue,
    continue_bulk_issue,
    issue_slice,
    stop_bulk_issue,
)
from ocop.recognition.services.decisions import DecisionPaper
from ocop.recognition.services.recognising import Award, recognise_by_province
from ocop.register.models import Certificate, Decision
from tests.factories.basic import Places, make_official, make_places
from tests.factories.results import add_result, make_dossier

pytestmark = pytest.mark.django_db
PAPER = DecisionPaper(number="321/QĐ-UBND", signed_on=dt.date(2026, 11, 12))


@pytest.fixture
def places() -> Places:
    return make_places()


@pytest.fixture
def leader(places: Places) -> User:
    return make_official(Role.PROVINCE_LEADER, places.dong_thap)


def scored(places: Places, count: int) -> list[Dossier]:
    dossiers = [make_dossier(places.tan_ho_co) for _ in range(count)]
    for dossier in dossiers:
        add_result(dossier, total="77.00", band_star=4, star=4)
    return dossiers


def begun(places: Places, leader: User, count: int = 7) -> BulkIssue:
    awards = [
        Award(dossier, f"{place:02d}/GCN") for place, dossier in enumerate(scored(places, count), 1)
    ]
    return begin_bulk_issue(awards=awards, paper=PAPER, by=leader)


def run(issue: BulkIssue) -> JobRun:
    issue.refresh_from_db()
    assert issue.job is not None
    queue.work(str(issue.job.pk))
    issue.job.refresh_from_db()
    return issue.job


def test_the_worker_issues_them_all_under_one_decision(places: Places, leader: User) -> None:
    job = run(begun(places, leader))
    assert (job.state, job.done, job.total) == ("done", 7, 7)
    assert list(Certificate.objects.order_by("pk").values_list("number", flat=True)) == [
        f"{place:02d}/GCN" for place in range(1, 8)
    ]
    assert Decision.objects.count() == 1
    assert set(Dossier.objects.values_list("state", flat=True)) == {DossierState.RECOGNISED}
    assert audit.first_broken_link() is None


def test_what_is_issued_stays_and_the_rest_goes_on(places: Places, leader: User) -> None:
    issue = begun(places, leader)
    first = issue_slice({"issue": issue.pk})
    assert (first.done, first.total, first.is_finished) == (bulk.PRODUCTS_A_SLICE, 7, False)
    stop_bulk_issue(issue=issue, by=leader)
    assert run(issue).state == "cancelled"
    assert Certificate.objects.count() == bulk.PRODUCTS_A_SLICE
    continue_bulk_issue(issue=issue, by=leader)
    assert run(issue).state == "done"
    assert Certificate.objects.count() == 7
    issue_slice({"issue": issue.pk})
    assert Certificate.objects.count() == 7
    with pytest.raises(RefusedError, match="Đã cấp đủ"):
        continue_bulk_issue(issue=issue, by=leader)


def test_a_dossier_withdrawn_meanwhile_is_named_and_stops_nobody_else(
    places: Places, leader: User
) -> None:
    issue = begun(places, leader, 3)
    gone = issue.lines.all()[1].dossier
    Dossier.objects.filter(pk=gone.pk).update(state=DossierState.WITHDRAWN)
    assert run(issue).state == "done"
    assert [bool(line.certificate) for line in issue.lines.all()] == [True, False, True]
    assert "không làm được ở bước hiện tại" in issue.lines.all()[1].refusal


def test_nothing_is_written_where_one_line_is_wrong(places: Places, leader: User) -> None:
    first, second = scored(places, 2)
    with pytest.raises(RefusedError) as refused:
        begin_bulk_issue(
            awards=[Award(first, "01/GCN"), Award(second, "01/GCN")], paper=PAPER, by=leader
        )
    assert refused.value.field == f"certificate_number-{second.pk}"
    with pytest.raises(RefusedError):
        begin_bulk_issue(
            awards=[Award(first, "01/GCN")],
            paper=PAPER,
            by=make_official(Role.PROVINCE_LEADER, places.vinh_long),
        )
    assert (Decision.objects.count(), BulkIssue.objects.count()) == (0, 0)


def test_a_product_on_such_a_list_belongs_to_no_other_decision(
    places: Places, leader: User
) -> None:
    issue = begun(places, leader, 2)
    with pytest.raises(RefusedError, match="đang được cấp giấy"):
        recognise_by_province(
            awards=[Award(issue.lines.all()[0].dossier, "77/GCN")],
            paper=DecisionPaper(number="322/QĐ-UBND", signed_on=PAPER.signed_on),
            by=leader,
        )
