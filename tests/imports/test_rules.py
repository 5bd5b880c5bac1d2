"""Reading rows: what is understood, what is flagged, what is left alone. No database."""

import datetime as dt
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.imports.reading import open_sheet
from ocop.imports.rules.cells import read_authority, read_date, read_decision, read_star, read_year
from ocop.imports.rules.cleaning import clean
from ocop.imports.rules.fields import PUBLISHED_LAYOUT, field_of
from ocop.imports.rules.kinds import LABELS, Finding, Kind, Severity
from ocop.imports.rules.meaning import Reader, Terms
from ocop.imports.rules.names import producer_key
from ocop.imports.rules.records import Record
from tests.imports.workbooks import BROKEN, Book, Upload, csv_file
from tests.imports.world import known_row

TERMS = Terms(dt.date(2026, 11, 22), only_province="82")


def read(source: Book | Upload, terms: Terms = TERMS) -> tuple[list[Record], list[Finding]]:
    upload = source.file() if isinstance(source, Book) else source
    sheet = open_sheet(upload.file, upload.name)
    reader = Reader(sheet.layout, terms)
    return list(reader.records(sheet.rows)), reader.findings


def found(*rows: dict[str, Any]) -> dict[Kind, Finding]:
    return {finding.kind: finding for finding in read(Book(list(rows)))[1]}


def test_every_kind_has_its_words() -> None:
    assert set(LABELS) == set(Kind)


def test_a_row_without_fault_has_no_finding() -> None:
    records, findings = read(Book([known_row(1)]))
    assert findings == []
    result = records[0].results[0]
    assert (result.star, result.signed_on, result.decision, result.level) == (
        3,
        dt.date(2022, 3, 15),
        "12/QĐ-UBND",
        "province",
    )


@pytest.mark.parametrize("has_header", [True, False])
def test_the_layout_is_known_with_and_without_its_header(has_header: bool) -> None:
    upload = Book([known_row(1), known_row(2)], has_header=has_header).file()
    layout = open_sheet(upload.file, upload.name).layout
    assert [column.field for column in layout.columns] == list(
        PUBLISHED_LAYOUT[: len(layout.columns)]
    )
    assert layout.first_row == 5


def test_a_blank_producer_is_the_one_above_and_a_new_one_inherits_nothing() -> None:
    records, findings = read(
        Book(
            [
                known_row(1, phone="0900"),
                known_row(2, producer=None, commune=None),
                known_row(3, producer="HTX Khác", commune=None),
            ]
        ),
        Terms(TERMS.today, only_province="82", takes_personal=True),
    )
    assert [record.producer for record in records][1] == "Hợp tác xã Mẫu 1"
    assert records[1].phone == "0900"
    assert records[1].place == records[0].place
    assert records[2].place is None
    kinds = [(finding.row, finding.kind) for finding in findings]
    assert kinds == [(6, Kind.CONTINUED_PRODUCER), (7, Kind.MISSING_COMMUNE)]


def test_a_broken_formula_counts_by_what_it_held() -> None:
    assert found(known_row(1, star=BROKEN))[Kind.BROKEN_FORMULA].severity is Severity.ERROR
    assert found(known_row(1, expiry=BROKEN))[Kind.BROKEN_FORMULA].severity is Severity.WARNING
    records, findings = read(Book([known_row(1, producer=BROKEN), known_row(2, producer=None)]))
    assert [record.producer for record in records] == ["", ""]
    assert Kind.MISSING_PRODUCER in {finding.kind for finding in findings if finding.row == 6}


def test_totals_are_left_out() -> None:
    records, findings = read(Book([known_row(1), {"product": "Tổng cộng: 1"}]))
    assert len(records) == 1
    assert [(f.row, f.kind, f.severity) for f in findings] == [(6, Kind.TOTAL_ROW, Severity.NOTE)]


def test_the_current_star_must_be_the_latest() -> None:
    second = {"second_star": 4, "second_date": "15/03/2024", "second_decision": "9/QĐ-UBND"}
    assert Kind.CONFLICTING_STAR in found(known_row(1, star=3, **second))
    kinds = found(known_row(1, star=4, **second))
    assert Kind.CONFLICTING_STAR not in kinds
    assert "nâng hạng" in kinds[Kind.SECOND_STAR].message
    assert (
        "đánh giá lại"
        in found(known_row(1, **(second | {"second_star": 3})))[Kind.SECOND_STAR].message
    )


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"first_year": 2021}, Kind.CONFLICTING_YEAR),
        ({"first_date": "31/02/2022", "first_decision": None}, Kind.BAD_DATE),
        ({"first_date": "15/03/2030", "first_year": 2030}, Kind.CONFLICTING_DATE),
        ({"expiry": "15/03/2026"}, Kind.EXPIRY_MISMATCH),
        ({"expiry": "15/03/2020"}, Kind.CONFLICTING_DATE),
        ({"first_authority": "UBND huyện Tân Hồng"}, Kind.AUTHORITY_MISMATCH),
        ({"star": 7, "first_star": None}, Kind.BAD_STAR),
        ({"first_decision": None}, Kind.INCOMPLETE_DECISION),
        ({"star": 0, "first_star": None}, Kind.NOT_RECOGNISED),
        ({"product": "a" * 201}, Kind.TOO_LONG),
        ({"commune": "Xã Thông Hòa, huyện Cầu Kè, tỉnh Trà Vinh"}, Kind.OTHER_PROVINCE),
        ({"producer": "C«ng ty TNHH"}, Kind.TCVN3_TEXT),
        ({"producer": "Hôïp taùc xaõ"}, Kind.VNI_TEXT),
        ({"product": "Chƣơng trình"}, Kind.WRONG_LETTER),
        ({"product": "Kho\u0302 ca\u0301"}, Kind.DECOMPOSED_TEXT),
        ({"product": "Khô\u00a0cá"}, Kind.ODD_SPACE),
    ],
)
def test_each_fault_has_its_kind(cells: dict[str, Any], kind: Kind) -> None:
    assert set(found(known_row(1, **cells))) == {kind}


def test_a_repeated_row_is_told_and_written_once() -> None:
    same = {"product": "Khô cá", "producer": "HTX Mẫu"}
    records, findings = read(Book([known_row(1, **same), known_row(2, **same)]))
    assert [record.repeats for record in records] == [0, 5]
    assert [finding.kind for finding in findings] == [Kind.DUPLICATE_ROW]


def test_a_commune_that_is_two_today_is_asked_not_guessed() -> None:
    terms = Terms(TERMS.today, only_province="86")
    upload = csv_file(["Tên sản phẩm,Chủ thể,Xã,Sao", "Cam,HTX Mẫu,Xã Tân Phú,3"])
    records, findings = read(upload, terms)
    assert records[0].place is None
    finding = next(each for each in findings if each.kind is Kind.AMBIGUOUS_COMMUNE)
    assert list(finding.candidates) == [
        "Xã Tân Phú, huyện Châu Thành, tỉnh Bến Tre",
        "Xã Tân Phú, huyện Tam Bình, tỉnh Vĩnh Long",
        "Xã Tân Phú, tỉnh Vĩnh Long",
    ]


def test_an_old_code_keeps_serial_and_year_under_the_units_of_today() -> None:
    upload = csv_file(
        ["product_code,product_name,producer,star", "83-832-28882-2-2022,Sầu riêng,Công ty Mẫu,"]
    )
    records, findings = read(upload, Terms(TERMS.today))
    assert records[0].place is not None
    assert records[0].place.name == "Hòa Nghĩa"
    told = {finding.kind: finding.message for finding in findings}
    assert told[Kind.OLD_PRODUCT_CODE] == (
        "Mã cũ 83-832-28882-2-2022, theo xã hiện nay là 86-28870-2-2022."
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_csv_in_the_encodings_that_circulate(encoding: str) -> None:
    import unicodedata

    text = "Tên sản phẩm,Chủ thể,Sao\r\nKhô cá lóc,Hợp tác xã Mẫu,3"
    lines = text.split("\r\n")
    if encoding == "cp1258":
        # That page has the letters with their hats and the tone marks apart.
        marks = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
        lines = ["".join(_apart(c, marks) for c in unicodedata.normalize("NFC", x)) for x in lines]
    records, _ = read(csv_file(lines, encoding=encoding), Terms(TERMS.today))
    assert [(each.product, each.producer) for each in records] == [("Khô cá lóc", "Hợp tác xã Mẫu")]


def _apart(letter: str, marks: set[str]) -> str:
    import unicodedata

    parts = unicodedata.normalize("NFD", letter)
    base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in marks))
    return base + "".join(c for c in parts if c in marks)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("44635", dt.date(2022, 3, 15)),
        ("15/03/2022", dt.date(2022, 3, 15)),
        ("15-3-2022", dt.date(2022, 3, 15)),
        ("2022-03-15", dt.date(2022, 3, 15)),
        ("ngày 15 tháng 3 năm 2022", dt.date(2022, 3, 15)),
        ("15/03/22", None),
        ("2022", None),
        ("13/13/2022", None),
    ],
)
def test_dates_as_people_write_them(text: str, day: dt.date | None) -> None:
    assert read_date(text) == day


def test_stars_years_decisions_and_offices_as_people_write_them() -> None:
    assert [read_star(text) for text in ("4", "4 sao", "★★★★", "4,0", "hạng 4 sao", "6")] == [
        *[4] * 5,
        None,
    ]
    assert read_year("2022 (Đợt 1), công bố 7/2023") == 2022
    written = read_decision("Quyết định số 348/QĐ-UBND ngày 24/02/2024")
    assert (written.number, written.signed_on) == ("348/QĐ-UBND", dt.date(2024, 2, 24))
    texts = ("UBND tỉnh Đồng Tháp", "UBND huyện X", "Bộ NN&PTNT", "UBND TP Cần Thơ", "?")
    levels = ["province", "district", "ministry", "province", "unknown"]
    assert [read_authority(text) for text in texts] == levels


def test_headers_of_many_kinds() -> None:
    headers = {
        "Tên chủ thể": "producer",
        "Địa chỉ chủ thể": "address",
        "Số QĐ lần 1": "first_decision",
        "Ngày QĐ": "first_date",
        "Năm công nhận": "first_year",
        "Hạng sao hiện tại": "star",
        "star_proposed": "proposed_star",
        "Số GCN": "certificate",
        "Nâng hạng Cơ quan": "second_authority",
        "Diện tích": None,
    }
    assert {header: field_of(header) for header in headers} == headers


def test_names_shortened_in_lists_are_the_same() -> None:
    assert producer_key("HTXNN Thông Hoà") == producer_key("Hợp tác xã nông nghiệp Thông Hòa")
    assert producer_key("HTX Tân Qui, xã An Phú Tân") == producer_key("HTX Tân Qui")
    assert producer_key("HTX Tân Qui") != producer_key("HTX Tân Quy")


@given(st.text(max_size=40))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once


def test_findings_can_be_counted_by_row_and_kind() -> None:
    _, findings = read(Book([known_row(1, commune="Xã Không Có"), known_row(2, star=4)]))
    assert Counter(finding.row for finding in findings) == {5: 1, 6: 1}
