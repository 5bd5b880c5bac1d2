"""`make check`: every catalogue is complete and its compiled form is up to date."""

import datetime as dt
import io
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent / "src"


def compiled(catalogue: Path) -> bytes:
    """The catalogue as the page engine reads it."""
    with catalogue.open("rb") as text:
        entries = read_po(text)
    # Otherwise the minute of compiling is written into a catalogue whose header names no date.
    entries.creation_date = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    out = io.BytesIO()
    write_mo(out, entries)
    return out.getvalue()


def faults(catalogue: Path) -> list[str]:
    """What keeps a catalogue from being shipped."""
    with catalogue.open("rb") as text:
        entries = [entry for entry in read_po(text) if entry.id]
    found = [f"{catalogue}: chưa dịch “{entry.id}”" for entry in entries if not entry.string]
    found += [f"{catalogue}: bản dịch còn nghi ngờ “{e.id}”" for e in entries if e.fuzzy]
    made = catalogue.with_suffix(".mo")
    if not made.is_file() or made.read_bytes() != compiled(catalogue):
        found.append(f"{made}: không khớp; chạy lại với --write")
    return found


def main() -> int:
    """Check all catalogues; with `--write`, compile them first."""
    catalogues = sorted(ROOT.rglob("locale/*/LC_MESSAGES/*.po"))
    if "--write" in sys.argv:
        for catalogue in catalogues:
            catalogue.with_suffix(".mo").write_bytes(compiled(catalogue))
    found = [fault for catalogue in catalogues for fault in faults(catalogue)]
    sys.stdout.write("".join(f"{fault}\n" for fault in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
