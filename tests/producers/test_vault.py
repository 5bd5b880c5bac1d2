"""Papers of the vault."""

import datetime as dt

import pytest

from ocop.dossiers.services.drafting import attach_evidence
from ocop.kernel.errors import RefusedError
from ocop.law.evidence import evidence_kind
from ocop.producers import queries, vault
from ocop.producers.models import PaperFile
from tests.factories.basic import make_places, make_user
from tests.factories.journey import make_paper, owner_of, started_dossier, stored_photo

pytestmark = pytest.mark.django_db


def test_a_paper_keeps_its_pages_in_order_and_a_name_of_its_kind() -> None:
    owner, producer = owner_of(make_places())
    pages = [stored_photo(owner), stored_photo(owner)]
    paper = vault.add_paper(
        producer=producer, kind="test_reports", title=" ", by=owner, files=pages
    )
    vault.add_files(paper=paper, files=[last := stored_photo(owner)], by=owner)
    assert paper.title == evidence_kind("test_reports").name
    assert [page.file for page in paper.files.all()] == [*pages, last]
    assert list(queries.papers_of(owner)) == [paper]
    assert list(queries.papers_of(make_user())) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "passport"}, "kind"),
        ({"title": "x" * 201}, "title"),
        ({"expires_on": dt.date(2026, 1, 1), "issued_on": dt.date(2026, 1, 2)}, "expires_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(changes, field) -> None:
    owner, producer = owner_of(make_places())
    with pytest.raises(RefusedError) as refusal:
        vault.add_paper(producer=producer, by=owner, **({"kind": "market", "title": "A"} | changes))
    assert refusal.value.field == field
    assert producer.papers.count() == 0


def test_a_new_paper_replaces_an_old_one_of_the_same_producer() -> None:
    places = make_places()
    owner, producer = owner_of(places)
    old = make_paper(producer, owner)
    new = make_paper(producer, owner, replaces=old)
    old.refresh_from_db()
    assert old.replaced_by == new
    stranger, other = owner_of(places)
    with pytest.raises(RefusedError):
        make_paper(other, stranger, replaces=old)


def test_a_paper_in_use_stays() -> None:
    dossier = started_dossier(make_places())
    owner = dossier.created_by
    paper = make_paper(dossier.product.producer, owner)
    evidence = attach_evidence(dossier=dossier, criterion="1.1", paper=paper, by=owner)
    with pytest.raises(RefusedError):
        vault.remove_paper(paper=paper, by=owner)
    evidence.delete()
    with pytest.raises(RefusedError):
        vault.remove_paper(paper=paper, by=make_user())
    vault.remove_paper(paper=paper, by=owner)
    assert PaperFile.objects.count() == 0


def test_thirty_pages_at_most(monkeypatch) -> None:
    monkeypatch.setattr(vault, "MOST_FILES", 2)
    owner, producer = owner_of(make_places())
    paper = make_paper(producer, owner)
    with pytest.raises(RefusedError) as refusal:
        vault.add_files(paper=paper, files=[stored_photo(owner), stored_photo(owner)], by=owner)
    assert refusal.value.field == "files"
    assert paper.files.count() == 1
