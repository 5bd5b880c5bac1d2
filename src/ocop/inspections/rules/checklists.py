"""What an inspection asks: versioned lists of questions, each with its legal basis (H02–H04, D14)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ocop.inspections.rules.loading import load_document
from ocop.kernel.canonical import canonical_text, sha256_of

NAMES = ("after-recognition", "mark-use", "past-dossier")

PASS, FAIL, NOT_APPLICABLE = "pass", "fail", "na"
VALUES: Mapping[str, str] = {PASS: "Đạt", FAIL: "Chưa đạt", NOT_APPLICABLE: "Không áp dụng"}


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to look at. `ground`: the point of Điều 8.1 a failure may lead to, or ""."""

    code: str
    text: str
    basis: str
    ground: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading of the list with its questions."""

    code: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """A list as it stands in the data; `sha256` names exactly this text."""

    id: str
    version: str
    name: str
    about: str
    basis: str
    topics: tuple[Topic, ...]
    sha256: str

    def questions(self) -> Iterator[Question]:
        """Every question in order."""
        for topic in self.topics:
            yield from topic.questions

    def question(self, code: str) -> Question | None:
        """The question with this code."""
        return next((one for one in self.questions() if one.code == code), None)


@cache
def checklist(name: str) -> Checklist:
    """The list with this name. Raises KeyError where there is none."""
    if name not in NAMES:
        raise KeyError(name)
    document: Any = load_document("checklists", f"{name}.yaml")
    topics = tuple(
        Topic(topic["code"], topic["title"], tuple(Question(**row) for row in topic["questions"]))
        for topic in document["topics"]
    )
    head = {key: document[key] for key in ("id", "version", "name", "about", "basis")}
    return Checklist(**head, topics=topics, sha256=sha256_of(canonical_text(document)))


def all_checklists() -> tuple[Checklist, ...]:
    """Every list, the usual one first."""
    return tuple(checklist(name) for name in NAMES)


def unanswered(asked: Checklist, answers: Mapping[str, str]) -> list[Question]:
    """The questions nobody answered."""
    return [one for one in asked.questions() if answers.get(one.code) not in VALUES]


def failures(asked: Checklist, answers: Mapping[str, str]) -> list[Question]:
    """The questions answered “chưa đạt”: each is a finding."""
    return [one for one in asked.questions() if answers.get(one.code) == FAIL]
