"""What a page still lacks to be good: said to the producer, stops nothing."""

from ocop.kernel.findings import Finding, Weight
from ocop.storefront.rules.limits import GOOD_STORY_WORDS


def missing_for_good(
    *, photos: int, introduction: str, story: str, places: int, english: bool, contacts: int
) -> list[Finding]:
    """One sentence for each thing a reader will look for in vain; empty for a good page."""
    words = len(story.split())
    lacking = (
        (
            photos == 0,
            "Chưa có ảnh. Chụp sản phẩm còn nguyên bao bì, dưới ánh sáng ban ngày.",
            "anh",
        ),
        (not introduction.strip(), "Chưa có lời giới thiệu ngắn.", "loi-gioi-thieu"),
        (
            words < GOOD_STORY_WORDS,
            f"Câu chuyện mới có {words} chữ. Từ {GOOD_STORY_WORDS} chữ thì người đọc mới hình dung được.",
            "cau-chuyen",
        ),
        (places == 0, "Chưa ghi mua ở đâu.", "noi-ban"),
        (contacts == 0, "Chưa công khai số điện thoại hay thư điện tử nào.", "lien-he"),
        (not english, "Chưa có lời giới thiệu tiếng Anh cho khách nước ngoài.", "tieng-anh"),
    )
    return [
        Finding(message, place, weight=Weight.WARNING) for lacks, message, place in lacking if lacks
    ]
