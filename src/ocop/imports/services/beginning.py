"""A list comes in; its columns are recognised and corrected."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from ocop.accounts.models import User
from ocop.files.checks import Upload, tidy_name
from ocop.files.integrity import sha256_of_file
from ocop.files.services import write_content
from ocop.files.tables import table_suffix
from ocop.imports import policy
from ocop.imports.models import Import, SavedColumns
from ocop.imports.queries import layout_of
from ocop.imports.reading import open_sheet
from ocop.imports.rules.columns import Column, Layout
from ocop.imports.rules.fields import Field
from ocop.imports.states import STEPS
from ocop.kernel import audit
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import nfc
from ocop.places.models import Unit


@transaction.atomic
def begin_import(
    *,
    upload: Upload,
    title: str,
    office: Unit | None,
    by: User,
    sheet: str = "",
    usual_province: Unit | None = None,
    purpose: str = "",
) -> Import:
    """Keep the file and recognise its columns, as corrected before where the header is known.

    `purpose` says what personal columns are taken for; "" leaves them out. Raises RefusedError at
    "file", "sheet" or "title".
    """
    policy.require_import(by, office.pk if office else None)
    if not nfc(title):
        raise RefusedError("Hãy ghi tên danh sách để sau này biết nguồn.", field="title")
    return keep_upload(
        upload=upload,
        title=title,
        office=office,
        by=by,
        sheet=sheet,
        usual_province=usual_province,
        purpose=purpose,
    )


@transaction.atomic
def keep_upload(
    *,
    upload: Upload,
    title: str,
    office: Unit | None,
    by: User | None,
    sheet: str = "",
    usual_province: Unit | None = None,
    purpose: str = "",
) -> Import:
    """The same without asking who may: `by` None is the installation's own command."""
    suffix = table_suffix(upload.file)
    name = tidy_name(upload.name or "danh-sach").rpartition(".")[0] + suffix
    found = open_sheet(upload.file, name, sheet)
    batch = Import(
        office=office,
        title=nfc(title)[:160],
        file_name=name,
        sheet=found.name[:120],
        usual_province=usual_province or office,
        purpose=nfc(purpose)[:240],
        begun_by=by,
    )
    upload.file.seek(0)
    batch.sha256 = sha256_of_file(upload.file)
    _keep(batch, _with_commune(_as_saved(office, found.layout)), found.layout.fingerprint)
    upload.file.seek(0)
    write_content(batch.content, f"{batch.sha256[:24]}{suffix}", upload.file)
    batch.save()
    return batch


@transaction.atomic
def set_columns(
    *, batch: Import, fields: Mapping[int, str], first_row: int, purpose: str, by: User
) -> Import:
    """Say what each column holds and where the data begins; remembered for this header.

    Raises RefusedError at "columns" where a field is named twice or product or producer is missing,
    at "first_row" and at "purpose".
    """
    batch = Import.objects.select_for_update().get(pk=batch.pk)
    policy.require(by, batch)
    STEPS.target(batch.state, "examine")
    chosen = [field for field in fields.values() if field]
    twice = {field for field in chosen if chosen.count(field) > 1}
    if twice:
        raise RefusedError("Mỗi nội dung chỉ ở một cột. Có cột bị chọn trùng.", field="columns")
    for needed, words in ((Field.PRODUCT, "tên sản phẩm"), (Field.PRODUCER, "tên chủ thể")):
        if needed.value not in chosen:
            raise RefusedError(f"Hãy chỉ ra cột {words}.", field="columns")
    if first_row < 1:
        raise RefusedError("Dòng đầu tiên có dữ liệu phải từ 1.", field="first_row")
    layout = layout_of(batch).named(
        {index: Field(field) if field else None for index, field in fields.items()}
    )
    batch.purpose = nfc(purpose)[:240]
    _keep(batch, Layout(layout.columns, first_row), batch.fingerprint)
    batch.save()
    SavedColumns.objects.update_or_create(
        office=batch.office,
        fingerprint=batch.fingerprint,
        defaults={"fields": [column.field or "" for column in layout.columns]},
    )
    return batch


@transaction.atomic
def discard(*, batch: Import, by: User) -> None:
    """Give the list up before anything was written; its file and rows go."""
    batch = Import.objects.select_for_update().get(pk=batch.pk)
    policy.require(by, batch)
    batch.state = STEPS.target(batch.state, "discard")
    batch.rows.all().delete()
    batch.findings.all().delete()
    batch.questions.all().delete()
    forget_file(batch)
    batch.save()
    audit.record(
        act="import_discarded",
        actor=by.actor,
        subject=f"import:{batch.pk}",
        facts={"title": batch.title, "sha256": batch.sha256},
    )


def forget_file(batch: Import) -> None:
    """Take the file away after the commit: the list may hold more than the register needs."""
    stored = batch.content.name
    if stored:
        storage = batch.content.storage
        batch.content = ""
        transaction.on_commit(lambda: storage.delete(stored))


def _keep(batch: Import, layout: Layout, fingerprint: str) -> None:
    batch.columns = [[c.index, c.header, c.field.value if c.field else ""] for c in layout.columns]
    batch.first_row = layout.first_row
    batch.fingerprint = fingerprint


def _as_saved(office: Unit | None, layout: Layout) -> Layout:
    saved = SavedColumns.objects.filter(office=office, fingerprint=layout.fingerprint).first()
    if saved is None:
        return layout
    return layout.named(_fields(saved.fields))


def _fields(names: Sequence[str]) -> dict[int, Field | None]:
    return {index: Field(name) if name else None for index, name in enumerate(names)}


def _with_commune(layout: Layout) -> Layout:
    """A list without communes gets an empty column for them: a person fills it in."""
    if Field.COMMUNE in layout.places:
        return layout
    added = Column(len(layout.columns), "Xã (thêm vào)", Field.COMMUNE)
    return Layout((*layout.columns, added), layout.first_row)
