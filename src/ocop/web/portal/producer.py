"""What is known of a producer, as Mẫu số 01 and 02 ask."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ocop.kernel.errors import RefusedError
from ocop.producers.queries import own_producers
from ocop.producers.services import update_producer
from ocop.web import refusals
from ocop.web.access import signed_in
from ocop.web.portal.back import back_to
from ocop.web.portal.forms import ProducerForm
from ocop.web.portal.scope import producer_or_404


@signed_in
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """The person's producers; straight to the page of the only one."""
    producers = list(own_producers(request.user))
    if len(producers) == 1:
        return redirect("portal:producer", producers[0].pk)
    return render(request, "portal/producers.html", {"producers": producers})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """One form for everything; `?ve=` leads back to the dossier it was opened from."""
    producer = producer_or_404(request, pk)
    fields = ProducerForm.base_fields
    form = ProducerForm(
        request.POST or None, initial={name: getattr(producer, name) for name in fields}
    )
    if request.method == "POST" and form.is_valid():
        try:
            update_producer(producer=producer, by=request.user, **form.cleaned_data)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã lưu thông tin cơ sở.")
            return redirect(back_to(request, "portal:producer", producer.pk))
    context = {
        "form": form,
        "producer": producer,
        "office": producer.name,
        "back": back_to(request, "portal:home"),
    }
    return render(request, "portal/producer.html", context)
