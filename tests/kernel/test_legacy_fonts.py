"""TCVN3 and VNI texts are read; a Unicode text is never touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.kernel.legacy_fonts import Font, decoded, legacy_font, may_be_legacy
from ocop.kernel.syllables import is_syllable
from ocop.kernel.text import comparable, folded

ONSETS = ["", "b", "c", "ch", "d", "đ", "gh", "h", "kh", "l", "m", "ng", "nh", "ph", "s", "tr", "x"]
RHYMES = [
    *(
        "a",
        "à",
        "á",
        "ả",
        "ã",
        "ạ",
        "ăn",
        "ắn",
        "ặng",
        "ân",
        "ất",
        "ậm",
        "e",
        "én",
        "ê",
        "ến",
        "ệnh",
    ),
    *("ia", "ì", "iên", "iếp", "o", "ó", "òa", "oà", "oán", "ông", "ốt", "ộ", "ơi", "ớt", "ợp"),
    *("u", "ú", "ùy", "uỳ", "uôi", "uốn", "ư", "ừng", "ước", "ượu", "ý", "yên", "oè", "uyến"),
]
words = st.builds("".join, st.tuples(st.sampled_from(ONSETS), st.sampled_from(RHYMES)))
texts = st.lists(
    words | words.map(str.capitalize) | words.map(str.upper), min_size=1, max_size=6
).map(" ".join)


@given(texts)
def test_unicode_is_never_taken_for_a_legacy_font(text: str) -> None:
    assert legacy_font(text) is None


@given(texts, st.sampled_from(["Café", "Crème", "Pâté", "®", "·", "«", "25°C", "m²", "Nestlé"]))
def test_foreign_words_and_signs_do_not_change_that(text: str, other: str) -> None:
    assert legacy_font(f"{text} {other}") is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("C«ng ty TNHH", "Công ty TNHH"),
        ("Hîp t¸c x· Th«ng Hßa", "Hợp tác xã Thông Hòa"),
        ("HîP T¸C X·", "HỢP TÁC XÃ"),
        ("n\u00ad\u00edc m\u00abm", "nước môm"),
        ("n­íc m¾m", "nước mắm"),
        ("r­îu", "rượu"),
        ("X· Bè H¹", "Xã Bố Hạ"),
        ("Q§ 26 cña tØnh", "QĐ 26 của tỉnh"),
        ("§Æc s¶n", "Đặc sản"),
    ],
)
def test_tcvn3_is_read(typed: str, meant: str) -> None:
    assert legacy_font(typed) is Font.TCVN3
    assert decoded(typed, Font.TCVN3) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Coâng ty TNHH cheá bieán döøa saùp", "Công ty TNHH chế biến dừa sáp"),
        ("Hôïp taùc xaõ", "Hợp tác xã"),
        ("HÔÏP TAÙC XAÕ", "HỢP TÁC XÃ"),
        ("Ñaëc saûn", "Đặc sản"),
        ("röôïu", "rượu"),
        ("kyõ thuaät", "kỹ thuật"),
    ],
)
def test_vni_is_read(typed: str, meant: str) -> None:
    assert legacy_font(typed) is Font.VNI
    assert decoded(typed, Font.VNI) == meant


def test_every_letter_of_the_alphabet_is_in_the_tcvn3_table() -> None:
    letters = "ăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
    typed = "¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"
    assert decoded(typed, Font.TCVN3) == letters


def test_what_stays_in_doubt_is_left_to_a_person() -> None:
    assert legacy_font("C«ng ty Café") is None
    assert may_be_legacy("C«ng ty Café")
    assert not may_be_legacy("Cà phê Café")


@pytest.mark.parametrize(
    "word", ["nghiêng", "quýt", "giếng", "khuỷu", "uống", "hòa", "hoà", "thuý"]
)
def test_syllables(word: str) -> None:
    assert is_syllable(word, strict=True)


@pytest.mark.parametrize("word", ["café", "bàư", "sểor", "tạcg", "àá"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word, strict=True)


@given(texts)
def test_one_spelling_of_tone_marks_keeps_what_tells_words_apart(text: str) -> None:
    assert comparable(text.upper()) == comparable(text)
    assert folded(text) == folded(text.replace("oà", "òa"))


def test_tone_marks_compare_wherever_they_stand() -> None:
    assert comparable("Hoà Lợi, thuý") == comparable("HÒA LỢI  thúy")
    assert comparable("hòa") != comparable("hóa") != comparable("hoa")
