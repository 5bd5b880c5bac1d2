"""How much one recognition earns by a province's resolution. Sums are whole đồng."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

LOWEST_STAR = 3


class Case(StrEnum):
    """The cases that resolutions know."""

    FIRST = "first"
    KEPT = "kept"
    UPGRADED = "upgraded"


class Upgrades(StrEnum):
    """What an upgrade earns: a sum stated by star, or the difference of the first-time sums."""

    STATED = "stated"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True)
class Norms:
    """One resolution: đồng by star for each case. A star without a line earns nothing."""

    first: Mapping[int, int]
    kept: Mapping[int, int] = field(default_factory=dict)
    upgraded: Mapping[int, int] = field(default_factory=dict)
    upgrades: Upgrades = Upgrades.STATED


@dataclass(frozen=True, slots=True)
class Occasion:
    """A recognition: its star, the product's star before (None: none of 3 or more), its kind.

    `kind` is that of Điều 6.1 ("first", "upgrade", "reevaluation"), "" where a list did not say.
    """

    star: int
    previous_star: int | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Reward:
    """The sum in đồng with how it came about; `case` None and 0 đồng with the reason of nothing."""

    amount: int
    words: str
    case: Case | None = None

    @property
    def is_earned(self) -> bool:
        """Whether there is money to pay."""
        return self.amount > 0


def case_of(occasion: Occasion) -> Case | None:
    """The case a recognition falls under, None where resolutions name none.

    None: a lower star, an upgrade that did not rise, and the same star given anew as a first one
    after the old had lapsed.
    """
    if occasion.previous_star is None:
        return Case.FIRST
    if occasion.star > occasion.previous_star:
        return Case.UPGRADED
    if occasion.star == occasion.previous_star and occasion.kind not in ("upgrade", "first"):
        return Case.KEPT
    return None


def reward(norms: Norms, occasion: Occasion) -> Reward:
    """What the occasion earns under the norms.

    >>> reward(Norms(first={3: 30_000_000, 4: 50_000_000}), Occasion(star=4)).amount
    50000000
    """
    star, before = occasion.star, occasion.previous_star
    if star < LOWEST_STAR:
        return Reward(0, "Dưới 3 sao")
    case = case_of(occasion)
    if case is None:
        return Reward(0, _unnamed(occasion))
    if case is Case.UPGRADED and norms.upgrades is Upgrades.DIFFERENCE:
        assert before is not None  # an upgrade rises from something
        return _difference(norms, star, before)
    stated = {Case.FIRST: norms.first, Case.KEPT: norms.kept, Case.UPGRADED: norms.upgraded}[case]
    words = {
        Case.FIRST: f"Lần đầu đạt {star} sao",
        Case.KEPT: f"Giữ {star} sao khi đánh giá lại",
        Case.UPGRADED: f"Nâng từ {before} sao lên {star} sao",
    }[case]
    if star not in stated:
        return Reward(0, f"{words}: nghị quyết không nêu mức", case)
    return Reward(stated[star], words, case)


def _unnamed(occasion: Occasion) -> str:
    if occasion.previous_star is not None and occasion.star < occasion.previous_star:
        return f"Xuống hạng từ {occasion.previous_star} sao"
    if occasion.kind == "upgrade":
        return "Xin nâng hạng mà vẫn giữ sao"
    return f"Đã từng đạt {occasion.star} sao, sao cũ hết hạn rồi mới làm lại từ đầu"


def _difference(norms: Norms, star: int, before: int) -> Reward:
    words = f"Nâng từ {before} sao lên {star} sao, phần chênh lệch"
    if missing := [each for each in (before, star) if each not in norms.first]:
        return Reward(0, f"{words}: nghị quyết không nêu mức {missing[0]} sao", Case.UPGRADED)
    return Reward(max(0, norms.first[star] - norms.first[before]), words, Case.UPGRADED)
