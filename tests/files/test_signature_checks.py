"""What a check leaves behind: a row, a frozen reading, an entry of the chain."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from ocop.files.models import SignatureCheck, StoredFile
from ocop.files.pdf_signatures.facts import Chain, Outcome
from ocop.files.pdf_signatures.words import said_of
from ocop.files.services import store_upload
from ocop.files.signature_checks import (
    ask_for_check,
    check,
    is_being_checked,
    latest_check,
)
from ocop.jobs import queue
from ocop.jobs.models import JobRun
from ocop.kernel import audit
from ocop.kernel.models import AuditEntry, FrozenRecordError
from tests.factories import signing_keys as keys
from tests.factories.uploads import picture, upload

pytestmark = pytest.mark.django_db


def stored(content: bytes | None = None) -> StoredFile:
    content = content or keys.signed(keys.paper(), keys.office_key())
    return store_upload(upload("quyet-dinh.pdf", content), None)


def test_the_worker_reads_a_file_and_keeps_what_it_found(
    settings: LazySettings, tmp_path: Path
) -> None:
    (tmp_path / "goc.pem").write_bytes(keys.pem(keys.root_key().certificate))
    settings.OCOP_TRUST_ROOTS = str(tmp_path)
    file = stored()
    assert latest_check(file) is None
    ask_for_check(file)
    assert is_being_checked(file)
    queue.work(str(JobRun.objects.get().pk))
    assert not is_being_checked(file)
    found = latest_check(file)
    assert found is not None
    assert (found.outcome, found.is_good, found.sha256) == (Outcome.READ, True, file.sha256)
    assert [one.chain for one in found.reading.signatures] == [Chain.TRUSTED]
    assert [said.title for said in said_of(found.reading)] == ["Chữ ký hợp lệ"]
    entry = AuditEntry.objects.get(act="signatures_checked")
    assert (entry.subject, entry.snapshot) == (f"file:{file.pk}", found.snapshot)
    assert audit.first_broken_link() is None


def test_a_later_check_is_a_new_row_and_none_is_rewritten() -> None:
    file = stored()
    first, second = check(file), check(file)
    assert latest_check(file) == second
    assert SignatureCheck.objects.filter(file=file).count() == 2
    with pytest.raises(FrozenRecordError):
        first.save()


def test_without_roots_a_signature_is_not_called_good() -> None:
    found = check(stored())
    assert not found.is_good
    [said] = said_of(found.reading)
    assert said.title == "Chữ ký nguyên vẹn, không kiểm được nguồn gốc chứng thư"
    assert said.lines[0] == "Người ký ghi trên chứng thư: Ủy ban nhân dân tỉnh thử, Tỉnh thử."
    assert said.lines[-1].startswith("Chứng thư có bị thu hồi hay không thì chưa kiểm được")


@pytest.mark.parametrize(
    ("change", "title"),
    [
        (keys.with_changed_byte, "Chữ ký không đúng"),
        (keys.with_turned_page, "Tệp bị sửa sau khi ký"),
    ],
)
def test_what_was_changed_is_said_in_words(change: object, title: str) -> None:
    content = change(keys.signed(keys.paper(), keys.office_key()))  # type: ignore[operator]
    [said] = said_of(check(stored(content)).reading)
    assert (said.tone, said.title) == ("stop", title)


def test_a_check_counts_only_for_the_bytes_it_read() -> None:
    file = stored()
    check(file)
    SignatureCheck.objects.update(sha256="0" * 64)
    assert latest_check(file) is None


def test_pictures_and_nothing_are_not_checked() -> None:
    ask_for_check(None)
    ask_for_check(store_upload(upload("anh.jpg", picture()), None))
    assert not JobRun.objects.exists()
