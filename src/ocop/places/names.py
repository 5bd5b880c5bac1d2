"""How people write the name of a place: kind words, abbreviations, marks or none."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from ocop.kernel.text import folded, nfc

# Kind word as folded tokens → the levels it can stand for.
KIND_WORDS: dict[tuple[str, ...], frozenset[str]] = {
    ("thanh", "pho"): frozenset({"province", "district"}),
    ("thi", "xa"): frozenset({"district"}),
    ("thi", "tran"): frozenset({"commune"}),
    ("dac", "khu"): frozenset({"commune"}),
    ("tinh",): frozenset({"province"}),
    ("quan",): frozenset({"district"}),
    ("huyen",): frozenset({"district"}),
    ("phuong",): frozenset({"commune"}),
    ("xa",): frozenset({"commune"}),
    ("tp",): frozenset({"province", "district"}),
    ("tx",): frozenset({"district"}),
    ("tt",): frozenset({"commune"}),
    ("t",): frozenset({"province"}),
    ("h",): frozenset({"district"}),
    ("q",): frozenset({"district"}),
    ("p",): frozenset({"commune"}),
    ("x",): frozenset({"commune"}),
}
ABBREVIATED = {
    "tp": "thanh pho",
    "tx": "thi xa",
    "tt": "thi tran",
    "t": "tinh",
    "h": "huyen",
    "q": "quan",
    "p": "phuong",
    "x": "xa",
}
OTHER_NAMES = {
    "hcm": "ho chi minh",
    "tphcm": "ho chi minh",
    "sai gon": "ho chi minh",
    "hn": "ha noi",
    "thua thien hue": "hue",
    "brvt": "ba ria vung tau",
}
# Below the commune: hamlets, streets, houses.
_SMALLER = re.compile(
    r"(so|ap|khom|thon|to|duong|khu|kp|ban|buon|bon|lang|xom|ngo|hem|ngach|doi|quoc lo|ql|tinh lo)\b|\d+\s*\S"
)
_JOINED_NUMBER = re.compile(r"\b([pqPQ])\.?\s?(\d{1,2})\b")
_BETWEEN = re.compile(r"[.\-–—/_()\"“”]+")
_DROPPED = str.maketrans({"'": None, "’": None, "ʼ": None, "`": None, "Ƣ": "Ư", "ƣ": "ư"})


def cleaned(text: str) -> str:
    """The text without dots, dashes and apostrophes, "P3" as "P 3"."""
    text = nfc(text).translate(_DROPPED)
    return nfc(_BETWEEN.sub(" ", _JOINED_NUMBER.sub(r"\1 \2", text)))


def key_of(name: str) -> str:
    """The form under which a name is looked up."""
    key = folded(cleaned(name))
    return OTHER_NAMES.get(key, key)


def letters(name: str) -> tuple[str, ...]:
    """The letters and marks of a name in a fixed order, so that "Hoà" equals "Hòa"."""
    return tuple(sorted(unicodedata.normalize("NFD", cleaned(name).lower())))


@dataclass(frozen=True)
class Reading:
    """One way to read a part: look up `key`; `kind` the folded kind word before it, or ""."""

    key: str
    kind: str
    levels: frozenset[str]
    name: str

    @property
    def has_marks(self) -> bool:
        """Whether the writer used Vietnamese letters in the name."""
        return folded(self.name) != self.name.lower()


@dataclass(frozen=True)
class Part:
    """A piece of an address, as tokens of the cleaned text."""

    tokens: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.tokens)

    @property
    def is_smaller_place(self) -> bool:
        """Whether it looks like a hamlet, a street or a house."""
        return _SMALLER.match(folded(self.text)) is not None

    def readings(self) -> tuple[Reading, ...]:
        """With the kind word taken off first, then as it stands ("Quan Hóa" is a name)."""
        whole = Reading(key_of(self.text), "", frozenset(), self.text)
        plain = tuple(folded(token) for token in self.tokens)
        for words, levels in KIND_WORDS.items():
            rest = self.tokens[len(words) :]
            if plain[: len(words)] == words and rest:
                kind = " ".join(words)
                name = " ".join(rest)
                kind = ABBREVIATED.get(kind, kind)
                return Reading(key_of(name), kind, levels, name), whole
        return (whole,)

    def split_at_kind_words(self) -> tuple["Part", ...]:
        """ "xã A huyện B tỉnh C" in its three pieces; single letters do not split."""
        plain = [folded(token) for token in self.tokens]
        starts = [
            index
            for index in range(1, len(plain))
            for words in KIND_WORDS
            if len(words[0]) > 1 and tuple(plain[index : index + len(words)]) == words
        ]
        edges = [0, *starts, len(plain)]
        pieces = (self.tokens[a:b] for a, b in pairwise(edges))
        return tuple(Part(piece) for piece in pieces if piece)


def parts_of(text: str) -> tuple[Part, ...]:
    """The parts of an address between commas, semicolons, brackets or line ends."""
    pieces = (tuple(cleaned(piece).split()) for piece in re.split(r"[,;|()\n]", text))
    return tuple(Part(tokens) for tokens in pieces if tokens)
