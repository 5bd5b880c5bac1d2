"""The minutes of an inspection as DOCX: the template is built here, so that no binary is kept."""

from functools import cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from docx.table import Table
from docxtpl import DocxTemplate, InlineImage

from ocop.papers.inspection_minutes import InspectionMinutesData, SignatureBox

FACE = "Times New Roman"
_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def render_inspection_docx(data: InspectionMinutesData) -> bytes:
    """The minutes as DOCX, laid out after NĐ 30/2020/NĐ-CP; what people typed is only text."""
    template = DocxTemplate(BytesIO(_template()))
    day = data["date"]
    context: dict[str, Any] = dict(data)
    context["long_date"] = f"ngày {day:%d} tháng {day:%m} năm {day.year}"
    context["parent"] = " ".join(data["parent"]).upper()
    context["agency"] = " ".join(data["agency"]).upper()
    signed = [_signature(template, one) for one in data["signatures"]]
    context["pairs"] = [
        {"left": signed[at], "right": signed[at + 1] if at + 1 < len(signed) else _EMPTY}
        for at in range(0, len(signed), 2)
    ]
    template.render(context, autoescape=True)
    written = BytesIO()
    template.save(written)
    return written.getvalue()


_EMPTY = {"title": "", "name": "", "note": "", "picture": ""}


def _signature(template: DocxTemplate, one: SignatureBox) -> dict[str, Any]:
    image = one["image"]
    picture = InlineImage(template, BytesIO(bytes(image)), height=Mm(17)) if image else ""
    return {
        "title": one["title"].upper(),
        "name": one["name"],
        "note": one["note"],
        "picture": picture,
    }


@cache
def _template() -> bytes:
    paper = Document()
    _page(paper)
    _head(paper)
    _body(paper)
    _signatures(paper)
    written = BytesIO()
    paper.save(written)
    return written.getvalue()


def _page(paper: Paper) -> None:
    """A4 with the decree's margins; 13 points, first line 1.27 cm, both sides even."""
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    style: Any = paper.styles["Normal"]
    style.font.name, style.font.size = FACE, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FACE)
    style.paragraph_format.space_after = Pt(6)


def _head(paper: Paper) -> None:
    table = paper.add_table(rows=2, cols=2)
    table.autofit = False
    for row in table.rows:
        row.cells[0].width, row.cells[1].width = Mm(65), Mm(95)
    _cell(table, 0, 0, [("{{ parent }}", False, 12), ("{{ agency }}", True, 12)])
    _cell(table, 0, 1, [(_NATION, True, 12), ("Độc lập - Tự do - Hạnh phúc", True, 13)])
    _cell(table, 1, 0, [("Số: ………/BB-KT", False, 13)])
    _cell(table, 1, 1, [("{{ place }}, {{ long_date }}", False, 13)], italic=True)
    for words in ("BIÊN BẢN KIỂM TRA", "{{ about }}"):
        line = paper.add_paragraph()
        line.alignment = _CENTRE
        run = line.add_run(words)
        run.bold, run.font.size = True, Pt(14)


def _body(paper: Paper) -> None:
    _loop(paper, "ground in grounds", "{{ ground }};", italic=True)
    _line(paper, "Thời gian: ", "từ {{ opened }} đến {{ closed }}. Địa điểm: {{ venue }}.")
    _heading(paper, "I. THÀNH PHẦN")
    _table(
        paper,
        ("TT", "Họ và tên", "Nhiệm vụ", "Cơ quan"),
        "person in team",
        ("{{ loop.index }}", "{{ person.name }}", "{{ person.role }}", "{{ person.body }}"),
        (12, 60, 34, 54),
    )
    _line(paper, "Chủ thể được kiểm tra: ", "{{ producer }}. Người đại diện: {{ producer_side }}.")
    _line(paper, "Sản phẩm: ", "{{ product }}. {{ certificate }}")
    _heading(paper, "II. NỘI DUNG VÀ KẾT QUẢ KIỂM TRA")
    _tag(paper, "{%p for topic in topics %}")
    _line(paper, "{{ topic.title }}", "")
    _table(
        paper,
        ("Mục", "Nội dung", "Kết quả", "Ghi nhận"),
        "row in topic.rows",
        ("{{ row.code }}", "{{ row.text }}", "{{ row.result }}", "{{ row.note }}"),
        (14, 72, 26, 48),
    )
    _tag(paper, "{%p endfor %}")
    _heading(paper, "III. LẤY MẪU KIỂM NGHIỆM")
    _unless(paper, "samples", "Không lấy mẫu.")
    _loop(paper, "sample_line in samples", "- {{ sample_line }}")
    _heading(paper, "IV. VI PHẠM, TỒN TẠI VÀ YÊU CẦU KHẮC PHỤC")
    _unless(paper, "findings", "Không phát hiện vi phạm tại thời điểm kiểm tra.")
    _loop(paper, "one in findings", "{{ loop.index }}. {{ one.text }} {{ one.remedy }}")
    _heading(paper, "V. Ý KIẾN")
    _tag(paper, "{%p if team_opinion %}")
    _line(paper, "Nhận xét của đoàn: ", "{{ team_opinion }}")
    _tag(paper, "{%p endif %}")
    opinion = "{{ producer_opinion or 'Không có ý kiến khác.' }}"
    _line(paper, "Ý kiến của chủ thể: ", opinion)
    _line(paper, "", "{{ reply }}")
    read = "Biên bản đã được đọc lại cho mọi người có mặt cùng nghe, công nhận đúng và ký tên./."
    _line(paper, "", read)


def _signatures(paper: Paper) -> None:
    table = paper.add_table(rows=3, cols=2)
    table.rows[0].cells[0].text = "{%tr for pair in pairs %}"
    for column, side in enumerate(("left", "right")):
        lines = [
            (f"{{{{ pair.{side}.title }}}}", True, 13),
            (f"{{{{ pair.{side}.picture }}}}{{{{ pair.{side}.note }}}}", False, 12),
            (f"{{{{ pair.{side}.name }}}}", True, 13),
        ]
        _cell(table, 1, column, lines)
    table.rows[2].cells[0].text = "{%tr endfor %}"


def _cell(
    table: Table, row: int, column: int, lines: list[tuple[str, bool, int]], *, italic: bool = False
) -> None:
    cell = table.cell(row, column)
    for at, (words, bold, size) in enumerate(lines):
        line = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        line.alignment = _CENTRE
        line.paragraph_format.space_after = Pt(2)
        run = line.add_run(words)
        run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _heading(paper: Paper, words: str) -> None:
    line = paper.add_paragraph()
    line.paragraph_format.keep_with_next = True
    line.add_run(words).bold = True


def _line(paper: Paper, label: str, words: str, *, italic: bool = False) -> None:
    line = paper.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    line.paragraph_format.first_line_indent = Cm(1.27)
    line.add_run(label).bold = True
    line.add_run(words).italic = italic


def _tag(paper: Paper, tag: str) -> None:
    paper.add_paragraph(tag)


def _loop(paper: Paper, loop: str, words: str, *, italic: bool = False) -> None:
    _tag(paper, f"{{%p for {loop} %}}")
    _line(paper, "", words, italic=italic)
    _tag(paper, "{%p endfor %}")


def _unless(paper: Paper, rows: str, words: str) -> None:
    _tag(paper, f"{{%p if not {rows} %}}")
    _line(paper, "", words)
    _tag(paper, "{%p endif %}")


def _table(
    paper: Paper, head: tuple[str, ...], loop: str, cells: tuple[str, ...], widths: tuple[int, ...]
) -> None:
    """A ruled table whose head is repeated on every page."""
    table = paper.add_table(rows=4, cols=len(head), style="Table Grid")
    table.autofit = False
    table.rows[1].cells[0].text = f"{{%tr for {loop} %}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    for column, (words, width) in enumerate(zip(cells, widths, strict=True)):
        for row in table.rows:
            row.cells[column].width = Mm(width)
        _cell(table, 0, column, [(head[column], True, 12)])
        cell = table.cell(2, column)
        cell.paragraphs[0].paragraph_format.space_after = Pt(2)
        cell.paragraphs[0].add_run(words).font.size = Pt(12)
    mark = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
