"""What is new since the recognition: the ten topics of Điều 6.1.c QĐ 26/2026/QĐ-TTg. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ocop.dossiers.rules.content import SubmissionContent
from ocop.kernel.findings import Finding, Weight
from ocop.kernel.text import folded

ARTICLES = {
    "upgrade": "Điều 6.1.b QĐ 26/2026/QĐ-TTg",
    "reevaluation": "Điều 6.1.c QĐ 26/2026/QĐ-TTg",
}
UNCHANGED = "Không đổi."
OTHER = "other"


@dataclass(frozen=True)
class Topic:
    """One thing a re-evaluation reports on.

    `criteria` are pieces of folded criterion names, `papers` kinds of `ocop.law.evidence`.
    """

    code: str
    name: str
    help: str
    criteria: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


TOPICS = (
    Topic(
        "materials",
        "Nguyên liệu",
        "Mua ở đâu, của ai, còn trong vùng không.",
        ("nguyen lieu", "nguon goc san pham", "lien ket"),
        ("material_origin",),
    ),
    Topic(
        "technology",
        "Công nghệ sử dụng",
        "Máy móc, cách làm, xử lý chất thải.",
        ("cong nghe", "moi truong", "che bien", "trinh do san xuat"),
        ("environment", "quality_system"),
    ),
    Topic("packaging", "Bao bì", "Kiểu gói, chất liệu, cỡ gói.", ("bao bi", "dong goi")),
    Topic(
        "labels",
        "Nhãn mác",
        "Nhãn, mã vạch, tem truy xuất.",
        ("nhan", "truy xuat", "so huu tri tue", "phong cach"),
        ("traceability", "intellectual_property"),
    ),
    Topic(
        "declaration",
        "Công bố chất lượng",
        "Bản công bố hoặc tự công bố đang dùng.",
        ("cong bo", "ho so dam bao"),
        ("quality_declaration", "production_certificate"),
    ),
    Topic(
        "tests",
        "Phiếu kiểm nghiệm định kỳ",
        "Phiếu gần nhất, ngày nào, phòng nào.",
        ("kiem nghiem", "kiem soat chat luong"),
        ("test_reports",),
    ),
    Topic(
        "market",
        "Thị trường tiêu thụ",
        "Đang bán ở đâu, thêm hay bớt nơi nào.",
        ("thi truong", "phan phoi", "quang ba", "xuc tien", "xuat khau", "khu vuc"),
        ("market", "publicity"),
    ),
    Topic(
        "output",
        "Sản lượng",
        "Một năm làm ra bao nhiêu.",
        ("nang luc san xuat", "quy mo", "san luong", "kha nang san xuat"),
    ),
    Topic(
        "revenue",
        "Doanh thu",
        "Năm trước và năm nay.",
        ("tang truong", "doanh thu", "ke toan"),
        ("growth",),
    ),
    Topic(
        "renewals",
        "Giấy tờ có thời hạn đã gia hạn, cấp mới",
        "Giấy nào hết hạn đã làm lại.",
    ),
)
BY_CODE = {topic.code: topic for topic in TOPICS}


def topic_of_criterion(name: str) -> str:
    """The topic that a criterion's name speaks of; `OTHER` where none does."""
    words = folded(name)
    for topic in TOPICS:
        if any(piece in words for piece in topic.criteria):
            return topic.code
    return OTHER


def topic_of_paper(kind: str) -> str:
    """The topic that a kind of paper without last day belongs to; `OTHER` where none does."""
    return next((topic.code for topic in TOPICS if kind in topic.papers), OTHER)


def told(kind: str, updates: Mapping[str, str], other: str) -> str:
    """The changes as one text for papers and desks: a line for each topic, then what else."""
    if kind != "reevaluation":
        return other
    lines = [f"{topic.name}: {updates[topic.code]}" for topic in TOPICS if updates.get(topic.code)]
    return "\n".join([*lines, *([other] if other else [])])


def update_findings(content: SubmissionContent) -> Iterator[Finding]:
    """What the report on changes still lacks; nothing for a first evaluation.

    A re-evaluation speaks of each of the ten topics (Điều 6.1.c), an upgrade shows its changes
    with evidence (Điều 6.1.b).
    """
    article = ARTICLES.get(content["kind"])
    if article is None:
        return
    texts = content["texts"]
    if content["kind"] == "reevaluation" and "updates" in texts:
        updates = texts["updates"]
        for topic in TOPICS:
            if not updates.get(topic.code):
                yield Finding(
                    f"Chưa ghi “{topic.name}” từ khi được công nhận. Không đổi thì ghi “Không đổi”.",
                    "changes",
                    article,
                )
        return
    if not texts["changes"]:
        yield Finding("Chưa kể những gì đã đổi từ lần công nhận trước.", "changes", article)
    if content["kind"] != "upgrade":
        return
    recognised = content.get("recognised")
    known = recognised["papers"] if recognised else None
    attached = {row["paper"]["id"] for row in content["evidence"]}
    if known is not None and attached <= set(known):
        yield Finding(
            "Chưa kèm giấy tờ mới nào so với lần công nhận trước. Nâng hạng phải có minh chứng "
            "cho những thay đổi.",
            "papers",
            article,
            Weight.WARNING,
        )
