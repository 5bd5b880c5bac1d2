"""Figures of one session after its results: bands, spread, where members differ most."""

import json
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ocop.councils import queries
from ocop.web.desk.councils.gates import for_readers
from ocop.web.desk.councils.reached import session_of
from ocop.web.scoring_adapter import sentence_case

Content = Mapping[str, Any]
MOST_ROWS = 10


@for_readers
@require_safe
def statistics(request: HttpRequest, pk: int) -> HttpResponse:
    """The session's concluded results in figures; nothing of products still being scored."""
    session = session_of(request, pk)
    results = list(
        queries.results_visible_to(request.user)
        .filter(item__session=session)
        .order_by("item__order")
    )
    contents = [json.loads(result.snapshot.content) for result in results]
    stars = Counter(result.star or 0 for result in results)
    context = {
        "session": session,
        "rows": list(zip(results, contents, strict=True)),
        "stars": [(star, stars[star]) for star in (5, 4, 3, 2, 1) if stars[star]],
        "stopped": stars[0],
        "blocked": _blocked(contents),
        "disputed": _disputed(contents),
        "limit": session.council.rules.spread_limit,
    }
    return render(request, "desk/councils/statistics.html", context)


def _blocked(contents: list[Content]) -> list[tuple[str, int]]:
    """The criteria that held most products back, with how many."""
    held: Counter[str] = Counter()
    for content in contents:
        held.update({_place(content, row["criterion"], row["name"]) for row in content["blocked"]})
    return held.most_common(MOST_ROWS)


def _disputed(contents: list[Content]) -> list[tuple[str, Fraction]]:
    """The criteria where members differed most, with the mean points apart."""
    apart: dict[str, list[int]] = {}
    for content in contents:
        for row in content["criteria"]:
            place = _place(content, row["code"], row["name"])
            apart.setdefault(place, []).append(row["high"] - row["low"])
    means = {place: Fraction(sum(each), len(each)) for place, each in apart.items() if any(each)}
    return sorted(means.items(), key=lambda row: row[1], reverse=True)[:MOST_ROWS]


def _place(content: Content, code: str, name: str) -> str:
    """Criteria of different product sets share codes, not meaning."""
    return f"Bộ {content['set']}, {code} {sentence_case(name)}"
