"""A province's rule on who approves pages."""

from django.db import transaction

from ocop.accounts.models import User
from ocop.kernel import audit
from ocop.places.models import Unit
from ocop.storefront import policy
from ocop.storefront.models import ModerationRule


@transaction.atomic
def set_commune_approval(*, province: Unit, allowed: bool, by: User) -> ModerationRule:
    """Let the communes approve pages of their place, beside the office; or no longer."""
    policy.require_set_rule(by, province)
    rule, _ = ModerationRule.objects.update_or_create(
        province=province, defaults={"commune_may_approve": allowed}
    )
    audit.record(
        act="page_approval_rule_set",
        actor=by.actor,
        subject=f"unit:{province.pk}",
        facts={"commune_may_approve": allowed},
    )
    return rule
