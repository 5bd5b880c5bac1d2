"""Who may do what to a dossier. The state's own word on an act is in `states.STEPS`."""

from ocop.accounts.policy import Visitor, has_role
from ocop.accounts.roles import COMMUNE_ROLES, Role
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import EDITABLE_STATES, STEPS, DossierState
from ocop.kernel.errors import RefusedError
from ocop.producers import policy as producers_policy
from ocop.products.models import Product

_COMMUNE_ACTS = frozenset({"receive_at_commune", "return_from_commune", "propose_to_province"})
# What the province's office does with a dossier. Councils and recognition say for themselves who
# does their acts (`councils.policy`, `recognition.policy`).
_PROVINCE_ACTS = frozenset({"receive_at_province", "return_from_province", "accept"})
COMMUNE_STEPS = frozenset({DossierState.AT_COMMUNE, DossierState.PROPOSED})


def may(user: Visitor, act: str, dossier: Dossier) -> bool:
    """Whether the person may do an act of producer, commune or province to this dossier.

    Says nothing of the state; `allowed_acts` joins both.
    """
    if act in {"submit", "withdraw"}:
        return producers_policy.may_edit(user, dossier.product.producer)
    if act in _COMMUNE_ACTS:
        return has_role(user, *COMMUNE_ROLES, unit_id=dossier.commune_id)
    return act in _PROVINCE_ACTS and has_role(
        user, Role.PROVINCE_OFFICE, unit_id=dossier.province_id
    )


def require(user: Visitor, act: str, dossier: Dossier) -> str:
    """The state the act leads to. Raises RefusedError where person or state does not allow it."""
    if not may(user, act, dossier):
        raise RefusedError("Bạn không được giao việc này đối với hồ sơ này.")
    return STEPS.target(dossier.state, act)


def allowed_acts(user: Visitor, dossier: Dossier) -> frozenset[str]:
    """Every such act the person may do to the dossier in its present state."""
    return frozenset(act for act in STEPS.acts(dossier.state) if may(user, act, dossier))


def may_edit(user: Visitor, dossier: Dossier) -> bool:
    """Whether the person may change the draft, while it is with the producer.

    The producer's people; officials of the place only for a producer that has nobody here.
    """
    return dossier.state in EDITABLE_STATES and producers_policy.may_edit(
        user, dossier.product.producer
    )


def require_edit(user: Visitor, dossier: Dossier) -> None:
    """Raises RefusedError where the draft may not be changed by this person or at this step."""
    if not producers_policy.may_edit(user, dossier.product.producer):
        raise RefusedError("Chỉ người của cơ sở mới sửa được hồ sơ này.")
    if dossier.state not in EDITABLE_STATES:
        raise RefusedError(
            "Hồ sơ đã nộp, không sửa được nữa. Muốn sửa phải đợi trả lại để bổ sung."
        )


def may_carry_over(user: Visitor, product: Product, reached: str) -> bool:
    """Whether the person may enter a paper dossier of this product that has come to `reached`.

    The commune of production up to its own proposal, the provincial office at any step.
    """
    commune = product.current_commune
    if commune is None:
        return False
    if reached in COMMUNE_STEPS and has_role(user, *COMMUNE_ROLES, unit_id=commune.pk):
        return True
    return has_role(user, Role.PROVINCE_OFFICE, unit_id=commune.province_today_id)
