"""What is counted together and what plans ask for: data, so that a report may change without code."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class ProducerType:
    """One kind of producer in reports with the legal forms it takes together."""

    key: str
    name: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """At least so many percent, and which plan says so."""

    percent: int
    basis: str


@cache
def producer_types() -> tuple[ProducerType, ...]:
    """The kinds in the order of reports; every legal form is in exactly one."""
    return tuple(
        ProducerType(row["key"], row["name"], tuple(row["forms"]))
        for row in _document()["producer_types"]
    )


@cache
def targets() -> Mapping[str, Target]:
    """The targets by name."""
    return {name: Target(**row) for name, row in _document()["targets"].items()}


@cache
def _document() -> Mapping[str, Any]:
    text = files("ocop.statistics").joinpath("data/figures.yaml").read_text("utf-8")
    document: Mapping[str, Any] = yaml.safe_load(text)
    return document
