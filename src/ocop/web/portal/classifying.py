"""What a product is beside its group: key sector, craft village, gift, export …"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ocop.kernel.errors import RefusedError
from ocop.web import refusals
from ocop.web.access import signed_in
from ocop.web.classifying import ClassifyForm
from ocop.web.portal.scope import product_or_404


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def traits(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing of it changes a score; it helps buyers find the product."""
    product = product_or_404(request, pk)
    form = ClassifyForm(request.POST or None, product=product)
    if request.method == "POST" and form.is_valid():
        try:
            form.save(request.user)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã lưu đặc điểm sản phẩm.")
            return redirect("portal:product", pk)
    context = {"form": form, "product": product, "office": product.producer.name}
    return render(request, "portal/traits.html", context)
