"""The picture that stands beside a shared link, and the card a producer prints: drawn by Pillow."""

import math
from collections.abc import Sequence
from functools import cache
from io import BytesIO

import segno
from PIL import Image, ImageDraw, ImageFont, ImageOps

from ocop.files.models import StoredFile
from ocop.papers.glyphs import FONTS

SHARE_SIZE = (1200, 630)
# A6 upright at 300 dots an inch.
CARD_SIZE, CARD_DPI = (1240, 1748), 300
PAPER, INK, SOFT, LEAF, GOLD, PALE = (
    "#fffdf9",
    "#1b252e",
    "#4d5966",
    "#1d5b31",
    "#e9a615",
    "#e7decb",
)
_MOST_LINES = 3


def share_picture(
    *, name: str, star: int | None, words: str, where: Sequence[str], photo: StoredFile | None
) -> bytes:
    """1200 × 630 PNG: photo, name, star (or, without one, the `words` on it), producer, commune."""
    image = Image.new("RGB", SHARE_SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    left = 60
    if photo:
        image.paste(_filled(photo, (520, 630)), (0, 0))
        left = 580
    width = SHARE_SIZE[0] - left - 60
    draw.text((left, 64), "Sổ OCOP", LEAF, _font(30, "800ExtraBold"), anchor="lt")
    y = _paragraph(draw, name, (left, 130), width, 58, "800ExtraBold", INK, _MOST_LINES)
    if star:
        _stars(draw, star, (left, y + 24), 54)
        y += 110
    y = _paragraph(draw, words, (left, y + 20), width, 30, "600SemiBold", LEAF if star else SOFT, 2)
    for line in where:
        y = _paragraph(draw, line, (left, y + 10), width, 28, "400Regular", SOFT, 2)
    draw.rectangle((0, 618, 1200, 630), fill=LEAF)
    content = BytesIO()
    image.save(content, "PNG", optimize=True)
    return content.getvalue()


def card(
    *,
    name: str,
    star: int | None,
    words: str,
    producer: str,
    address: str,
    photo: StoredFile | None,
) -> Image.Image:
    """A card to print: photo, name, star, and a QR that opens the product's page."""
    image = Image.new("RGB", CARD_SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    y = 90
    if photo:
        image.paste(_filled(photo, (1240, 700)), (0, 0))
        y = 760
    y = _paragraph(draw, name, (90, y), 1060, 74, "800ExtraBold", INK, 2)
    if star:
        _stars(draw, star, (90, y + 24), 64)
        y += 120
    y = _paragraph(draw, producer, (90, y + 16), 1060, 40, "400Regular", SOFT, 2)
    code = qr(address, 460)
    image.paste(code, (90, CARD_SIZE[1] - 90 - code.height))
    text_x, text_y = 130 + code.width, CARD_SIZE[1] - 90 - code.height
    width = CARD_SIZE[0] - text_x - 80
    text_y = _paragraph(draw, words, (text_x, text_y), width, 36, "600SemiBold", LEAF, 4)
    short = address.partition("://")[2]
    _paragraph(draw, short, (text_x, text_y + 20), width, 28, "400Regular", SOFT, 4)
    return image


def qr(address: str, most: int) -> Image.Image:
    """The code with its quiet zone, in whole dots, at most `most` wide."""
    code = segno.make(address, error="m", micro=False)
    scale = max(most // code.symbol_size(border=4)[0], 1)
    drawn = BytesIO()
    code.save(drawn, kind="png", scale=scale, border=4)
    drawn.seek(0)
    return Image.open(drawn).convert("RGB")


def _filled(photo: StoredFile, size: tuple[int, int]) -> Image.Image:
    """The photo cut to fill; from its preview, unless that is too narrow."""
    source = photo.preview if photo.preview and size[0] <= 640 else photo.content
    with source.open("rb") as file, Image.open(file) as opened:
        opened.draft("RGB", (size[0] * 2, size[1] * 2))
        return ImageOps.fit(opened.convert("RGB"), size, Image.Resampling.LANCZOS)


def _paragraph(
    draw: ImageDraw.ImageDraw,
    text: str,
    at: tuple[int, int],
    width: int,
    size: int,
    weight: str,
    colour: str,
    most: int,
) -> int:
    """Write text in lines no wider than `width`, at most `most` of them; returns the y below."""
    font, (x, y) = _font(size, weight), at
    lines: list[str] = []
    for word in text.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]}…"]
    for line in lines:
        while font.getlength(line) > width:
            line = f"{line[:-2]}…"
        draw.text((x, y), line, colour, font, anchor="la")
        y += math.ceil(size * 1.3)
    return y


def _stars(draw: ImageDraw.ImageDraw, star: int, at: tuple[int, int], size: int) -> None:
    """Five stars, the first `star` of them gold."""
    for place in range(5):
        middle = (at[0] + size // 2 + place * int(size * 1.2), at[1] + size // 2)
        points = []
        for corner in range(10):
            radius = size / 2 if corner % 2 == 0 else size / 5
            angle = math.pi * (corner / 5 - 0.5)
            points.append(
                (middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle))
            )
        draw.polygon(points, fill=GOLD if place < star else PALE)


@cache
def _font(size: int, weight: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / "be-vietnam-pro" / f"BeVietnamPro_{weight}.ttf", size)
