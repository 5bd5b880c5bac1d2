"""The products a plan may draw, with the facts of their risk: a handful of queries for any number."""

import datetime as dt
from collections import Counter
from typing import Any

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery

from ocop.benefits.mark_queries import stamps_over_output
from ocop.inspections.models import InspectingLevel, Inspection, InspectionFinding, Plan
from ocop.inspections.rules.sampling import Candidate
from ocop.inspections.states import TOLD_STATES
from ocop.kernel import clock
from ocop.misuse.models import Report
from ocop.producers.models import Paper
from ocop.register.models import Recognition
from ocop.register.queries import recognised_products, with_certificate_valid_on

# The questions about stamps against output, by checklist.
LABEL_QUESTIONS = (("after-recognition", "6.2"), ("mark-use", "2.4"))
EXPIRING_DAYS = 90
REPORT_DAYS = 365


def candidates_for(plan: Plan, on: dt.date) -> list[Candidate]:
    """Every product of the plan's level and place with a valid star on `on`, by id."""
    return [Candidate(pk, facts) for pk, facts in sorted(_facts(_products(plan, on), on).items())]


def _products(plan: Plan, on: dt.date) -> QuerySet[Any]:
    newest = Recognition.objects.filter(product=OuterRef("pk"), star__gte=3).order_by(
        F("recognised_on").desc(nulls_last=True), "-pk"
    )
    products: QuerySet[Any] = with_certificate_valid_on(recognised_products(), on).annotate(
        star=Subquery(newest.values("star")[:1])
    )
    if plan.level == InspectingLevel.MINISTRY:
        return products.filter(star=5)
    return products.filter(star__lt=5, current_commune__province_today=plan.province_id)


def _facts(products: QuerySet[Any], on: dt.date) -> dict[int, dict[str, int]]:
    rows = list(products.order_by().values_list("pk", "producer_id", "star"))
    expired, expiring = _papers(on)
    reports = _founded_reports(on - dt.timedelta(days=REPORT_DAYS))
    told = Inspection.objects.filter(state__in=TOLD_STATES)
    last = dict(told.order_by().values_list("product").annotate(last=Max("planned_on")))
    pending = dict(
        InspectionFinding.objects.filter(inspection__in=told)
        .exclude(state=InspectionFinding.State.VERIFIED)
        .order_by()
        .values_list("inspection__product")
        .annotate(count=Count("pk"))
    )
    over = _labels_over_output() | stamps_over_output(on)
    facts = {}
    for pk, producer, star in rows:
        counted = {
            "founded_reports": reports.get(pk, 0),
            "papers_expired": expired[producer],
            "papers_expiring": expiring[producer],
            "labels_over_output": int(pk in over),
            "never_inspected": int(pk not in last),
            "open_findings": pending.get(pk, 0),
            "years_since_inspection": (on - last[pk]).days // 365 if pk in last else 0,
            "high_star": int(star >= 4),
        }
        facts[pk] = {name: count for name, count in counted.items() if count > 0}
    return facts


def _papers(on: dt.date) -> tuple[Counter[int], Counter[int]]:
    """How many papers of each producer are past their day, and how many soon will be."""
    soon = on + dt.timedelta(days=EXPIRING_DAYS)
    held = Paper.objects.filter(state=Paper.State.HELD, replaced_by=None, expires_on__lte=soon)
    rows = (
        held.order_by()
        .values_list("producer")
        .annotate(
            over=Count("pk", filter=Q(expires_on__lt=on)),
            near=Count("pk", filter=Q(expires_on__gte=on)),
        )
    )
    expired: Counter[int] = Counter()
    expiring: Counter[int] = Counter()
    for producer, over, near in rows:
        expired[producer], expiring[producer] = over, near
    return expired, expiring


def _founded_reports(since: dt.date) -> dict[int, int]:
    """Buyers' reports found true since a day, by product; asked once for all products."""
    rows = Report.objects.filter(
        certificate__isnull=False,
        verdict__in=[Report.Verdict.FOUNDED, Report.Verdict.HANDED_OVER],
        filed_at__gte=dt.datetime.combine(since, dt.time.min, clock.VIETNAM),
    )
    products = rows.order_by().values_list("certificate__recognition__product")
    return dict(products.annotate(count=Count("pk")))


def _labels_over_output() -> set[int]:
    """Products where an inspection found more stamps than output and nobody confirmed a remedy."""
    asked = Q()
    for name, question in LABEL_QUESTIONS:
        asked |= Q(inspection__checklist=name, question=question)
    found = InspectionFinding.objects.filter(asked, inspection__state__in=TOLD_STATES).exclude(
        state=InspectionFinding.State.VERIFIED
    )
    return set(found.order_by().values_list("inspection__product", flat=True))
