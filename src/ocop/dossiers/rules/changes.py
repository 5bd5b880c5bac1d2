"""What differs between two hand-ins of one dossier. Pure."""

from collections.abc import Mapping
from typing import Any

from ocop.dossiers.rules.content import GENERAL, SubmissionContent


def changed_places(before: SubmissionContent, after: SubmissionContent) -> frozenset[str]:
    """Criterion codes and sections (keys of `returning.SECTIONS`) that are not the same."""
    codes = before["answers"].keys() | after["answers"].keys()
    places = {code for code in codes if before["answers"].get(code) != after["answers"].get(code)}
    proofs = _by_criterion(before), _by_criterion(after)
    for code in proofs[0].keys() | proofs[1].keys():
        if proofs[0].get(code) != proofs[1].get(code):
            places.add("papers" if code == GENERAL else code)
    old, new = before["texts"], after["texts"]
    places |= {name for name in ("results", "plan", "changes") if old[name] != new[name]}  # type: ignore[literal-required]
    whole = ("producer", "product", "samples")
    places |= {name for name in whole if before[name] != after[name]}  # type: ignore[literal-required]
    return frozenset(places)


def _by_criterion(content: SubmissionContent) -> Mapping[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in content["evidence"]:
        found.setdefault(row["criterion"], []).append((row["note"], row["paper"], row["files"]))
    return found
