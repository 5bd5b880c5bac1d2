"""From rows of text to records, with everything that is wrong, doubtful or was changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ocop.imports.rules.columns import Layout, Row
from ocop.imports.rules.fields import CONTINUED, Field
from ocop.imports.rules.kinds import Finding, Kind
from ocop.imports.rules.names import producer_key, product_key
from ocop.imports.rules.records import Record
from ocop.imports.rules.row_cells import Terms
from ocop.imports.rules.row_reading import RowReader

__all__ = ["Reader", "Terms"]
REQUIRED_COLUMNS = (Field.PRODUCT, Field.PRODUCER)


@dataclass
class Reader:
    """Reads one sheet from the top; `findings` grows with it and may be taken away in between."""

    layout: Layout
    terms: Terms
    corrections: Mapping[tuple[int, int], str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._places = self.layout.places
        self._above: dict[Field, str] = {}
        self._has_producer = False
        self._seen: dict[tuple[object, ...], int] = {}
        self._stars: dict[tuple[object, ...], tuple[int, int]] = {}

    def records(self, rows: Iterable[Row]) -> Iterator[Record]:
        """The records of the rows from the first row of data on."""
        self._check_columns()
        for number, cells in rows:
            if number >= self.layout.first_row:
                record = self.record(number, cells)
                if record is not None:
                    yield record

    def _check_columns(self) -> None:
        names = {Field.PRODUCT: "tên sản phẩm", Field.PRODUCER: "tên chủ thể"}
        for needed in REQUIRED_COLUMNS:
            if needed not in self._places:
                self._tell_row(
                    max(self.layout.first_row - 1, 1),
                    Kind.MISSING_COLUMN,
                    f"Không thấy cột {names[needed]}. Hãy chỉ ra cột đó.",
                )

    def record(self, number: int, cells: Sequence[str]) -> Record | None:
        """One row; None for a line of totals or a repeated header."""
        row = RowReader(
            number,
            cells,
            places=self._places,
            terms=self.terms,
            corrections=self.corrections,
            findings=self.findings,
        )
        if row.is_total():
            return None
        self._continue(row)
        record = Record(row=number)
        row.read_names(record)
        row.read_place(record)
        row.read_results(record)
        row.read_rest(record)
        self._find_repetition(row, record)
        return record

    def _continue(self, row: RowReader) -> None:
        """A blank producer is the one above; a new one inherits nothing."""
        values = row.values
        if values.get(Field.PRODUCER) or Field.PRODUCER in row.broken:
            self._has_producer = Field.PRODUCER not in row.broken
            self._above = {each: values.get(each, "") for each in (Field.PRODUCER, *CONTINUED)}
        elif self._has_producer and Field.PRODUCER in self._places:
            values[Field.PRODUCER] = self._above[Field.PRODUCER]
            for each in CONTINUED:
                if not values.get(each) and each not in row.broken:
                    values[each] = self._above[each]
            row.tell(
                Field.PRODUCER,
                Kind.CONTINUED_PRODUCER,
                f"Ô trống, hiểu là chủ thể của dòng trên: {values[Field.PRODUCER][:120]}.",
            )

    def _find_repetition(self, row: RowReader, record: Record) -> None:
        if not (record.product and record.producer):
            return
        name = (
            producer_key(record.producer),
            record.place,
            product_key(record.product),
        )
        results = tuple((r.star, r.decision, r.signed_on, r.year) for r in record.results)
        same = self._seen.setdefault((*name, results), record.row)
        if same != record.row:
            record.repeats = same
            self._tell_row(record.row, Kind.DUPLICATE_ROW, f"Giống dòng {same}. Chỉ ghi một lần.")
            return
        for result in record.results:
            key = (*name, result.decision, result.signed_on, result.year)
            other_row, other_star = self._stars.setdefault(key, (record.row, result.star))
            if other_star != result.star:
                row.tell(
                    Field.STAR,
                    Kind.CONFLICTING_STAR,
                    f"Dòng {other_row} ghi {other_star} sao cho cùng sản phẩm, cùng quyết định. "
                    "Giữ cả hai.",
                )

    def _tell_row(self, number: int, kind: Kind, message: str) -> None:
        self.findings.append(Finding.of(number, -1, kind, message))
