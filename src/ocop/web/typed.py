"""Whole numbers as an address or a form sends them, before any form looks at them."""

# Ids and versions stay below 2^63; what is longer was never sent by a page of ours.
_MOST_DIGITS = 18


def whole_number(typed: str | None) -> int | None:
    """The number, or None where the text is no number that a database could hold.

    >>> whole_number("12"), whole_number("1²"), whole_number("9" * 19)
    (12, None, None)
    """
    if not typed or not typed.isdecimal() or len(typed) > _MOST_DIGITS:
        return None
    return int(typed)
