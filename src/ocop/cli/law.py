"""`ocop law` shows the score sheets; `ocop score` scores sheets read from standard input."""

import argparse
import json
import sys
from collections.abc import Iterable
from typing import Any

from ocop.kernel.errors import RefusedError

# The law modules are imported where they are used: every other command starts without them.


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `law list`, `law show` and `score` to the parser."""
    law = subparsers.add_parser("law", help="xem các bộ tiêu chí").add_subparsers(
        dest="law_command", required=True, metavar="LỆNH"
    )
    listing = law.add_parser("list", help="liệt kê 78 bộ tiêu chí")
    listing.add_argument("--json", action="store_true", help="in một mảng JSON")
    listing.set_defaults(run=_list)
    showing = law.add_parser("show", help="xem một bộ tiêu chí")
    showing.add_argument("instrument", metavar="QUY_ĐỊNH", help="ví dụ qd26-2026")
    showing.add_argument("number", type=int, metavar="SỐ", help="số của bộ, từ 1 đến 26")
    showing.add_argument("--json", action="store_true", help="in một đối tượng JSON")
    showing.set_defaults(run=_show)
    score = subparsers.add_parser("score", help="chấm các phiếu đọc từ đầu vào chuẩn")
    score.add_argument("--json", action="store_true", help="mỗi dòng vào và ra là một JSON")
    score.set_defaults(run=_score)


def _write(text: str) -> None:
    # Bytes, so that neither the locale nor a lone surrogate in the input can break the output.
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _list(args: argparse.Namespace) -> int:
    from ocop.law.exchange import rubric_row
    from ocop.law.loading import all_rubrics

    rows = [rubric_row(rubric) for rubric in all_rubrics()]
    if args.json:
        _write("[\n" + ",\n".join(map(_json, rows)) + "\n]")
        return 0
    for row in rows:
        use = "chấm được" if row["usable"] else "chỉ tra cứu"
        _write(f"{row['instrument']:<12}{row['number']:>3}  {use:<12} {row['name']}")
    usable = sum(row["usable"] for row in rows)
    _write(f"{len(rows)} bộ, {usable} bộ chấm được.")
    return 0


def _show(args: argparse.Namespace) -> int:
    from ocop.law.exchange import rubric_document
    from ocop.law.loading import load_rubric

    try:
        rubric = load_rubric(args.instrument, args.number)
    except RefusedError as refusal:
        if args.json:
            _write(_json(_error(refusal)))
        else:
            print(refusal.message, file=sys.stderr)
        return 1
    if args.json:
        _write(json.dumps(rubric_document(rubric), ensure_ascii=False, indent=2))
    else:
        _write("\n".join(_lines(rubric)))
    return 0


def _lines(rubric: Any) -> Iterable[str]:
    from ocop.law.instruments import instrument

    yield f"{instrument(rubric.instrument).short}, bộ {rubric.number}: {rubric.name}"
    yield f"SHA-256 {rubric.sha256}"
    for part in rubric.parts:
        yield f"\nPHẦN {part.code}. {part.name} ({part.max} điểm)"
        for group in part.groups:
            if not group.scored_directly:
                yield f"\n{group.code}. {group.name} ({group.max} điểm)"
            for criterion in group.criteria:
                yield from _criterion_lines(criterion)
            yield from (f"    {text}" for text in group.conditions)
    for title, texts in (
        ("LÝ DO LOẠI", [gate.text for gate in rubric.gates]),
        ("CHỖ ĐÃ HIỆU CHỈNH", rubric.corrections),
        ("CHỖ CẦN LƯU Ý", (*rubric.anomalies, *rubric.faults)),
        ("NGUỒN", rubric.sources),
    ):
        if texts:
            yield f"\n{title}"
            yield from (f"- {text}" for text in dict.fromkeys(texts))


def _criterion_lines(criterion: Any) -> Iterable[str]:
    star = f" {'*' * criterion.heading_star}" if criterion.heading_star else ""
    yield f"  {criterion.code} {criterion.name} ({criterion.max} điểm){star}"
    yield from (f"    {text}" for text in (*criterion.notes, *criterion.conditions))
    for sub in criterion.subcriteria:
        yield from _criterion_lines(sub)
    if criterion.subcriteria:
        return
    for case, options in criterion.option_lists:
        if case:
            yield f"    Trường hợp {case.number}: {case.name}"
        for option in options:
            stars = f" {'*' * option.min_star}" if option.min_star else ""
            yield f"    [{option.number}] {option.label}: {option.points} điểm{stars}"


def _score(args: argparse.Namespace) -> int:
    from ocop.law.exchange import read_sheet, result_row
    from ocop.law.explaining import explain

    status = 0
    for line in sys.stdin.buffer:
        try:
            score = read_sheet(line)
        except RefusedError as refusal:
            status = 1
            _write(_json(_error(refusal)) if args.json else f"Lỗi: {refusal.message}")
            continue
        if args.json:
            _write(_json(result_row(score)))
        else:
            _write(" ".join(explain(score.rubric, score.ranking)))
    return status


def _error(refusal: RefusedError) -> dict[str, str]:
    return {"error": refusal.message, "field": refusal.field}
