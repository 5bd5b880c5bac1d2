"""The catalogue of the open data for other catalogues: DCAT-AP as JSON-LD."""

from collections.abc import Sequence

from django.conf import settings

from ocop.opendata.catalogue import DATASETS
from ocop.opendata.columns import Dataset, Words
from ocop.opendata.models import DataSnapshot, SnapshotFile
from ocop.opendata.writing import MEDIA_TYPES

_VIETNAM = "http://publications.europa.eu/resource/authority/country/VNM"
_FORMATS = "http://publications.europa.eu/resource/authority/file-type/"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def catalogue(snapshots: Sequence[DataSnapshot]) -> dict[str, object]:
    """The whole catalogue. `snapshots` are the newest of each dataset, their files prefetched."""
    root = f"{settings.OCOP_PUBLIC_ADDRESS}/du-lieu-mo/"
    newest = {one.dataset: one for one in snapshots}
    days = [one.on.isoformat() for one in snapshots]
    found: dict[str, object] = {
        "@context": _CONTEXT,
        "@id": f"{root}catalog.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _both(Words("Dữ liệu mở OCOP", "OCOP open data")),
        "dct:description": _both(
            Words(
                "Sản phẩm, giấy chứng nhận và số liệu của Chương trình mỗi xã một sản phẩm.",
                "Products, certificates and figures of Vietnam's One Commune One Product programme.",
            )
        ),
        "dct:publisher": _publisher(root),
        "dct:license": {"@id": settings.OCOP_DATA_LICENCE},
        "dct:language": [{"@id": f"{_LANGUAGES}VIE"}, {"@id": f"{_LANGUAGES}ENG"}],
        "dct:spatial": {"@id": _VIETNAM, "@type": "dct:Location"},
        "foaf:homepage": {"@id": root},
        "dcat:dataset": [_dataset(root, one, newest.get(one.name)) for one in DATASETS],
    }
    if days:
        found["dct:modified"] = _day(max(days))
    return found


_LANGUAGES = "http://publications.europa.eu/resource/authority/language/"


def _dataset(root: str, one: Dataset, snapshot: DataSnapshot | None) -> dict[str, object]:
    found: dict[str, object] = {
        "@id": f"{root}{one.name}/",
        "@type": "dcat:Dataset",
        "dct:identifier": one.name,
        "dct:title": _both(one.title),
        "dct:description": _both(one.about),
        "dct:publisher": _publisher(root),
        "dct:license": {"@id": settings.OCOP_DATA_LICENCE},
        "dct:spatial": {"@id": _VIETNAM, "@type": "dct:Location"},
        "dcat:landingPage": {"@id": f"{root}{one.name}/"},
        "dcat:keyword": ["OCOP", one.name],
    }
    if snapshot is not None:
        day = snapshot.on.isoformat()
        found |= {
            "dct:issued": _day(day),
            "dct:modified": _day(day),
            "dcat:version": str(snapshot.number),
            "dct:temporal": {
                "@type": "dct:PeriodOfTime",
                "dcat:startDate": _day("2018-05-07"),
                "dcat:endDate": _day(day),
            },
            "dcat:distribution": [_file(root, snapshot, file) for file in snapshot.files.all()],
        }
    return found


def _file(root: str, snapshot: DataSnapshot, file: SnapshotFile) -> dict[str, object]:
    address = f"{root}{snapshot.dataset}/{snapshot.number}.{file.format}"
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": f"{snapshot.dataset} {snapshot.number} {file.get_format_display()}",
        "dcat:accessURL": {"@id": f"{root}{snapshot.dataset}/"},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": MEDIA_TYPES[file.format].partition(";")[0],
        "dct:format": {"@id": f"{_FORMATS}{file.format.upper()}"},
        "dct:license": {"@id": settings.OCOP_DATA_LICENCE},
        "dct:issued": _day(snapshot.on.isoformat()),
        "dcat:byteSize": file.size,
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": file.sha256,
        },
    }


def _publisher(root: str) -> dict[str, object]:
    return {
        "@id": f"{root}#publisher",
        "@type": "foaf:Agent",
        "foaf:name": settings.OCOP_DATA_PUBLISHER,
    }


def _both(words: Words) -> list[dict[str, str]]:
    return [
        {"@value": words.vi, "@language": "vi"},
        {"@value": words.en, "@language": "en"},
    ]


def _day(day: str) -> dict[str, str]:
    return {"@value": day, "@type": "xsd:date"}
