"""Pictures and papers made on the spot for sample producers, each marked as a sample."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from textwrap import wrap
from typing import BinaryIO

from PIL import Image, ImageDraw, ImageFont

from ocop.accounts.models import User
from ocop.files.models import StoredFile
from ocop.files.services import store_upload
from ocop.papers.glyphs import FONTS

INK, PAPER, MARK = "#2b2118", "#fffdf8", "#b3261e"
# Ground and label of a package.
COLOURS = (
    ("#e9efd9", "#4f6b2a"),
    ("#f6e7cf", "#a2562a"),
    ("#dcecef", "#23616e"),
    ("#f3dfe2", "#8d2f4c"),
    ("#ece4f2", "#5d3f86"),
)
IN_JARS = frozenset({9, 10, 17, 20})
GARDENS = frozenset({23, 24, 26})
PHOTO = (1000, 700)
SHEET = (620, 877)


@dataclass
class _Drawn:
    """A file as a form would hand it in."""

    name: str | None
    file: BinaryIO


def product_photo(name: str, leaf: int, by: User) -> StoredFile:
    """A drawn jar, bag or flower pot with the product's name on its label."""
    ground, colour = COLOURS[sum(map(ord, name)) % len(COLOURS)]
    image = Image.new("RGB", PHOTO, ground)
    draw = ImageDraw.Draw(image)
    draw.ellipse((230, 520, 770, 590), fill=_darker(ground))
    if leaf in GARDENS:
        _draw_pot(draw, colour)
    elif leaf in IN_JARS:
        draw.rounded_rectangle((345, 165, 655, 555), 46, fill=PAPER, outline=colour, width=6)
        draw.rounded_rectangle((390, 125, 610, 185), 18, fill=colour)
    else:
        draw.polygon(((330, 170), (670, 170), (690, 555), (310, 555)), fill=PAPER)
        draw.rectangle((330, 150, 670, 190), fill=colour)
    draw.rectangle((318, 275, 682, 445), fill=colour)
    lines = wrap(name.removesuffix(" (mẫu)"), 14)
    _centred(draw, lines, 500, 360 - 22 * (len(lines) - 1), 37, PAPER, 44)
    _centred(draw, ["ẢNH MẪU"], 500, 500, 28, MARK if leaf not in GARDENS else PAPER, 0)
    return _stored(image, "JPEG", f"{name}.jpg", by)


def _draw_pot(draw: ImageDraw.ImageDraw, colour: str) -> None:
    for x, y in ((400, 210), (500, 160), (600, 210)):
        draw.line((x, y, 500, 320), fill="#4f6b2a", width=10)
        for dx, dy in ((-28, 0), (28, 0), (0, -28), (0, 28)):
            draw.ellipse((x + dx - 26, y + dy - 26, x + dx + 26, y + dy + 26), fill="#e0a526")
        draw.ellipse((x - 16, y - 16, x + 16, y + 16), fill=MARK)
    draw.polygon(((330, 300), (670, 300), (620, 560), (380, 560)), fill=_darker(colour))


def paper_scan(title: str, holder: str, by: User, *, form: str) -> StoredFile:
    """A page that looks like a scanned paper and says that it is none; `form` "PDF" or "JPEG"."""
    image = Image.new("RGB", SHEET, PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((24, 24, SHEET[0] - 25, SHEET[1] - 25), outline=INK, width=2)
    middle = SHEET[0] // 2
    _centred(draw, ["BẢN MẪU"], middle, 90, 46, MARK, 0)
    _centred(draw, ["không có giá trị pháp lý"], middle, 135, 20, MARK, 0)
    heading = wrap(title.removesuffix(" (mẫu)"), 30)
    _centred(draw, heading, middle, 230, 30, INK, 40)
    _centred(draw, wrap(holder, 40), middle, 260 + 40 * len(heading), 22, INK, 30)
    for line in range(430, 760, 32):
        draw.line((80, line, SHEET[0] - 80, line), fill="#d8cfc2", width=2)
    return _stored(image, form, f"{title}.{'pdf' if form == 'PDF' else 'jpg'}", by)


def _centred(
    draw: ImageDraw.ImageDraw,
    lines: list[str],
    x: int,
    y: int,
    size: int,
    colour: str,
    leading: int,
) -> None:
    for number, line in enumerate(lines):
        draw.text((x, y + number * leading), line, colour, _font(size), anchor="mm")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / "be-vietnam-pro" / "BeVietnamPro_600SemiBold.ttf", size)


def _darker(colour: str) -> str:
    return "#" + "".join(
        f"{int(colour[at : at + 2], 16) * 9 // 10:02x}" for at in range(1, len(colour), 2)
    )


def _stored(image: Image.Image, form: str, name: str, by: User) -> StoredFile:
    content = BytesIO()
    image.save(content, form, quality=82)
    return store_upload(_Drawn(name, content), by)
