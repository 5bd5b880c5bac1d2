"""What is written about the papers of a producer's vault."""

import datetime as dt
from collections.abc import Iterable
from typing import NotRequired, TypedDict, Unpack

from django.db import transaction
from django.db.models import Max

from ocop.accounts.models import User
from ocop.files.models import StoredFile
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import nfc
from ocop.law.evidence import EvidenceKind, evidence_kinds
from ocop.producers import policy
from ocop.producers.models import Paper, PaperFile, Producer

MOST_FILES = 30


class PaperDetails(TypedDict):
    """What a paper says of itself; `expires_on` is its last valid day, None if it has none."""

    number: NotRequired[str]
    issuer: NotRequired[str]
    issued_on: NotRequired[dt.date | None]
    expires_on: NotRequired[dt.date | None]
    state: NotRequired[str]


class PaperChange(PaperDetails):
    """A change may also touch kind and title."""

    kind: NotRequired[str]
    title: NotRequired[str]


@transaction.atomic
def add_paper(
    *,
    producer: Producer,
    kind: str,
    title: str,
    by: User,
    files: Iterable[StoredFile] = (),
    replaces: Paper | None = None,
    **details: Unpack[PaperDetails],
) -> Paper:
    """Put a paper with its files into the vault; `replaces` marks an older one as replaced.

    `kind` is a key of `ocop.law.evidence`; an empty title takes the kind's name. Raises
    RefusedError at "kind", "title", "expires_on" or "files".
    """
    policy.require_edit(by, producer)
    paper = Paper(producer=producer, kind=kind, title=title, added_by=by, **details)
    _check(paper)
    paper.save()
    add_files(paper=paper, files=files, by=by)
    if replaces is not None:
        if replaces.producer_id != producer.pk:
            raise RefusedError("Giấy tờ được thay không thuộc cơ sở này.", field="replaces")
        replaces.replaced_by = paper
        replaces.save(update_fields=["replaced_by"])
    return paper


@transaction.atomic
def update_paper(*, paper: Paper, by: User, **changes: Unpack[PaperChange]) -> Paper:
    """Correct what is known of a paper. Submissions already handed in keep what they say."""
    policy.require_edit(by, paper.producer)
    for name, value in changes.items():
        setattr(paper, name, value)
    _check(paper)
    paper.save()
    return paper


@transaction.atomic
def add_files(*, paper: Paper, files: Iterable[StoredFile], by: User) -> None:
    """Append pages to a paper. Raises RefusedError at "files" beyond 30."""
    policy.require_edit(by, paper.producer)
    last = paper.files.aggregate(last=Max("order"))["last"] or 0
    added = [
        PaperFile(paper=paper, file=file, order=order)
        for order, file in enumerate(files, start=last + 1)
    ]
    if paper.files.count() + len(added) > MOST_FILES:
        raise RefusedError(
            f"Mỗi giấy tờ giữ tối đa {MOST_FILES} ảnh hoặc tệp. Hãy gộp các trang thành một PDF.",
            field="files",
        )
    PaperFile.objects.bulk_create(added)


@transaction.atomic
def remove_file(*, page: PaperFile, by: User) -> None:
    """Take a page out of a paper; a submission that was handed in with it keeps it."""
    policy.require_edit(by, page.paper.producer)
    page.delete()


@transaction.atomic
def remove_paper(*, paper: Paper, by: User) -> None:
    """Take a paper out of the vault. Raises RefusedError while a dossier uses it."""
    policy.require_edit(by, paper.producer)
    if paper.uses.exists() or paper.replaces.exists():
        raise RefusedError("Giấy này đang dùng trong hồ sơ. Hãy bỏ nó khỏi hồ sơ trước.")
    paper.files.all().delete()
    paper.delete()


def _kind(code: str) -> EvidenceKind:
    for kind in evidence_kinds():
        if kind.code == code:
            return kind
    raise RefusedError("Hãy chọn loại giấy tờ trong danh sách.", field="kind")


def _check(paper: Paper) -> None:
    kind = _kind(paper.kind)
    paper.title = nfc(paper.title) or kind.name
    if len(paper.title) > 200:
        raise RefusedError("Tên giấy tờ dài quá 200 chữ.", field="title")
    if paper.issued_on and paper.expires_on and paper.expires_on < paper.issued_on:
        raise RefusedError("Ngày hết hạn phải từ ngày cấp trở đi.", field="expires_on")
