"""What holds for any answers: monotone, bounded, order-independent, the mean member is neutral."""

from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ocop.law.loading import all_rubrics
from ocop.law.ranking import rank
from ocop.law.scoring import aggregate, score_sheet
from tests.law.sheets import with_total

USABLE = [rubric for rubric in all_rubrics() if rubric.usable]
CURRENT = [rubric for rubric in USABLE if rubric.instrument == "qd26-2026"]


@st.composite
def complete_sheets(draw, rubrics=USABLE):
    """A usable sheet with any complete, consistent answers."""
    rubric = draw(st.sampled_from(rubrics))
    return rubric, *draw(answers_of(rubric))


@st.composite
def answers_of(draw, rubric):
    answers, cases = {}, {}
    for leaf in rubric.leaves:
        case, options = draw(st.sampled_from(leaf.option_lists))
        answers[leaf.code] = draw(st.integers(0, len(options)))
        if case:
            cases[leaf.code] = case.number
    story = rubric.story
    if story and answers[story.criterion] <= story.no_story_option:
        answers |= dict.fromkeys(story.dependents, 0)
    return answers, cases


@given(complete_sheets())
def test_bounded(sheet):
    rubric, answers, cases = sheet
    score = score_sheet(rubric, answers, cases)
    assert all(0 <= score.parts[part.code] <= part.max for part in rubric.parts)
    assert score.total == sum(score.parts.values())
    if score.ranking.star is not None:
        assert 1 <= score.ranking.star <= score.ranking.band_star <= 5
        assert all(3 <= row.star <= score.ranking.band_star for row in score.ranking.blocked)


@given(complete_sheets(), st.data())
def test_monotone(sheet, data):
    """A higher level never costs points or a star where no gate stands."""
    rubric, answers, cases = sheet
    leaf = data.draw(st.sampled_from(rubric.leaves))
    top = len(leaf.option_lists[cases.get(leaf.code, 1) - 1][1])
    story = rubric.story
    assume(answers[leaf.code] < top)
    silent = story and answers[story.criterion] <= story.no_story_option
    assume(not (silent and leaf.code in story.dependents))
    before = score_sheet(rubric, answers, cases)
    after = score_sheet(rubric, answers | {leaf.code: answers[leaf.code] + 1}, cases)
    assert after.total >= before.total
    assume(not before.gates and not after.gates)
    assert after.ranking.star >= before.ranking.star
    assert after.ranking.band_star >= before.ranking.band_star


@given(complete_sheets(), st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(sheet, random):
    rubric, answers, cases = sheet
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    one, other = score_sheet(rubric, answers, cases), score_sheet(rubric, dict(shuffled), cases)
    assert one.ranking == other.ranking
    assert one.parts == other.parts


@settings(max_examples=40)
@given(st.data(), st.randoms(use_true_random=False))
def test_the_order_of_members_does_not_matter(data, random):
    rubric = data.draw(st.sampled_from(CURRENT))
    members = [
        score_sheet(rubric, *data.draw(answers_of(rubric)))
        for _ in range(data.draw(st.integers(1, 5)))
    ]
    shuffled = random.sample(members, len(members))
    one, other = aggregate(members), aggregate(shuffled)
    assert (one.total, one.parts, one.spread) == (other.total, other.parts, other.spread)
    assert set(one.minority_gates) == set(other.minority_gates)
    assert one.ranking.star == other.ranking.star
    assert one.ranking.blocked == other.ranking.blocked
    assert one.ranking.undecided == other.ranking.undecided


@settings(max_examples=60)
@given(
    st.sampled_from([rubric for rubric in CURRENT if rubric.number != 16]),
    st.integers(20, 80),
    st.integers(0, 10),
)
def test_a_member_equal_to_the_mean_changes_nothing(rubric, mean, apart):
    pair = [score_sheet(rubric, *with_total(rubric, mean + d)) for d in (apart, -apart)]
    third = score_sheet(rubric, *with_total(rubric, mean))
    two, three = aggregate(pair), aggregate([*pair, third])
    assert two.total == three.total == mean
    assert two.ranking.band_star == three.ranking.band_star


@given(complete_sheets(CURRENT), st.integers(1, 5))
def test_a_council_of_one_mind_decides_like_one_member(sheet, members):
    rubric, answers, cases = sheet
    score = score_sheet(rubric, answers, cases)
    council = aggregate([score] * members)
    assert council.total == score.total
    assert council.ranking == score.ranking


@given(complete_sheets(CURRENT), st.fractions(0, 100))
def test_a_higher_mean_never_lowers_the_band(sheet, total):
    rubric, answers, cases = sheet
    score = score_sheet(rubric, answers, cases)
    ranks = [
        rank(score.table, points, score.chosen).band_star
        for points in (total, min(total + Fraction(1, 3), Fraction(100)))
    ]
    assert ranks[0] <= ranks[1]
