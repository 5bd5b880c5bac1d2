"""The demo's sign-ins: whom they stand for, and the one password of all."""

from dataclasses import dataclass

from ocop.accounts.roles import Role

PASSWORD = "mau-ocop-2026"  # noqa: S105
DONG_THAP, VINH_LONG = "82", "86"
TAN_HO_CO, SA_DEC = "29929", "29905"


@dataclass(frozen=True)
class Login:
    """One account; `unit` is the code of a unit of today, "" for the ministry and the country.

    `full_name` says what the person is: nobody is invented. `seat` is a council seat.
    """

    key: str
    full_name: str
    sign_in: str
    role: Role | None = None
    unit: str = ""
    seat: str = ""
    organisation: str = ""
    sectors: tuple[str, ...] = ()


def _office(
    key: str, words: str, role: Role, unit: str = "", seat: str = "", organisation: str = ""
) -> Login:
    return Login(key, f"{words} (mẫu)", f"{key}@mau.example", role, unit, seat, organisation)


# The domain .example and numbers of this form belong to nobody.
PRODUCERS = (
    Login("dong-sen", "Chủ cơ sở khô (mẫu)", "0000 000 001"),
    Login("mua-noi", "Giám đốc hợp tác xã lúa (mẫu)", "0000 000 002"),
    Login("sen-que", "Tổ trưởng tổ hợp tác sen (mẫu)", "0000 000 003"),
    Login("mam-dong", "Giám đốc công ty mắm (mẫu)", "0000 000 004"),
    Login("bot-trang", "Chủ cơ sở bánh (mẫu)", "0000 000 005"),
    Login("hoa-kieng", "Chủ nhà vườn (mẫu)", "0000 000 006"),
    Login("ho-tro", "Tổ công nghệ số cộng đồng (mẫu)", "0000 000 009"),
)
OFFICES = (
    _office("xa", "Cán bộ xã", Role.COMMUNE_OFFICER, TAN_HO_CO),
    _office("lanhdaoxa", "Lãnh đạo UBND xã", Role.COMMUNE_LEADER, TAN_HO_CO),
    _office("phuong", "Cán bộ phường", Role.COMMUNE_OFFICER, SA_DEC),
    _office("tinh", "Cơ quan tham mưu OCOP tỉnh", Role.PROVINCE_OFFICE, DONG_THAP),
    Login(
        "so",
        "Sở Công Thương (mẫu)",
        "so@mau.example",
        Role.DEPARTMENT,
        DONG_THAP,
        organisation="Sở Công Thương",
        sectors=("I", "II"),
    ),
    _office("tuvan", "Tổ tư vấn", Role.ADVISORY_TEAM, DONG_THAP),
    _office(
        "chutich",
        "Chủ tịch Hội đồng",
        Role.COUNCIL_CHAIR,
        DONG_THAP,
        "chair",
        "UBND tỉnh Đồng Tháp",
    ),
    _office(
        "thanhvien1",
        "Thành viên Hội đồng 1",
        Role.COUNCIL_MEMBER,
        DONG_THAP,
        "member",
        "Sở Nông nghiệp và Môi trường",
    ),
    _office(
        "thanhvien2",
        "Thành viên Hội đồng 2",
        Role.COUNCIL_MEMBER,
        DONG_THAP,
        "member",
        "Sở Công Thương",
    ),
    _office(
        "thanhvien3", "Thành viên Hội đồng 3", Role.COUNCIL_MEMBER, DONG_THAP, "member", "Sở Y tế"
    ),
    _office(
        "thuky",
        "Thư ký Hội đồng",
        Role.COUNCIL_SECRETARY,
        DONG_THAP,
        "secretary",
        "Cơ quan tham mưu OCOP tỉnh",
    ),
    _office("lanhdaotinh", "Lãnh đạo UBND tỉnh", Role.PROVINCE_LEADER, DONG_THAP),
    _office("kiemtra", "Cán bộ kiểm tra", Role.INSPECTOR, DONG_THAP),
    _office("vinhlong", "Cơ quan tham mưu OCOP tỉnh Vĩnh Long", Role.PROVINCE_OFFICE, VINH_LONG),
    _office("bo", "Cơ quan tham mưu OCOP của Bộ", Role.MINISTRY_OFFICE),
    _office(
        "hoidongtw1",
        "Chủ tịch Hội đồng trung ương",
        Role.MINISTRY_COUNCIL,
        "",
        "chair",
        "Bộ Nông nghiệp và Môi trường",
    ),
    _office(
        "hoidongtw2",
        "Thành viên Hội đồng trung ương 1",
        Role.MINISTRY_COUNCIL,
        "",
        "member",
        "Bộ Công Thương",
    ),
    _office(
        "hoidongtw3",
        "Thành viên Hội đồng trung ương 2",
        Role.MINISTRY_COUNCIL,
        "",
        "member",
        "Bộ Y tế",
    ),
    _office("lanhdaobo", "Lãnh đạo Bộ", Role.MINISTER),
    _office("kiemtoan", "Kiểm toán, thanh tra", Role.AUDITOR, DONG_THAP),
)
ADMINISTRATOR = Login(
    "quantri", "Quản trị hệ thống (mẫu)", "quantri@mau.example", Role.ADMINISTRATOR
)


def logins_table() -> str:
    """The table that `ocop up` prints: who, and what to type; one password for all."""
    rows = [(login.full_name, login.sign_in) for login in (*PRODUCERS, *OFFICES, ADMINISTRATOR)]
    width = max(len(name) for name, _ in rows)
    lines = [f"  {name:<{width}}  {sign_in}" for name, sign_in in rows]
    return "\n".join(["", f"Tài khoản mẫu, mật khẩu chung: {PASSWORD}", *lines])
