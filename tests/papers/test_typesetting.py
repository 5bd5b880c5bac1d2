"""The compiler: errors in words, threads, and characters that no face has."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction

import pytest

from ocop.papers.certificate import render_certificate
from ocop.papers.glyphs import FONTS, printable, unprintable
from ocop.papers.typesetting import PaperError, _on_paper, render_pdf

from . import samples


def test_an_unknown_template_is_named() -> None:
    with pytest.raises(PaperError, match="Không có mẫu giấy tờ “la”"):
        render_pdf("la", {}, dated=samples.DAY)


def test_missing_data_is_named() -> None:
    data = {key: value for key, value in samples.certificate().items() if key != "producer"}
    with pytest.raises(PaperError, match="producer"):
        render_certificate(data)  # type: ignore[arg-type]


def test_threads_share_the_compiler() -> None:
    ranks = [3, 4, 5] * 4
    one_by_one = [render_certificate(samples.certificate(rank)) for rank in ranks]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda rank: render_certificate(samples.certificate(rank)), ranks))
    assert together == one_by_one


def test_values_as_the_templates_read_them() -> None:
    data = {"a": Fraction(232, 3), "b": (Decimal("61.745"), samples.DAY), "c": None, "d": 3}
    assert _on_paper(data) == {"a": "77,33", "b": ["61,75", "2026-08-05"], "c": None, "d": 3}


def test_vietnamese_is_printable_and_emoji_is_not() -> None:
    letters = "Ẵẵ Ệệ Ợợ Ỹỹ Đđ – “…” ≥ × ² ½ √ □"
    assert unprintable(letters) == []
    assert printable(letters) == letters
    assert unprintable("cá 🐟🐟 茶") == ["🐟", "茶"]


def test_what_cannot_be_seen_is_dropped() -> None:
    assert printable("Kho\u0302 ca\u0301\tlóc\x00\u202e\ufe0f") == "Khô cá lóc"


def test_each_family_comes_with_its_licence() -> None:
    families = sorted(folder.name for folder in FONTS.iterdir() if folder.is_dir())
    assert families == ["be-vietnam-pro", "liberation-serif"]
    assert all("SIL OPEN FONT LICENSE" in (FONTS / f / "OFL.txt").read_text() for f in families)
