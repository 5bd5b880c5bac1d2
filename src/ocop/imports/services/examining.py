"""Reading the whole list: rows, findings, counts, and questions about what may be the same."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO, cast

from django.db import transaction

from ocop.imports.matching import Known, Near, is_held, known_for, question_key, results_held
from ocop.imports.models import CellCorrection, Import, ImportFinding, ImportRow, MatchQuestion
from ocop.imports.queries import layout_of, rows_to_write
from ocop.imports.reading import open_sheet
from ocop.imports.records import record_json, record_of
from ocop.imports.rules.cleaning import clean
from ocop.imports.rules.columns import Layout, Row
from ocop.imports.rules.fields import LABELS, PERSONAL, Field
from ocop.imports.rules.kinds import Finding, Kind, Severity
from ocop.imports.rules.meaning import Reader, Terms
from ocop.imports.rules.names import producer_key, product_key
from ocop.imports.rules.placing import display, find_in_address
from ocop.imports.rules.records import Record
from ocop.imports.rules.report import counts_of
from ocop.imports.states import STEPS
from ocop.kernel import clock, many_rows

BATCH = 1000
Subject = MatchQuestion.Subject


@transaction.atomic
def examine(batch: Import) -> Import:
    """Read the list from its file under the columns and corrections of now.

    What a person answered before stays answered. Raises RefusedError at "file" where the file can
    no longer be read.
    """
    batch.rows.all().delete()
    batch.findings.all().delete()
    layout = layout_of(batch)
    reader = Reader(layout, terms_of(batch), corrections_of(batch))
    records: list[Record] = []
    with batch.content.open("rb") as file:
        sheet = open_sheet(cast(BinaryIO, file), batch.file_name, batch.sheet)
        for rows in _read(reader, sheet.rows, layout.first_row):
            _write_rows(batch, layout, reader, rows)
            records += [record for _, _, record in rows if record]
            _write_findings(batch, reader)
    if not batch.purpose:
        _tell_left_out(batch, layout)
    known = known_for(records)
    counts = counts_of(records)
    counts |= _plan(batch, [r for r in records if _is_to_write(r)], known)
    severities = Counter(batch.findings.order_by().values_list("severity", flat=True))
    counts["severities"] = {each.value: severities[each.value] for each in Severity}
    counts["rows_with_errors"] = batch.rows.filter(severity=Severity.ERROR).count()
    counts["repeated"] = sum(bool(record.repeats) for record in records)
    batch.counts = counts
    batch.state = STEPS.target(batch.state, "examined")
    batch.save()
    return batch


def terms_of(batch: Import) -> Terms:
    """An office reads rows of its own province only; the ministry reads all."""
    return Terms(
        today=clock.today(),
        only_province=batch.office.code if batch.office else "",
        usual_province=batch.usual_province.code if batch.usual_province else "",
        takes_personal=bool(batch.purpose),
    )


def corrections_of(batch: Import) -> dict[tuple[int, int], str]:
    """What a person put in the place of cells."""
    rows = CellCorrection.objects.filter(batch=batch).values_list("row", "column", "after")
    return {(row, column): after for row, column, after in rows}


Read = tuple[int, Sequence[str], Record | None]


def _read(reader: Reader, rows: Iterable[Row], first_row: int) -> Iterator[list[Read]]:
    part: list[Read] = []
    for number, cells in rows:
        if number < first_row:
            continue
        part.append((number, cells, reader.record(number, cells)))
        if len(part) == BATCH:
            yield part
            part = []
    yield part


def _write_rows(batch: Import, layout: Layout, reader: Reader, rows: list[Read]) -> None:
    worst = _worst(reader.findings)
    hidden = {} if batch.purpose else _hidden(layout)
    for _, _, record in rows:
        if record:
            record.blocked = worst.get(record.row) == Severity.ERROR
    many_rows.insert_values(
        ImportRow,
        ("batch_id", "number", "cells", "record", "severity", "is_to_write"),
        (
            (
                batch.pk,
                number,
                _kept(cells, hidden),
                record_json(record) if record else {},
                worst.get(number, ""),
                record is not None and _is_to_write(record),
            )
            for number, cells, record in rows
        ),
    )


def _is_to_write(record: Record) -> bool:
    return not record.blocked and not record.repeats and record.place is not None


def _worst(findings: Sequence[Finding]) -> dict[int, str]:
    order = list(Severity)
    worst: dict[int, str] = {}
    for finding in findings:
        known = worst.get(finding.row)
        if known is None or order.index(finding.severity) < order.index(Severity(known)):
            worst[finding.row] = finding.severity.value
    return worst


def _hidden(layout: Layout) -> dict[int, Field]:
    return {index: field for field, index in layout.places.items() if field in PERSONAL}


def _kept(cells: Sequence[str], hidden: dict[int, Field]) -> list[str]:
    """The cells without what is personal; of an address the commune remains."""
    kept = list(cells)
    for index, field in hidden.items():
        if index < len(kept) and kept[index]:
            place = (
                find_in_address(clean(kept[index]).text).place if field is Field.ADDRESS else None
            )
            kept[index] = display(place) if place else ""
    return kept


def _write_findings(batch: Import, reader: Reader) -> None:
    many_rows.insert_values(
        ImportFinding,
        ("batch_id", "row", "column", "kind", "severity", "message", "candidates"),
        (
            (
                batch.pk,
                found.row,
                found.column,
                found.kind.value,
                found.severity.value,
                found.message[:400],
                list(found.candidates),
            )
            for found in reader.findings
        ),
    )
    reader.findings.clear()


def _tell_left_out(batch: Import, layout: Layout) -> None:
    names = [LABELS[field].lower() for field in layout.places if field in PERSONAL]
    if names:
        ImportFinding.objects.create(
            batch=batch,
            row=max(layout.first_row - 1, 1),
            column=-1,
            kind=Kind.PERSONAL_NOT_TAKEN.value,
            severity=Severity.NOTE.value,
            message=f"Không lấy các cột {', '.join(names)} vì chưa ghi mục đích sử dụng.",
        )


def _plan(batch: Import, records: list[Record], known: Known) -> dict[str, Any]:
    """How many producers and products are new or known, and the questions for a person."""
    questions: dict[tuple[str, str], MatchQuestion] = {}
    answers = _answers(batch)
    producers: dict[tuple[str, int], int | None] = {}
    products: dict[tuple[object, str], int | None] = {}
    of_record: list[tuple[object, str]] = []
    for record in records:
        assert record.place is not None
        unit = known.unit_of(record.place)
        producer = (producer_key(record.producer), unit.pk)
        if producer not in producers:
            producers[producer] = known.producer(record.producer, record.place)
            if producers[producer] is None:
                key = question_key(*producer)
                near = known.near_producers(record.producer, record.place)
                _ask(questions, Subject.PRODUCER, record, key, near)
                producers[producer] = answers.get((Subject.PRODUCER, key))
        producer_id = producers[producer]
        product: tuple[object, str] = (producer_id or producer, product_key(record.product))
        of_record.append(product)
        if product in products:
            continue
        found = known.product(producer_id, record.product) if producer_id else None
        products[product] = found
        if producer_id and found is None:
            key = question_key(producer_id, product[1])
            near = known.near_products(producer_id, record.product)
            _ask(questions, Subject.PRODUCT, record, key, near)
            products[product] = answers.get((Subject.PRODUCT, key))
    _save_questions(batch, questions)
    held = results_held([found for found in products.values() if found])
    known_results = 0
    for record, product in zip(records, of_record, strict=True):
        found = products[product]
        known_results += sum(is_held(held.get(found or 0, []), each) for each in record.results)
    return {
        "known_recognitions": known_results,
        "producers": len(producers),
        "known_producers": sum(1 for found in producers.values() if found),
        "products": len(products),
        "known_products": sum(1 for found in products.values() if found),
        "certificates_to_write": sum(
            bool(each.decision and each.signed_on) for record in records for each in record.results
        ),
        "recognitions_to_write": sum(len(record.results) for record in records),
    }


@transaction.atomic
def plan_again(batch: Import) -> None:
    """After an answer: what is the same follows from it, and new questions may arise."""
    rows = rows_to_write(batch).iterator(chunk_size=BATCH)
    records = [record_of(row.number, row.record) for row in rows]
    batch.counts = batch.counts | _plan(batch, records, known_for(records))
    batch.save(update_fields=["counts"])


def _answers(batch: Import) -> dict[tuple[str, str], int]:
    rows = batch.questions.filter(is_answered=True, chosen_id__isnull=False)
    return {(row.subject, row.key): row.chosen_id for row in rows if row.chosen_id}


def _ask(
    questions: dict[tuple[str, str], MatchQuestion],
    subject: str,
    record: Record,
    key: str,
    near: list[Near],
) -> None:
    if near:
        assert record.place is not None
        questions[subject, key] = MatchQuestion(
            subject=subject,
            key=key,
            name=record.producer if subject == Subject.PRODUCER else record.product,
            place=display(record.place)[:240],
            first_row=record.row,
            candidates=[[each.id, each.name, each.likeness] for each in near],
        )


def _save_questions(batch: Import, questions: dict[tuple[str, str], MatchQuestion]) -> None:
    kept = {(q.subject, q.key): q for q in batch.questions.all()}
    gone = [q.pk for at, q in kept.items() if at not in questions]
    batch.questions.filter(pk__in=gone).delete()
    for at, question in questions.items():
        if at not in kept:
            question.batch = batch
    MatchQuestion.objects.bulk_create(q for at, q in questions.items() if at not in kept)
