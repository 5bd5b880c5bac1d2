"""The evidence panel says what is there and what has expired."""

import datetime as dt

from ocop.web.evidence_adapter import proof_view

ON = dt.date(2026, 11, 20)


def row(number: int, expires_on: str | None, *media: str) -> dict[str, object]:
    files = [
        {"id": f"f{number}{i}", "name": f"trang {i}", "media_type": kind}
        for i, kind in enumerate(media)
    ]
    return {
        "criterion": "1.5",
        "note": "",
        "paper": {"id": number, "title": f"Giấy {number}", "number": "", "expires_on": expires_on},
        "files": files,
    }


def shown(evidence, **chosen):
    return proof_view(
        evidence,
        on=ON,
        page_url=lambda paper, file: f"?giay={paper}&tep={file}",
        file_url=lambda file: f"/tep/{file}/",
        **chosen,
    )


def test_each_paper_says_whether_it_is_valid_on_the_day():
    proof = shown(
        [row(1, "2026-11-20", "image/jpeg"), row(2, "2026-11-19", "image/jpeg"), row(3, None)]
    )

    assert [(p.status.text, p.status.rest) for p in proof.papers] == [
        ("Còn hạn", "đến 20/11/2026"),
        ("Hết hạn", "ngày 19/11/2026"),
        ("Chưa có tệp", "trong hồ sơ"),
    ]
    assert proof.summary.text == "Có 1 trong 3"


def test_the_chosen_file_is_open_and_images_are_shown_in_place():
    proof = shown([row(1, None, "image/jpeg", "application/pdf")], paper="1", file="f11")

    assert [(page.number, page.current) for page in proof.pages] == [(1, False), (2, True)]
    assert (proof.image_url, proof.full_url, proof.full_label) == (
        "",
        "/tep/f11/",
        "Mở tệp PDF",
    )
    picture = shown([row(1, None, "image/jpeg")])
    assert (picture.image_url, picture.full_url) == ("/tep/f10/?nho=1", "/tep/f10/")


def test_no_evidence_opens_nothing():
    proof = shown([])
    assert (proof.summary.text, proof.papers, proof.full_url) == ("Chưa có minh chứng", (), "")
