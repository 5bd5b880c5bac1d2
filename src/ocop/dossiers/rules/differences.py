"""What differs between the dossier that led to a star and the draft that follows it. Pure."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ocop.dossiers.rules.carrying import same_wording
from ocop.dossiers.rules.content import AnswerContent, PaperContent, SubmissionContent
from ocop.dossiers.rules.updates import OTHER, topic_of_criterion, topic_of_paper
from ocop.law.rubric import Criterion, Rubric

_PRODUCER = {
    "name": "Tên cơ sở",
    "legal_form_name": "Loại hình",
    "registration_number": "Số đăng ký kinh doanh",
    "address": "Địa chỉ cơ sở",
    "representative_name": "Người đại diện",
}
_PRODUCT = {
    "name": ("Tên sản phẩm", "labels"),
    "commune": ("Nơi làm ra", OTHER),
    "yearly_output": ("Sản lượng một năm", "output"),
}


@dataclass(frozen=True)
class Difference:
    """One sentence for the report; `topic` is a code of `updates.TOPICS` or `OTHER`."""

    topic: str
    words: str


def differences(
    before: SubmissionContent, after: SubmissionContent, old: Rubric, new: Rubric
) -> list[Difference]:
    """What the draft says otherwise than the dossier of the recognition, in the forms' order.

    Answers are compared where both sheets ask the same in the same words. Other sheets say other
    things with the same code, so nothing is derived from them.
    """
    return [
        *_fields(before, after),
        *_answers(before["answers"], after["answers"], old, new),
        *_papers(_held(before), _held(after)),
    ]


def drafted(found: list[Difference]) -> dict[str, str]:
    """The sentences of each topic as one draft text for the producer to edit."""
    texts: dict[str, list[str]] = {}
    for each in found:
        texts.setdefault(each.topic, []).append(each.words)
    return {topic: " ".join(words) for topic, words in texts.items()}


def _fields(before: SubmissionContent, after: SubmissionContent) -> Iterator[Difference]:
    for name, words in _PRODUCER.items():
        yield from _field(before["producer"], after["producer"], name, words, OTHER)
    for name, (words, topic) in _PRODUCT.items():
        yield from _field(before["product"], after["product"], name, words, topic)


def _field(
    before: Mapping[str, Any], after: Mapping[str, Any], name: str, words: str, topic: str
) -> Iterator[Difference]:
    was, now = before[name], after[name]
    if was != now:
        yield Difference(topic, f"{words}: trước “{was or 'chưa ghi'}”, nay “{now or 'chưa ghi'}”.")


def _answers(
    before: Mapping[str, AnswerContent],
    after: Mapping[str, AnswerContent],
    old: Rubric,
    new: Rubric,
) -> Iterator[Difference]:
    if (old.instrument, old.number) != (new.instrument, new.number):
        return
    for leaf in new.leaves:
        was, now = before.get(leaf.code), after.get(leaf.code)
        if was is None or now is None or not same_wording(old.leaf(leaf.code), leaf):
            continue
        if (was["option"], was["case"]) != (now["option"], now["case"]):
            yield Difference(
                topic_of_criterion(leaf.name),
                f"Tiêu chí {leaf.code}: trước {_level(leaf, was)}, nay {_level(leaf, now)}.",
            )


def _level(leaf: Criterion, answer: AnswerContent) -> str:
    if answer["option"] == 0:
        return "chưa đạt mức nào"
    option = leaf.option_at(answer["option"], answer["case"])
    return f"{option.points} điểm ({option.label.rstrip('.; ')})"


def _held(content: SubmissionContent) -> dict[int, PaperContent]:
    return {row["paper"]["id"]: row["paper"] for row in content["evidence"]}


def _papers(
    before: dict[int, PaperContent], after: dict[int, PaperContent]
) -> Iterator[Difference]:
    gone = {key: paper for key, paper in before.items() if key not in after}
    for key, paper in after.items():
        if key in before:
            yield from _same_paper(before[key], paper)
            continue
        earlier = next((one for one in gone.values() if one["kind"] == paper["kind"]), None)
        if earlier is not None:
            gone.pop(earlier["id"])
            yield Difference(
                _topic(paper, earlier), f"Giấy mới {_named(paper)}, thay {_named(earlier)}."
            )
        else:
            yield Difference(_topic(paper), f"Thêm giấy {_named(paper)}.")
    for paper in gone.values():
        yield Difference(topic_of_paper(paper["kind"]), f"Không dùng nữa {_named(paper)}.")


def _same_paper(was: PaperContent, now: PaperContent) -> Iterator[Difference]:
    told = ("number", "issued_on", "expires_on", "state")
    if any(was[name] != now[name] for name in told):  # type: ignore[literal-required]
        yield Difference(_topic(now, was), f"Đổi {_named(was)} thành {_named(now)}.")


def _topic(paper: PaperContent, earlier: PaperContent | None = None) -> str:
    """A paper with a last day that takes the place of an earlier one is a renewal."""
    if earlier is not None and (paper["expires_on"] or earlier["expires_on"]):
        return "renewals"
    return topic_of_paper(paper["kind"])


def _named(paper: PaperContent) -> str:
    number = f" số {paper['number']}" if paper["number"] else ""
    last = (
        f", có giá trị đến {dt.date.fromisoformat(paper['expires_on']):%d/%m/%Y}"
        if paper["expires_on"]
        else ""
    )
    return f"“{paper['title']}”{number}{last}"
