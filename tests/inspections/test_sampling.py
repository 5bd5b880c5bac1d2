"""The draw: size, determinism, order of candidates, weights."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ocop.inspections.rules.sampling import (
    Candidate,
    Weights,
    choose_sample,
    current_weights,
    next_in_draw,
    reasons_for,
    risk_points,
)

WEIGHTS = current_weights()
NAMES = [factor.name for factor in WEIGHTS.factors]
facts = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 9), max_size=4)
candidates = st.lists(
    st.builds(Candidate, st.integers(1, 10_000), facts), max_size=40, unique_by=lambda one: one.id
)
seeds = st.text(max_size=12)


def _ids(drawn: object) -> list[int]:
    return [one.id for one in drawn]  # type: ignore[attr-defined]


@given(candidates, st.integers(0, 60), seeds, st.integers(0, 100))
def test_the_sample_has_its_size_and_nobody_twice(
    among: list[Candidate], size: int, seed: str, percent: int
) -> None:
    drawn = choose_sample(among, size, seed, WEIGHTS, risk_percent=percent)

    assert len(drawn) == min(size, len(among))
    assert len(set(_ids(drawn))) == len(drawn)
    assert set(_ids(drawn)) <= {one.id for one in among}


@given(candidates, st.integers(0, 20), seeds, st.randoms())
def test_the_same_seed_draws_the_same_whatever_the_order(
    among: list[Candidate], size: int, seed: str, shuffler: object
) -> None:
    mixed = list(among)
    shuffler.shuffle(mixed)  # type: ignore[attr-defined]

    assert choose_sample(among, size, seed, WEIGHTS) == choose_sample(mixed, size, seed, WEIGHTS)


@given(candidates, st.integers(0, 20), seeds, st.integers(0, 100))
def test_the_risk_share_is_never_below_who_was_left(
    among: list[Candidate], size: int, seed: str, percent: int
) -> None:
    drawn = choose_sample(among, size, seed, WEIGHTS, risk_percent=percent)
    by_risk = [one for one in drawn if one.share == "risk"]
    rest = {one.id for one in among} - {one.id for one in by_risk}

    assert len(by_risk) == -(-min(size, len(among)) * percent // 100)
    left = [risk_points(one.facts, WEIGHTS) for one in among if one.id in rest]
    if by_risk and left:
        assert min(one.points for one in by_risk) >= max(left)


def _heavier(name: str, more: int) -> Weights:
    factors = tuple(
        replace(one, points=one.points + more) if one.name == name else one
        for one in WEIGHTS.factors
    )
    return replace(WEIGHTS, factors=factors)


@given(facts, st.sampled_from(NAMES), st.integers(0, 50))
def test_a_heavier_factor_never_lowers_a_score(held: dict[str, int], name: str, more: int) -> None:
    before, after = risk_points(held, WEIGHTS), risk_points(held, _heavier(name, more))

    assert after >= before
    assert (after == before) == (not held.get(name) or not more)


@given(candidates, st.integers(1, 20), seeds, st.sampled_from(NAMES))
def test_a_heavier_factor_keeps_its_products_in_the_risk_share(
    among: list[Candidate], size: int, seed: str, name: str
) -> None:
    most = next(one.most for one in WEIGHTS.factors if one.name == name)
    among = [replace(one, facts={**one.facts, name: most}) if one.id % 2 else one for one in among]
    drawn = choose_sample(among, size, seed, WEIGHTS, risk_percent=100)
    again = choose_sample(among, size, seed, _heavier(name, 30), risk_percent=100)
    held = {one.id for one in among if one.facts.get(name, 0) >= most}

    assert held & set(_ids(drawn)) <= held & set(_ids(again))


def test_reasons_add_up_to_the_points() -> None:
    held = {"founded_reports": 5, "never_inspected": 1, "high_star": 1}

    assert [(one.factor, one.count, one.points) for one in reasons_for(held, WEIGHTS)] == [
        ("founded_reports", 3, 60),
        ("never_inspected", 1, 8),
        ("high_star", 1, 5),
    ]
    assert risk_points(held, WEIGHTS) == 73


def test_a_fixed_draw_stays_what_it_was() -> None:
    """Anyone who knows the seed must get these, today and in ten years."""
    among = [Candidate(n, {"never_inspected": 1} if n in (3, 4) else {}) for n in range(1, 11)]

    drawn = choose_sample(among, 4, "hat-giong", WEIGHTS)

    assert [(one.id, one.share, one.points) for one in drawn] == [
        (4, "risk", 8),
        (3, "risk", 8),
        (9, "random", 0),
        (1, "random", 0),
    ]
    assert _ids(drawn) == _ids(choose_sample(among[::-1], 4, "hat-giong", WEIGHTS))


def test_a_replacement_is_the_next_of_the_same_lots() -> None:
    among = [Candidate(n, {}) for n in range(1, 6)]
    order = _ids(choose_sample(among, 5, "x", WEIGHTS, risk_percent=0))

    assert next_in_draw(among, frozenset(order[:2]), "x") == Candidate(order[2], {})
    assert next_in_draw(among, frozenset(order), "x") is None
