"""Score sheets and results as JSON: what `ocop law` and `ocop score` read and print.

The keys are a contract; they only ever grow.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, NoReturn

from ocop.kernel.errors import RefusedError
from ocop.law.loading import load_rubric
from ocop.law.points import dotted
from ocop.law.rubric import Rubric
from ocop.law.sheets import SheetScore, score_sheet

_SHEET_KEYS = ("instrument", "set", "answers", "cases", "gates")


def rubric_row(rubric: Rubric) -> dict[str, Any]:
    """One row of `ocop law list`; `criteria` counts scored leaves, `parts` holds the maxima."""
    return {
        "instrument": rubric.instrument,
        "number": rubric.number,
        "name": rubric.name,
        "usable": rubric.usable,
        "parts": {part.code: part.max for part in rubric.parts},
        "criteria": len(rubric.leaves),
        "options": rubric.option_count,
        "star_marks": len(rubric.marks),
        "sha256": rubric.sha256,
    }


def rubric_document(rubric: Rubric) -> dict[str, Any]:
    """The whole sheet of `ocop law show`; here `parts` is the printed tree."""
    return {**rubric_row(rubric), **asdict(rubric)}


def read_sheet(line: bytes) -> SheetScore:
    """Score the sheet on one line of JSON; raises RefusedError with the place as its field."""
    sheet = _sheet(line)
    if not isinstance(sheet["instrument"], str):
        _refuse("Quy định phải là chữ, ví dụ “qd26-2026”.", "instrument")
    if type(sheet["set"]) is not int:
        _refuse("Bộ sản phẩm phải là số nguyên từ 1 đến 26.", "set")
    rubric = load_rubric(sheet["instrument"], sheet["set"])
    answers = _mapping(sheet["answers"], "answers")
    cases = _mapping(sheet.get("cases", {}), "cases")
    return score_sheet(rubric, answers, cases, _gates(sheet.get("gates", [])))


def result_row(score: SheetScore) -> dict[str, Any]:
    """One line of `ocop score`: points as text with two places, stars and marks as numbers."""
    ranking = score.ranking
    return {
        "parts": {code: dotted(points) for code, points in score.parts.items()},
        "total": dotted(score.total),
        "band_star": ranking.band_star,
        "star": ranking.star,
        "blocked": [
            {
                "star": row.star,
                "criterion": row.mark.criterion,
                "needs_option": row.mark.option,
                "has_option": row.has_option,
            }
            for row in ranking.blocked
        ],
        "gates": [{"type": gate.type, "criterion": gate.criterion} for gate in ranking.gates],
        "recognised_by": ranking.recognised_by,
        "certificate": ranking.certificate,
        "missing": list(ranking.missing),
    }


def _refuse(message: str, field: str = "") -> NoReturn:
    raise RefusedError(message, field=field)


def _sheet(line: bytes) -> dict[str, Any]:
    try:
        sheet = json.loads(
            line.decode("utf-8-sig"), object_pairs_hook=_unique, parse_constant=_no_constant
        )
    except (ValueError, RecursionError):
        _refuse("Dòng này không phải JSON hợp lệ. Mỗi dòng là một phiếu.")
    if not isinstance(sheet, dict):
        _refuse("Mỗi dòng phải là một đối tượng JSON, ví dụ {“instrument”: …, “answers”: {…}}.")
    for key in sheet:
        if key not in _SHEET_KEYS:
            _refuse(f"Phiếu không có mục “{key}”. Các mục là: {', '.join(_SHEET_KEYS)}.", key)
    for key in _SHEET_KEYS[:3]:
        if key not in sheet:
            _refuse(f"Phiếu thiếu mục “{key}”.", key)
    return sheet


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(key for key in found if sum(name == key for name, _ in pairs) > 1)
        _refuse(f"Mục “{twice}” ghi hai lần trong một phiếu.", twice)
    return found


def _no_constant(name: str) -> NoReturn:
    _refuse(f"Phiếu không dùng {name}.")


def _mapping(value: object, field: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        _refuse(f"Mục “{field}” phải là một đối tượng JSON, ví dụ {{“1.1”: 2}}.", field)
    return value


def _gates(value: object) -> list[tuple[str, str | None]]:
    if not isinstance(value, list):
        _refuse("Mục “gates” phải là một danh sách.", "gates")
    return [_gate(gate) for gate in value]


def _gate(gate: object) -> tuple[str, str | None]:
    if not isinstance(gate, dict) or not {"type"} <= gate.keys() <= {"type", "criterion"}:
        _refuse("Mỗi lý do loại ghi hai mục “type” và “criterion”.", "gates")
    kind, criterion = gate["type"], gate.get("criterion")
    if not isinstance(kind, str) or not isinstance(criterion, str | None):
        _refuse("“type” phải là chữ; “criterion” là mã tiêu chí hoặc null.", "gates")
    return kind, criterion
