"""Who may act for a producer: its representative adds and removes them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ocop.kernel.errors import RefusedError
from ocop.producers import policy
from ocop.producers.models import ProducerPerson
from ocop.producers.queries import people_of
from ocop.producers.services import add_person, end_person
from ocop.web import refusals
from ocop.web.access import signed_in
from ocop.web.portal.forms import PersonForm
from ocop.web.portal.scope import producer_or_404


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """The list, and for the representative the form to add someone."""
    producer = producer_or_404(request, pk)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = add_person(producer=producer, by=request.user, **form.cleaned_data)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, f"Đã thêm {added.user.full_name}.")
            return redirect("portal:people", producer.pk)
    context = {
        "producer": producer,
        "office": producer.name,
        "people": people_of(producer),
        "form": form,
        "is_owner": policy.is_owner(request.user, producer.pk),
    }
    return render(request, "portal/people.html", context)


@signed_in
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """End someone's part."""
    person = get_object_or_404(
        ProducerPerson.objects.select_related("producer", "user"),
        pk=pk,
        producer__in=policy.own_producer_ids(request.user),
    )
    try:
        end_person(person=person, by=request.user)
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"{person.user.full_name} không còn vào được trang của cơ sở.")
    return redirect("portal:people", person.producer_id)
