"""Sums as provinces printed them (their resolutions are the test data)."""

import pytest

from ocop.benefits.rules.rewards import Case, Norms, Occasion, Upgrades, case_of, reward

TRIEU = 1_000_000
# Bắc Giang 2024–2025: 50/150/300 first, 20/60 kept, 150/300 upgraded.
BAC_GIANG = Norms(
    first={3: 50 * TRIEU, 4: 150 * TRIEU, 5: 300 * TRIEU},
    kept={3: 20 * TRIEU, 4: 60 * TRIEU},
    upgraded={4: 150 * TRIEU, 5: 300 * TRIEU},
)
# Hà Tĩnh 2019: 30/50 for three and four stars.
HA_TINH = Norms(first={3: 30 * TRIEU, 4: 50 * TRIEU})
# Đồng Nai pays the difference; the sums are Bắc Giang's, for the arithmetic alone.
DIFFERENCE = Norms(first=BAC_GIANG.first, upgrades=Upgrades.DIFFERENCE)


@pytest.mark.parametrize(
    ("norms", "occasion", "amount"),
    [
        (BAC_GIANG, Occasion(3), 50 * TRIEU),
        (BAC_GIANG, Occasion(4), 150 * TRIEU),
        (BAC_GIANG, Occasion(5), 300 * TRIEU),
        (BAC_GIANG, Occasion(3, 3, "reevaluation"), 20 * TRIEU),
        (BAC_GIANG, Occasion(4, 4, "reevaluation"), 60 * TRIEU),
        (BAC_GIANG, Occasion(5, 5, "reevaluation"), 0),
        (BAC_GIANG, Occasion(4, 3, "upgrade"), 150 * TRIEU),
        (BAC_GIANG, Occasion(5, 4, "upgrade"), 300 * TRIEU),
        (BAC_GIANG, Occasion(4, 3, "reevaluation"), 150 * TRIEU),
        (BAC_GIANG, Occasion(4, 4, "upgrade"), 0),
        (BAC_GIANG, Occasion(3, 4, "reevaluation"), 0),
        (BAC_GIANG, Occasion(3, 3, "first"), 0),
        (BAC_GIANG, Occasion(3, 3), 20 * TRIEU),
        (BAC_GIANG, Occasion(2), 0),
        (HA_TINH, Occasion(3), 30 * TRIEU),
        (HA_TINH, Occasion(4), 50 * TRIEU),
        (HA_TINH, Occasion(5), 0),
        (HA_TINH, Occasion(4, 3, "upgrade"), 0),
        (DIFFERENCE, Occasion(4, 3, "upgrade"), 100 * TRIEU),
        (DIFFERENCE, Occasion(5, 4, "upgrade"), 150 * TRIEU),
        (DIFFERENCE, Occasion(5, 3, "upgrade"), 250 * TRIEU),
    ],
)
def test_the_printed_sums(norms: Norms, occasion: Occasion, amount: int) -> None:
    assert reward(norms, occasion).amount == amount


def test_cases_and_words() -> None:
    assert case_of(Occasion(4, 3, "upgrade")) is Case.UPGRADED
    assert case_of(Occasion(4, 4, "upgrade")) is None
    assert reward(HA_TINH, Occasion(5)).words == "Lần đầu đạt 5 sao: nghị quyết không nêu mức"
    assert reward(BAC_GIANG, Occasion(3, 4, "reevaluation")).words == "Xuống hạng từ 4 sao"
    missing = Norms(first={4: 1}, upgrades=Upgrades.DIFFERENCE)
    assert reward(missing, Occasion(4, 3, "upgrade")).words.endswith("không nêu mức 3 sao")
