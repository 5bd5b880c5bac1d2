"""Who may propose, check and decide a withdrawal: the star says which level (Điều 8.2)."""

from ocop.accounts.policy import Visitor, has_national_role, has_role
from ocop.accounts.roles import COMMUNE_ROLES, Role
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit
from ocop.producers.policy import own_producer_ids
from ocop.register.models import Certificate
from ocop.withdrawals.models import MinistryRequest, Withdrawal

MINISTRY = frozenset({Role.MINISTRY_OFFICE, Role.MINISTER})
PROVINCE_PROPOSERS = (Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.INSPECTOR)


def province_of(certificate: Certificate) -> Unit | None:
    """Today's province of the place of production, whoever issued the certificate.

    None where the commune was divided and nobody has confirmed yet what it became.
    """
    product = certificate.recognition.product
    return (product.current_commune or product.commune).province_today


def is_the_ministrys(certificate: Certificate) -> bool:
    """Five stars are the Minister's (Điều 8.2.b), three and four the province's (8.2.a)."""
    return certificate.recognition.star == 5


def may_propose(user: Visitor, certificate: Certificate, source: str) -> bool:
    """The province's office, leader and inspectors; the ministry; the commune that confirms."""
    if has_national_role(user, MINISTRY):
        return True
    if source == "commune" and _is_of_its_commune(user, certificate):
        return True
    province = province_of(certificate)
    return province is not None and has_role(user, *PROVINCE_PROPOSERS, unit_id=province.pk)


def _is_of_its_commune(user: Visitor, certificate: Certificate) -> bool:
    commune = certificate.recognition.product.current_commune_id
    return commune is not None and has_role(user, *COMMUNE_ROLES, unit_id=commune)


def may_check(user: Visitor, certificate: Certificate) -> bool:
    """The office that advises the authority of the star (Điều 8.3.a)."""
    if is_the_ministrys(certificate):
        return has_national_role(user, {Role.MINISTRY_OFFICE})
    province = province_of(certificate)
    return province is not None and has_role(user, Role.PROVINCE_OFFICE, unit_id=province.pk)


def may_decide(user: Visitor, certificate: Certificate) -> bool:
    """The chairman of the province, or the Minister, or who signs for them (Điều 8.2)."""
    if is_the_ministrys(certificate):
        return has_national_role(user, {Role.MINISTER})
    province = province_of(certificate)
    return province is not None and has_role(user, Role.PROVINCE_LEADER, unit_id=province.pk)


def may_reply(user: Visitor, case: Withdrawal) -> bool:
    """The producer's own people; a reply on paper is entered by the office that checks."""
    producer = case.certificate.recognition.product.producer_id
    return producer in own_producer_ids(user) or may_check(user, case.certificate)


def may_request(user: Visitor) -> bool:
    """The ministry's office or leader (Điều 10.1.b)."""
    return has_national_role(user, MINISTRY)


def may_answer(user: Visitor, request: MinistryRequest) -> bool:
    """The province of today where the product is made."""
    product = request.recognition.product
    province = (product.current_commune or product.commune).province_today
    return province is not None and has_role(
        user, Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, unit_id=province.pk
    )


def require(allowed: bool) -> None:
    """Raise RefusedError where the policy says no."""
    if not allowed:
        raise RefusedError("Tài khoản này không có thẩm quyền làm việc này.")
