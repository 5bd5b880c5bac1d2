"""The package's own YAML, parsed by one reader."""

from importlib.resources import files
from typing import Any

import yaml

_DATA = files("ocop.inspections") / "data"


def load_document(*path: str) -> Any:
    """The document at `path` under `inspections/data`."""
    return yaml.safe_load(_DATA.joinpath(*path).read_text(encoding="utf-8"))
