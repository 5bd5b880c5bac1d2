"""The first run: which commune, then name and legal form."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ocop.accounts.phones import local_phone
from ocop.kernel.errors import RefusedError
from ocop.producers.services import register_producer
from ocop.web import refusals
from ocop.web.access import signed_in
from ocop.web.portal.communes import commune_with_code, find_communes
from ocop.web.portal.forms import FirstRunForm


@signed_in
@require_safe
def choose_commune(request: HttpRequest) -> HttpResponse:
    """`?tim=` finds today's communes; each leads to the next step."""
    typed = request.GET.get("tim", "")
    context = {"typed": typed, "found": find_communes(typed)}
    return render(request, "portal/choose_commune.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, code: str) -> HttpResponse:
    """The producer's name, form and number; the person becomes its representative."""
    commune = commune_with_code(code)
    if commune is None:
        messages.warning(request, "Hãy chọn lại xã, phường.")
        return redirect("portal:start")
    form = FirstRunForm(
        request.POST or None,
        initial={"phone": local_phone(request.user.phone) if request.user.phone else ""},
    )
    if request.method == "POST" and form.is_valid():
        try:
            producer = register_producer(
                commune=commune, by=request.user, owner=request.user, **form.cleaned_data
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, f"Đã lập cơ sở {producer.name}. Giờ thêm sản phẩm đầu tiên.")
            return redirect("portal:add_product", producer.pk)
    return render(request, "portal/register.html", {"form": form, "commune": commune})
