"""Pages written by sample producers: two public, one waiting with a claim that is not true."""

from ocop.accounts.models import User
from ocop.demo.accounts import DONG_THAP
from ocop.demo.drafts import World
from ocop.demo.people import unit_today
from ocop.products.models import Product
from ocop.storefront.models import PageVersion
from ocop.storefront.queries import valid_star
from ocop.storefront.services.contacts import publish_contact
from ocop.storefront.services.drafting import Texts, add_place, open_draft, save_texts
from ocop.storefront.services.publishing import approve_page, send_page

STORY = (
    "Mỗi mẻ hàng bắt đầu từ lúc trời còn tối. Nguyên liệu được chọn ngay tại vườn, tại ao trong xã, "
    "rửa ba lần nước rồi mới đem làm.\n"
    "Nghề này cả xóm cùng giữ: người lớn làm phần khó, người trẻ lo đóng gói và bán hàng. Mùa nước nổi "
    "thì làm nhiều, mùa khô thì làm ít nhưng kỹ.\n"
    "Cơ sở ghi sổ từng mẻ: ngày làm, người làm, nguyên liệu lấy của ai. Ai hỏi cũng kể được món này "
    "đi ra từ đâu. Câu chuyện này là dữ liệu mẫu, viết để xem trang chạy thế nào."
)
STORY_EN = (
    "Every batch begins before sunrise with produce from the same commune, washed three times.\n"
    "The whole hamlet keeps the trade alive. This story is sample data."
)


def enrich_pages(world: World) -> None:
    """Pages of the first three sample products of the province that have a valid star."""
    province, found = unit_today(DONG_THAP), []
    for product in world.products.values():
        place = product.current_commune
        if place and place.province_today_id == province.pk and valid_star(product.pk):
            found.append(product)
        if len(found) == 3:
            break
    *public, waiting = found
    office = world.people["tinh"]
    for product in public:
        owner = world.owner_of(product)
        sent = send_page(version=_written(product, owner, STORY), by=owner)
        approve_page(version=sent, by=office)
        publish_contact(
            product=product, kind="email", value="dat-hang@mau.example", consents=True, by=owner
        )
    owner = world.owner_of(waiting)
    claim = f"{STORY}\nSản phẩm đạt OCOP 5 sao, ngon nhất vùng."
    send_page(version=_written(waiting, owner, claim), by=owner)


def _written(product: Product, owner: User, story: str) -> PageVersion:
    draft = open_draft(product=product, by=owner)
    texts = Texts(
        introduction=f"{product.name}: làm tại xã, đóng gói tại nhà, giao trong ngày.",
        story=story,
        introduction_en="Made in the commune, packed at home, delivered within the day.",
        story_en=STORY_EN,
    )
    draft = save_texts(version=draft, texts=texts, saves=draft.saves, by=owner, captions={})
    add_place(
        version=draft,
        kind="own_shop",
        name="Cửa hàng của cơ sở (mẫu)",
        address=f"Chợ trung tâm, {product.commune.name_in_sentence}",
        hours="7 giờ đến 18 giờ, nghỉ Chủ nhật",
        by=owner,
    )
    add_place(version=draft, kind="online", url="https://gian-hang.mau.example/", by=owner)
    return draft
