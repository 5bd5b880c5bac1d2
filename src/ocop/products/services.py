"""What is written about products."""

from typing import NotRequired, TypedDict, Unpack

from django.db import transaction
from django.db.models import Max

from ocop.accounts.models import User
from ocop.files.models import StoredFile
from ocop.kernel.changes import announce
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import nfc
from ocop.law.classification import product_class
from ocop.places.models import Level, Unit
from ocop.producers import policy as producers_policy
from ocop.producers.models import Producer
from ocop.products import policy
from ocop.products.models import Product, ProductPhoto

MOST_PHOTOS = 10


class ProductDetails(TypedDict):
    """What may be told of a product besides its name and place."""

    leaf: NotRequired[int | None]
    stage: NotRequired[str]
    description: NotRequired[str]
    story: NotRequired[str]
    yearly_output: NotRequired[str]


class ProductChange(ProductDetails):
    """A change may also touch the name and the place of production."""

    name: NotRequired[str]
    commune: NotRequired[Unit]


@transaction.atomic
def register_product(
    *,
    producer: Producer,
    name: str,
    commune: Unit,
    by: User,
    current_commune: Unit | None = None,
    is_sample: bool = False,
    **details: Unpack[ProductDetails],
) -> Product:
    """Enter a product, an idea included. `commune` is the place of production.

    `leaf` is its number in Phụ lục I QĐ 26/2026 (1 to 26), None while not known. Raises
    RefusedError at "name", "leaf" or "commune".
    """
    producers_policy.require_edit(by, producer)
    product = Product(
        producer=producer,
        name=name,
        commune=commune,
        current_commune=current_commune or commune.today,
        is_sample=is_sample,
        **details,
    )
    _check(product)
    product.save()
    return product


@transaction.atomic
def update_product(*, product: Product, by: User, **changes: Unpack[ProductChange]) -> Product:
    """Change what is told of a product; the row's history keeps what was.

    Its group and place cannot change while a dossier is open: the dossier is bound to both.
    """
    policy.require_edit(by, product)
    if "commune" in changes:
        product.current_commune = changes["commune"].today
    bound = {"leaf": product.leaf, "commune": product.commune}
    for name, value in changes.items():
        setattr(product, name, value)
    _check(product)
    for name, before in bound.items():
        if getattr(product, name) != before and _has_open_dossier(product):
            raise RefusedError(
                "Sản phẩm đang có hồ sơ nên không đổi được nhóm và nơi sản xuất. "
                "Muốn đổi thì rút hồ sơ trước.",
                field=name,
            )
    product.save()
    announce(products=[product.pk])
    return product


@transaction.atomic
def add_photo(*, product: Product, file: StoredFile, by: User, caption: str = "") -> ProductPhoto:
    """Append a photo; the first is the one shown. Raises RefusedError at "photo"."""
    policy.require_edit(by, product)
    if file.kind != StoredFile.Kind.IMAGE:
        raise RefusedError("Hãy chọn một tấm ảnh.", field="photo")
    if product.photos.count() >= MOST_PHOTOS:
        raise RefusedError(f"Mỗi sản phẩm có tối đa {MOST_PHOTOS} ảnh.", field="photo")
    last = product.photos.aggregate(last=Max("order"))["last"] or 0
    return ProductPhoto.objects.create(
        product=product, file=file, caption=nfc(caption), order=last + 1
    )


@transaction.atomic
def remove_photo(*, photo: ProductPhoto, by: User) -> None:
    """Take a photo away; a submission that was handed in with it keeps it."""
    policy.require_edit(by, photo.product)
    photo.delete()


def _check(product: Product) -> None:
    if not nfc(product.name):
        raise RefusedError("Hãy ghi tên sản phẩm.", field="name")
    if product.leaf is not None:
        try:
            product_class(product.leaf)
        except RefusedError as refusal:
            raise RefusedError(refusal.message, field="leaf") from None
    if product.commune.level != Level.COMMUNE:
        raise RefusedError("Hãy chọn xã, phường nơi làm ra sản phẩm.", field="commune")
    if product.stage not in Product.Stage.values:
        raise RefusedError("Hãy chọn đang sản xuất hoặc mới là ý tưởng.", field="stage")


def _has_open_dossier(product: Product) -> bool:
    # The dossiers' own table of states is above this package; their constraint names it too.
    return product.dossiers.exclude(
        state__in=("recognised", "not_recognised", "not_upgraded", "withdrawn")
    ).exists()
