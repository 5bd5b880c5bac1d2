"""The cells of one row, cleaned, with their findings; and whether it is a product at all."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ocop.imports.rules.cleaning import change_words, clean, is_broken
from ocop.imports.rules.fields import PERSONAL, Field
from ocop.imports.rules.kinds import Finding, Kind, Severity

NEEDED = frozenset({Field.PRODUCT, Field.PRODUCER, Field.COMMUNE, Field.STAR, Field.FIRST_STAR})
# A line of totals without a column of running numbers fills so many cells at most.
FEW_CELLS = 2


@dataclass(frozen=True)
class Terms:
    """Under which terms a list is read.

    `only_province` is the code of today of the office's province: rows of others are errors.
    `usual_province` stands where the list names none. `takes_personal` needs a stated purpose.
    """

    today: dt.date
    only_province: str = ""
    usual_province: str = ""
    takes_personal: bool = False


class RowCells:
    """One row: its clean values by field, where they stand, and what was found in them."""

    def __init__(
        self,
        number: int,
        cells: Sequence[str],
        *,
        places: Mapping[Field, int],
        terms: Terms,
        corrections: Mapping[tuple[int, int], str],
        findings: list[Finding],
    ) -> None:
        self.number, self.places, self.terms, self.findings = number, places, terms, findings
        self.values: dict[Field, str] = {}
        self.broken: set[Field] = set()
        for each, index in places.items():
            raw = corrections.get((number, index))
            if raw is None:
                raw = cells[index] if index < len(cells) else ""
            if raw:
                self._take(each, index, raw)

    def _take(self, each: Field, index: int, raw: str) -> None:
        if is_broken(raw):
            severity = Severity.ERROR if each in NEEDED else Severity.WARNING
            message = "Công thức trong ô này hỏng nên không còn giá trị. Hãy gõ giá trị đúng."
            self.findings.append(
                Finding(self.number, index, Kind.BROKEN_FORMULA, message, (), severity)
            )
            self.broken.add(each)
            return
        if raw.isascii():
            self.values[each] = " ".join(raw.split())
            return
        cleaned = clean(raw)
        self.values[each] = cleaned.text
        if each in PERSONAL and not self.terms.takes_personal:
            return
        for change in cleaned.changes:
            self.tell(each, change, change_words(change, raw))

    def tell(self, each: Field, kind: Kind, message: str, candidates: Sequence[str] = ()) -> None:
        """A finding in the field's cell, or in the row where the list has no such column."""
        index = self.places.get(each, -1)
        self.findings.append(Finding.of(self.number, index, kind, message, candidates))

    def is_total(self) -> bool:
        """Rows without a running number are totals, headings and signatures, where there is one."""
        values = self.values
        product, producer = values.get(Field.PRODUCT, ""), values.get(Field.PRODUCER, "")
        has_names = bool(product and producer)
        if product.isdigit() and producer.isdigit():
            has_names = False  # the numbers of the columns, below their names
        elif Field.SERIAL in self.places:
            if values.get(Field.SERIAL, "").isdigit():
                return False
        elif product and (has_names or len(values) > FEW_CELLS):
            return False
        message = "Dòng không có số thứ tự: dòng cộng, tiêu đề hoặc chữ ký. Bỏ qua."
        severity = Severity.NOTE
        if has_names:
            severity = Severity.WARNING
            message = "Dòng có tên sản phẩm nhưng không có số thứ tự nên bị bỏ qua. Hãy ghi số thứ tự nếu là sản phẩm."
        index = self.places.get(Field.SERIAL, -1)
        self.findings.append(Finding(self.number, index, Kind.TOTAL_ROW, message, (), severity))
        return True
