"""The tags of an article: a few words that say what it is about."""

from ocop.kernel.text import folded, nfc

MOST = 8
LONGEST = 24


def shown_tags(written: str) -> list[str]:
    """The tags of a line typed with commas, each once.

    >>> shown_tags("Sen,  Du lịch, sen,")
    ['Sen', 'Du lịch']
    """
    found: dict[str, str] = {}
    for part in written.split(","):
        if part.strip():
            found.setdefault(folded(part), nfc(part))
    return list(found.values())


def folded_tags(tags: list[str]) -> str:
    """The tags between bars, as they are searched.

    >>> folded_tags(["Sen", "Du lịch"])
    '|sen|du lich|'
    """
    return f"|{'|'.join(folded(tag) for tag in tags)}|" if tags else ""
