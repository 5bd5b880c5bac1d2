"""The desk that watches over the record."""

import pytest
from django.test import Client
from django_q.models import Schedule

from ocop.accounts.roles import Role
from ocop.jobs import queue
from ocop.jobs.models import JobRun
from ocop.jobs.schedules import ensure_nightly
from ocop.kernel import audit
from ocop.recognition import record_check
from tests.factories.basic import make_official, make_places, make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/ban-lam-viec/nhat-ky/"


def test_the_keeper_starts_a_check_and_reads_its_end(client: Client) -> None:
    keeper = make_official(Role.AUDITOR, None)
    audit.record(act="dossier_submitted", actor=keeper.actor, subject="dossier:1")
    client.force_login(keeper)
    assert "Chưa kiểm tra lần nào" in client.get(ADDRESS).content.decode()
    client.post(f"{ADDRESS}kiem-tra/")
    client.post(f"{ADDRESS}kiem-tra/")
    run = JobRun.objects.get()
    assert "Đã xong" in client.get(ADDRESS).content.decode()
    queue.work(str(run.pk))
    page = client.get(ADDRESS).content.decode()
    assert "Nguyên vẹn" in page
    assert "Chủ thể nộp hồ sơ" in page


def test_a_check_can_be_stopped(client: Client) -> None:
    client.force_login(make_official(Role.ADMINISTRATOR, None))
    run = queue.enqueue(record_check.TASK, title=record_check.TITLE)
    client.post(f"{ADDRESS}kiem-tra/{run.pk}/dung/")
    queue.work(str(run.pk))
    assert "Đã dừng theo yêu cầu" in client.get(ADDRESS).content.decode()


def test_a_keeper_of_one_province_sees_no_acts_of_others(client: Client) -> None:
    places = make_places()
    audit.record(
        act="dossier_submitted", actor=audit.SYSTEM, subject=f"dossier:{places.vinh_long.pk}"
    )
    client.force_login(make_official(Role.AUDITOR, places.dong_thap))
    page = client.get(ADDRESS).content.decode()
    assert "Chủ thể nộp hồ sơ" not in page


@pytest.mark.parametrize("role", [Role.PROVINCE_OFFICE, Role.COUNCIL_MEMBER])
def test_others_are_kept_out(client: Client, role: Role) -> None:
    client.force_login(make_official(role, make_places().dong_thap))
    assert client.get(ADDRESS).status_code == 403
    client.force_login(make_user())
    assert client.post(f"{ADDRESS}kiem-tra/").status_code == 403
    assert JobRun.objects.count() == 0


def test_the_nightly_check_is_asked_for_once() -> None:
    for _ in range(2):
        ensure_nightly("record-check", "ocop.recognition.record_check.begin")
    assert Schedule.objects.get().func == "ocop.recognition.record_check.begin"
    record_check.begin()
    record_check.begin()
    assert JobRun.objects.count() == 1
