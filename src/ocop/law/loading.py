"""Score sheets from the package data, read once when first asked for."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ocop.kernel.errors import RefusedError
from ocop.law.parsing import parse_rubric
from ocop.law.rubric import Rubric

INSTRUMENTS = ("qd26-2026", "qd148-2023", "qd1048-2019")
SET_NUMBERS = range(1, 27)

_DATA = files("ocop.law") / "data"
# The C loader reads a sheet in a tenth of the time; it is absent where libyaml is.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_document(*path: str) -> Any:
    """The parsed YAML document at `path` under `law/data`."""
    return yaml.load(_DATA.joinpath(*path).read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506


def load_rubric(instrument: str, number: int) -> Rubric:
    """The score sheet of one product set.

    Raises RefusedError at the field "instrument" or "set" where there is no such sheet.
    """
    if instrument not in INSTRUMENTS:
        known = ", ".join(INSTRUMENTS)
        raise RefusedError(
            f"Không có bộ quy định “{instrument}”. Hãy dùng một trong: {known}.", field="instrument"
        )
    if number not in SET_NUMBERS:
        raise RefusedError(
            f"Không có bộ sản phẩm số {number}. Các bộ mang số từ 1 đến 26.", field="set"
        )
    return _load(instrument, number)


@cache
def _load(instrument: str, number: int) -> Rubric:
    return parse_rubric(load_document(instrument, f"{number:02d}.yaml"))


def all_rubrics(instrument: str | None = None) -> tuple[Rubric, ...]:
    """Every sheet, or those of one instrument; the instrument in force first, then by number."""
    wanted = INSTRUMENTS if instrument is None else (instrument,)
    return tuple(load_rubric(name, number) for name in wanted for number in SET_NUMBERS)
