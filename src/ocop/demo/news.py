"""Sample news: a story with a picture and products, the ministry's release, one under embargo."""

import datetime as dt
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from ocop.accounts.models import User
from ocop.demo.accounts import DONG_THAP
from ocop.demo.drafts import World
from ocop.demo.people import unit_today
from ocop.kernel import clock
from ocop.newsroom.services import (
    ArticleText,
    ContactLines,
    NewPicture,
    begin_article,
    keep_press_contact,
    publish_article,
)
from ocop.places.models import Unit
from ocop.products.models import ProductPhoto
from ocop.register.models import Certificate

STORY = """Mùa nước về, cả xóm lại nhóm bếp than. Mẻ khô đầu tiên bao giờ cũng để biếu ông bà.

## Từ góc bếp đến kệ hàng

Cơ sở bắt đầu từ hai giàn phơi. Nay mỗi mẻ có sổ ghi ngày, người làm và nơi mua cá.

- Cá mua ở ao trong xã
- Phơi trong nhà lưới
- Nhãn ghi đủ ngày làm, hạn dùng

> Ăn thấy ngon thì bà con quay lại (lời mẫu).

Muốn biết sao của món hàng còn giá trị không, hãy [gõ mã dưới hình QR](/)."""

RELEASE = """Từ nay ai cũng tự kiểm tra được một sản phẩm có còn sao OCOP không.

- Quét hình QR trên giấy chứng nhận, hoặc [gõ mã vào trang tra cứu](/).
- Dòng đầu của trang trả lời ngay: còn giá trị đến ngày nào, đã hết hạn, hay đã bị thu hồi.

**Số liệu cho báo chí** ở trang [Dành cho báo chí](/bao-chi/), lấy thẳng từ sổ đăng ký."""

RELEASE_EN = """From today everybody can check whether a product still has its OCOP star.

- Scan the QR on the certificate, or [type the code](/en/).
- The first line says at once: valid until when, expired, or withdrawn."""


@dataclass
class _Copy:
    """A stored photo as a form would hand it in."""

    name: str | None
    file: BinaryIO


def publish_news(world: World) -> None:
    """Three articles and two contacts of offices."""
    today = clock.today()
    office, ministry = world.people["tinh"], world.people["bo"]
    province = unit_today(DONG_THAP)
    photo = ProductPhoto.objects.filter(product__in=world.products.values()).first()
    assert photo is not None
    codes = Certificate.objects.filter(
        recognition__product__is_sample=True, recognition__star__gte=3, facts=None
    ).order_by("-pk")[:2]
    story = ArticleText(
        kind="story",
        title="Mẻ khô đầu mùa nước nổi (mẫu)",
        summary="Chuyện một xóm làm khô và cuốn sổ ghi từng mẻ.",
        body=STORY,
        publish_on=today - dt.timedelta(days=9),
        tags="Mùa nước nổi, Làng nghề",
        codes=" ".join(one.short_code for one in codes),
        added=[
            NewPicture(_Copy("anh.jpg", BytesIO(photo.file.content.read())), "Ảnh mẫu sản phẩm")
        ],
    )
    release = ArticleText(
        kind="press",
        title="Ai cũng tra được sao OCOP bằng điện thoại (mẫu)",
        summary="Trang tra cứu trả lời trong một dòng: sao còn giá trị không.",
        body=RELEASE,
        publish_on=today - dt.timedelta(days=3),
        tags="Tra cứu",
        title_en="Everybody can check an OCOP star by phone (sample)",
        summary_en="One line says whether the star is still valid.",
        body_en=RELEASE_EN,
    )
    session = ArticleText(
        kind="news",
        title="Tỉnh mở đợt đánh giá mới (mẫu)",
        summary="Bài này chờ đến ngày mới hiện ra.",
        body="Các xã nhận hồ sơ đến hết tháng. Hồ sơ nộp trên hệ thống có giá trị như bản giấy.",
        publish_on=today + dt.timedelta(days=5),
    )
    _publish(province, story, office)
    _publish(None, release, ministry)
    _publish(province, session, office)
    keep_press_contact(
        province=province,
        lines=ContactLines("Cơ quan OCOP của tỉnh (mẫu)", phone="0000 000 100"),
        by=office,
    )
    keep_press_contact(
        province=None,
        lines=ContactLines("Cơ quan OCOP của Bộ (mẫu)", mail="baochi@mau.example"),
        by=ministry,
    )


def _publish(province: Unit | None, text: ArticleText, by: User) -> None:
    article = begin_article(province=province, text=text, by=by, is_sample=True)
    assert article.newest_id is not None
    publish_article(article=article, version_id=article.newest_id, by=by)
