"""What was found, as a file: public data only, a household by its commune."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ocop.catalogue.finding import Answer, find
from ocop.catalogue.queries import to_show
from ocop.law.classification import product_class
from ocop.web.access import anyone
from ocop.web.exports import Cell, list_file
from ocop.web.public.register.asking import asked
from ocop.web.public.register.entries import entry
from ocop.web.public.register.facets import form_name

MOST_LINES = 5000
_BATCH = 500


@anyone
@require_safe
def products_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The list as CSV or XLSX, in its order; a list too long leads back to be narrowed down."""
    question = asked(request.GET)
    answer = find(question.search)
    if answer.counts.total > MOST_LINES:
        return redirect(f"{reverse('public:products')}?{question.address()}")
    return list_file(suffix, "san-pham-ocop", _head(), _lines(answer))


def _head() -> list[str]:
    return [
        _("Sản phẩm"),
        _("Chủ thể"),
        _("Loại hình"),
        _("Xã, phường nay"),
        _("Nơi khi công nhận"),
        _("Bộ sản phẩm"),
        _("Hạng sao"),
        _("Tình trạng"),
        _("Ngày công nhận"),
        _("Số quyết định"),
        _("Số giấy chứng nhận"),
        _("Có giá trị đến"),
        _("Mã tra cứu"),
    ]


def _lines(answer: Answer) -> Iterator[list[Cell]]:
    ids = list(answer.every().values_list("pk", flat=True))
    for start in range(0, len(ids), _BATCH):
        for period in to_show(ids[start : start + _BATCH]):
            one = period.recognition
            product, certificate = one.product, getattr(one, "certificate", None)
            line = entry(one, on=answer.search.on)
            yield [
                product.name,
                product.producer.name,
                form_name(product.producer.legal_form),
                product.current_commune.display if product.current_commune else "",
                one.commune.full_name,
                product_class(product.leaf).name if product.leaf else "",
                one.star,
                f"{line.verdict.title} {line.verdict.detail}".strip(),
                one.recognised_on,
                one.decision.number if one.decision else "",
                certificate.number if certificate else "",
                certificate.expires_on if certificate else None,
                certificate.short_code if certificate else "",
            ]
