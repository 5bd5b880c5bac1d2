"""Who may read a stored file: whoever may read what refers to it; nobody where nothing does."""

from collections.abc import Callable

from django.db.models import Q

from ocop.accounts.policy import Visitor
from ocop.benefits import mark_queries as marks
from ocop.councils import queries as councils
from ocop.dossiers import queries as dossiers
from ocop.files.models import StoredFile
from ocop.inspections import queries as inspections
from ocop.misuse import queries as reports
from ocop.newsroom import queries as news
from ocop.recognition import queries as decisions
from ocop.register.queries import seen_photos
from ocop.storefront import queries as pages
from ocop.withdrawals import queries as withdrawals


def may_read(user: Visitor, file: StoredFile) -> bool:
    """Whether one of the things that refer to the file is open to the person."""
    return any(opens(user, file) for opens in _READERS)


def _as_public_photo(user: Visitor, file: StoredFile) -> bool:
    """Photos that a decision on a product's star found with it stand on its public page."""
    return seen_photos().filter(file=file).exists()


def _on_a_product_page(user: Visitor, file: StoredFile) -> bool:
    """A photo of a published page: everybody; of another version: who may read that version."""
    return pages.is_public_photo(file) or pages.readable_files(user).filter(file=file).exists()


def _with_a_dossier(user: Visitor, file: StoredFile) -> bool:
    """The producer's own papers and photos, and what was handed in with a dossier."""
    return dossiers.readable_files(user).filter(pk=file.pk).exists()


def _as_decision(user: Visitor, file: StoredFile) -> bool:
    """A signed decision: who may open the decision."""
    return decisions.visible_to(user).filter(file=file).exists()


def _as_council_decision(user: Visitor, file: StoredFile) -> bool:
    """The decision that set up a council: whoever works with the council."""
    return councils.worked_with(user).filter(decision_file=file).exists()


def _of_an_inspection(user: Visitor, file: StoredFile) -> bool:
    """Photos, signatures, laboratory reports and proofs: who may open the inspection."""
    return inspections.readable_files(user).filter(pk=file.pk).exists()


def _with_a_withdrawal(user: Visitor, file: StoredFile) -> bool:
    """Conclusions and replies: who may open the case; the ministry's letter: who may answer it."""
    cases = withdrawals.visible_to(user)
    return (
        cases.filter(Q(conclusion_file=file) | Q(replies__file=file)).exists()
        or cases.filter(Q(decision__file=file) | Q(annulment__file=file)).exists()
        or withdrawals.requests_visible_to(user).filter(file=file).exists()
    )


def _with_a_report(user: Visitor, file: StoredFile) -> bool:
    """A buyer's photo: the officials who may open the report, nobody else."""
    return reports.visible_to(user).filter(photo=file).exists()


def _of_a_mark_use(user: Visitor, file: StoredFile) -> bool:
    """A photo of the mark in use: the producer's people and the officials of its place."""
    mine = marks.own_uses(user).filter(photo=file)
    return mine.exists() or marks.visible_to(user).filter(photo=file).exists()


def _with_a_certificate(user: Visitor, file: StoredFile) -> bool:
    """The signed paper of a certificate and the order behind it: the offices that care for it."""
    papers = decisions.editions_visible_to(user)
    return papers.filter(Q(signed_file=file) | Q(basis_file=file)).exists()


def _with_an_article(user: Visitor, file: StoredFile) -> bool:
    """Pictures of what is published today; those of drafts for the office that writes them."""
    return news.readable_pictures(user).filter(pk=file.pk).exists()


_READERS: tuple[Callable[[Visitor, StoredFile], bool], ...] = (
    _as_public_photo,
    _on_a_product_page,
    _with_a_dossier,
    _as_decision,
    _with_a_certificate,
    _as_council_decision,
    _of_an_inspection,
    _with_a_withdrawal,
    _with_a_report,
    _of_a_mark_use,
    _with_an_article,
)
