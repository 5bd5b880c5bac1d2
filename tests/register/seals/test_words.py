"""What is said offline: the shared cases that the scripts of the page must answer alike."""

import datetime as dt
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from ocop.register.seals.codec import SealedFacts, seal
from ocop.register.seals.keyring import PublishedKey, keyring, published, read_keys
from ocop.register.seals.offline import check, read_address
from ocop.register.seals.status_list import StatusList, read_list, signed_text
from ocop.register.seals.words import phrases, say_fault, say_offline
from ocop.register.sentences import verdict
from ocop.register.status import Status, StatusKind
from tests.register.seals.test_codec import DRIED_FISH, KEY, PUBLIC, TEXT

VECTORS = Path(__file__).with_name("vectors.json")
SITE = "https://ocop.example"


def answers(case: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    keys = read_keys(json.dumps(document["keys"]))
    listed = read_list(document["list"], keys) if case["with_list"] else None
    today = dt.date.fromisoformat(case["today"])
    scanned = read_address(case["typed"])
    with translation.override(case["language"]):
        if scanned is None:
            said = say_fault("not_a_code", case["typed"])
        else:
            answer = check(scanned, keys, listed, today)
            said = say_offline(case["typed"], answer, listed, SITE, today)
        return asdict(said)


def made() -> dict[str, Any]:
    """The cases; written by `python -m tests.register.seals.test_words` where the format grows."""
    stolen = PublishedKey("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", dt.date(2020, 1, 1),
                          dt.date(2021, 1, 1), withdrawn=True)  # fmt: skip
    rows = {
        "WWWWWWW": Status(StatusKind.WITHDRAWN, dt.date(2026, 11, 20), None, "đ"),
        "RRRRRRR": Status(StatusKind.REPLACED, dt.date(2026, 11, 21)),
        "EEEEEEE": Status(StatusKind.EXTENDED, dt.date(2026, 11, 1), dt.date(2027, 4, 30)),
    }
    moment = dt.datetime(2026, 11, 22, 2, tzinfo=dt.UTC)

    def address(code: str, **other: Any) -> str:
        facts = {name: getattr(DRIED_FISH, name) for name in DRIED_FISH.__dataclass_fields__}
        text = seal(SealedFacts(**{**facts, "code": code, **other}), PUBLIC.id, KEY)
        return f"{SITE}/c/{code}#{text}"

    spent = {"issued_on": dt.date(2023, 10, 31), "expires_on": dt.date(2026, 10, 31)}
    raw_version = "Ag" + TEXT[2:]
    typed = [
        ("2026-11-22", address("7K2M9A3")),
        ("2026-11-22", address("7K2M9A3", star=5, product="Mật ong 蜜 🐝", is_sample=True)),
        ("2026-11-22", address("7K2M9A3", product="Bánh tráng sữa " * 10)),
        ("2026-11-10", address("7K2M9A3")),
        ("2029-05-16", address("7K2M9A3")),
        ("2029-05-17", address("7K2M9A3")),
        ("2029-11-13", address("7K2M9A3")),
        ("2026-11-22", address("WWWWWWW")),
        ("2026-11-22", address("RRRRRRR")),
        ("2026-11-29", address("EEEEEEE", **spent)),
        ("2027-05-01", address("EEEEEEE", **spent)),
        ("2026-11-30", address("7K2M9A3")),
        ("2026-11-22", address("7K2M9A3").replace("ocop.example", "0cop.example")),
        ("2026-11-22", f"7k2m-9a3#{TEXT}"),
        ("2026-11-22", f"7K2M9A4#{TEXT}"),
        ("2026-11-22", f"7K2M9A3#{TEXT[:-3]}"),
        ("2026-11-22", f"7K2M9A3#{TEXT}="),
        ("2026-11-22", f"7K2M9A3#{raw_version}"),
        ("2026-11-22", f"7K2M9A3#AQAAAAA{TEXT[7:]}"),
        ("2026-11-22", f"7K2M9A3#{_relabelled(stolen.id)}"),
        ("2026-11-22", "7K2M9A3"),
        ("2026-11-22", "wwwwwww"),
        ("2026-11-22", "EEEEEEE"),
        ("2026-11-22", "https://shop.example/khuyen-mai"),
        ("2026-11-22", "mật ong"),
    ]
    document: dict[str, Any] = {
        "keys": json.loads(published(keyring([PUBLIC, stolen]).values())),
        "list": signed_text(StatusList(moment, SITE, 4, rows), PUBLIC.id, KEY),
    }
    cases = [
        {"today": today, "typed": line, "with_list": with_list, "language": language}
        for language, with_list in (("vi", True), ("vi", False), ("en", True))
        for today, line in typed
    ]
    document["cases"] = [{**case, "said": answers(case, document)} for case in cases]
    return document


def _relabelled(key_id: str) -> str:
    import base64

    raw = base64.urlsafe_b64decode(TEXT + "=" * (-len(TEXT) % 4))
    changed = raw[:1] + bytes.fromhex(key_id) + raw[5:]
    return base64.urlsafe_b64encode(changed).rstrip(b"=").decode()


STORED = json.loads(VECTORS.read_text("utf-8")) if VECTORS.is_file() else {"cases": []}


@pytest.mark.parametrize("case", STORED["cases"], ids=lambda case: case["typed"][:40])
def test_the_stored_cases_are_answered_as_stored(case: dict[str, Any]) -> None:
    assert answers(case, STORED) == case["said"]


def test_the_cases_say_everything_that_can_be_said() -> None:
    reasons = {case["said"]["reason"] for case in STORED["cases"]}
    elsewhere = {"unknown", "insufficient_data"}
    assert reasons == ({*phrases()["states"], *phrases()["faults"]} - elsewhere)  # type: ignore[misc]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", list(StatusKind))
def test_the_blanks_give_the_sentence_of_the_public_page(kind: StatusKind, language: str) -> None:
    since, until = dt.date(2026, 8, 5), dt.date(2029, 2, 28)
    written = {"vi": ("05/08/2026", "28/02/2029"), "en": ("5 August 2026", "28 February 2029")}
    with translation.override(language):
        blank = phrases()["states"][kind.value]  # type: ignore[index]
        said = verdict(Status(kind, since, until))
    first, last = written[language]
    assert blank["detail"].replace("{since}", first).replace("{until}", last) == said.detail
    assert (blank["tone"], blank["title"]) == (said.tone, said.title)


if __name__ == "__main__":
    import django

    django.setup()
    VECTORS.write_text(json.dumps(made(), ensure_ascii=False, indent=1) + "\n", "utf-8")
