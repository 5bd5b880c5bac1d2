"""Where each part of a dossier is mended, and what a desk asked to mend there."""

from urllib.parse import urlencode

from django.urls import reverse

from ocop.dossiers.models import Dossier
from ocop.dossiers.rules.content import GENERAL
from ocop.dossiers.states import EDITABLE_STATES, DossierState
from ocop.law.loading import load_rubric


def place_url(dossier: Dossier, place: str) -> str:
    """The page of a place of a finding or a return note; the task list where there is none."""
    home = reverse("portal:dossier", args=[dossier.pk])
    if load_rubric(dossier.instrument, dossier.set_number).leaf(place):
        return reverse("portal:criterion", args=[dossier.pk, place])
    match place:
        case "producer" | "registration":
            address = reverse("portal:producer", args=[dossier.product.producer_id])
            return f"{address}?{urlencode({'ve': home})}"
        case "product":
            address = reverse("portal:product", args=[dossier.product_id])
            return f"{address}?{urlencode({'ve': home})}"
        case "commune":
            return reverse("portal:place", args=[dossier.product_id])
        case "papers":
            return reverse("portal:add_evidence", args=[dossier.pk, GENERAL])
        case "results" | "plan" | "changes" | "samples":
            return f"{reverse('portal:texts', args=[dossier.pk])}#{ANCHORS[place]}"
        case "window":
            return f"{home}#thoi-gian-nop"
        case "commitment":
            return f"{reverse('portal:check', args=[dossier.pk])}#id_is_committed"
    return home


ANCHORS = {
    "results": "id_results_production",
    "plan": "id_plan",
    "changes": "da-doi",
    "samples": "id_samples",
}


def asked_points(dossier: Dossier) -> dict[str, list[str]]:
    """What the latest return asks, by place; empty unless the dossier is back for completion."""
    if dossier.state == DossierState.DRAFT or dossier.state not in EDITABLE_STATES:
        return {}
    note = dossier.return_notes.order_by("-pk").first()
    asked: dict[str, list[str]] = {}
    for point in note.points if note else ():
        asked.setdefault(point["place"], []).append(point["reason"])
    return asked
