"""Sample values of the style guide. Names are marked "(mẫu)"; nothing here is a result."""

import datetime as dt
from decimal import Decimal

from django import forms

from ocop.web.design.pieces import Countdown, Status, Task
from ocop.web.design.scoring_view import (
    CriterionView,
    EvidenceView,
    OptionView,
    PageView,
    PartSum,
    ProofView,
    RibbonItem,
    RibbonPart,
    ScoringScreen,
    SumsView,
    none_option,
)

DAY = dt.date(2026, 11, 20)

STATUSES = (
    Status("ok", "Còn hiệu lực", "đến 05/08/2029"),
    Status("wait", "Chờ xã kiểm tra", ", còn 6 ngày làm việc"),
    Status("warn", "Cần bổ sung", "1 giấy, hạn 27/11/2026"),
    Status("stop", "Bị thu hồi", "ngày 12/10/2026"),
    Status("off", "Hết hiệu lực", "từ 01/01/2025"),
    Status("draft", "Chưa làm"),
)

TASKS = (
    Task(
        "Chủ thể và người liên hệ",
        Status("ok", "Xong", "ngày 12/11/2026"),
        "#viec",
        "Lấy từ hồ sơ trước, bạn đã xác nhận",
    ),
    Task("Khả năng tiếp thị", Status("wait", "Đang làm", ", còn 2 câu", "half"), "#viec"),
    Task(
        "Phiếu kiểm nghiệm",
        Status("warn", "Xã trả lại", ": thiếu một chỉ tiêu", "back"),
        "#viec",
    ),
    Task("Câu chuyện sản phẩm", Status("draft", "Chưa làm"), "#viec"),
    Task("Kiểm tra lại và nộp", Status("draft", "Chưa làm được", icon="lock")),
)

CLOCKS = (
    Countdown(4, 15, dt.date(2026, 12, 8)),
    Countdown(13, 15, dt.date(2026, 11, 25)),
    Countdown(17, 15, dt.date(2026, 11, 18)),
    Countdown(11, 15, done=True),
)

ROWS = (
    ("Gạo (mẫu)", "Cơ sở một (mẫu)", 3, STATUSES[0], 412_000_000),
    ("Khô cá lóc (mẫu)", "Cơ sở hai (mẫu)", 4, STATUSES[1], 186_000_000),
    ("Mắm cá chốt (mẫu)", "Cơ sở ba (mẫu)", 0, STATUSES[4], 95_500_000),
)

ICONS = [
    "check",
    "tick",
    "clock",
    "warn",
    "stop",
    "off",
    "draft",
    "half",
    "pencil",
    "back",
    "camera",
    "search",
    "pin",
    "paper",
    "print",
    "down",
    "right",
    "left",
    "menu",
    "more",
    "plus",
    "help",
    "info",
    "phone",
    "story",
    "trace",
    "shop",
    "flag",
    "key",
    "list",
    "chat",
    "home",
    "folder",
    "people",
    "conflict",
    "away",
    "lock",
    "x",
    "undo",
    "filter",
    "upload",
    "sign",
    "link",
]

COLOURS = (
    ("leaf-50", "Lá, nền"),
    ("leaf-200", "Lá, viền"),
    ("leaf-600", "Lá, biểu đồ"),
    ("leaf-700", "Lá, hành động"),
    ("leaf-900", "Lá, khi bấm"),
    ("paper-0", "Giấy, thẻ"),
    ("paper-50", "Giấy dó, trang"),
    ("paper-200", "Giấy, kẻ"),
    ("gold-500", "Sao"),
    ("gold-700", "Sao, viền"),
    ("clay-50", "Đất sét, nền"),
    ("clay-600", "Đất sét, nút"),
    ("clay-700", "Đất sét, dừng"),
    ("river-50", "Sông, nền"),
    ("river-700", "Sông, đang chờ"),
    ("soil-50", "Phù sa, nền"),
    ("soil-600", "Phù sa, gấp"),
    ("ink-50", "Mực, nền"),
    ("ink-200", "Mực, kẻ"),
    ("ink-600", "Mực, chữ phụ"),
    ("ink-900", "Mực, chữ"),
)

SHEETS_WITHIN = (Decimal(77), Decimal(75), Decimal(79), Decimal(74), Decimal(78), Decimal(76))
SHEETS_APART = (Decimal(71), Decimal(58), Decimal(69), Decimal(72), Decimal(67))


class SampleForm(forms.Form):
    """One field of every layout."""

    name = forms.CharField(label="Tên sản phẩm", help_text="Ghi đúng như trên nhãn.")
    output = forms.DecimalField(
        label="Sản lượng năm 2025",
        localize=True,
        help_text="Tính bằng tấn. Ước chừng cũng được.",
        error_messages={"invalid": "Ô này cần số. Ví dụ 12,5"},
    )
    started = forms.DateField(
        label="Ngày bắt đầu làm", required=False, help_text="Ví dụ 05/08/2026"
    )
    kind = forms.ChoiceField(
        label="Loại hình của cơ sở",
        choices=(("household", "Hộ kinh doanh"), ("coop", "Hợp tác xã"), ("company", "Công ty")),
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một loại hình"},
    )
    labels = forms.MultipleChoiceField(
        label="Nhãn hiện có",
        choices=(("trace", "Mã truy xuất nguồn gốc"), ("foreign", "Chữ nước ngoài")),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    group = forms.ChoiceField(label="Nhóm sản phẩm", choices=(("", "Chọn"), ("1", "Thực phẩm")))
    story = forms.CharField(label="Câu chuyện", widget=forms.Textarea, required=False)
    paper = forms.FileField(
        label="Phiếu kiểm nghiệm",
        help_text="Ảnh hay PDF, nặng nhất 20 MB. Mất mạng thì tự gửi lại sau.",
        required=False,
        widget=forms.FileInput,
    )
    agreed = forms.BooleanField(label="Tôi chịu trách nhiệm về lời khai này")


def sample_form() -> SampleForm:
    """The form as it comes back refused: what was typed is still there."""
    typed = {"name": "Khô nhái rim sả ớt", "output": "mười hai", "labels": ["trace"]}
    return SampleForm(data={**typed, "started": "05/08/2026", "group": "1", "agreed": "on"})


def scoring_screen() -> ScoringScreen:
    """A criterion whose answer holds the product at 3 stars."""
    options = (
        OptionView(1, 0, "Không có liên kết hoặc có liên kết nhưng không rõ ràng"),
        OptionView(
            2, 1, "Có hợp đồng liên kết từ 50% đến dưới 75% sản lượng tiêu thụ", checked=True
        ),
        OptionView(3, 2, "Có hợp đồng liên kết trên 75% sản lượng tiêu thụ", min_star=4),
        OptionView(
            4,
            3,
            "Có hợp đồng liên kết trên 75% sản lượng tiêu thụ và tổ chức thực hiện hợp đồng ổn "
            "định từ 12 tháng trở lên tính đến thời điểm đăng ký đánh giá, phân hạng OCOP",
            min_star=5,
        ),
        none_option(),
    )
    criterion = CriterionView(
        code="1.5",
        name="Liên kết chuỗi trong sản xuất",
        max_points=3,
        place="Khô cá chốt rim me (mẫu) · A. Sản phẩm và sức mạnh cộng đồng · Tổ chức sản xuất",
        options=options,
        blocked="Mức 1 điểm giữ sản phẩm ở 3 sao.",
        blocked_rest="Muốn 4 sao phải đạt ít nhất mức 2 điểm ở tiêu chí này, dù tổng điểm đã đủ 70.",
        comment="Hợp đồng với hai đại lý ghi 62% sản lượng. Chưa thấy biên bản nghiệm thu.",
        comment_help="Chủ thể đọc được sau khi có kết quả.",
    )
    parts = (
        PartSum("A", Decimal(31), 40),
        PartSum("B", Decimal(19), 25),
        PartSum("C", Decimal("27.25"), 35),
    )
    return ScoringScreen(
        sums=SumsView(parts, Decimal("77.25"), band_star=4, star=3, blocked="1 mức tối thiểu"),
        ribbon=(
            _ribbon("A. Sản phẩm và sức mạnh cộng đồng", "1.1 1.2 1.3 1.4 1.5 1.6 1.7 2.1"),
            _ribbon("B. Khả năng tiếp thị", "4.1 4.2 4.3 5.1 5.2 5.3"),
        ),
        criteria=(criterion,),
        proof=ProofView(
            summary=Status("warn", "Có 1, thiếu 1"),
            papers=(
                EvidenceView(
                    "Hợp đồng liên kết số 12/2025 (mẫu)",
                    Status("ok", "Còn hạn", "đến 31/12/2026"),
                    url="#trang",
                    current=True,
                ),
                EvidenceView(
                    "Biên bản nghiệm thu hợp đồng", Status("stop", "Chưa có", "trong hồ sơ", "x")
                ),
            ),
            pages=(PageView(1, "#trang", current=True), PageView(2, "#trang")),
            full_url="#trang",
        ),
        action="#cham",
        autosave="",
        previous_url="#cham",
        previous_name="1.4",
        next_name="1.6 Bảo vệ môi trường",
    )


def _ribbon(title: str, codes: str) -> RibbonPart:
    states = {"1.5": "blocked", "5.2": "empty", "5.3": "empty"}
    return RibbonPart(
        title,
        tuple(
            RibbonItem(code, "#cham", "tiêu chí mẫu", states.get(code, "answered"), code == "1.5")
            for code in codes.split()
        ),
    )
