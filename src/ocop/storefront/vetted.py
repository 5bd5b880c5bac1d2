"""What the public reads of a product whose producer has no page of its own: what an office saw.

A producer may change the description at any time, for the next dossier. The public page shows it as
it stood when the newest decision was entered, so nothing goes public that nobody looked at.
"""

import datetime as dt
from dataclasses import dataclass

from ocop.files.models import StoredFile
from ocop.products.models import Product


@dataclass(frozen=True)
class VettedTexts:
    """Description and story of that moment."""

    description: str = ""
    story: str = ""


@dataclass(frozen=True)
class VettedPhoto:
    """A photo that stood with the product at that moment."""

    file: StoredFile
    caption: str
    caption_en: str = ""


def vetted_texts(product: Product, seen_at: dt.datetime | None) -> VettedTexts:
    """The texts at `seen_at`; without a moment, as the product was first recorded. One query."""
    rows = list(
        product.history.order_by("history_date", "history_id").values_list(
            "history_type", "history_date", "description", "story"
        )
    )
    if not rows:
        return VettedTexts(product.description, product.story)
    before = [row for row in rows if seen_at and row[1] <= seen_at]
    if before:
        return VettedTexts(*before[-1][2:])
    return VettedTexts(*rows[0][2:]) if rows[0][0] == "+" else VettedTexts()


def vetted_photos(product: Product, seen_at: dt.datetime | None) -> list[VettedPhoto]:
    """The photos that were there at `seen_at`, in order. One query, or none without a moment."""
    if seen_at is None:
        return []
    photos = product.photos.select_related("file").filter(file__uploaded_at__lte=seen_at)
    return [VettedPhoto(photo.file, photo.caption) for photo in photos]
