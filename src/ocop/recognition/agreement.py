"""Do the rows that pages read still say what was frozen, and are the files still those handed in?

The chain proves the snapshots. Lists, public pages and counts read columns beside them; a column
changed by hand would show another star while every hash agrees.
"""

import json
from collections.abc import Iterator, Mapping

from ocop.councils.models import CouncilResult, ScoreSheet
from ocop.files.models import StoredFile
from ocop.kernel.canonical import plain
from ocop.kernel.models import Snapshot
from ocop.register.models import Certificate, CertificateEdition, Decision

BLOCK = 500
Facts = Mapping[str, object]


def first_disagreement() -> tuple[str, str] | None:
    """The first row (subject, reason) that differs from its snapshot; None when all agree."""
    for subject, facts, snapshot in _rows():
        said = json.loads(snapshot.content)
        differing = [name for name, value in facts.items() if said.get(name) != plain(value)]
        if differing:
            return subject, f"Khác bản đóng băng {snapshot.pk} ở {', '.join(differing)}."
    return _replaced_file()


def _rows() -> Iterator[tuple[str, Facts, Snapshot]]:
    """Every row with a snapshot: its subject, the columns that repeat frozen facts, the snapshot."""
    certificates = Certificate.objects.exclude(snapshot=None)
    for certificate in certificates.select_related("recognition", "snapshot").iterator(BLOCK):
        facts = _columns(
            certificate, "number", "short_code", "product_code", "issued_on", "expires_on"
        ) | {"star": certificate.recognition.star}
        yield f"certificate:{certificate.short_code}", facts, _frozen(certificate)
    later = CertificateEdition.objects.filter(number__gt=1).exclude(snapshot=None)
    for edition in later.select_related("certificate", "snapshot").iterator(BLOCK):
        certificate = edition.certificate
        facts = _columns(certificate, "short_code", "expires_on") | {
            "number": edition.paper_number,
            "edition": edition.number,
            "edition_kind": edition.kind,
            "edition_reason": edition.reason,
            "edition_issued_on": edition.issued_on,
        }
        yield f"certificate:{certificate.short_code}", facts, _frozen(edition)
    decisions = Decision.objects.exclude(snapshot=None)
    for decision in decisions.select_related("snapshot").iterator(BLOCK):
        facts = _columns(
            decision, "kind", "number", "signed_on", "signer_name", "signer_title", "capacity"
        )
        yield f"decision:{decision.pk}", facts, _frozen(decision)
    for result in CouncilResult.objects.select_related("snapshot").iterator(BLOCK):
        facts = _columns(result, "total", "band_star", "star") | {
            "parts": {"A": result.part_a, "B": result.part_b, "C": result.part_c}
        }
        yield f"council_result:{result.pk}", facts, result.snapshot
    sheets = ScoreSheet.objects.exclude(snapshot=None)
    for sheet in sheets.select_related("snapshot").iterator(BLOCK):
        facts = _columns(sheet, "answers", "cases", "gates", "comments", "opinion", "round")
        yield f"score_sheet:{sheet.pk}", facts, _frozen(sheet)


def _columns(row: object, *names: str) -> dict[str, object]:
    return {name: getattr(row, name) for name in names}


def _frozen(row: Certificate | CertificateEdition | Decision | ScoreSheet) -> Snapshot:
    assert row.snapshot is not None, "rows without a snapshot are left out above"
    return row.snapshot


def _replaced_file() -> tuple[str, str] | None:
    """A file handed in that is gone, or stands now under another hash than the one handed in."""
    stored = {
        str(pk): sha256 for pk, sha256 in StoredFile.objects.values_list("pk", "sha256").iterator()
    }
    submissions = Snapshot.objects.filter(kind="submission").order_by("pk")
    for snapshot in submissions.iterator(BLOCK):
        for row in json.loads(snapshot.content).get("evidence", ()):
            for file in row["files"]:
                if stored.get(str(file["id"])) != file["sha256"]:
                    reason = f"Tệp “{file['name']}” không còn là tệp đã nộp."
                    return f"file:{file['id']}", reason
    return None
