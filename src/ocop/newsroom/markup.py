"""The small markup of articles: paragraphs, `## ` headings, `- ` lists, `> ` quotations,
`**strong**` and `[words](address)`. It gives plain pieces; a template draws and escapes them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

_INLINE = re.compile(r"\*\*(?P<strong>[^*\n]+)\*\*|\[(?P<words>[^\]\n]+)\]\((?P<href>[^)\s]+)\)")
# A web address, or a page of this site; no other scheme and no "//host".
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+|/(?![/\\])[^\s\"'<>\\]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """Words within a line; `href` and `is_strong` say how they are drawn."""

    text: str
    href: str = ""
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the body: `kind` is "heading", "list", "quote" or "text"; a list has lines."""

    kind: str
    lines: tuple[tuple[Span, ...], ...]


def blocks(body: str) -> list[Block]:
    """The pieces of a body, in order; an empty line ends a paragraph."""
    return list(_blocks(body))


def spans(line: str) -> tuple[Span, ...]:
    """A line's words. What is not quite a link stays as it was typed.

    >>> spans("Xem [luật](/luat/) và **sao**")
    (Span(text='Xem ', href='', is_strong=False), Span(text='luật', href='/luat/', is_strong=False), Span(text=' và ', href='', is_strong=False), Span(text='sao', href='', is_strong=True))
    >>> spans("[x](javascript:alert)")
    (Span(text='[x](javascript:alert)', href='', is_strong=False),)
    """
    found: list[Span] = []
    end = 0
    for match in _INLINE.finditer(line):
        href = match["href"] or ""
        if href and not _ADDRESS.fullmatch(href):
            continue
        if match.start() > end:
            found.append(Span(line[end : match.start()]))
        found.append(
            Span(match["words"], href=href) if href else Span(match["strong"], is_strong=True)
        )
        end = match.end()
    if end < len(line) or not found:
        found.append(Span(line[end:]))
    return tuple(found)


def plain(body: str) -> str:
    """The body as words alone, paragraphs by empty lines."""
    return "\n\n".join(
        "\n".join("".join(span.text for span in line) for line in block.lines)
        for block in blocks(body)
    )


_MARKS = {"## ": "heading", "- ": "list", "> ": "quote"}


def _kind(line: str) -> str:
    if not line.strip():
        return ""
    return next((kind for mark, kind in _MARKS.items() if line.startswith(mark)), "text")


def _blocks(body: str) -> Iterator[Block]:
    lines = [line.strip() for line in body.splitlines()]
    for kind, group in groupby(lines, key=_kind):
        written = [line if kind == "text" else line[2:].strip() for line in group]
        if kind == "heading":
            for line in written:
                yield Block(kind, (spans(line.lstrip("# ")),))
        elif kind == "list":
            yield Block(kind, tuple(spans(line) for line in written))
        elif kind:
            yield Block(kind, (spans(" ".join(written)),))
