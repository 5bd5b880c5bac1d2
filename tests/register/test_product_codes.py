"""Product codes of today and of the time of districts."""

import pytest

from ocop.register.product_codes import ProductCode, parse_product_code


@pytest.mark.parametrize("text", ["82-29929-3-2026", "83-829-28780-3-2022"])
def test_codes_survive_reading_and_writing(text: str) -> None:
    assert str(parse_product_code(text)) == text


def test_the_district_is_kept_for_history() -> None:
    assert parse_product_code("83-829-28780-3-2022") == ProductCode(
        province="83", commune="28780", serial=3, year=2022, district="829"
    )


@pytest.mark.parametrize("text", ["", "82-29929-3", "82–29929–3–2026", "8-29929-3-2026"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="tỉnh-xã-số thứ tự-năm"):
        parse_product_code(text)
