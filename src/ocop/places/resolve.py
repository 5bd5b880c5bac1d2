"""From a place as people write it to the unit meant, and to the units that follow it now."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from ocop.kernel.text import folded
from ocop.places import gazetteer
from ocop.places.gazetteer import Gazetteer, Place, Version
from ocop.places.names import Part, key_of, letters, parts_of

# Spelling out of 100: among the units of a known place a looser likeness is enough.
NEAR_ENOUGH = 80
NEAR_ENOUGH_ALONE = 88
LONGEST_NAME = 7
MOST = 10
THE_COUNTRY = {"viet nam", "vietnam", "vn"}


@dataclass(frozen=True)
class Candidate:
    """A unit the text may mean. `confirm`: a person must choose or check before it is used."""

    place: Place
    today: tuple[Place, ...]
    confirm: bool

    def row(self) -> dict[str, object]:
        """The JSON row of `ocop places resolve`."""
        last = self.place.valid_to
        return {
            "code": self.place.code,
            "name": self.place.full_name,
            "level": self.place.level,
            "valid_from": self.place.valid_from.isoformat(),
            "valid_to": last.isoformat() if last else None,
            "today": [{"code": each.code, "name": each.full_name} for each in self.today],
            "confirm": self.confirm,
        }


@dataclass(frozen=True)
class _Match:
    """How well a part names a place: the kind word, the marks, the spelling (100 = the same).

    `kind_fits`: 2 that kind, 1 another kind of that level, 0 another level or no kind word.
    """

    kind_fits: int
    marks_fit: bool
    spelling: float

    @property
    def rank(self) -> tuple[float, int, bool]:
        return self.spelling, self.kind_fits, self.marks_fit


Matches = dict[Version, _Match]


@dataclass(frozen=True)
class _Scored:
    """A place with how much of the text it explains; `rank` decides, ties are ambiguous."""

    place: Place
    explained: frozenset[int]
    rank: tuple[float, ...]
    spelling: float

    @property
    def is_near(self) -> bool:
        return self.spelling < 100

    @property
    def is_plausible(self) -> bool:
        return len(self.explained) > 1 or self.spelling >= NEAR_ENOUGH_ALONE


def resolve(text: str) -> tuple[Candidate, ...]:
    """The units that explain most parts of the text, best first (at most ten).

    Kind words, marks and the order of the parts may be wrong or missing; the units above may be
    those of the time, of before, or of today. Empty when nothing is found.
    """
    finder = _finder()
    meant = [
        part
        for part in finder.parts(text)
        if finder.exact(part) or not (part.is_smaller_place or key_of(part.text) in THE_COUNTRY)
    ]
    matches = [finder.exact(part) for part in meant]
    scored = finder.scored(matches)
    missed = set(range(len(meant))) - (scored[0].explained if scored else frozenset())
    if missed:
        for index in missed:
            matches[index] = finder.near(meant[index]) | matches[index]
        scored = [each for each in finder.scored(matches) if each.is_plausible]
    if not scored:
        return ()
    best = [each for each in scored if len(each.explained) == len(scored[0].explained)]
    return finder.candidates(best, all_explained=len(best[0].explained) == len(meant))


@cache
def _finder() -> "_Finder":
    return _Finder(gazetteer.load())


class _Finder:
    def __init__(self, units: Gazetteer) -> None:
        self.units = units
        self.by_version = {place.version: place for place in units.places}
        self.by_key: dict[str, list[Place]] = defaultdict(list)
        for place in units.places:
            if not self._only_renewed(place):
                self.by_key[key_of(place.name)].append(place)
        self.keys = list(self.by_key)

    def _only_renewed(self, place: Place) -> bool:
        """A version followed by the same unit under the same parent says nothing of its own."""
        for change in self.units.changes_from(place):
            if change.kind == "whole" and change.new.code == place.code:
                return self.by_version[change.new].parent_code == place.parent_code
        return False

    def parts(self, text: str) -> list[Part]:
        """The comma parts, split further where one of them names no unit as a whole."""
        found: list[Part] = []
        for part in parts_of(text):
            for piece in (part,) if self.exact(part) else part.split_at_kind_words():
                found += (piece,) if self.exact(piece) else self._split_into_names(piece)
        return found

    def _split_into_names(self, part: Part) -> tuple[Part, ...]:
        """ "Tân Hộ Cơ Tân Hồng Đồng Tháp" as the fewest known names, or the part itself."""
        size = len(part.tokens)
        best: list[tuple[Part, ...] | None] = [()] + [None] * size
        for end in range(1, size + 1):
            for start in range(max(0, end - LONGEST_NAME), end):
                before = best[start]
                piece = Part(part.tokens[start:end])
                if before is None or not self.exact(piece):
                    continue
                known = best[end]
                if known is None or len(before) + 1 < len(known):
                    best[end] = (*before, piece)
        return best[size] or (part,)

    def exact(self, part: Part) -> Matches:
        """Every place whose name is this part, whatever the marks and the kind word."""
        matches: Matches = {}
        for reading in part.readings():
            for place in self.by_key.get(reading.key, ()):
                matches.setdefault(place.version, self._match(part, place, 100.0))
        return matches

    def near(self, part: Part) -> Matches:
        """Places with a similar name."""
        matches: Matches = {}
        for reading in part.readings():
            similar = process.extract(
                reading.key, self.keys, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH, limit=MOST
            )
            for key, spelling, _ in similar:
                for place in self.by_key[key]:
                    matches.setdefault(place.version, self._match(part, place, spelling))
        return matches

    def _match(self, part: Part, place: Place, spelling: float) -> _Match:
        reading = part.readings()[0]
        kind_fits = int(place.level in reading.levels)
        return _Match(
            kind_fits=kind_fits + (reading.kind == folded(place.kind)),
            marks_fit=reading.has_marks and letters(reading.name) == letters(place.name),
            spelling=spelling,
        )

    def scored(self, matches: list[Matches]) -> list[_Scored]:
        """Every matched place with what it explains, best first."""
        found: dict[Version, _Scored] = {}
        for index, part_matches in enumerate(matches):
            for version, match in part_matches.items():
                scored = self._score(self.by_version[version], index, match, matches)
                if version not in found or found[version].rank < scored.rank:
                    found[version] = scored
        return sorted(
            found.values(), key=lambda each: (each.rank, each.place.valid_from), reverse=True
        )

    def _score(self, place: Place, own: int, match: _Match, matches: list[Matches]) -> _Scored:
        above = {each.version for each in self.units.ancestors(place)}
        around = self._units_around(place) - above
        explained, used = {own}, [match]
        exact_parents = 0
        for index, part_matches in enumerate(matches):
            if index == own:
                continue
            group = above if above & part_matches.keys() else around & part_matches.keys()
            hits = [part_matches[version] for version in group & part_matches.keys()]
            if hits:
                explained.add(index)
                exact_parents += group is above
                used.append(max(hits, key=lambda hit: hit.rank))
        spelling = min(each.spelling for each in used)
        rank = (
            len(explained),
            spelling,
            exact_parents,
            sum(each.kind_fits for each in used),
            sum(each.marks_fit for each in used),
            exact_parents - len(above),
        )
        return _Scored(place, frozenset(explained), rank, spelling)

    def _units_around(self, place: Place) -> set[Version]:
        """Units above it at another time: of its followers today, of what it was made from."""
        kin = {*self.units.today(place).places, *self._origins(place)} - {place}
        return {above.version for each in kin for above in self.units.ancestors(each)}

    def _origins(self, place: Place) -> set[Place]:
        before = self.units.predecessors(place)
        return set(before).union(*(self._origins(each) for each in before))

    def candidates(self, best: list[_Scored], *, all_explained: bool) -> tuple[Candidate, ...]:
        """The best with what follows them now; those that tie with the first are ambiguous."""
        followers = {each.place.version: self.units.today(each.place) for each in best}
        first = followers[best[0].place.version].places
        # Named with everything above it, a unit is itself; else its namesakes are rivals too.
        is_complete = best[0].rank[-1] == 0
        compared = slice(None) if is_complete else slice(-1)
        tied = [each for each in best if each.rank[compared] == best[0].rank[compared]]
        rivals = {followers[each.place.version].places for each in tied}
        found = []
        for each in best[:MOST]:
            follows = followers[each.place.version]
            unsure = len(rivals) > 1 if each in tied else follows.places != first
            confirm = (
                unsure
                or each.is_near
                or not all_explained
                or not follows.certain
                or len(follows.places) != 1
            )
            found.append(Candidate(each.place, follows.places, confirm))
        return tuple(found)
