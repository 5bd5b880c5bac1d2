"""A stored file and its row live and die together."""

import io
from pathlib import Path

import pytest
from django import forms
from django.conf import LazySettings
from django.db import transaction
from PIL import Image

from ocop.files import images, intake
from ocop.files.checks import check
from ocop.files.forms import UploadField
from ocop.files.integrity import first_changed_file
from ocop.files.limits import DOCUMENTS, SIGNED_PAPERS
from ocop.files.models import StoredFile
from ocop.files.services import store_upload
from ocop.kernel.errors import RefusedError
from tests.factories import uploads
from tests.factories.basic import make_user
from tests.factories.uploads import upload


@pytest.fixture(autouse=True)
def upload_folder(settings: LazySettings, tmp_path: Path) -> Path:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None},
        },
    }
    return tmp_path


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.django_db(transaction=True)
def test_stored_file_keeps_bytes_name_and_hash(upload_folder: Path) -> None:
    person = make_user()

    stored = store_upload(upload("Giấy phép.PDF", uploads.PDF), person)

    stored.refresh_from_db()
    assert stored.name == "Giấy phép.PDF"
    assert (stored.kind, stored.media_type) == (StoredFile.Kind.PDF, "application/pdf")
    assert stored.uploaded_by == person
    assert [path.read_bytes() for path in _files(upload_folder)] == [uploads.PDF]
    assert _files(upload_folder)[0].name == f"{stored.pk}.pdf"


@pytest.mark.django_db(transaction=True)
def test_failed_transaction_leaves_no_file(upload_folder: Path) -> None:
    person = make_user()

    with pytest.raises(RefusedError), transaction.atomic():
        store_upload(upload("a.pdf", uploads.PDF), person)
        assert len(_files(upload_folder)) == 1
        raise RefusedError("Việc khác không xong")

    assert StoredFile.objects.count() == 0
    assert _files(upload_folder) == []


@pytest.mark.django_db(transaction=True)
def test_failed_inner_step_leaves_the_other_file(upload_folder: Path) -> None:
    person = make_user()

    with transaction.atomic():
        kept = store_upload(upload("a.pdf", uploads.PDF), person)
        with pytest.raises(RefusedError), transaction.atomic():
            store_upload(upload("b.pdf", uploads.PDF), person)
            raise RefusedError("Bước này không xong")

    assert [stored.pk for stored in StoredFile.objects.all()] == [kept.pk]
    assert [path.name for path in _files(upload_folder)] == [f"{kept.pk}.pdf"]


@pytest.mark.django_db
def test_refused_file_stores_nothing(upload_folder: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        store_upload(upload("a.jpg", uploads.picture()), None, kinds=SIGNED_PAPERS, field="scan")

    assert refused.value.field == "scan"
    assert StoredFile.objects.count() == 0
    assert _files(upload_folder) == []


class ScanForm(forms.Form):
    scan = UploadField(label="Bản chụp", kinds=DOCUMENTS)


def test_field_tells_limits_and_refuses_the_wrong_type() -> None:
    form = ScanForm(files={"scan": upload("a.pdf", b"MZ" + b"\0" * 100)})

    assert form.fields["scan"].help_text == "Nhận ảnh JPEG, PNG, WebP đến 20 MB; PDF đến 50 MB."
    assert form.fields["scan"].widget.attrs["accept"] == ".jpg,.jpeg,.png,.webp,.pdf"
    assert not form.is_valid()
    assert "là một chương trình" in form.errors["scan"][0]


@pytest.mark.django_db
def test_what_the_field_checked_is_stored_as_it_is(upload_folder: Path) -> None:
    form = ScanForm(files={"scan": upload("a.pdf", uploads.PDF)})
    assert form.is_valid()

    stored = store_upload(form.cleaned_data["scan"], None)

    assert stored.content.read() == uploads.PDF


def test_upload_beyond_the_largest_limit_does_not_fill_the_disk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(intake, "LARGEST", 10)
    handler = intake.BoundedUploadHandler()
    handler.new_file("f", "a.pdf", "application/pdf", 0)

    passed = [handler.receive_data_chunk(b"12345678", 0) for _ in range(4)]

    assert passed == [b"12345678", b"12345678", None, None]
    assert handler.file_complete(16) is None


def test_two_files_of_one_request_count_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "LARGEST", 10)
    handler = intake.BoundedUploadHandler()
    for _ in range(2):
        handler.new_file("f", "a.pdf", "application/pdf", 0)
        assert handler.receive_data_chunk(b"123456789012", 0) == b"123456789012"
        assert handler.receive_data_chunk(b"1", 12) is None


@pytest.mark.django_db(transaction=True)
def test_a_wide_picture_gets_a_preview_that_lives_and_dies_with_it(upload_folder: Path) -> None:
    person = make_user()
    wide = uploads.picture((1600, 1200), quality=95)

    with pytest.raises(RefusedError), transaction.atomic():
        store_upload(upload("a.jpg", wide), person)
        assert len(_files(upload_folder)) == 2
        raise RefusedError("Việc khác không xong")
    assert _files(upload_folder) == []

    stored = store_upload(upload("a.jpg", wide), person)
    stored.refresh_from_db()
    assert sorted(path.name for path in _files(upload_folder)) == [
        f"{stored.pk}-nho.webp",
        f"{stored.pk}.jpg",
    ]
    with stored.preview.open() as file, Image.open(file) as preview:
        assert (preview.format, preview.size) == ("WEBP", (640, 480))
    assert stored.preview.size < stored.size
    assert first_changed_file() is None
    stored.preview.storage.delete(stored.preview.name)
    gone = "Không còn ảnh xem nhanh của tệp “a.jpg” trên đĩa."
    assert first_changed_file() == (str(stored.pk), gone)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"), [("a.jpg", uploads.picture()), ("a.pdf", uploads.PDF)]
)
def test_what_is_small_already_or_no_picture_has_no_preview(name: str, content: bytes) -> None:
    assert not store_upload(upload(name, content), None).preview


def test_a_transparent_picture_keeps_its_transparency_in_the_preview() -> None:
    drawn = io.BytesIO()
    picture = Image.effect_noise((1000, 500), 80).convert("RGBA")
    picture.putalpha(90)
    picture.save(drawn, "PNG")

    small = images.preview(check(upload("dau.png", drawn.getvalue())).content)

    assert small is not None
    with Image.open(small) as preview:
        assert (preview.size, preview.mode) == ((640, 320), "RGBA")
