"""What the tests of the decision desks share: results, browsers, the paper of a decision."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from ocop.dossiers.models import Dossier
from ocop.dossiers.states import DossierState
from tests.factories.basic import Places
from tests.factories.results import add_result, make_dossier
from tests.factories.uploads import PDF
from tests.web.desk.world import client_of

__all__ = ["client_of"]


def scored(places: Places, total: str, star: int, band_star: int | None = None) -> Dossier:
    """A dossier of Tân Hộ Cơ on which the provincial council has concluded."""
    dossier = make_dossier(places.tan_ho_co)
    add_result(dossier, total=total, band_star=band_star or star, star=star)
    return dossier


def centrally_scored(dossier: Dossier, total: str, star: int) -> Dossier:
    """The forwarded dossier with the central council's result."""
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.CENTRALLY_SCORED)
    dossier.refresh_from_db()
    add_result(dossier, total=total, band_star=star, star=star, level="central")
    return dossier


def paper(**changes: object) -> dict[str, object]:
    """What is typed of a signed decision, with its scan."""
    typed = {
        "number": "321/QĐ-UBND",
        "signed_on": "12/11/2026",
        "signer_name": "Người ký (mẫu)",
        "signer_title": "Phó Chủ tịch",
        "capacity": "KT",
        "file": SimpleUploadedFile("quyet-dinh.pdf", PDF, "application/pdf"),
    }
    return typed | changes


def picks(*dossiers: Dossier, numbers: bool = True) -> dict[str, object]:
    """The products chosen, certificate numbers 01/GCN, 02/GCN …"""
    typed: dict[str, object] = {}
    for place, dossier in enumerate(dossiers, start=1):
        typed[f"pick-{dossier.pk}"] = "on"
        if numbers:
            typed[f"certificate_number-{dossier.pk}"] = f"{place:02d}/GCN"
    return typed


def text(response: HttpResponse) -> str:
    """The page as text."""
    return response.content.decode()


def enter(browser: Client, address: str, typed: dict[str, object]) -> HttpResponse:
    """Fill in, check, confirm: the page after the confirmation."""
    filled = browser.post(address, typed)
    assert filled.status_code == 302, text(filled)
    assert browser.get(filled.headers["Location"]).status_code == 200
    confirmed = browser.post(filled.headers["Location"])
    assert confirmed.status_code == 302, text(confirmed)
    return browser.get(confirmed.headers["Location"])
