"""The certificate: who issues it, names of any length and content, the QR, the file's bytes."""

import datetime as dt
import json
from io import BytesIO

import pytest
import segno
import typst
import zxingcpp
from PIL import Image

from ocop.papers.certificate import issuing_office, qr_svg, render_certificate
from ocop.papers.glyphs import FONTS
from ocop.papers.typesetting import TEMPLATES, _on_paper

from . import samples
from .pdf import packed, pdfa_faults, reader, text_of, text_places

LONG = "Bột gạo lứt huyết rồng hòa tan hạt sen và đậu xanh nguyên vỏ, hộp 500 g gồm 20 gói nhỏ "
HOSTILE = [
    '#panic("x") #read("/etc/passwd")',
    "[ngoặc] {móc} $x^2$ *đậm* _nghiêng_ `mã`",
    'Gạo "thơm" \\ \\u{41} \\" C:\\gao',
    "@nhãn <nhãn> = tiêu đề // ghi chú /* dài */ ~ --- ...",
    "- gạch\n1. số\n+ cộng",
]


@pytest.mark.parametrize("rank", [3, 4, 5])
def test_certificate_says_who_what_and_until_when(rank: int) -> None:
    pdf = render_certificate(samples.certificate(rank))
    text = text_of(pdf)
    issuer = "BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG" if rank == 5 else "ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP"
    expected = [
        issuer,
        "GIẤY CHỨNG NHẬN",
        f"HẠNG {rank} SAO",
        "Khô cá lóc (mẫu)",
        "Cơ sở sản xuất khô (mẫu)",
        "Ấp Mẫu, xã Tân Hộ Cơ, tỉnh Đồng Tháp",
        "82-29929-003-2026",
        "Quyết định số 1234/QĐ-UBND",
        "36 tháng, từ 05/8/2026 đến 05/8/2029",
        "ocop.example/c/7KQ2M",
        "PHÓ CHỦ TỊCH",
    ]
    assert [part for part in expected if part not in text] == []
    assert len(reader(pdf).pages) == 1
    assert pdfa_faults(pdf) == []


def test_issuing_office_follows_dieu_4_1() -> None:
    assert issuing_office(3, "tỉnh Đồng Tháp") == "Ủy ban nhân dân tỉnh Đồng Tháp"
    assert issuing_office(4, "thành phố Cần Thơ") == "Ủy ban nhân dân thành phố Cần Thơ"
    assert issuing_office(5, "tỉnh Đồng Tháp") == "Bộ Nông nghiệp và Môi trường"
    with pytest.raises(ValueError, match="Hạng 2 sao"):
        issuing_office(2, "tỉnh Đồng Tháp")


@pytest.mark.parametrize(
    ("product", "producer", "place"),
    [(LONG, LONG, LONG), (LONG * 3, LONG * 3, LONG * 3), ("W" * 120, "Ệ" * 200, "x" * 150)],
)
def test_long_names_are_whole_and_inside_the_frame(product: str, producer: str, place: str) -> None:
    pdf = render_certificate(samples.certificate(product=product, producer=producer, place=place))
    text = packed(text_of(pdf))
    assert [packed(n) in text for n in (product, producer, place)] == [True, True, True]
    places = text_places(pdf)
    assert [run for run in places if not 18 <= run[1] <= 279] == []
    runs = [run for run, _, _ in places]
    lines = places[runs.index("HẠNG 4 SAO") + 1 : runs.index("7KQ2M")]
    assert [line for line in lines if not 65 < line[2] < 109] == []  # between rank and facts
    assert len(reader(pdf).pages) == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_never_read_as_source(name: str) -> None:
    pdf = render_certificate(samples.certificate(product=name, producer=name))
    assert packed(text_of(pdf)).count(packed(name)) == 2


def test_an_emoji_becomes_a_box_and_the_paper_is_still_pdfa() -> None:
    pdf = render_certificate(samples.certificate(product="Khô cá 🐟 lóc\u202e\x00"))
    assert "Khô cá □ lóc" in text_of(pdf)
    assert pdfa_faults(pdf) == []


def test_same_data_same_bytes() -> None:
    first = render_certificate(samples.certificate())
    render_certificate(samples.certificate(product="Khác"))
    assert render_certificate(samples.certificate()) == first
    later = samples.certificate(issued=dt.date(2026, 8, 6))
    assert render_certificate(later) != first


def test_the_record_carries_the_date_of_issue() -> None:
    written = reader(render_certificate(samples.certificate())).metadata
    assert written is not None
    assert written.creation_date == dt.datetime(2026, 8, 5, tzinfo=dt.UTC)
    assert written.title == "Giấy chứng nhận sản phẩm OCOP 4 sao: Khô cá lóc (mẫu)"


def test_a_reader_finds_the_seal_on_the_printed_page() -> None:
    """Another program reads the QR of a whole page at the resolution of an office scanner."""
    sealed = f"https://ocop.example/c/7KQ2M#{'AQ-_' * 36}"
    data = samples.certificate()
    drawn = typst.compile(
        str(TEMPLATES / "certificate.typ"),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="png",
        ppi=200,
        sys_inputs={"data": json.dumps(_on_paper({**data, "qr": qr_svg(sealed)}))},
    )
    found = zxingcpp.read_barcodes(Image.open(BytesIO(drawn)).convert("L"))
    assert [code.text for code in found] == [sealed]


def test_the_qr_on_the_page_is_the_address() -> None:
    """Every module of the printed QR equals the one that the address encodes to."""
    data = samples.certificate()
    address = data["check_address"]
    drawn = typst.compile(
        str(TEMPLATES / "certificate.typ"),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="png",
        ppi=254,  # ten dots a millimetre
        sys_inputs={"data": json.dumps(_on_paper({**data, "qr": qr_svg(address)}))},
    )
    page = Image.open(BytesIO(drawn)).convert("L")
    code = segno.make(address, error="m", micro=False)
    matrix = [[bool(module) for module in row] for row in code.matrix]
    step = 280 / len(matrix)
    left, top = 270 + 22, 1470 + 22
    read = [
        [
            page.getpixel((int(left + (x + 0.5) * step), int(top + (y + 0.5) * step))) < 128
            for x in range(len(matrix))
        ]
        for y in range(len(matrix))
    ]
    assert read == matrix
