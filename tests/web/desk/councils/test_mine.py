"""A member's list of sheets: where to go next, and where one is."""

import pytest
from django.urls import reverse

from ocop.demo.answers import answers_for
from ocop.law.loading import load_rubric
from tests.factories.council_journey import submit

pytestmark = pytest.mark.django_db
FOUR = answers_for(load_rubric("qd26-2026", 8), 4)


def test_the_list_leads_to_the_next_sheet_until_all_are_in(browse, world, item):
    client = browse(world.scorers[1])
    review = reverse("desk:councils:review", args=[item.pk])
    to_do = f'<a class="button" href="{review}">'
    assert to_do in client.get(reverse("desk:councils:mine")).content.decode()
    submit(item, world.scorers[1], FOUR)
    assert to_do not in client.get(reverse("desk:councils:mine")).content.decode()


def test_one_line_of_the_navigation_is_the_current_one(browse, world, item):
    page = browse(world.scorers[1]).get(reverse("desk:councils:mine")).content.decode()
    nav = page[page.index("<nav") : page.index("</nav>")]
    assert nav.count("aria-current") == 1
    assert f'href="{reverse("desk:councils:mine")}" aria-current="page"' in nav
