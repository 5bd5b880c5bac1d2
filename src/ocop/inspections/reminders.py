"""Every night: remedies due soon or overdue, told once each to the producer and the office."""

import datetime as dt

from ocop.inspections.models import InspectionFinding
from ocop.inspections.services.records import tell_office, tell_producer
from ocop.inspections.states import InspectionState
from ocop.kernel import clock

DAYS_BEFORE = 3


def remind_of_remedies() -> int:
    """Remind of open remedies due within three days, and of those overdue; returns how many."""
    today = clock.today()
    due = (
        InspectionFinding.objects.filter(
            inspection__state__in=[InspectionState.MINUTED, InspectionState.CONCLUDED],
            due_on__lte=today + dt.timedelta(days=DAYS_BEFORE),
        )
        .exclude(state=InspectionFinding.State.VERIFIED)
        .select_related("inspection__product__producer")
    )
    count = 0
    for finding in due:
        inspection = finding.inspection
        assert finding.due_on is not None
        is_late = finding.due_on < today
        if finding.state == InspectionFinding.State.OPEN:
            when = "Đã quá hạn" if is_late else "Sắp đến hạn"
            tell_producer(
                inspection,
                f"{'late' if is_late else 'due'}:{finding.pk}:{finding.due_on}",
                f"{when} khắc phục: {inspection.product.name}",
                f"{finding.text}\nHạn {finding.due_on:%d/%m/%Y}. {finding.remedy}",
            )
            count += 1
        if is_late:
            tell_office(
                inspection,
                f"late:{finding.pk}:{finding.due_on}",
                f"Quá hạn khắc phục: {inspection.product.name}",
                f"{inspection.product.producer.name}: {finding.text}",
            )
    return count
