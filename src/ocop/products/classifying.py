"""The second way to sort products: a province's key sectors, craft villages, what is true of each."""

from collections.abc import Collection

from django.db import transaction

from ocop.accounts.models import User
from ocop.kernel.changes import announce
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import folded, nfc
from ocop.places.models import Level, Unit
from ocop.products import policy
from ocop.products.models import KeySector, Product, ProductTrait


@transaction.atomic
def open_key_sector(*, province: Unit, name: str, by: User, basis: str = "") -> KeySector:
    """Add a key sector to a province's list. Raises RefusedError at "name"."""
    policy.require_key_sectors(by, province)
    if province.level != Level.PROVINCE:
        raise RefusedError("Ngành hàng chủ lực là của tỉnh, thành phố.", field="name")
    _check_name(name, province)
    return KeySector.objects.create(province=province, name=name, basis=nfc(basis))


@transaction.atomic
def change_key_sector(
    *, sector: KeySector, name: str, basis: str, is_closed: bool, by: User
) -> KeySector:
    """Rename a key sector, or close it: products keep it, nobody can choose it any longer."""
    policy.require_key_sectors(by, sector.province)
    _check_name(name, sector.province, except_for=sector)
    sector.name, sector.basis, sector.is_closed = name, nfc(basis), is_closed
    sector.save()
    announce(products=sector.products.values_list("pk", flat=True))
    return sector


@transaction.atomic
def classify_product(
    *,
    product: Product,
    key_sector: KeySector | None,
    craft_village: str,
    traits: Collection[str],
    by: User,
) -> Product:
    """Say which key sector and craft village a product belongs to and what is true of it.

    The producer's people may, and the province's OCOP office. `traits` are `ProductTrait.Kind`.
    Raises RefusedError at "key_sector" or "traits".
    """
    policy.require_classify(by, product)
    if key_sector and key_sector != product.key_sector:
        place = product.current_commune or product.commune
        if key_sector.is_closed or key_sector.province_id != place.province_today_id:
            raise RefusedError(
                "Hãy chọn ngành hàng của tỉnh nơi làm ra sản phẩm.", field="key_sector"
            )
    chosen = set(traits)
    if unknown := chosen - set(ProductTrait.Kind.values):
        raise RefusedError(f"Không có đặc điểm này: {', '.join(sorted(unknown))}.", field="traits")
    product.key_sector, product.craft_village = key_sector, nfc(craft_village)
    product.save(update_fields=["key_sector", "craft_village"])
    held = set(product.traits.values_list("kind", flat=True))
    product.traits.filter(kind__in=held - chosen).delete()
    ProductTrait.objects.bulk_create(
        ProductTrait(product=product, kind=kind) for kind in sorted(chosen - held)
    )
    announce(products=[product.pk])
    return product


def _check_name(name: str, province: Unit, except_for: KeySector | None = None) -> None:
    if not nfc(name):
        raise RefusedError("Hãy ghi tên ngành hàng.", field="name")
    same = KeySector.objects.filter(province=province, folded_name=folded(name))
    if except_for:
        same = same.exclude(pk=except_for.pk)
    if same.exists():
        raise RefusedError(f"Đã có ngành hàng {nfc(name)}.", field="name")
