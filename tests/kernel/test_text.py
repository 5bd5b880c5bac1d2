"""Vietnamese text, codes and exact facts."""

import datetime as dt
import unicodedata
from decimal import Decimal

import pytest

from ocop.kernel.canonical import canonical_text
from ocop.kernel.codes import ALPHABET, random_code, tidy_code
from ocop.kernel.text import folded, nfc, sort_key


def test_stored_text_is_composed_and_trimmed() -> None:
    decomposed = unicodedata.normalize("NFD", " Ổi\u00a0ruột\u200b  đỏ ")
    assert nfc(decomposed) == "Ổi ruột đỏ"


@pytest.mark.parametrize(
    ("typed", "searched"),
    [("Đồng Tháp", "dong thap"), ("CHƢƠNG TRÌNH", "chuong trinh"), ("Ổi  ruột ĐỎ", "oi ruot do")],
)
def test_folding_drops_marks_and_case(typed: str, searched: str) -> None:
    assert folded(typed) == searched


def test_names_sort_by_the_vietnamese_alphabet() -> None:
    names = ["Đường", "Dưa", "Ổi", "Ớt", "Âu", "An", "Ăn"]
    assert sorted(names, key=sort_key) == ["An", "Ăn", "Âu", "Dưa", "Đường", "Ổi", "Ớt"]


def test_a_typed_code_is_tidied() -> None:
    assert tidy_code(" 7k2-m9 ") == "7K2M9"
    assert set(random_code(200)) <= set(ALPHABET)


def test_facts_have_one_byte_form() -> None:
    moment = dt.datetime(2026, 8, 5, 7, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    facts = {"b": [Decimal("72.00"), dt.date(2026, 8, 5)], "a": moment}
    assert canonical_text(facts) == (
        '{"a":"2026-08-05T00:00:00.000000+00:00","b":["72.00","2026-08-05"]}'
    )


def test_a_float_has_no_exact_form() -> None:
    with pytest.raises(TypeError, match="float"):
        canonical_text({"điểm": 0.25})
