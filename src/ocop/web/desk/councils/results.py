"""The council's result on one product, explained to whoever may read it."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ocop.councils import queries
from ocop.law.loading import load_rubric
from ocop.recognition.comparison import comparison_of
from ocop.web.access import signed_in
from ocop.web.desk.councils.result_rows import criterion_rows, part_rows


@signed_in
@require_safe
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """Every part, the star by points and in law, what blocks it, how the members chose.

    Officials of the council and, after the session, everyone who may open the dossier; individual
    sheets only where `sheets_visible_to` opens them.
    """
    found = get_object_or_404(queries.results_visible_to(request.user), item_id=pk)
    content = json.loads(found.snapshot.content)
    rubric = load_rubric(content["instrument"], content["set"])
    sheets = (
        queries.sheets_visible_to(request.user)
        .filter(item=found.item, submitted_at__isnull=False, round=found.item.round)
        .select_related("member__user", "snapshot")
    )
    context = {
        "result": found,
        "content": content,
        "rubric": rubric,
        "parts": part_rows(rubric, content),
        "criteria": criterion_rows(rubric, content),
        "sheets": [
            (sheet, json.loads(sheet.snapshot.content)) for sheet in sheets if sheet.snapshot
        ],
        "session": found.item.session,
        "product": found.dossier.product,
        "comparison": comparison_of(found.dossier, found),
        "works_with": queries.items_visible_to(request.user).filter(pk=pk).exists(),
    }
    return render(request, "desk/councils/result.html", context)
