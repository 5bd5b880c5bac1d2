"""A ranking in Vietnamese sentences that a producer understands."""

from collections.abc import Iterator
from itertools import groupby

from ocop.law.instruments import instrument
from ocop.law.points import level, printed
from ocop.law.ranking import BlockedMark, Ranking
from ocop.law.readings import Reading, reading
from ocop.law.rubric import Rubric

_GATE_WORDS = {
    "dossier_rejected_when": "Hồ sơ bị loại",
    "rejected_if": "Sản phẩm bị loại",
    "stop_evaluation_if": "Dừng đánh giá",
    "not_evaluated": "Không đánh giá sản phẩm này",
}


def explain(rubric: Rubric, ranking: Ranking) -> tuple[str, ...]:
    """The result first, then what stands in the way, one idea a sentence.

    "72,00 điểm; chưa được 4 sao vì tiêu chí 1.5 mới ở mức 1 điểm (4 sao cần mức 2 điểm, dấu ****)."
    """
    return tuple(_sentences(rubric, ranking))


def _sentences(rubric: Rubric, ranking: Ranking) -> Iterator[str]:
    points = f"{printed(ranking.total)} điểm"
    if ranking.gates:
        yield f"{points} đã chấm; chưa xếp hạng vì có lý do dừng đánh giá."
        for gate in ranking.gates:
            place = f" tại tiêu chí {gate.criterion}" if gate.criterion else ""
            yield f"{_GATE_WORDS[gate.type]}{place}: {gate.text}"
    if ranking.missing:
        codes = ", ".join(ranking.missing)
        count = len(ranking.missing)
        yield f"{points} đã chấm; chưa xếp hạng vì còn {count} tiêu chí chưa trả lời: {codes}."
    if ranking.band_star is None:
        return
    if ranking.undecided:
        codes = ", ".join(ranking.undecided)
        yield f"{points}, đủ điểm {ranking.band_star} sao; Hội đồng cần thống nhất mức ở {codes}."
    elif not ranking.blocked:
        yield f"{points}; {star_words(ranking)}."
    for star, rows in groupby(sorted(ranking.blocked, key=lambda row: row.star), _star_of):
        reasons = "; ".join(_reason(row) for row in rows)
        yield f"{points}; chưa {'đạt' if star == 3 else 'được'} {star} sao vì {reasons}."
    if ranking.blocked and ranking.star is not None:
        yield f"Kết quả: {star_words(ranking)}."
        yield f"Căn cứ: {instrument(rubric.instrument).marks_article} {_number(rubric)}."


def star_words(ranking: Ranking) -> str:
    """The star as it is shown: "4 sao", "Chưa đạt 3 sao", "Hạng 2 sao", "Chưa xếp hạng"."""
    if ranking.star is None:
        return "Chưa xếp hạng"
    if ranking.missed_three_by_mark:
        return "Chưa đạt 3 sao"
    return f"Hạng {ranking.star} sao" if ranking.star < 3 else f"{ranking.star} sao"


def _star_of(row: BlockedMark) -> int:
    return row.star


def _reason(row: BlockedMark) -> str:
    given = f"mới ở mức {level(row.has_points)}" if row.has_option else "chưa đạt mức nào"
    stars = "*" * row.star
    return (
        f"tiêu chí {row.mark.criterion} {given} "
        f"({row.star} sao cần mức {level(row.mark.points)}, dấu {stars})"
    )


def _number(rubric: Rubric) -> str:
    return f"QĐ {instrument(rubric.instrument).number}, bộ {rubric.number}"


def mark_article(rubric: Rubric, row: BlockedMark) -> str:
    """Where one blocked mark is printed: annex, set, criterion and stars."""
    return f"Phụ lục II {_number(rubric)}, tiêu chí {row.mark.criterion}, dấu {'*' * row.star}"


def readings_used(ids: tuple[str, ...]) -> tuple[Reading, ...]:
    """The named readings behind a result, to be shown with their basis."""
    return tuple(reading(reading_id) for reading_id in ids)
