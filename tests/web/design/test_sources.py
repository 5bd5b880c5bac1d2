"""Rules every template and style sheet of the repository keeps."""

import re
from pathlib import Path

import pytest

from ocop.web import design

SOURCE = Path(design.__file__).resolve().parents[2]
STATIC = Path(design.__file__).parent / "static" / "design"
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))

FORBIDDEN = {
    "an inline script": r"<script(?![^>]*\bsrc=)",
    "an inline style sheet": r"<style\b",
    "a style attribute": r"\sstyle\s*=",
    "an event attribute": r"<[a-z][^>]*\son[a-z]+\s*=",
    "a javascript: address": r"javascript:",
    "something from elsewhere": r"(?:src|<link[^>]*href)=[\"']?(?:https?:)?//",
    "a number that the page would group (1.234)": r"\{\{\s*(?!law\.id)[\w.]+\.(?!auto_id)(?:pk|id|year|\w+_id)\s*\}\}",
}


def test_there_are_templates_to_look_at() -> None:
    assert len(TEMPLATES) > 20


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what: str) -> None:
    found = [
        f"{path.relative_to(SOURCE)}: {match[0]}"
        for path in TEMPLATES
        for match in re.finditer(FORBIDDEN[what], path.read_text("utf-8"))
    ]
    assert found == []


def test_every_custom_property_used_is_defined() -> None:
    sheets = {path: path.read_text("utf-8") for path in STATIC.glob("*.css")}
    defined = set(re.findall(r"(--[\w-]+)\s*:", "\n".join(sheets.values())))
    used = {
        name
        for text in (*sheets.values(), (STATIC / "sprite.svg").read_text("utf-8"))
        for name in re.findall(r"var\((--[\w-]+)\s*\)", text)
    }
    assert used - defined == set()


def test_every_drawing_named_exists() -> None:
    names = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "sprite.svg").read_text("utf-8")))
    texts = [path.read_text("utf-8") for path in TEMPLATES]
    asked = {f"i-{name}" for text in texts for name in re.findall(r'\{% icon "([\w-]+)"', text)}
    asked |= {f"i-{name}" for text in texts for name in re.findall(r'icon="([\w-]+)"', text)}
    asked |= {name for text in texts for name in re.findall(r"\{% sprite %\}#([\w-]+)", text)}
    assert asked - names == set()


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.css")), ids=lambda path: path.name)
def test_style_sheets_stay_readable(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("{") == text.count("}")
    assert len(text.splitlines()) <= 500


def test_style_sheets_ask_only_for_files_that_exist() -> None:
    for path in STATIC.glob("*.css"):
        for name in re.findall(r'url\("?([^")]+)"?\)', path.read_text("utf-8")):
            assert name.startswith("#") or (path.parent / name).is_file(), name


def luminance(colour: str) -> float:
    def channel(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TOKENS = dict(
    re.findall(
        r"(--[\w-]+):\s*(#[0-9a-f]{6}|var\(--[\w-]+\))\s*;",
        (STATIC / "tokens.css").read_text("utf-8").split("/* ---------- Dark")[0],
    )
)


def colour(name: str) -> str:
    value = TOKENS[name]
    return colour(value[4:-1]) if value.startswith("var(") else value


GROUNDS = ("--paper-0", "--paper-50", "--paper-100", "--ink-50")


@pytest.mark.parametrize(
    "text",
    ["--ink-900", "--text-soft", "--leaf-700"]
    + [f"--{kind}-text" for kind in ("ok", "wait", "warn", "stop", "off", "draft")],
)
def test_words_stand_out_on_every_ground(text: str) -> None:
    grounds = [colour(ground) for ground in GROUNDS]
    tint = TOKENS.get(text.replace("-text", "-tint")) if text.endswith("-text") else None
    if tint:
        grounds.append(colour(text.replace("-text", "-tint")))
    assert min(contrast(colour(text), ground) for ground in grounds) >= 4.5


@pytest.mark.parametrize("kind", ["ok", "wait", "warn", "stop", "off"])
def test_words_stand_out_on_solid_colour(kind: str) -> None:
    assert contrast(colour("--text-on-solid"), colour(f"--{kind}-solid")) >= 4.5


@pytest.mark.parametrize("line", ["--line-control", "--star-edge", "--focus"])
def test_edges_that_carry_meaning_are_seen(line: str) -> None:
    assert min(contrast(colour(line), colour(ground)) for ground in GROUNDS) >= 3
