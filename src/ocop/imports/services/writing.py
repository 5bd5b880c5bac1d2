"""Writing the rows of a list into the register, slice by slice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from ocop.imports.deciding import decision_of, level_of, note_of
from ocop.imports.matching import Known, is_held, known_for, question_key, results_held
from ocop.imports.models import Import, MatchQuestion, WrittenRow
from ocop.imports.queries import rows_to_write
from ocop.imports.records import record_of
from ocop.imports.rules.names import producer_key, product_key
from ocop.imports.rules.records import Record, Result
from ocop.kernel import many_rows
from ocop.kernel.audit import Actor
from ocop.kernel.text import folded, nfc
from ocop.places.models import Unit
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.register.models import (
    Certificate,
    CertificateEdition,
    CertificateFact,
    Decision,
    Recognition,
)
from ocop.register.recording import RecordedStar, record_replacements, record_stars

ROWS_A_SLICE = 2000
Written = dict[str, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """What one slice wrote, and the last row it looked at."""

    last_row: int
    rows: int
    written: Written


@transaction.atomic
def write_slice(batch: Import, after_row: int, actor: Actor) -> Piece | None:
    """Write the next rows; None when there are none. What is already there is not written again."""
    rows = rows_to_write(batch).filter(number__gt=after_row).values_list("number", "record")
    records = [record_of(number, record) for number, record in rows[:ROWS_A_SLICE]]
    if not records:
        return None
    slice_ = _Slice(batch, actor, known_for(records))
    slice_.write_producers(records)
    slice_.write_products(records)
    slice_.write_stars(records)
    return Piece(records[-1].row, len(records), slice_.counts)


@dataclass
class _Slice:
    batch: Import
    actor: Actor
    known: Known
    counts: Written = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.answers = {
            (question.subject, question.key): question.chosen_id
            for question in MatchQuestion.objects.filter(batch=self.batch, is_answered=True)
        }
        self.producers: dict[int, int] = {}
        self.products: dict[int, Product] = {}

    def write_producers(self, records: Sequence[Record]) -> None:
        """Each row's producer by its row: the one of the register, or a new one."""
        new: dict[tuple[str, int], Producer] = {}
        rows_of: dict[tuple[str, int], list[int]] = {}
        for record in records:
            assert record.place is not None
            unit = self.known.unit_of(record.place)
            key = (producer_key(record.producer), unit.pk)
            found = self.known.producer(record.producer, record.place) or self.answers.get(
                (MatchQuestion.Subject.PRODUCER, question_key(*key))
            )
            if found:
                self.producers[record.row] = found
                continue
            rows_of.setdefault(key, []).append(record.row)
            if key not in new:
                new[key] = _producer(record, unit)
        made = many_rows.insert_with_history(list(new.values()))
        for (key, producer), saved in zip(new.items(), made, strict=True):
            self.known.learn_producer(saved.pk, producer.name, producer.commune)
            for row in rows_of[key]:
                self.producers[row] = saved.pk
        self._note("producers", Producer, [saved.pk for saved in made])

    def write_products(self, records: Sequence[Record]) -> None:
        """Each row's product: the one of the register, or a new one."""
        new: dict[tuple[int, str], Product] = {}
        found: dict[int, int] = {}
        rows_of: dict[tuple[int, str], list[int]] = {}
        for record in records:
            assert record.place is not None
            producer_id, key = self.producers[record.row], product_key(record.product)
            known = self.known.product(producer_id, record.product) or self.answers.get(
                (MatchQuestion.Subject.PRODUCT, question_key(producer_id, key))
            )
            if known:
                found[record.row] = known
                continue
            rows_of.setdefault((producer_id, key), []).append(record.row)
            if (producer_id, key) not in new:
                new[producer_id, key] = _product(
                    record, producer_id, self.known.unit_of(record.place)
                )
        made = many_rows.insert_with_history(list(new.values()))
        for (key_of_new, _), saved in zip(new.items(), made, strict=True):
            self.known.learn_product(saved.pk, key_of_new[0], saved.name)
            for row in rows_of[key_of_new]:
                self.products[row] = saved
        by_id = _by_id(Product, found.values())
        self.products |= {row: by_id[pk] for row, pk in found.items() if pk in by_id}
        self._note("products", Product, [saved.pk for saved in made])

    def write_stars(self, records: Sequence[Record]) -> None:
        """The results that the register does not hold yet."""
        there = results_held([product.pk for product in self.products.values()])
        taken = self._taken_numbers(records)
        stars = []
        for record in records:
            product = self.products[record.row]
            for result in record.results:
                if not is_held(there.get(product.pk, []), result):
                    is_last = result is record.results[-1]
                    stars.append(self._star(record, result, product, taken, is_last=is_last))
                    there.setdefault(product.pk, []).append(
                        (result.star, result.decision, result.signed_on)
                    )
        if not stars:
            return
        numbers = {star.decision.number for star in stars if star.decision}
        before = set(Decision.objects.filter(number__in=numbers).values_list("pk", flat=True))
        made = record_stars(stars=stars, actor=self.actor, is_announced=False)
        recognitions = [one.pk for one in made]
        decisions = set(Decision.objects.filter(number__in=numbers).values_list("pk", flat=True))
        certificates = _ids_of(Certificate, "recognition", recognitions)
        self._note("decisions", Decision, sorted(decisions - before))
        self._note("recognitions", Recognition, recognitions)
        self._note("certificates", Certificate, certificates)
        self._note(
            "editions", CertificateEdition, _ids_of(CertificateEdition, "certificate", certificates)
        )
        products = sorted({star.product.pk for star in stars})
        facts = record_replacements(products=products, is_announced=False)
        self._note("facts", CertificateFact, [fact.pk for fact in facts])

    def _star(
        self, record: Record, result: Result, product: Product, taken: set[str], *, is_last: bool
    ) -> RecordedStar:
        assert record.place is not None
        unit = self.known.unit_of(record.place)
        number = record.certificate if is_last and record.certificate not in taken else ""
        if number:
            taken.add(number)
        return RecordedStar(
            product=product,
            star=result.star,
            commune=unit,
            source_note=note_of(self.batch, record, result),
            kind=result.kind,
            decision=decision_of(result, unit),
            level=level_of(result),
            instrument=result.instrument,
            certificate_number=number,
            product_code=record.product_code,
            is_unnumbered=not number,
            expires_on=record.expires_on if is_last else None,
            **_points(record) if is_last else {},
        )

    def _taken_numbers(self, records: Sequence[Record]) -> set[str]:
        numbers = sorted({record.certificate for record in records if record.certificate})
        taken: set[str] = set()
        for start in range(0, len(numbers), 900):
            rows = Certificate.objects.filter(number__in=numbers[start : start + 900])
            taken |= set(rows.values_list("number", flat=True))
        return taken

    def _note(self, name: str, model: type[models.Model], ids: Sequence[int]) -> None:
        """Remember what was written, for the result and for an undo."""
        self.counts[name] = len(ids)
        label = model._meta.label_lower
        WrittenRow.objects.bulk_create(
            WrittenRow(batch=self.batch, model=label, first_id=first, last_id=last)
            for first, last in _ranges(ids)
        )


def _ranges(ids: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Ids in order as first and last of each unbroken run."""
    first = last = None
    for pk in sorted(ids):
        if first is None or last is None:
            first = pk
        elif pk != last + 1:
            yield first, last
            first = pk
        last = pk
    if first is not None and last is not None:
        yield first, last


def _producer(record: Record, unit: Unit) -> Producer:
    name = nfc(record.producer)
    return Producer(
        name=name,
        folded_name=folded(name),
        legal_form=record.legal_form,
        commune=unit,
        current_commune_id=unit.today_id,
        address=record.address,
        phone=record.phone,
        representative_name=record.representative,
    )


def _product(record: Record, producer_id: int, unit: Unit) -> Product:
    name = nfc(record.product)
    return Product(
        producer_id=producer_id,
        name=name,
        folded_name=folded(name),
        leaf=record.leaf,
        commune=unit,
        current_commune_id=unit.today_id,
    )


def _points(record: Record) -> dict[str, Any]:
    """Parts and total as the list has them: under earlier law they are never computed anew."""
    return {
        "part_a": record.points.get("a"),
        "part_b": record.points.get("b"),
        "part_c": record.points.get("c"),
        "total": record.points.get("total"),
    }


def _by_id(model: type[Product], ids: Iterable[int]) -> dict[int, Product]:
    wanted = sorted(set(ids))
    found: dict[int, Product] = {}
    for start in range(0, len(wanted), 900):
        found |= model.objects.in_bulk(wanted[start : start + 900])
    return found


def _ids_of(model: type[models.Model], parent: str, ids: Sequence[int]) -> list[int]:
    found: list[int] = []
    for start in range(0, len(ids), 900):
        rows = model._default_manager.filter(**{f"{parent}__in": ids[start : start + 900]})
        found += rows.order_by("pk").values_list("pk", flat=True)
    return found
