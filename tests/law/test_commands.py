"""The contract of `ocop law` and `ocop score`."""

import json
import subprocess
import sys

import pytest

from ocop.law.loading import load_rubric
from tests.law.sheets import at_maximum


def ocop(*arguments, lines=()):
    """Exit status and standard output of one command, run as a user would."""
    run = subprocess.run(
        [sys.executable, "-m", "ocop.cli.main", *arguments],
        input="".join(f"{line}\n" for line in lines).encode(),
        capture_output=True,
        check=False,
    )
    return run.returncode, run.stdout.decode()


def sheet(change=None, **keys):
    rubric = load_rubric(keys.get("instrument", "qd26-2026"), keys.get("set", 10))
    answers, cases = at_maximum(rubric)
    row = {"instrument": "qd26-2026", "set": 10, "answers": answers | (change or {})}
    return json.dumps(row | ({"cases": cases} if cases else {}) | keys, ensure_ascii=False)


def test_law_list():
    status, output = ocop("law", "list", "--json")
    rows = json.loads(output)
    assert status == 0
    assert len(rows) == 78
    assert rows[9] == {
        "instrument": "qd26-2026",
        "number": 10,
        "name": "Gia vị khác (muối, hành, tỏi, tiêu)",
        "usable": True,
        "parts": {"A": 40, "B": 25, "C": 35},
        "criteria": 32,
        "options": 104,
        "star_marks": 27,
        "sha256": load_rubric("qd26-2026", 10).sha256,
    }
    current = [row for row in rows if row["instrument"] == "qd26-2026"]
    assert sum(row["criteria"] for row in current) == 787
    assert sum(row["star_marks"] for row in current) == 575
    assert [sum(row["usable"] for row in rows[start : start + 26]) for start in (0, 26, 52)] == [
        26,
        22,
        25,
    ]


def test_law_list_for_people():
    status, output = ocop("law", "list")
    assert status == 0
    assert output.splitlines()[-1] == "78 bộ, 73 bộ chấm được."


def test_law_show():
    status, output = ocop("law", "show", "qd26-2026", "11")
    assert status == 0
    assert output.startswith("QĐ 26/2026, bộ 11: Chè tươi, chè chế biến\nSHA-256 ")
    assert (
        "[2] Sử dụng nguyên liệu có nguồn gốc trong tỉnh từ 50% đến dưới 75%: 2 điểm ***" in output
    )
    assert "6.1.1, mức thứ hai: bản chép ghi 11, sửa thành 1" in output
    status, output = ocop("law", "show", "qd26-2026", "11", "--json")
    document = json.loads(output)
    assert (status, document["number"], document["criteria"]) == (0, 11, 32)
    assert document["parts"][2]["groups"][0]["criteria"][0]["subcriteria"][0]["code"] == "6.1.1"


@pytest.mark.parametrize(
    ("arguments", "field"), [(("qd26-2026", "27"), "set"), (("qd1", "1"), "instrument")]
)
def test_law_show_of_nothing(arguments, field):
    status, output = ocop("law", "show", *arguments, "--json")
    refusal = json.loads(output)
    assert status == 1
    assert refusal.keys() == {"error", "field"}
    assert refusal["field"] == field
    assert ocop("law", "show", *arguments) == (1, "")


def test_score_prints_one_result_a_line():
    status, output = ocop("score", "--json", lines=[sheet({"1.5": 2, "9": 2}), sheet()])
    first, second = map(json.loads, output.splitlines())
    assert status == 0
    assert first == {
        "parts": {"A": "38.00", "B": "25.00", "C": "33.00"},
        "total": "96.00",
        "band_star": 5,
        "star": 3,
        "blocked": [
            {"star": 4, "criterion": "1.5", "needs_option": 3, "has_option": 2},
            {"star": 5, "criterion": "1.5", "needs_option": 4, "has_option": 2},
        ],
        "gates": [],
        "recognised_by": "province",
        "certificate": True,
        "missing": [],
    }
    assert list(first) == [
        "parts",
        "total",
        "band_star",
        "star",
        "blocked",
        "gates",
        "recognised_by",
        "certificate",
        "missing",
    ]
    assert (second["star"], second["recognised_by"]) == (5, "ministry")


def test_score_with_gates_cases_and_missing_answers():
    gate = {"type": "rejected_if", "criterion": "1.1"}
    dossier = {"type": "dossier_rejected_when", "criterion": None}
    status, output = ocop(
        "score",
        "--json",
        lines=[
            sheet(gates=[gate]),
            sheet(gates=[{"type": "dossier_rejected_when"}]),
            sheet(set=26),
            sheet(set=26, cases={"8": 1, "9": 2}),
            sheet({"6.1": 1}, set=16),
        ],
    )
    gated, rejected, tourism, incomplete, water = map(json.loads, output.splitlines())
    assert status == 0
    assert gated["gates"] == [gate]
    assert (gated["star"], gated["band_star"], gated["recognised_by"]) == (None, None, None)
    assert (gated["total"], gated["certificate"], gated["blocked"]) == ("100.00", False, [])
    assert rejected["gates"] == [dossier]
    assert (tourism["total"], tourism["star"]) == ("100.00", 5)
    assert (incomplete["missing"], incomplete["total"]) == (["15"], "97.00")
    assert water["gates"] == [{"type": "stop_evaluation_if", "criterion": "6.1"}]
    assert water["star"] is None


BAD = [
    ("không phải JSON", ""),
    ("", ""),
    ("[]", ""),
    ("[" * 100_000, ""),
    ('{"instrument":"qd26-2026","set":10,"answers":{"1.1":NaN}}', ""),
    ('{"instrument":"qd26-2026","set":10,"answers":{"1.1":1,"1.1":2}}', "1.1"),
    ('{"set":10,"answers":{}}', "instrument"),
    ('{"instrument":"qd26-2026","answers":{}}', "set"),
    ('{"instrument":"qd26-2026","set":10}', "answers"),
    ('{"instrument":"qd26-2026","set":10,"answers":{},"anwsers":{}}', "anwsers"),
    ('{"instrument":"qd26-2026","set":10,"answers":[]}', "answers"),
    (sheet(instrument="qd26-2026", cases=[]), "cases"),
    (sheet(gates={}), "gates"),
    (sheet(gates=[1]), "gates"),
    (sheet(gates=[{"type": "unheard_of", "criterion": "1.1"}]), "gates"),
    (sheet(gates=[{"type": ["rejected_if"], "criterion": "1.1"}]), "gates"),
    (sheet(gates=[{"type": "rejected_if", "criterion": "9.9"}]), "gates"),
    ('{"instrument":1,"set":10,"answers":{}}', "instrument"),
    ('{"instrument":"qd27-2027","set":10,"answers":{}}', "instrument"),
    ('{"instrument":"qd26-2026","set":"10","answers":{}}', "set"),
    ('{"instrument":"qd26-2026","set":true,"answers":{}}', "set"),
    ('{"instrument":"qd26-2026","set":27,"answers":{}}', "set"),
    ('{"instrument":"qd148-2023","set":7,"answers":{}}', "set"),
    ('{"instrument":"qd1048-2019","set":19,"answers":{}}', "set"),
    (sheet({"1.1": 9}), "answers.1.1"),
    (sheet({"1.1": -1}), "answers.1.1"),
    (sheet({"1.1": "2"}), "answers.1.1"),
    (sheet({"1.1": 2.0}), "answers.1.1"),
    (sheet({"1.1": True}), "answers.1.1"),
    (sheet({"1.1": None}), "answers.1.1"),
    (sheet({"1.1": [2]}), "answers.1.1"),
    (sheet({"9.9": 1}), "answers.9.9"),
    (sheet({"5.1": 1}), "answers.5.2"),
    (sheet(cases={"1.1": 1}), "cases.1.1"),
    (sheet(set=26, cases={"8": 3}), "cases.8"),
    (sheet(set=26, cases={"8": "1"}), "cases.8"),
    (sheet(set=26, cases={"8": [1]}), "cases.8"),
]


def test_bad_lines_are_refused_one_by_one_and_the_rest_continue():
    lines = [line for bad, _ in BAD for line in (bad, sheet())]
    status, output = ocop("score", "--json", lines=lines)
    answers = [json.loads(line) for line in output.splitlines()]
    assert status == 1
    assert len(answers) == len(lines)
    refusals = answers[::2]
    assert [refusal.get("field") for refusal in refusals] == [field for _, field in BAD]
    assert all(refusal.keys() == {"error", "field"} for refusal in refusals)
    assert all(refusal["error"].endswith(".") for refusal in refusals)
    assert {answer["star"] for answer in answers[1::2]} == {5}


def test_bytes_that_are_not_text_are_one_bad_line():
    run = subprocess.run(
        [sys.executable, "-m", "ocop.cli.main", "score", "--json"],
        input=b"\xff\xfe\n\xef\xbb\xbf" + sheet().encode() + b"\n",
        capture_output=True,
        check=False,
        env={"LC_ALL": "C", "PYTHONUTF8": "0"},
    )
    first, second = map(json.loads, run.stdout.decode().splitlines())
    assert run.returncode == 1
    assert first["field"] == ""
    assert second["star"] == 5


def test_score_for_people():
    status, output = ocop("score", lines=[sheet(), "x"])
    assert status == 1
    assert output.splitlines() == [
        "100,00 điểm; 5 sao.",
        "Lỗi: Dòng này không phải JSON hợp lệ. Mỗi dòng là một phiếu.",
    ]


def test_scoring_starts_without_django():
    program = (
        "import io, sys\n"
        "from ocop.cli.main import main\n"
        "sys.stdin = io.TextIOWrapper(io.BytesIO())\n"
        "main(['score', '--json'])\n"
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
