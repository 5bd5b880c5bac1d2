"""Words as the search compares them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.catalogue.words import LONGEST_WORD, Word, order_key, typed_words, words_of
from ocop.kernel.text import folded

LETTERS = "aàáâấăeêiìoòóôơuùưyđbcdghklmnpqrstvxAĐÁỊỤ 0123-/.()"


@pytest.mark.parametrize(
    ("one", "other"), [("hoà", "hòa"), ("Thuỷ", "thủy"), ("ƯỚP", "ướp"), ("trƣng", "trưng")]
)
def test_two_spellings_are_one_word(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


def test_marks_are_kept_beside_the_folded_form() -> None:
    assert words_of("trà Tra") == (Word("tra", "tra\u0300"), Word("tra"))
    assert words_of("12/GCN-OCOP") == (Word("12"), Word("gcn"), Word("ocop"))


def test_a_search_has_few_words() -> None:
    assert len(typed_words(" ".join(map(str, range(40))))) == 8


@given(st.text(alphabet=LETTERS, max_size=60))
def test_words_do_not_depend_on_case_or_marks(text: str) -> None:
    plain = {word.folded for word in words_of(text)}
    assert plain == {word.folded for word in words_of(folded(text))}
    assert plain == {word.folded for word in words_of(text.upper())}


@given(st.text(max_size=80))
def test_any_text_gives_words_that_can_be_stored(text: str) -> None:
    for word in words_of(text):
        assert word.folded
        assert len(word.folded) <= LONGEST_WORD
        assert len(word.written) <= LONGEST_WORD
        assert word.written != word.folded


def test_the_order_is_that_of_the_alphabet_in_any_collation() -> None:
    names = ["Bánh", "An", "Ăn", "Ân", "Đậu", "Dưa", "Êm", "Em", "Ổi", "Ớt", "Oi", "Ưng", "Um", "1"]
    keys = [order_key(name) for name in names]
    assert all(key.isascii() and key.islower() and key.isalpha() for key in keys)
    assert sorted(names, key=order_key) == [
        "1", "An", "Ăn", "Ân", "Bánh", "Dưa", "Đậu", "Em", "Êm", "Oi", "Ổi", "Ớt", "Um", "Ưng",
    ]  # fmt: skip
    assert order_key("An Giang") < order_key("Anh")
