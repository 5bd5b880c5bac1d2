"""Fetching what a portal page is about: seen through `visible_to`, opened only to who may write."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from ocop.dossiers import policy as dossiers_policy
from ocop.dossiers import queries as dossiers
from ocop.dossiers.models import Dossier
from ocop.producers import policy, queries
from ocop.producers.models import Paper, Producer
from ocop.products import queries as products
from ocop.products.models import Product


def producer_or_404(request: HttpRequest, pk: int) -> Producer:
    """A producer the person may write for. 404 where it is not theirs to see, 403 to write."""
    rows = queries.visible_to(request.user).select_related("current_commune__province_today")
    producer = get_object_or_404(rows, pk=pk)
    if not policy.may_edit(request.user, producer):
        raise PermissionDenied
    return producer


def product_or_404(request: HttpRequest, pk: int) -> Product:
    """A product of such a producer."""
    rows = products.visible_to(request.user).select_related(
        "producer__current_commune", "current_commune__province_today"
    )
    product = get_object_or_404(rows, pk=pk)
    if not policy.may_edit(request.user, product.producer):
        raise PermissionDenied
    return product


def paper_or_404(request: HttpRequest, pk: int) -> Paper:
    """A paper of the person's own producers."""
    return get_object_or_404(
        queries.papers_of(request.user).select_related("producer__current_commune"), pk=pk
    )


def dossier_or_404(request: HttpRequest, pk: int) -> Dossier:
    """A dossier of such a producer, in whatever state; desks read it on their own pages."""
    rows = dossiers.with_names(dossiers.visible_to(request.user)).select_related(
        "product__producer__current_commune"
    )
    dossier = get_object_or_404(rows, pk=pk)
    if not policy.may_edit(request.user, dossier.product.producer):
        raise PermissionDenied
    return dossier


def draft_or_404(request: HttpRequest, pk: int) -> Dossier:
    """A dossier that is with the producer. 403 once it is handed in."""
    dossier = dossier_or_404(request, pk)
    if not dossiers_policy.may_edit(request.user, dossier):
        raise PermissionDenied
    return dossier
