"""Taking an import back as a whole, or saying what stands in the way."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models, transaction

from ocop.accounts.models import User
from ocop.imports.models import Import
from ocop.imports.queries import written_by
from ocop.imports.services.beginning import forget_file
from ocop.imports.services.listing import products_with_stars
from ocop.imports.states import STEPS
from ocop.kernel import audit, clock
from ocop.kernel.changes import announce

# Nearest to the ground last: each refers only to what stands behind it.
ORDER = (
    "register.certificatefact",
    "register.certificateedition",
    "register.certificate",
    "register.recognition",
    "register.decision",
    "products.product",
    "producers.producer",
)
# What these packages keep follows from the register and goes with it.
DERIVED = frozenset({"catalogue", "statistics", "opendata", "imports"})
NAMES = {
    "dossiers": "hồ sơ đánh giá",
    "councils": "phiên họp Hội đồng",
    "recognition": "quyết định, thông báo",
    "misuse": "phản ánh của người dân",
    "withdrawals": "hồ sơ thu hồi",
    "benefits": "khen thưởng, theo dõi dùng dấu",
    "inspections": "kiểm tra",
    "storefront": "trang riêng của cơ sở",
    "register": "công nhận, giấy chứng nhận",
    "products": "sản phẩm, ảnh",
    "producers": "người của cơ sở, giấy tờ",
}


def obstacles(batch: Import) -> list[str]:
    """What was built since on what the import wrote; empty where it can be taken back."""
    found: dict[str, int] = {}
    for label in ORDER:
        model = apps.get_model(label)
        if not batch.written.filter(model=label).exists():
            continue
        for relation, others in _referring(model):
            if others._meta.app_label in DERIVED:
                continue
            rows = others._default_manager.filter(written_by(batch, label, f"{relation}_id"))
            count = rows.exclude(written_by(batch, others._meta.label_lower)).count()
            if count:
                name = NAMES.get(others._meta.app_label, "dữ liệu khác")
                found[name] = found.get(name, 0) + count
    return [f"{count} {name}" for name, count in found.items()]


@transaction.atomic
def take_back_written(batch: Import, by: User) -> dict[str, int]:
    """Delete everything the import wrote; the chain keeps that it was there and that it went.

    The caller has asked for `obstacles`; a row that something still refers to raises.
    """
    products = list(products_with_stars(batch))
    taken: dict[str, int] = {}
    for label in ORDER:
        model = apps.get_model(label)
        rows = model._default_manager.filter(written_by(batch, label))
        taken[label] = rows.delete()[1].get(model._meta.label, 0)
    batch.written.all().delete()
    batch.undone_by, batch.undone_at = by, clock.now()
    batch.result = batch.result | {"taken_back": taken}
    audit.record(
        act="import_undone",
        actor=by.actor,
        subject=f"import:{batch.pk}",
        facts={"title": batch.title, "taken_back": taken},
    )
    announce(products=products)
    return taken


@transaction.atomic
def finish_undo(batch: Import) -> None:
    """The import is back where nothing of it is in the register."""
    batch.state = STEPS.target(batch.state, "undone")
    forget_file(batch)
    batch.save()


def _referring(model: type[models.Model]) -> Iterator[tuple[str, type[models.Model]]]:
    """Field and model of every row that can refer to the model's rows."""
    for relation in model._meta.related_objects:
        others = relation.related_model
        if isinstance(others, type) and not relation.many_to_many:
            yield relation.field.name, others
