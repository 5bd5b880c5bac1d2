"""Who keeps rewards and ceremonies, who declares a use of the mark and who checks it."""

from ocop.accounts.policy import Visitor, has_national_role, has_role
from ocop.accounts.roles import Role
from ocop.benefits.models import Ceremony, MarkUse
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit
from ocop.producers.policy import acts_for
from ocop.register.models import Certificate


def may_keep_rewards(user: Visitor, province_id: int | None) -> bool:
    """The OCOP office and the leader of the province whose budget pays."""
    return province_id is not None and has_role(
        user, Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, unit_id=province_id
    )


def may_hold_ceremony(user: Visitor, province_id: int | None) -> bool:
    """The province's office and leader; the ministry's for a ceremony of the ministry (None)."""
    if province_id is None:
        return has_national_role(user, {Role.MINISTRY_OFFICE, Role.MINISTER})
    return may_keep_rewards(user, province_id)


def may_keep_ceremony(user: Visitor, ceremony: Ceremony) -> bool:
    """Whoever may hold it."""
    return may_hold_ceremony(user, ceremony.province_id)


def province_of(certificate: Certificate) -> Unit | None:
    """The province where the product is made today."""
    product = certificate.recognition.product
    return (product.current_commune or product.commune).province_today


def may_declare_use(user: Visitor, certificate: Certificate) -> bool:
    """The producer's own people, helpers too."""
    return acts_for(user, certificate.recognition.product.producer_id)


def may_check_use(user: Visitor, use: MarkUse) -> bool:
    """The province's office, leader and inspectors; the ministry's office for 5 stars too."""
    province = province_of(use.certificate)
    if province is not None and has_role(
        user,
        Role.PROVINCE_OFFICE,
        Role.PROVINCE_LEADER,
        Role.INSPECTOR,
        unit_id=province.pk,
    ):
        return True
    return use.certificate.recognition.star == 5 and has_national_role(user, {Role.MINISTRY_OFFICE})


def require(allowed: bool) -> None:
    """Raise RefusedError where the policy says no."""
    if not allowed:
        raise RefusedError("Tài khoản này không có quyền làm việc này.")
