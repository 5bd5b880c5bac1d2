"""Rebuild `src/ocop/places/data/*.csv` from the data set inside PyPI's `vietnamadminunits` 1.0.4.

Usage: python docs/develop/build_places_data.py FOLDER_WITH_dataset.db src/ocop/places/data

Needs nothing but the standard library. What is corrected, and why, stands in the README beside
the data. Later changes (`LATER`) are not in that data set and are written here by hand.
"""

import collections
import csv
import datetime as dt
import json
import math
import re
import sqlite3
import statistics
import sys
import unicodedata
from pathlib import Path

# The source does not date the older units: they all begin with the first code list.
FIRST_LIST_DAY = dt.date(2004, 7, 8)
LAST_OLD_DAY, FIRST_NEW_DAY = dt.date(2025, 6, 30), dt.date(2025, 7, 1)
KINDS = ["Tỉnh", "Thành phố", "Quận", "Huyện", "Thị xã", "Phường", "Thị trấn", "Đặc khu", "Xã"]


def words(text):
    return text.split()


# Standing Committee of the National Assembly, 16/6/2025: resolutions 1654 to 1687, one a province.
RESOLUTIONS = dict(
    zip(
        words("91 96 01 04 24 48 66 11 75 82 52 42 33 56 92 31 12")
        + words("68 20 15 37 46 25 51 40 22 44 14 80 19 08 79 38 86"),
        range(1654, 1688),
        strict=True,
    )
)
DONG_NAI_WARDS = words("25270 25357 25363 26116 26170 26248 26326 26368 26425 26485")
BAC_NINH_WARDS = words("07294 07375 07399 07444 07840 09193 09292 09313 09319 09454 09475 09496")
# day, province, basis of the province, wards created that day, basis of the wards
LATER = (
    (dt.date(2026, 4, 30), "75", "nq30-2026", DONG_NAI_WARDS, "nq237-2026"),
    (dt.date(2026, 9, 1), "22", "nq36-2026", [], ""),
    (dt.date(2026, 9, 20), "24", "nq39-2026", BAC_NINH_WARDS, "nq388-2026"),
)
BASES = {
    "to-2025": "Danh mục đơn vị hành chính đến hết ngày 30/6/2025 (Quyết định 124/2004/QĐ-TTg và các nghị "
    "quyết thay đổi về sau); ngày bắt đầu là ngày của danh mục đầu tiên, không phải ngày thành lập đơn vị",
    "nq202": "Nghị quyết 202/2025/QH15 ngày 12/6/2025; mã số theo Quyết định 19/2025/QĐ-TTg",
    **{
        f"nq{number}": f"Nghị quyết {number}/NQ-UBTVQH15 ngày 16/6/2025; mã số theo Quyết định 19/2025/QĐ-TTg"
        for number in sorted(RESOLUTIONS.values())
    },
    "nq30-2026": "Nghị quyết 30/2026/QH16 ngày 24/4/2026 thành lập thành phố Đồng Nai, từ 30/4/2026",
    "nq237-2026": "Nghị quyết 237/NQ-UBTVQH16 ngày 14/4/2026 thành lập 10 phường, từ 30/4/2026",
    "nq36-2026": "Nghị quyết 36/2026/QH16 thành lập thành phố Quảng Ninh, từ 01/9/2026",
    "nq39-2026": "Nghị quyết 39/2026/QH16 thành lập thành phố Bắc Ninh, từ 20/9/2026",
    "nq388-2026": "Nghị quyết 388/NQ-UBTVQH16 ngày 04/8/2026 thành lập 12 phường, từ 20/9/2026",
}
UNIT_COLUMNS = words("code name kind parent valid_from valid_to basis latitude longitude")


def bare(full_name):
    """("Xã", "Tân Hộ Cơ") of "Xã Tân Hộ Cơ"."""
    full_name = " ".join(unicodedata.normalize("NFC", full_name).split())
    word = next(word for word in KINDS if full_name.lower().startswith(word.lower() + " "))
    return word, full_name[len(word) + 1 :]


def kilometres(one, other):
    middle = math.radians((one[0] + other[0]) / 2)
    return math.hypot((one[0] - other[0]) * 111.2, (one[1] - other[1]) * 111.2 * math.cos(middle))


def median_point(points):
    points = list(points)
    return statistics.median(p[0] for p in points), statistics.median(p[1] for p in points)


class Source:
    """The package's tables: `old` and `new` communes by code, `edges` old → set of new codes."""

    def __init__(self, folder):
        base = sqlite3.connect(folder / "dataset.db")
        base.row_factory = sqlite3.Row
        self.old_rows = [dict(row) for row in base.execute("SELECT * FROM admin_units_legacy")]
        self.new_rows = [dict(row) for row in base.execute("SELECT * FROM admin_units")]
        self.old = {row["wardCode"]: row for row in self.old_rows if row["wardCode"]}
        self.new = {row["wardCode"]: row for row in self.new_rows}
        joins = json.loads((folder / "converter_2025.json").read_text())
        old_keys = {
            f"{r['provinceKey']}_{r['districtKey']}_{r['wardKey']}": c for c, r in self.old.items()
        }
        new_keys = {(row["provinceKey"], row["wardKey"]): c for c, row in self.new.items()}
        self.edges = collections.defaultdict(set)
        for province, wards in joins["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
            for ward, sources in wards.items():
                for key in sources:
                    if not key.endswith("_"):  # five island districts had no commune
                        self.edges[old_keys[key]].add(new_keys[province, ward])
        for province, wards in joins["DICT_PROVINCE_WARD_DIVIDED"].items():
            for key, targets in wards.items():
                for target in targets:
                    self.edges[old_keys[key]].add(new_keys[province, target["newWardKey"]])
        self.sources = collections.defaultdict(set)
        for old, targets in self.edges.items():
            for new in targets:
                self.sources[new].add(old)
        codes = {row["provinceKey"]: row["provinceCode"] for row in self.old_rows}
        new_codes = {row["provinceKey"]: row["provinceCode"] for row in self.new_rows}
        self.provinces = {
            codes[key]: new_codes[new]
            for new, keys in joins["DICT_PROVINCE"].items()
            for key in keys
        }

    def district(self, old):
        return self.old[old]["districtCode"]

    def support(self, old, new):
        """How many undivided communes of the old unit's district went to the new one."""
        return sum(
            1
            for other in self.sources[new] - {old}
            if self.district(other) == self.district(old) and len(self.edges[other]) == 1
        )

    def distance(self, old, new):
        return kilometres(point(self.old[old]), point(self.new[new]))

    def radius(self, new):
        return math.sqrt((self.new[new]["wardAreaKm2"] or 30) / math.pi)


def point(row):
    return row["wardLat"], row["wardLon"]


def joined_by_name(source):
    """Edges that exist only because another old commune has the same name: {(old, new): twin}."""
    wrong = {}
    for old, targets in source.edges.items():
        if len(targets) < 2:
            continue
        for new in targets:
            for twin in sorted(source.sources[new] - {old}):
                if source.old[twin]["ward"] != source.old[old]["ward"]:
                    continue
                mine, theirs = source.support(old, new), source.support(twin, new)
                farther = source.distance(old, new) > max(15, 2 * source.distance(twin, new))
                if mine == 0 and (theirs > 0 or farther):
                    wrong[old, new] = twin
    return wrong


def doubtful_centroids(source, wrong):
    """{code: why} of new and old communes whose position disagrees with their neighbours."""
    by_district = collections.defaultdict(list)
    for old in source.old:
        by_district[source.district(old)].append(old)
    doubts = {}
    for old, row in source.old.items():
        siblings = [point(source.old[o]) for o in by_district[source.district(old)] if o != old]
        if len(siblings) < 2:
            continue
        middle = median_point(siblings)
        spread = statistics.median(kilometres(p, middle) for p in siblings)
        away = kilometres(point(row), middle)
        kept = (new for new in source.edges[old] if (old, new) not in wrong)
        follower = min(source.distance(old, new) for new in kept)
        if away > max(20, 4 * spread) and follower > 12:
            doubts["old", old] = (
                f"cách các xã cùng huyện {away:.0f} km, cách đơn vị kế tiếp {follower:.0f} km"
            )
    for new, row in source.new.items():
        parts = [o for o in source.sources[new] if ("old", o) not in doubts]
        if not parts:
            continue
        middle = median_point(point(source.old[o]) for o in parts)
        away = kilometres(point(row), middle)
        districts = {source.district(o) for o in parts}
        around = {n for d in districts for o in by_district[d] for n in source.edges[o] if n != new}
        if away <= max(15, 3 * source.radius(new)) or not around:
            continue
        neighbours = median_point(point(source.new[n]) for n in around)
        if kilometres(point(row), neighbours) > kilometres(middle, neighbours):
            doubts["new", new] = f"cách các xã cũ hợp thành {away:.0f} km"
    return doubts


def unit(code, full_name, parent, first, last, basis, position):
    kind, name = bare(full_name)
    latitude, longitude = (f"{v:.4f}".rstrip("0") if v is not None else "" for v in position)
    dates = [day.isoformat() if day else "" for day in (first, last)]
    return dict(
        zip(
            UNIT_COLUMNS,
            [code, name, kind, parent, *dates, basis, latitude, longitude],
            strict=True,
        )
    )


def old_units(source, doubts):
    units = {}
    for row in source.old_rows:
        place = (row["provinceLat"], row["provinceLon"])
        province = row["provinceCode"]
        units[province] = unit(
            province, row["province"], "", FIRST_LIST_DAY, LAST_OLD_DAY, "to-2025", place
        )
        place = (row["districtLat"], row["districtLon"])
        district = row["districtCode"]
        units[district] = unit(
            district, row["district"], province, FIRST_LIST_DAY, LAST_OLD_DAY, "to-2025", place
        )
        if row["wardCode"]:
            code = row["wardCode"]
            place = (None, None) if ("old", code) in doubts else point(row)
            units[code] = unit(
                code, row["ward"], district, FIRST_LIST_DAY, LAST_OLD_DAY, "to-2025", place
            )
    return list(units.values())


def new_units(source, doubts):
    """Units from 1/7/2025, then the later versions of the provinces that became cities."""
    units = {}
    for row in source.new_rows:
        province, code = row["provinceCode"], row["wardCode"]
        place = (row["provinceLat"], row["provinceLon"])
        units[province] = unit(province, row["province"], "", FIRST_NEW_DAY, None, "nq202", place)
        place = (None, None) if ("new", code) in doubts else point(row)
        basis = f"nq{RESOLUTIONS[province]}"
        units[code] = unit(code, row["ward"], province, FIRST_NEW_DAY, None, basis, place)
    closed, changes = [], []
    for day, province, basis, wards, ward_basis in LATER:
        members = [province, *(c for c, u in units.items() if u["parent"] == province)]
        for code in members:
            closed.append({**units[code], "valid_to": (day - dt.timedelta(days=1)).isoformat()})
            kind = units[code]["kind"]
            if code == province:
                kind = "Thành phố"
            elif code in wards:
                assert kind == "Xã", code
                kind = "Phường"
            reason = ward_basis if code in wards else basis
            units[code] |= {"kind": kind, "valid_from": day.isoformat(), "basis": reason}
            changes.append([day.isoformat(), code, code, "whole", "", reason])
    return closed + list(units.values()), changes


def changes_of_2025(source, wrong):
    """Rows of changes.csv for 1/7/2025: provinces, island districts, communes."""
    day = FIRST_NEW_DAY.isoformat()
    shared = collections.Counter(source.provinces.values())
    for old, new in sorted(source.provinces.items()):
        yield [day, old, new, "whole" if shared[new] == 1 else "merged", "", "nq202"]
    islands = {
        bare(r["district"])[1]: r["districtCode"] for r in source.old_rows if not r["wardCode"]
    }
    for code, row in sorted(source.new.items()):
        if not source.sources[code]:
            yield [
                day,
                islands.pop(bare(row["ward"])[1]),
                code,
                "whole",
                "",
                basis_of(source, code),
            ]
    assert not islands
    for old, targets in sorted(source.edges.items()):
        kept = sorted(new for new in targets if (old, new) not in wrong)
        assert kept, old
        for new in kept:
            if len(kept) > 1:
                kind = "divided"
            elif len(source.sources[new]) == 1:
                kind = "whole"
            else:
                kind = "merged"
            proposal = len(targets) > 1 or far_and_alone(source, old, new)
            yield [day, old, new, kind, "1" if proposal else "", basis_of(source, new)]


def far_and_alone(source, old, new):
    """The only commune of its district in a new unit whose centroid is far: maybe a wrong join."""
    return (
        len(source.sources[new]) > 1
        and source.support(old, new) == 0
        and source.distance(old, new) > 2.2 * max(source.radius(new), 1)
    )


def basis_of(source, new):
    return f"nq{RESOLUTIONS[source.new[new]['provinceCode']]}"


def doubtful_change_rows(source, wrong):
    for (old, new), twin in sorted(wrong.items()):
        why = f"trùng tên với {source.old[twin]['ward']} ({twin}, {source.old[twin]['district']})"
        yield [old, describe(source, old), new, source.new[new]["ward"], "bỏ", why]
    for old, targets in sorted(source.edges.items()):
        for new in targets:
            if len(targets) == 1 and far_and_alone(source, old, new):
                why = f"khác huyện với các xã còn lại, cách {source.distance(old, new):.0f} km"
                yield [old, describe(source, old), new, source.new[new]["ward"], "đề xuất", why]


def describe(source, old):
    row = source.old[old]
    return f"{row['ward']}, {row['district']}, {row['province']}"


def doubtful_centroid_rows(source, doubts):
    for (side, code), why in sorted(doubts.items()):
        row = source.old[code] if side == "old" else source.new[code]
        until = LAST_OLD_DAY.isoformat() if side == "old" else ""
        yield [code, until, row["ward"], row["province"], row["wardLat"], row["wardLon"], why]


def write(path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns)
        out.writerows(rows)


def main(source_folder, target_folder):
    source, target = Source(Path(source_folder)), Path(target_folder)
    wrong = joined_by_name(source)
    doubts = doubtful_centroids(source, wrong)
    later_units, later_changes = new_units(source, doubts)
    units = old_units(source, doubts) + later_units
    assert all(re.fullmatch(r"\d{2}|\d{3}|\d{5}", u["code"]) for u in units)
    units.sort(key=lambda u: (len(u["code"]), u["code"], u["valid_from"]))
    write(target / "units.csv", UNIT_COLUMNS, (u.values() for u in units))
    write(
        target / "changes.csv",
        words("date old_code new_code kind proposal basis"),
        [*changes_of_2025(source, wrong), *later_changes],
    )
    write(target / "bases.csv", ["basis", "text"], BASES.items())
    write(
        target / "doubtful_changes.csv",
        words("old_code old_unit new_code new_unit decision reason"),
        doubtful_change_rows(source, wrong),
    )
    write(
        target / "doubtful_centroids.csv",
        words("code valid_to name province latitude longitude reason"),
        doubtful_centroid_rows(source, doubts),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
