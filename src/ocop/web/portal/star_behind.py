"""The star that an upgrade or a re-evaluation builds on, as the portal tells it."""

import datetime as dt
from dataclasses import dataclass

from ocop.config.law import law_settings
from ocop.dossiers.content import content_of
from ocop.dossiers.models import Dossier
from ocop.dossiers.recognised import (
    earlier_content,
    leading_submission,
    newest_star,
    recognised_content,
    status_on,
)
from ocop.dossiers.rules.differences import differences, drafted
from ocop.dossiers.rules.window import window_findings, window_of
from ocop.kernel.findings import Finding
from ocop.law.deadlines import Window, reevaluation_window
from ocop.law.loading import load_rubric
from ocop.products.models import Product
from ocop.register.models import Certificate, Recognition
from ocop.register.sentences import verdict
from ocop.register.status import Status


@dataclass(frozen=True)
class StarBehind:
    """The newest star of a product; `has_dossier` where the dossier behind it was made here."""

    recognition: Recognition
    status: Status
    window: Window | None
    has_dossier: bool
    today: dt.date

    @property
    def certificate(self) -> Certificate | None:
        """Its certificate, where the register has one."""
        return getattr(self.recognition, "certificate", None)

    @property
    def sentence(self) -> str:
        """Its status in words."""
        said = verdict(self.status)
        return f"{said.title} {said.detail}".strip()

    @property
    def is_early(self) -> bool:
        """Whether a re-evaluation cannot be handed in yet."""
        return self.window is not None and self.today < self.window.opens

    @property
    def is_late(self) -> bool:
        """Whether the window of Điều 7.6.a is over."""
        return self.window is not None and self.today > self.window.closes


def star_behind(product: Product, today: dt.date) -> StarBehind | None:
    """What a new dossier of the product would build on; None where it never had a star."""
    newest = newest_star(product)
    if newest is None:
        return None
    certificate: Certificate | None = getattr(newest, "certificate", None)
    return StarBehind(
        recognition=newest,
        status=status_on(newest, today),
        window=reevaluation_window(certificate.expires_on) if certificate else None,
        has_dossier=leading_submission(newest) is not None,
        today=today,
    )


@dataclass(frozen=True)
class Beginning:
    """How an upgrade or re-evaluation began: what was filled in, what waits for review."""

    is_prefilled: bool
    to_review: tuple[str, ...]
    window: Window | None
    findings: tuple[Finding, ...]


def beginning_of(dossier: Dossier, today: dt.date) -> Beginning | None:
    """The head of the task list; None for a dossier that builds on nothing."""
    if dossier.builds_on_id is None:
        return None
    review = dossier.answers.filter(needs_review=True).values_list("criterion", flat=True)
    found: list[Finding] = []
    window = None
    if dossier.kind == "reevaluation":
        recognised = recognised_content(dossier)
        window = window_of(recognised)
        if not dossier.receipts.exists():
            found = window_findings(recognised, today, law_settings())
    return Beginning(
        is_prefilled=dossier.prefilled_from_id is not None,
        to_review=tuple(sorted(review)),
        window=window,
        findings=tuple(found),
    )


def drafted_changes(dossier: Dossier, today: dt.date) -> dict[str, str]:
    """What the comparison with the earlier dossier says, by topic; nothing where there is none."""
    if dossier.prefilled_from is None:
        return {}
    before = earlier_content(dossier.prefilled_from)
    found = differences(
        before,
        content_of(dossier, on=today),
        load_rubric(before["instrument"], before["set"]),
        load_rubric(dossier.instrument, dossier.set_number),
    )
    return drafted(found)
