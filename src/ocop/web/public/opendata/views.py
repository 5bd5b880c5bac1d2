"""The datasets, each with its dictionary and its snapshots; files as they were stored."""

from django.conf import settings
from django.db.models import Max
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ocop.kernel.language import is_english
from ocop.opendata.catalogue import DATASETS, dataset
from ocop.opendata.columns import Words
from ocop.opendata.dcat import catalogue
from ocop.opendata.models import DataSnapshot, SnapshotFile
from ocop.opendata.writing import BOM, MEDIA_TYPES
from ocop.web.access import anyone
from ocop.web.api.shapes import written


def _said(words: Words) -> str:
    return words.en if is_english() else words.vi


def _licence() -> dict[str, str]:
    return {
        "licence": settings.OCOP_DATA_LICENCE,
        "licence_basis": settings.OCOP_DATA_LICENCE_BASIS,
        "publisher": settings.OCOP_DATA_PUBLISHER,
    }


def newest_snapshots() -> list[DataSnapshot]:
    """The newest of each dataset, with its files. Three queries."""
    last = DataSnapshot.objects.values("dataset").annotate(last=Max("number")).order_by()
    numbers = {row["dataset"]: row["last"] for row in last}
    found = DataSnapshot.objects.filter(number__in=set(numbers.values())).prefetch_related("files")
    return [one for one in found if numbers[one.dataset] == one.number]


@anyone
@require_safe
def datasets(request: HttpRequest) -> HttpResponse:
    """`/du-lieu-mo/`."""
    newest = {one.dataset: one for one in newest_snapshots()}
    lines = [
        (one.name, _said(one.title), _said(one.about), newest.get(one.name)) for one in DATASETS
    ]
    return render(request, "public/opendata/datasets.html", {"lines": lines, **_licence()})


@anyone
@require_safe
def one_dataset(request: HttpRequest, name: str) -> HttpResponse:
    """`/du-lieu-mo/<name>/`: what each column means, and every snapshot kept."""
    shown = dataset(name)
    if shown is None:
        raise Http404
    snapshots = DataSnapshot.objects.filter(dataset=name).prefetch_related("files")
    context = {
        "title": _said(shown.title),
        "about": _said(shown.about),
        "name": name,
        "columns": [(column, _said(column.meaning)) for column in shown.columns],
        "snapshots": snapshots,
        "has_api": shown.name != "statistics",
        **_licence(),
    }
    return render(request, "public/opendata/dataset.html", context)


@anyone
@require_safe
def snapshot_file(request: HttpRequest, name: str, number: int, suffix: str) -> HttpResponse:
    """The stored bytes; `?bom=1` puts the mark before a CSV by which Excel knows UTF-8."""
    if number > 2**31 - 1:
        raise Http404
    file = get_object_or_404(
        SnapshotFile.objects.select_related("snapshot"),
        snapshot__dataset=name,
        snapshot__number=number,
        format=suffix,
    )
    if suffix == "csv" and request.GET.get("bom") == "1":
        with file.content.open("rb") as stored:
            response = HttpResponse(BOM + stored.read(), content_type=MEDIA_TYPES[suffix])
    else:
        response = FileResponse(file.content.open("rb"), content_type=MEDIA_TYPES[suffix])
        response["ETag"] = f'"{file.sha256}"'
    shown = f"{name}-{file.snapshot.on:%Y-%m-%d}-{number}.{suffix}"
    response["Content-Disposition"] = f'attachment; filename="{shown}"'
    response["Cache-Control"] = "public, max-age=86400"
    response["Access-Control-Allow-Origin"] = "*"
    return response


@anyone
@require_safe
def catalogue_file(request: HttpRequest) -> HttpResponse:
    """`/du-lieu-mo/catalog.jsonld`."""
    response = written(catalogue(newest_snapshots()))
    response["Content-Type"] = "application/ld+json"
    response["Access-Control-Allow-Origin"] = "*"
    return response
