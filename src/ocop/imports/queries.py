"""Imports, scoped to the office that works on them."""

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from ocop.accounts.policy import Visitor
from ocop.imports.models import Import, ImportFinding, ImportRow, WrittenRow
from ocop.imports.policy import offices_of
from ocop.imports.rules.columns import Column, Layout
from ocop.imports.rules.fields import Field
from ocop.imports.rules.kinds import Severity


def visible_to(user: Visitor) -> QuerySet[Import]:
    """The imports of the offices the person works in; none for anybody else."""
    offices = offices_of(user)
    scope = Q(office__in=[office for office in offices if office is not None])
    if None in offices:
        scope |= Q(office=None)
    return Import.objects.filter(scope)


def layout_of(batch: Import) -> Layout:
    """The columns as they stand now."""
    columns = (
        Column(index, header, Field(field) if field else None)
        for index, header, field in batch.columns
    )
    return Layout(tuple(columns), batch.first_row)


def kinds_in(batch: Import) -> list[tuple[str, str, int]]:
    """Kind, severity and count of the findings: errors first, then the most frequent."""
    rows = (
        ImportFinding.objects.filter(batch=batch)
        .order_by()
        .values_list("kind", "severity")
        .annotate(count=Count("pk"))
    )
    order = [each.value for each in Severity]
    return sorted(rows, key=lambda row: (order.index(row[1]), -row[2], row[0]))


def rows_to_write(batch: Import) -> QuerySet[ImportRow]:
    """The rows that would go into the register: without errors, each product once."""
    return batch.rows.filter(is_to_write=True)


def written_by(batch: Import, model: str, column: str = "pk") -> Exists:
    """The condition that what stands in the column is an id of `model` that the import wrote."""
    ranges = WrittenRow.objects.filter(batch=batch, model=model)
    return Exists(ranges.filter(first_id__lte=OuterRef(column), last_id__gte=OuterRef(column)))


def written_count(batch: Import) -> int:
    """How many rows of the register the import wrote, of every model."""
    counted = batch.written.aggregate(rows=Sum(F("last_id") - F("first_id") + 1))
    return int(counted["rows"] or 0)
