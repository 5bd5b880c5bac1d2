"""Key sectors of the demo province, with some invented products sorted into them."""

from ocop.accounts.models import User
from ocop.kernel.text import folded
from ocop.places.models import Unit
from ocop.products.classifying import classify_product, open_key_sector
from ocop.products.models import Product

# Named in the province's plan for 2025; the words by which a sample product belongs to each.
SECTORS = {
    "Lúa gạo": ("gao", "banh"),
    "Xoài": ("xoai",),
    "Cá tra": ("ca tra",),
    "Sen": ("sen",),
    "Hoa kiểng": ("hoa", "kieng"),
}


def sort_into_key_sectors(province: Unit, by: User) -> None:
    """Open the sectors and classify the sample products whose names say where they belong."""
    samples = list(
        Product.objects.filter(is_sample=True, current_commune__province_today=province)
        .select_related("producer", "current_commune__province_today", "commune")
        .order_by("pk")
    )
    for name, words in SECTORS.items():
        sector = open_key_sector(
            province=province, name=name, basis="Kế hoạch OCOP của tỉnh năm 2025", by=by
        )
        for product in samples:
            if product.key_sector is None and any(
                f" {word} " in f" {folded(product.name)} " for word in words
            ):
                classify_product(
                    product=product,
                    key_sector=sector,
                    craft_village="",
                    traits=["processed"],
                    by=by,
                )
