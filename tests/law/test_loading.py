"""The 78 score sheets as package data."""

import copy
from collections import Counter

import pytest
import yaml

from ocop.kernel.errors import RefusedError
from ocop.law.checks import LawDataError
from ocop.law.loading import all_rubrics, load_document, load_rubric
from ocop.law.parsing import parse_rubric


def test_counts_of_every_instrument():
    counted = Counter()
    for rubric in all_rubrics():
        counted[rubric.instrument, "sets"] += 1
        counted[rubric.instrument, "usable"] += rubric.usable
        counted[rubric.instrument, "criteria"] += len(rubric.leaves)
        counted[rubric.instrument, "options"] += rubric.option_count
        counted[rubric.instrument, "marks"] += len(rubric.marks)
    assert counted == {
        ("qd26-2026", "sets"): 26,
        ("qd26-2026", "usable"): 26,
        ("qd26-2026", "criteria"): 787,
        ("qd26-2026", "options"): 2535,
        ("qd26-2026", "marks"): 575,
        ("qd148-2023", "sets"): 26,
        ("qd148-2023", "usable"): 22,
        ("qd148-2023", "criteria"): 795,
        ("qd148-2023", "options"): 2632,
        ("qd148-2023", "marks"): 569,
        ("qd1048-2019", "sets"): 26,
        ("qd1048-2019", "usable"): 25,
        ("qd1048-2019", "criteria"): 782,
        ("qd1048-2019", "options"): 2806,
        ("qd1048-2019", "marks"): 0,
    }


def test_history_only_sets_say_what_does_not_add_up():
    history = {rubric.id: rubric.faults for rubric in all_rubrics() if not rubric.usable}
    assert list(history) == [
        "qd148-2023/07",
        "qd148-2023/11",
        "qd148-2023/12",
        "qd148-2023/13",
        "qd1048-2019/19",
    ]
    assert history["qd148-2023/07"] == (
        "Tiêu chí 6.4: mức cao nhất 3 điểm, điểm tối đa ghi 4 điểm.",
    )
    assert history["qd1048-2019/19"] == (
        "Phần C: các mục cộng lại được 38 điểm, điểm tối đa ghi 40 điểm.",
    )


def test_none_of_these_matters_where_the_sheets_print_no_zero():
    leaves = [
        options
        for rubric in all_rubrics("qd26-2026")
        for leaf in rubric.leaves
        for options in [leaf.option_lists[0][1]]
    ]
    assert sum(options[0].points > 0 for options in leaves) == 378
    assert sum(options[0].min_star is not None for options in leaves) == 128


def test_node_ids_are_unique_and_stable():
    ids = []
    for rubric in all_rubrics():
        for part in rubric.parts:
            ids.append(part.id)
            for group in part.groups:
                ids.append(group.id)
                for criterion in group.criteria:
                    ids.append(criterion.id)
                    ids += [sub.id for sub in criterion.subcriteria]
                    ids += [case.id for case in criterion.cases]
        for leaf in rubric.leaves:
            ids += [option.id for _, options in leaf.option_lists for option in options]
    assert len(set(ids)) == len(ids)
    assert load_rubric("qd26-2026", 11).leaf("6.1.1").options[1].id == (
        "qd26-2026/11/C/6/6.1/6.1.1/option-2"
    )


def test_hash_is_of_the_content_not_of_the_formatting():
    document = load_document("qd26-2026", "10.yaml")
    flowed = yaml.safe_load(yaml.safe_dump(document, default_flow_style=True, sort_keys=True))
    assert parse_rubric(flowed).sha256 == load_rubric("qd26-2026", 10).sha256
    changed = copy.deepcopy(document)
    changed["parts"][0]["groups"][0]["criteria"][0]["options"][0]["label"] += "."
    assert parse_rubric(changed).sha256 != load_rubric("qd26-2026", 10).sha256
    assert len({rubric.sha256 for rubric in all_rubrics()}) == 78


def test_corrections_and_anomalies_stay_visible():
    assert load_rubric("qd26-2026", 11).corrections == (
        "6.1.1, mức thứ hai: bản chép ghi 11, sửa thành 1 (điểm tối đa là 2)",
    )
    assert load_rubric("qd26-2026", 26).anomalies == (
        "Tiêu đề phần A ghi (35 Điểm), cột điểm ghi 40",
    )
    assert sum(len(rubric.anomalies) for rubric in all_rubrics("qd26-2026")) == 30


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("star_requirements", 0, "criterion"), "9.9"),
        (("gates", 1, "at_criterion"), "9.9"),
        (("gates", 0, "type"), "unheard_of"),
        (("parts", 0, "groups", 0, "criteria", 1, "code"), "1.1"),
        (("parts", 0, "groups", 0, "criteria", 0, "options", 0, "points"), 3),
        (("parts", 0, "groups", 0, "criteria", 0, "options", 0, "min_star"), 6),
    ],
)
def test_a_sheet_that_points_nowhere_is_refused(path, value):
    document = copy.deepcopy(load_document("qd26-2026", "10.yaml"))
    node = document
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    with pytest.raises(LawDataError):
        parse_rubric(document)


@pytest.mark.parametrize(
    ("instrument", "number", "field"),
    [("qd27-2027", 1, "instrument"), ("qd26-2026", 0, "set"), ("qd26-2026", 27, "set")],
)
def test_unknown_sheets_are_refused_at_their_field(instrument, number, field):
    with pytest.raises(RefusedError) as refused:
        load_rubric(instrument, number)
    assert refused.value.field == field
