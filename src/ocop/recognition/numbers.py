"""Patterns of an office's numbers: `{number:03}/GCN-OCOP-{year}`. Pure."""

import re

from ocop.kernel.findings import Finding

_FIELD = re.compile(r"\{([^{}]*)\}")
_NUMBER = re.compile(r"number(?::0([1-9]))?")
EXAMPLE = "{number:03}/GCN-OCOP-{year}"


def rendered(pattern: str, number: int, year: int) -> str:
    """The number as it stands on the paper.

    >>> rendered("{number:03}/GCN-OCOP-{year}", 7, 2026)
    '007/GCN-OCOP-2026'
    """

    def value(found: re.Match[str]) -> str:
        if found[1] == "year":
            return str(year)
        width = _NUMBER.fullmatch(found[1])
        assert width is not None, "patterns are checked before they are stored"
        return str(number).zfill(int(width[1] or 1))

    return _FIELD.sub(value, pattern)


def pattern_findings(pattern: str, *, restarts_yearly: bool) -> list[Finding]:
    """A pattern counts once, knows only number and year, and never gives one number twice."""
    fields = _FIELD.findall(pattern)
    numbers = [field for field in fields if _NUMBER.fullmatch(field)]
    strange = [field for field in fields if field != "year" and field not in numbers]
    if strange or "{" in _FIELD.sub("", pattern) or "}" in _FIELD.sub("", pattern):
        return [Finding(f"Mẫu số chỉ dùng {{number}}, {{year}}, ví dụ {EXAMPLE}.", "pattern")]
    if len(numbers) != 1:
        return [Finding(f"Mẫu số phải có đúng một chỗ {{number}}, ví dụ {EXAMPLE}.", "pattern")]
    if restarts_yearly and "year" not in fields:
        return [
            Finding(
                "Đếm lại từ 1 mỗi năm thì mẫu số phải có {year}, nếu không số sẽ trùng.", "pattern"
            )
        ]
    return []
