"""A list imported from the command line, by whoever runs the installation."""

from django.db import transaction

from ocop.files.checks import Upload
from ocop.imports.models import Import
from ocop.imports.services.beginning import keep_upload
from ocop.imports.services.examining import examine
from ocop.imports.services.listing import list_all
from ocop.imports.services.running import at_once
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.places.models import Level, Unit


def import_file(upload: Upload, *, sheet: str = "", province: str = "") -> dict[str, int]:
    """Write a list, then bring it into the search; how many rows of each kind were written.

    Raises RefusedError as `write_file` does.
    """
    batch = write_file(upload, sheet=sheet, province=province)
    list_all(batch)
    written: dict[str, int] = batch.result["written"]
    return written


@transaction.atomic
def write_file(upload: Upload, *, sheet: str = "", province: str = "") -> Import:
    """Write a list into the register in one transaction; the search does not have it yet.

    The import stands among those of the province's office, or of the ministry's, and can be undone
    there. Raises RefusedError where the file cannot be read or a person must decide something.
    """
    office = _province(province)
    batch = keep_upload(upload=upload, title=upload.name or "", office=office, by=None, sheet=sheet)
    batch.state = Import.State.EXAMINING
    batch = examine(batch)
    if waiting := batch.questions.count():
        raise RefusedError(
            f"Có {waiting} cơ sở hoặc sản phẩm gần giống trong sổ, cần người quyết định. "
            "Hãy nhập tệp này trên trang Nhập danh sách."
        )
    batch.state = Import.State.WRITING
    batch.confirmed_at = clock.now()
    batch.result = {"written": {}, "rows": 0}
    batch.save()
    audit.record(
        act="import_confirmed",
        actor=audit.SYSTEM,
        subject=f"import:{batch.pk}",
        facts={"title": batch.title, "sha256": batch.sha256, "rows": batch.counts["rows"]},
    )
    return at_once(batch)


def _province(code: str) -> Unit | None:
    if not code:
        return None
    return Unit.objects.get(code=code, level=Level.PROVINCE, valid_to=None)
