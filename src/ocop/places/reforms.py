"""What a change of administrative units means, worked out before anything is written. Pure.

A change names which unit becomes which; everything else follows: units that end, units that begin,
and for a province the communes that get a new version because the unit above them has changed.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ocop.kernel.findings import Finding
from ocop.kernel.text import nfc

WHOLE, MERGED, DIVIDED = "whole", "merged", "divided"
PROVINCE_DIGITS, COMMUNE_DIGITS = 2, 5
COLUMNS = ("old_code", "new_code", "kind", "new_name", "new_kind", "new_parent")
WORDS = {"giữ nguyên": WHOLE, "đổi": WHOLE, "nhập": MERGED, "chia": DIVIDED}
"""How a table may write the kind of a change."""


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A unit in force: code, name without its kind word, kind word, code of the province above."""

    code: str
    name: str
    kind: str
    parent_code: str = ""


@dataclass(frozen=True, slots=True)
class ReformRow:
    """One line of a change. Blank name, kind word or province: those of the old unit."""

    old_code: str
    new_code: str
    kind: str
    new_name: str = ""
    new_kind: str = ""
    new_parent: str = ""


@dataclass(frozen=True)
class ReformPlan:
    """What would be written: units that begin, codes that end, steps (old, new, kind), findings."""

    begun: tuple[UnitFacts, ...]
    ended: tuple[str, ...]
    steps: tuple[tuple[str, str, str], ...]
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing stands against it."""
        return not self.findings


def read_rows(text: str) -> list[ReformRow]:
    """The lines of a table with the six columns of `COLUMNS`, by comma, semicolon or tab.

    A first line that names the columns is skipped. Missing cells are blank.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    mark = next((mark for mark in ("\t", ";") if lines and mark in lines[0]), ",")
    rows = []
    for cells in csv.reader(lines, delimiter=mark):
        filled = [nfc(cell) for cell in cells[: len(COLUMNS)]]
        if not filled[0].isdigit():
            continue
        filled += [""] * (len(COLUMNS) - len(filled))
        filled[2] = WORDS.get(filled[2].lower(), filled[2].lower())
        rows.append(ReformRow(*filled))
    return rows


def plan_reform(rows: Sequence[ReformRow], in_force: Iterable[UnitFacts]) -> ReformPlan:
    """Work out a change against the units in force the day before.

    Findings name their line as "1", "2", … (the order of `rows`); "" where no line is at fault.
    """
    return _Planner(rows, {unit.code: unit for unit in in_force}).plan()


class _Planner:
    def __init__(self, rows: Sequence[ReformRow], in_force: Mapping[str, UnitFacts]) -> None:
        self.in_force = in_force
        self.findings: list[Finding] = []
        self.rows = list(rows)
        self.numbers = {row: str(number) for number, row in enumerate(rows, 1)}
        if not rows:
            self._find("Chưa có dòng nào. Mỗi dòng nói một đơn vị cũ thành đơn vị mới nào.")

    def plan(self) -> ReformPlan:
        self._check_lines()
        if not self.findings:
            self._add_communes_of_changed_provinces()
        begun = self._begun()
        if not self.findings:
            self._check_together(begun)
        return ReformPlan(
            begun=tuple(begun.values()),
            ended=tuple(dict.fromkeys(row.old_code for row in self.rows)),
            steps=tuple((row.old_code, row.new_code, row.kind) for row in self.rows),
            findings=tuple(self.findings),
        )

    def _find(self, message: str, row: ReformRow | None = None) -> None:
        self.findings.append(Finding(message, self.numbers.get(row, "") if row else ""))

    def _check_lines(self) -> None:
        for row, count in Counter(self.rows).items():
            if count > 1:
                self._find("Dòng này có hai lần.", row)
        for row in self.rows:
            if row.old_code not in self.in_force:
                self._find(f"Không có đơn vị nào mang mã {row.old_code} đang có hiệu lực.", row)
            elif not row.new_code.isdigit() or len(row.new_code) != len(row.old_code):
                self._find(
                    "Mã mới phải cùng cấp với mã cũ: 2 chữ số cho tỉnh, 5 chữ số cho xã.", row
                )
            elif row.kind not in {WHOLE, MERGED, DIVIDED}:
                self._find("Cột cách đổi ghi một trong: giữ nguyên, nhập, chia.", row)

    def _add_communes_of_changed_provinces(self) -> None:
        """A commune the table does not name follows its province as it is."""
        followers: dict[str, list[ReformRow]] = defaultdict(list)
        for row in self.rows:
            if len(row.old_code) == PROVINCE_DIGITS:
                followers[row.old_code].append(row)
        named = {row.old_code for row in self.rows}
        for commune in self.in_force.values():
            above = followers.get(commune.parent_code)
            if not above or commune.code in named:
                continue
            if len(above) > 1:
                self._find(
                    f"Tỉnh mã {commune.parent_code} được chia, hãy ghi xã {commune.name} "
                    f"(mã {commune.code}) về tỉnh nào.",
                    above[0],
                )
                continue
            follows = ReformRow(commune.code, commune.code, WHOLE, new_parent=above[0].new_code)
            self.rows.append(follows)

    def _begun(self) -> dict[str, UnitFacts]:
        begun: dict[str, UnitFacts] = {}
        moved = {
            row.old_code: row.new_code
            for row in self.rows
            if len(row.old_code) == PROVINCE_DIGITS and row.kind != DIVIDED
        }
        for row in self.rows:
            old = self.in_force.get(row.old_code)
            if old is None:
                continue
            described = _described(row, old)
            if not row.new_parent:
                described = replace(
                    described, parent_code=moved.get(described.parent_code, described.parent_code)
                )
            known = begun.get(row.new_code)
            if known is None or _is_blank(known):
                begun[row.new_code] = described
            elif not _is_blank(described) and described != known:
                self._find(
                    f"Đơn vị mới mã {row.new_code} được ghi hai cách khác nhau: "
                    f"{known.kind} {known.name} và {described.kind} {described.name}.",
                    row,
                )
        for code, unit in begun.items():
            if _is_blank(unit):
                row = next(row for row in self.rows if row.new_code == code)
                self._find(f"Ghi tên và loại của đơn vị mới mã {code}.", row)
        return begun

    def _check_together(self, begun: Mapping[str, UnitFacts]) -> None:
        ended = {row.old_code for row in self.rows}
        by_old: dict[str, list[ReformRow]] = defaultdict(list)
        by_new: dict[str, list[ReformRow]] = defaultdict(list)
        for row in self.rows:
            by_old[row.old_code].append(row)
            by_new[row.new_code].append(row)
        for parts in by_old.values():
            divided = [row for row in parts if row.kind == DIVIDED]
            if len(parts) > 1 and len(divided) < len(parts):
                self._find("Đơn vị này có nhiều dòng, mọi dòng phải ghi “chia”.", parts[0])
            if len(parts) == 1 and divided:
                self._find("Đơn vị bị chia phải có ít nhất hai dòng.", parts[0])
        for code, parts in by_new.items():
            if code in self.in_force and code not in ended:
                self._find(
                    f"Mã {code} đang là {self.in_force[code].kind} {self.in_force[code].name}. "
                    f"Nếu đơn vị này nhận thêm đất, thêm dòng {code}, {code}, nhập.",
                    parts[0],
                )
            if len(parts) > 1 and any(row.kind == WHOLE for row in parts):
                self._find(
                    f"Đơn vị mới mã {code} gồm nhiều đơn vị, không ghi giữ nguyên.", parts[0]
                )
            unit = begun[code]
            if len(code) == COMMUNE_DIGITS and not self._is_province(
                unit.parent_code, begun, ended
            ):
                self._find(f"Không có tỉnh mã {unit.parent_code} vào ngày đó.", parts[0])

    def _is_province(self, code: str, begun: Mapping[str, UnitFacts], ended: set[str]) -> bool:
        if len(code) != PROVINCE_DIGITS:
            return False
        return code in begun or (code in self.in_force and code not in ended)


def _described(row: ReformRow, old: UnitFacts) -> UnitFacts:
    """The new unit as the line tells it; a merged or divided one without a name stays blank."""
    keeps = row.kind == WHOLE or row.new_code == row.old_code
    return UnitFacts(
        code=row.new_code,
        name=nfc(row.new_name) or (old.name if keeps else ""),
        kind=nfc(row.new_kind) or (old.kind if keeps else ""),
        parent_code=row.new_parent or old.parent_code,
    )


def _is_blank(unit: UnitFacts) -> bool:
    return not unit.name or not unit.kind
