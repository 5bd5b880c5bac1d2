"""The minutes as PDF and DOCX say the same; what people typed is text and nothing else."""

import datetime as dt
from io import BytesIO

import pytest
from docx import Document

from ocop.inspections.minutes_paper import minutes_data
from ocop.inspections.services import findings, minutes
from ocop.kernel import clock
from ocop.papers.inspection_docx import render_inspection_docx
from ocop.papers.inspection_minutes import InspectionMinutesData, render_inspection_minutes
from tests.factories import inspections as made
from tests.factories.basic import make_places
from tests.papers.pdf import packed, pdfa_faults, reader, text_of

pytestmark = pytest.mark.django_db
ODD = "{{ 7*7 }} <b>&\"'> Cơ sở #(1+1)"


@pytest.fixture
def data() -> InspectionMinutesData:
    world = made.make_world(make_places())
    inspection = made.in_field(world, failing=("7.1",))
    made.answer(inspection, "8.2", "pass", world.member, ODD)
    findings.write_finding(
        inspection=inspection,
        finding=None,
        question="7.1",
        text="In 5 sao trên bao bì",
        ground="d",
        remedy="Thay bao bì",
        due_on=clock.today() + dt.timedelta(days=20),
        by=world.lead,
    )
    inspection = minutes.lock_minutes(inspection=inspection, reply_until=None, by=world.lead)
    minutes.sign(
        inspection=inspection,
        party="lead",
        name="",
        upload=made.signature(),
        by=world.lead,
        member=inspection.team.get(part="lead"),
    )
    minutes.sign(
        inspection=inspection,
        party="producer",
        name="Chủ cơ sở (mẫu)",
        upload=None,
        refusal="Chưa đồng ý",
        by=world.lead,
    )
    return minutes_data(inspection)


def _docx_text(content: bytes) -> str:
    paper = Document(BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return " ".join([*(line.text for line in paper.paragraphs), *cells])


def _facts(data: InspectionMinutesData) -> list[str]:
    return [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        data["about"],
        data["product"],
        data["venue"],
        data["certificate"],
        *(line["name"] for line in data["team"]),
        *(row["text"] for topic in data["topics"] for row in topic["rows"]),
        *(row["note"] for topic in data["topics"] for row in topic["rows"]),
        *(line["text"] for line in data["findings"]),
        *(line["remedy"] for line in data["findings"]),
        data["producer_opinion"],
        data["reply"],
        "Từ chối ký: Chưa đồng ý",
    ]


def test_pdf_and_docx_say_the_same(data: InspectionMinutesData) -> None:
    pdf, docx = render_inspection_minutes(data), render_inspection_docx(data)
    printed, written = packed(text_of(pdf)), packed(_docx_text(docx))

    assert [fact for fact in _facts(data) if packed(fact) not in printed] == []
    assert [fact for fact in _facts(data) if packed(fact) not in written] == []
    assert pdfa_faults(pdf) == []


def test_signatures_are_pictures_in_both(data: InspectionMinutesData) -> None:
    assert len(reader(render_inspection_minutes(data)).pages[-1].images) == 1
    paper = Document(BytesIO(render_inspection_docx(data)))
    assert len(paper.inline_shapes) == 1


def test_the_page_of_the_docx_follows_the_decree(data: InspectionMinutesData) -> None:
    section = Document(BytesIO(render_inspection_docx(data))).sections[0]
    sides = (section.page_width, section.left_margin, section.right_margin, section.top_margin)
    assert [round(side.mm) for side in sides] == [210, 30, 20, 20]
