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
# Ground and label of a package, by the sector of the classification it stands in.
COLOURS = (
    ("#e9efd9", "#4f6b2a"),
    ("#f6e7cf", "#a2562a"),
    ("#dcecef", "#23616e"),
    ("#f3dfe2", "#8d2f4c"),
    ("#ece4f2", "#5d3f86"),
)
PHOTO = (900, 675)
SHEET = (620, 877)


@dataclass
class _Drawn:
    """A file as a form would hand it in."""

    name: str | None
    file: BinaryIO


def product_photo(name: str, leaf: int, by: User) -> StoredFile:
    """A drawn package with the product's name on its label."""
    ground, label = COLOURS[leaf % len(COLOURS)]
    image = Image.new("RGB", PHOTO, ground)
    draw = ImageDraw.Draw(image)
    draw.ellipse((190, 560, 710, 640), fill=_darker(ground))
    draw.rounded_rectangle((270, 110, 630, 600), 46, fill=PAPER, outline=label, width=6)
    draw.rounded_rectangle((320, 60, 580, 130), 20, fill=label)
    draw.rectangle((270, 250, 630, 470), fill=label)
    lines = wrap(name.removesuffix(" (mẫu)"), 15)
    _centred(draw, lines, 450, 360 - 25 * (len(lines) - 1), 44, PAPER, 50)
    _centred(draw, ["ẢNH MẪU"], 450, 535, 30, MARK, 0)
    return _stored(image, "JPEG", f"{name}.jpg", by)


def paper_scan(title: str, holder: str, by: User) -> StoredFile:
    """A one-page PDF that looks like a scanned paper and says that it is none."""
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
    return _stored(image, "PDF", f"{title}.pdf", by)


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
