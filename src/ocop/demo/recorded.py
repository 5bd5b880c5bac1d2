"""Published history: what real lists say of real producers, and nothing else."""

import csv
import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Q

from ocop.accounts.models import User
from ocop.places.models import Level, Unit
from ocop.places.queries import units_on
from ocop.producers.models import LegalForm, Producer
from ocop.producers.services import register_producer
from ocop.products.models import Product
from ocop.products.services import register_product
from ocop.register.models import IssuerLevel
from ocop.register.recording import RecordedDecision, RecordedStar, record_stars

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Source:
    """One published document: its table, its own title, and a day on which its units existed."""

    file: str
    title: str
    units_on: dt.date


SOURCES = (
    Source(
        "tan-hong-2022.csv",
        "Kế hoạch OCOP năm 2022 của UBND huyện Tân Hồng",
        dt.date(2021, 12, 31),
    ),
    Source(
        "sa-dec-2023.csv",
        "Báo cáo OCOP 6 tháng đầu năm 2023 của UBND thành phố Sa Đéc",
        dt.date(2023, 6, 30),
    ),
    Source(
        "cau-ke-2024.csv",
        "Danh sách sản phẩm OCOP huyện Cầu Kè, tỉnh Trà Vinh, năm 2024",
        dt.date(2024, 12, 31),
    ),
)


@dataclass(frozen=True)
class SourceRow:
    """One row as published; "" and None where the source is silent."""

    product: str
    producer: str
    legal_form: str
    commune: str
    district: str
    province: str
    star: int | None
    kind: str
    decision: str
    signed_on: dt.date | None
    note: str


def read_rows(source: Source) -> Iterator[SourceRow]:
    """The rows of a source in their order."""
    with (DATA / source.file).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            star, day = row.pop("star"), row.pop("signed_on")
            yield SourceRow(
                **row,
                star=int(star) if star else None,
                signed_on=dt.date.fromisoformat(day) if day else None,
            )


def record_source(source: Source, offices: Mapping[int, User]) -> None:
    """Enter producers, products and stars of one source.

    `offices` maps a province of today (its id) to the account of its OCOP office.
    """
    rows = list(read_rows(source))
    units = _units(source.units_on, {row.district for row in rows})
    producers: dict[tuple[str, int], Producer] = {}
    stars = []
    for row in rows:
        unit = units[(row.commune, row.district, row.province)]
        assert unit.province_today_id is not None
        by = offices[unit.province_today_id]
        key = (row.producer, unit.pk)
        if key not in producers:
            producers[key] = register_producer(
                name=row.producer,
                legal_form=row.legal_form or LegalForm.UNKNOWN,
                commune=unit,
                by=by,
                owner=None,
            )
        if row.product:
            product = register_product(
                producer=producers[key], name=row.product, commune=unit, by=by
            )
            stars += [_star(row, source, product, unit)] if row.star else []
    if stars:
        record_stars(stars=stars, actor=by.actor)


def _units(day: dt.date, districts: Collection[str]) -> dict[tuple[str, str, str], Unit]:
    """These districts of a day and their communes by the words a list uses.

    A district stands as ("", district, province).
    """
    found = {}
    names = {district.removeprefix("Huyện ").removeprefix("Thành phố ") for district in districts}
    units = units_on(day).filter(
        Q(level=Level.DISTRICT, name__in=names) | Q(parent__name__in=names, level=Level.COMMUNE)
    )
    for unit in units.select_related("today__province_today", "parent__parent"):
        parent = unit.parent
        assert parent is not None
        if unit.level == Level.DISTRICT:
            found["", unit.full_name, parent.full_name] = unit
        elif parent.parent:
            found[unit.full_name, parent.full_name, parent.parent.full_name] = unit
    return found


def _star(row: SourceRow, source: Source, product: Product, unit: Unit) -> RecordedStar:
    assert row.star is not None
    decision = None
    if row.decision and row.signed_on:
        province = unit.parent and unit.parent.parent
        decision = RecordedDecision(row.decision, row.signed_on, IssuerLevel.PROVINCE, province)
    return RecordedStar(
        product=product,
        star=row.star,
        commune=unit,
        source_note=f"{source.title}: {row.note}" if row.note else source.title,
        kind=row.kind,
        decision=decision,
    )
