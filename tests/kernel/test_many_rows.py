"""Many rows at once are the rows that one by one would have been."""

import pytest
from django.db import transaction

from ocop.kernel import many_rows
from ocop.producers.models import Producer
from tests.factories.basic import make_places, make_producer

pytestmark = pytest.mark.django_db


def _like(one: Producer, name: str) -> Producer:
    return Producer(name=name, folded_name=name, legal_form=one.legal_form, commune=one.commune)


def test_rows_get_ids_that_go_on_and_leave_the_next_one_free() -> None:
    one = make_producer(make_places().sa_dec)
    with transaction.atomic():
        made = many_rows.insert([_like(one, "b"), _like(one, "c")])
    kept = Producer.objects.in_bulk([row.pk for row in made])
    assert [kept[row.pk].name for row in made] == ["b", "c"]
    assert all(row.created_at == kept[row.pk].created_at for row in made)
    later = make_producer(one.commune)
    assert later.pk not in {one.pk, *kept}
    assert many_rows.insert([]) == []


def test_the_history_begins_as_with_a_saved_row() -> None:
    saved = make_producer(make_places().sa_dec)
    with transaction.atomic():
        [made] = many_rows.insert_with_history([_like(saved, "d")])
    first, usual = made.history.get(), saved.history.get()
    assert (first.history_type, first.name, first.commune_id) == ("+", "d", made.commune_id)
    assert first.history_change_reason == usual.history_change_reason
    assert first.history_user_id == usual.history_user_id
