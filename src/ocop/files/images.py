"""Every image is decoded and written anew: what is not picture (EXIF, GPS, hidden code) is gone."""

from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from ocop.files import containers
from ocop.files.signatures import JPEG, PNG, WEBP, FileType
from ocop.kernel.errors import RefusedError

# Longer sides are reduced: an A4 page stays readable at 340 dots an inch.
MAX_SIDE = 4000
# A picture of more pixels would take half a gigabyte to open.
MAX_PIXELS = 60_000_000
JPEG_QUALITY = 88
# Wide enough for a phone's whole screen, about 40 KB on its network.
PREVIEW_WIDTH = 640
PREVIEW_QUALITY = 75
PREVIEW_TYPE = WEBP


def rewritten(file: BinaryIO, file_type: FileType) -> BytesIO:
    """The picture alone, upright, at most `MAX_SIDE` pixels long, in its own format.

    Raises RefusedError for a picture that cannot be read to its end or is too large to open.
    """
    file.seek(0)
    try:
        with Image.open(file, formats=[file_type.media_type.removeprefix("image/")]) as source:
            # A JPEG is decoded at the reduced size at once.
            source.draft(None, (MAX_SIDE, MAX_SIDE))
            if source.width * source.height > MAX_PIXELS:
                raise RefusedError(_TOO_LARGE)
            picture = ImageOps.exif_transpose(source)
            profile = source.info.get("icc_profile") if source.mode in ("RGB", "RGBA") else None
    except Image.DecompressionBombError:
        raise RefusedError(_TOO_LARGE) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise RefusedError(
            "Không mở được ảnh này, có thể tệp bị hỏng hoặc chưa tải hết. Hãy chụp hoặc lưu lại ảnh."
        ) from None
    picture = _in_plain_mode(picture, file_type)
    picture.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    picture.info.clear()
    return _written(picture, file_type, profile, JPEG_QUALITY)


def preview(picture: BinaryIO) -> BytesIO | None:
    """A picture that `rewritten` returned, at most `PREVIEW_WIDTH` pixels wide, as WebP.

    None where that would save nothing: the picture is narrow already, or smaller as it is.
    """
    size = containers.size_of(picture)
    picture.seek(0)
    with Image.open(picture) as source:
        if source.width <= PREVIEW_WIDTH:
            return None
        source.draft(None, (2 * PREVIEW_WIDTH, 2 * PREVIEW_WIDTH))
        profile = source.info.get("icc_profile")
        small = source if source.mode == "RGBA" else source.convert("RGB")
        small.thumbnail((PREVIEW_WIDTH, MAX_SIDE), Image.Resampling.LANCZOS)
        content = _written(small, PREVIEW_TYPE, profile, PREVIEW_QUALITY)
    return content if len(content.getvalue()) < size else None


_TOO_LARGE = (
    "Ảnh có quá nhiều điểm ảnh. Hãy giảm cỡ ảnh (cạnh dài 4.000 điểm là đủ rõ) rồi gửi lại."
)


def _in_plain_mode(picture: Image.Image, file_type: FileType) -> Image.Image:
    if file_type is not JPEG and (picture.has_transparency_data or picture.mode == "LA"):
        return picture.convert("RGBA")
    return picture if picture.mode == "L" else picture.convert("RGB")


def _written(
    picture: Image.Image, file_type: FileType, profile: bytes | None, quality: int
) -> BytesIO:
    content = BytesIO()
    if file_type is PNG:
        picture.save(content, "PNG", optimize=False, icc_profile=profile)
    else:
        name = "JPEG" if file_type is JPEG else "WEBP"
        picture.save(content, name, quality=quality, icc_profile=profile)
    content.seek(0)
    return content
