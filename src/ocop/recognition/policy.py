"""Who may decide: the province's leader for 3 and 4 stars, the ministry's for 5 (Điều 4.1)."""

from ocop.accounts.policy import Visitor, has_national_role, has_role
from ocop.accounts.roles import Role
from ocop.dossiers.models import Dossier
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit
from ocop.register.models import Certificate, IssuerLevel


def may_decide_for_province(user: Visitor, dossier: Dossier) -> bool:
    """The chairman of the province, or who signs for them (KT., TUQ.)."""
    return has_role(user, Role.PROVINCE_LEADER, unit_id=dossier.province_id)


def may_close(user: Visitor, dossier: Dossier) -> bool:
    """The provincial office tells commune and producer the result (Điều 7.3.g)."""
    return has_role(user, Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, unit_id=dossier.province_id)


def may_decide_for_ministry(user: Visitor) -> bool:
    """The Minister, or who signs for them."""
    return has_national_role(user, {Role.MINISTER})


def may_return_to_province(user: Visitor) -> bool:
    """The ministry's office or leader tells the province the result (Điều 7.4.g)."""
    return has_national_role(user, {Role.MINISTER, Role.MINISTRY_OFFICE})


def require(allowed: bool) -> None:
    """Raise RefusedError where the policy says no."""
    if not allowed:
        raise RefusedError("Tài khoản này không có thẩm quyền làm việc này.")


def may_keep_papers(user: Visitor, unit_id: int | None) -> bool:
    """Whether the person keeps an office's numbers, wording and papers (None: the ministry)."""
    if unit_id is None:
        return has_national_role(user, {Role.MINISTRY_OFFICE, Role.MINISTER})
    return has_role(user, Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, unit_id=unit_id)


def is_of_ministry(certificate: Certificate) -> bool:
    """Whether the ministry answers for the certificate: 5 stars (Điều 4.1.b)."""
    recognition = certificate.recognition
    return recognition.star == 5 or recognition.level == IssuerLevel.MINISTRY


def office_of(certificate: Certificate) -> Unit | None:
    """Who makes its papers today: the province of the place, the ministry (None) for 5 stars.

    Điều 4.1: authority follows the star, also for certificates that a district signed in its time.
    None as well where the place follows no province yet (a division nobody has confirmed).
    """
    if is_of_ministry(certificate):
        return None
    product = certificate.recognition.product
    return (product.current_commune or product.commune).province_today


def may_make_edition(user: Visitor, certificate: Certificate) -> bool:
    """Whether the person prepares a new paper of this certificate."""
    if is_of_ministry(certificate):
        return may_keep_papers(user, None)
    office = office_of(certificate)
    return office is not None and may_keep_papers(user, office.pk)
