"""The producer's draft: one at a time, begun from the newest version, saved while it is written."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from ocop.accounts.models import User
from ocop.files.models import StoredFile
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError, StaleDraftError
from ocop.kernel.text import nfc
from ocop.products import policy as products_policy
from ocop.products.models import Product
from ocop.storefront.models import PagePhoto, PageVersion, SellingPlace
from ocop.storefront.rules import limits
from ocop.storefront.rules.links import tidy_link
from ocop.storefront.states import OPEN_STATES, VersionState

_LENGTHS = {
    "introduction": limits.INTRODUCTION,
    "story": limits.STORY,
    "name_en": limits.NAME,
    "introduction_en": limits.INTRODUCTION,
    "story_en": limits.STORY,
}

_PLACE_LENGTHS = {
    "name": limits.PLACE_NAME,
    "address": limits.PLACE_ADDRESS,
    "hours": limits.OPENING_HOURS,
}


@dataclass(frozen=True)
class Texts:
    """The words of a page, as typed."""

    introduction: str = ""
    story: str = ""
    name_en: str = ""
    introduction_en: str = ""
    story_en: str = ""


@transaction.atomic
def open_draft(*, product: Product, by: User) -> PageVersion:
    """The product's open version, or a new draft with what its newest version said.

    The first draft begins with the product's own description, story and photos.
    """
    products_policy.require_edit(by, product)
    # The row of the product is the lock: two windows begin one draft.
    Product.objects.select_for_update().get(pk=product.pk)
    newest = PageVersion.objects.filter(product=product).order_by("-number").first()
    if newest and newest.state in OPEN_STATES:
        return newest
    draft = PageVersion(
        product=product, number=newest.number + 1 if newest else 1, created_at=clock.now()
    )
    if newest is None:
        # The first line of the description introduces the product as well as any.
        lines = product.description.splitlines() or [""]
        draft.introduction, draft.story = nfc(lines[0])[: limits.INTRODUCTION], product.story
        draft.story = draft.story[: limits.STORY]
        draft.save()
        copies = [
            PagePhoto(version=draft, file_id=photo.file_id, caption=photo.caption, order=order)
            for order, photo in enumerate(product.photos.all()[: limits.MOST_PHOTOS], start=1)
        ]
        PagePhoto.objects.bulk_create(copies)
        return draft
    for name in _LENGTHS:
        setattr(draft, name, getattr(newest, name))
    draft.save()
    rows: list[PagePhoto | SellingPlace] = [*newest.photos.all(), *newest.places.all()]
    for row in rows:
        row.pk, row._state.adding = None, True
        row.version = draft
        row.save()
    return draft


@transaction.atomic
def save_texts(
    *,
    version: PageVersion,
    texts: Texts,
    saves: int,
    by: User,
    captions: dict[int, tuple[str, str]],
) -> PageVersion:
    """Keep the words of a draft. `captions` are (Vietnamese, English) by the photo's id.

    `saves` is the state the writer saw; raises StaleDraftError where somebody saved in between,
    RefusedError at the field that is too long.
    """
    locked = lock_draft(version, by)
    if locked.saves != saves:
        raise StaleDraftError(
            "Trang này vừa được lưu ở cửa sổ khác. Hãy tải lại trang để xem bản mới nhất.",
            current=locked.saves,
        )
    for name, most in _LENGTHS.items():
        text = (
            _tidy(getattr(texts, name)) if name.startswith("story") else nfc(getattr(texts, name))
        )
        if len(text) > most:
            raise RefusedError(
                f"Dài quá {most} chữ (đang có {len(text)}). Hãy viết gọn lại.", field=name
            )
        setattr(locked, name, text)
    locked.saves += 1
    locked.save()
    for photo in locked.photos.filter(pk__in=captions):
        photo.caption, photo.caption_en = (
            nfc(words)[: limits.CAPTION] for words in captions[photo.pk]
        )
        photo.save(update_fields=["caption", "caption_en"])
    return locked


@transaction.atomic
def add_photo(*, version: PageVersion, file: StoredFile, caption: str, by: User) -> PagePhoto:
    """Append a photo to a draft. Raises RefusedError at "photo"."""
    locked = lock_draft(version, by)
    if file.kind != StoredFile.Kind.IMAGE:
        raise RefusedError("Hãy chọn một tấm ảnh.", field="photo")
    if locked.photos.count() >= limits.MOST_PHOTOS:
        raise RefusedError(f"Mỗi trang có tối đa {limits.MOST_PHOTOS} ảnh.", field="photo")
    last = locked.photos.aggregate(last=Max("order"))["last"] or 0
    return PagePhoto.objects.create(
        version=locked, file=file, caption=nfc(caption)[: limits.CAPTION], order=last + 1
    )


@transaction.atomic
def remove_photo(*, photo: PagePhoto, by: User) -> None:
    """Take a photo out of a draft; published versions keep theirs."""
    lock_draft(photo.version, by)
    photo.delete()


@transaction.atomic
def put_photo_first(*, photo: PagePhoto, by: User) -> None:
    """Make it the large one."""
    locked = lock_draft(photo.version, by)
    others = [other for other in locked.photos.all() if other.pk != photo.pk]
    for order, each in enumerate((photo, *others), start=1):
        PagePhoto.objects.filter(pk=each.pk).update(order=order)


@transaction.atomic
def add_place(
    *,
    version: PageVersion,
    kind: str,
    by: User,
    name: str = "",
    address: str = "",
    hours: str = "",
    url: str = "",
) -> SellingPlace:
    """Add a shop or a link to a draft. Raises RefusedError at "kind", "name", "address" or "url"."""
    locked = lock_draft(version, by)
    if kind not in SellingPlace.Kind.values:
        raise RefusedError("Hãy chọn loại nơi bán.", field="kind")
    if locked.places.count() >= limits.MOST_PLACES:
        raise RefusedError(f"Mỗi trang ghi tối đa {limits.MOST_PLACES} nơi bán.", field="kind")
    place = SellingPlace(version=locked, kind=kind, name=nfc(name))
    if kind == SellingPlace.Kind.ONLINE:
        place.url = tidy_link(url) if url.strip() else ""
        if not place.url:
            raise RefusedError("Hãy dán đường dẫn tới gian hàng.", field="url")
    else:
        place.address, place.hours = nfc(address), nfc(hours)
        if not place.address:
            raise RefusedError("Hãy ghi địa chỉ nơi bán.", field="address")
    for field, most in _PLACE_LENGTHS.items():
        if len(getattr(place, field)) > most:
            raise RefusedError(f"Dài quá {most} chữ.", field=field)
    place.save()
    return place


@transaction.atomic
def remove_place(*, place: SellingPlace, by: User) -> None:
    """Take a place out of a draft."""
    lock_draft(place.version, by)
    place.delete()


def lock_draft(version: PageVersion, by: User) -> PageVersion:
    """The draft's row, locked, for who may write it. Raises RefusedError once it is sent."""
    locked = (
        PageVersion.objects.select_for_update(of=("self",))
        .select_related("product__producer__current_commune", "product__current_commune")
        .get(pk=version.pk)
    )
    products_policy.require_edit(by, locked.product)
    if locked.state != VersionState.DRAFT:
        raise RefusedError("Trang đã gửi duyệt nên không sửa được. Muốn sửa thì lấy lại trước.")
    return locked


def _tidy(text: str) -> str:
    """Each line in its stored form; the lines stay, several empty ones become one."""
    lines: list[str] = []
    for line in text.splitlines():
        tidy = nfc(line)
        if tidy or (lines and lines[-1]):
            lines.append(tidy)
    return "\n".join(lines).strip()
