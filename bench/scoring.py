"""Scoring a session of 250 products × 11 members against bare Decimal sums over the same answers."""

import random
from decimal import Decimal
from fractions import Fraction

from bench.comparators.scoring import mean_total
from bench.measure import Row, at_most, take_turns
from ocop.law.loading import load_rubric
from ocop.law.rubric import Rubric
from ocop.law.scoring import aggregate, score_sheet

PRODUCTS, MEMBERS, TURNS = 250, 11, 9

Answers = dict[str, int]


def rubric() -> Rubric:
    """Set 10, whose every criterion has one plain list of options."""
    return load_rubric("qd26-2026", 10)


def session() -> list[list[Answers]]:
    """Each product's eleven sheets, made from one seed; with a story, as the sums know no rule."""
    chance, sheet = random.Random(11), rubric()
    return [
        [
            {leaf.code: chance.randint(2, max(2, len(leaf.options))) for leaf in sheet.leaves}
            for _ in range(MEMBERS)
        ]
        for _ in range(PRODUCTS)
    ]


def product_totals(products: list[list[Answers]]) -> list[Fraction]:
    """The council's exact means, with marks, gates, spread and explanation behind them."""
    sheet = rubric()
    return [
        aggregate([score_sheet(sheet, answers) for answers in sheets]).total for sheets in products
    ]


def comparator_totals(products: list[list[Answers]]) -> list[Decimal]:
    """The bare means."""
    points = {
        leaf.code: [Decimal(0), *(Decimal(option.points) for option in leaf.options)]
        for leaf in rubric().leaves
    }
    return [mean_total(points, sheets) for sheets in products]


def run() -> list[Row]:
    """Seconds for the whole session."""
    products = session()
    medians = take_turns(
        lambda: product_totals(products), lambda: comparator_totals(products), TURNS
    )
    return [at_most("chấm 250 sản phẩm × 11 thành viên", *medians, 20)]
