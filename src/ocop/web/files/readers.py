"""Who may read a stored file: whoever may read what refers to it; nobody where nothing does."""

from collections.abc import Callable

from django.db.models import Q

from ocop.accounts.policy import Visitor, has_national_role, units_with_role
from ocop.accounts.roles import Role
from ocop.councils import queries as councils
from ocop.dossiers import queries as dossiers
from ocop.files.models import StoredFile
from ocop.producers.policy import own_producer_ids
from ocop.register.models import Decision

_PROVINCE_READERS = frozenset({Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.AUDITOR})
_MINISTRY_READERS = frozenset({Role.MINISTRY_OFFICE, Role.MINISTER})


def may_read(user: Visitor, file: StoredFile) -> bool:
    """Whether one of the things that refer to the file is open to the person."""
    return any(opens(user, file) for opens in _READERS)


def _as_public_photo(user: Visitor, file: StoredFile) -> bool:
    """Photos of a recognised product stand on its public page."""
    return file.product_photos.filter(product__recognitions__star__gte=3).exists()


def _with_a_dossier(user: Visitor, file: StoredFile) -> bool:
    """The producer's own papers and photos, and what was handed in with a dossier."""
    return dossiers.readable_files(user).filter(pk=file.pk).exists()


def _as_decision(user: Visitor, file: StoredFile) -> bool:
    """A signed decision: who is concerned by it, and the office that issued it."""
    if not user.is_authenticated:
        return False
    own, seen = own_producer_ids(user), dossiers.visible_to(user)
    readers = (
        Q(unit__in=units_with_role(user, _PROVINCE_READERS))
        | Q(recognitions__product__producer__in=own)
        | Q(recognitions__product__dossiers__in=seen)
        | Q(referrals__dossier__in=seen)
    )
    if has_national_role(user, _MINISTRY_READERS):
        readers |= Q(unit=None)
    if has_national_role(user, {Role.AUDITOR}):
        readers |= Q(pk__isnull=False)
    return Decision.objects.filter(readers, file=file).exists()


def _as_council_decision(user: Visitor, file: StoredFile) -> bool:
    """The decision that set up a council: whoever works with the council."""
    return councils.worked_with(user).filter(decision_file=file).exists()


_READERS: tuple[Callable[[Visitor, StoredFile], bool], ...] = (
    _as_public_photo,
    _with_a_dossier,
    _as_decision,
    _as_council_decision,
)
