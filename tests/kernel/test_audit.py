"""The chain of acts: every changed byte is found."""

import pytest
from django.db import connection

from ocop.kernel import audit
from ocop.kernel.audit import Actor
from ocop.kernel.models import AuditEntry, FrozenRecordError, Snapshot

pytestmark = pytest.mark.django_db
CLERK = Actor(id="7", label="Cán bộ xã (mẫu)")


def three_acts() -> list[AuditEntry]:
    frozen = audit.freeze("submission", {"tên": "Khô cá lóc", "điểm": 72})
    return [
        audit.record(act="dossier_submitted", actor=CLERK, subject="dossier:1", snapshot=frozen),
        audit.record(act="dossier_received", actor=CLERK, subject="dossier:1", facts={"số": 12}),
        audit.record(act="dossier_returned", actor=CLERK, subject="dossier:1"),
    ]


def change(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_an_untouched_chain_agrees() -> None:
    entries = three_acts()
    assert [entry.number for entry in entries] == [1, 2, 3]
    assert entries[1].previous_hash == entries[0].entry_hash
    assert audit.first_broken_link() is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("facts", '{"số":13}'),
        ("actor_label", "Người khác"),
        ("act", "dossier_accepted"),
        ("subject", "dossier:2"),
        ("at", "2020-01-01 00:00:00+00:00"),
    ],
)
def test_a_changed_entry_is_named(column: str, value: str) -> None:
    three_acts()
    change(f"UPDATE kernel_auditentry SET {column} = %s WHERE number = 2", value)
    broken = audit.first_broken_link()
    assert broken is not None
    assert (broken.number, broken.reason) == (2, "Nội dung mục này đã bị sửa.")


def test_one_changed_byte_of_a_snapshot_is_found() -> None:
    three_acts()
    snapshot = Snapshot.objects.get()
    change(
        "UPDATE kernel_snapshot SET content = %s WHERE id = %s",
        snapshot.content.replace("72", "73"),
        snapshot.pk,
    )
    broken = audit.first_broken_link()
    assert broken is not None
    assert broken.number == 1
    assert broken.reason == f"Bản đóng băng {snapshot.pk} (submission) đã bị sửa."


def test_a_removed_entry_is_found_inside_and_at_the_end() -> None:
    three_acts()
    change("DELETE FROM kernel_auditentry WHERE number = 3")
    broken = audit.first_broken_link()
    assert broken is not None
    assert broken.reason == "Chuỗi nhật ký bị cắt ở cuối."
    change("DELETE FROM kernel_auditentry WHERE number = 1")
    broken = audit.first_broken_link()
    assert broken is not None
    assert (broken.number, broken.reason) == (1, "Thiếu mục số 1.")


def test_frozen_rows_refuse_to_be_rewritten() -> None:
    entry = three_acts()[0]
    entry.act = "dossier_accepted"
    with pytest.raises(FrozenRecordError):
        entry.save()
    with pytest.raises(FrozenRecordError):
        entry.delete()
