"""Answers that do not count because the sheet says there is no story. Pure."""

from collections.abc import Mapping

from ocop.law.readings import LawSettings
from ocop.law.rubric import Rubric


def not_counted(
    rubric: Rubric, options: Mapping[str, int], settings: LawSettings
) -> frozenset[str]:
    """The criteria that depend on a story, where 5.1 says there is none; otherwise none.

    Phụ lục II QĐ 26/2026, criteria 5.2 (printed) and 5.3 (reading `no_story_dependents`).
    """
    story = rubric.story
    if (
        story is None
        or options.get(story.criterion, story.no_story_option + 1) > story.no_story_option
    ):
        return frozenset()
    return frozenset(story.dependents if settings.no_story_dependents == "zero" else story.printed)
