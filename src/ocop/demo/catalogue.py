"""The invented producers and products of the demo, every one marked "(mẫu)", and how far each got."""

from dataclasses import dataclass
from enum import StrEnum

from ocop.demo.accounts import SA_DEC, TAN_HO_CO
from ocop.dossiers.states import DossierState as S
from ocop.producers.models import LegalForm


class Past(StrEnum):
    """Where a product stands that has no open dossier, or one that came on paper."""

    IDEA = "idea"
    OVERDUE_AT_COMMUNE = "overdue_at_commune"
    ACCEPTED_ON_PAPER = "accepted_on_paper"
    CERTIFICATE_IN_WINDOW = "certificate_in_window"
    CERTIFICATE_EXPIRING = "certificate_expiring"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_WITHDRAWN = "certificate_withdrawn"


@dataclass(frozen=True)
class SampleProduct:
    """`leaf` of Phụ lục I; the council (or the recorded list) gives `star` at about `points`.

    `central_points` is what the central council gives where one has met.
    """

    name: str
    leaf: int
    reached: S | Past
    star: int
    points: int
    description: str
    central_points: int | None = None


@dataclass(frozen=True)
class SampleProducer:
    """`key` is that of the representative's account, `unit` the code of a commune of today."""

    key: str
    name: str
    legal_form: LegalForm
    unit: str
    address: str
    title: str
    description: str
    story: str
    products: tuple[SampleProduct, ...]


P = SampleProduct
CATALOGUE = (
    SampleProducer(
        "dong-sen",
        "Cơ sở khô Đồng Sen (mẫu)",
        LegalForm.HOUSEHOLD,
        TAN_HO_CO,
        "Ấp mẫu, xã Tân Hộ Cơ",
        "Chủ cơ sở",
        "Làm khô cá đồng từ năm 2012, có nhà phơi kín và lò sấy năng lượng mặt trời (mẫu).",
        "Mỗi mùa nước về, cá theo dòng vào đồng. Cá nhiều ăn không hết, người trong xóm xẻ phơi "
        "để dành. Cơ sở giữ cách ướp muối hột và phơi hai nắng ấy, thêm nhà phơi kín cho sạch.",
        (
            P("Khô cá lóc Đồng Sen (mẫu)", 8, S.DRAFT, 3, 60, "Cá lóc đồng xẻ phơi hai nắng."),
            P(
                "Khô cá sặc Đồng Sen (mẫu)",
                8,
                S.RETURNED_BY_COMMUNE,
                3,
                62,
                "Cá sặc bổi ướp muối hột, phơi trong nhà kín.",
            ),
            P(
                "Chả cá thát lát Đồng Sen (mẫu)",
                8,
                S.RECOGNISED,
                4,
                84,
                "Cá thát lát nạo, quết tay, đông lạnh nhanh.",
            ),
            P(
                "Khô cá chạch Đồng Sen (mẫu)",
                8,
                S.IN_COUNCIL,
                4,
                78,
                "Cá chạch đồng tẩm ớt, sấy khô.",
            ),
            P("Khô cá linh Đồng Sen (mẫu)", 8, Past.IDEA, 3, 60, "Cá linh non phơi một nắng."),
            P(
                "Khô cá tra Đồng Sen (mẫu)",
                8,
                Past.CERTIFICATE_EXPIRING,
                4,
                74,
                "Cá tra phồng phơi ba nắng.",
            ),
        ),
    ),
    SampleProducer(
        "mua-noi",
        "Hợp tác xã Lúa Mùa Nổi (mẫu)",
        LegalForm.COOPERATIVE,
        TAN_HO_CO,
        "Ấp mẫu, xã Tân Hộ Cơ",
        "Giám đốc",
        "Hai mươi thành viên trồng lúa mùa nổi, có nhà máy xay xát nhỏ (mẫu).",
        "Lúa mùa nổi lớn theo con nước, nước lên tới đâu lúa vươn tới đó. Bà con giữ lại giống "
        "cũ vì hạt gạo thơm, không phải dùng thuốc.",
        (
            P(
                "Gạo thơm Mùa Nổi (mẫu)",
                3,
                S.RECOGNISED,
                3,
                62,
                "Gạo từ lúa mùa nổi, đóng túi 2 kg.",
            ),
            P(
                "Gạo lứt Mùa Nổi (mẫu)",
                3,
                Past.OVERDUE_AT_COMMUNE,
                3,
                58,
                "Gạo lứt hút chân không, túi 1 kg.",
            ),
            P("Gạo nếp Mùa Nổi (mẫu)", 3, S.SUBMITTED, 3, 60, "Nếp dẻo, túi 1 kg."),
            P(
                "Cốm gạo Mùa Nổi (mẫu)",
                6,
                S.IN_COUNCIL,
                3,
                64,
                "Cốm rang từ gạo mùa nổi, ít đường.",
            ),
            P(
                "Gạo huyết rồng Mùa Nổi (mẫu)",
                3,
                Past.CERTIFICATE_EXPIRED,
                4,
                72,
                "Gạo đỏ, túi 1 kg.",
            ),
        ),
    ),
    SampleProducer(
        "sen-que",
        "Tổ hợp tác Sen Quê (mẫu)",
        LegalForm.COOPERATIVE_GROUP,
        TAN_HO_CO,
        "Ấp mẫu, xã Tân Hộ Cơ",
        "Tổ trưởng",
        "Mười hai hộ trồng sen lấy hạt, lá và ngó (mẫu).",
        "Ruộng trũng không làm lúa được thì trồng sen. Lúc đầu chỉ bán hạt, sau mới biết lá sen, "
        "tim sen cũng nuôi được người.",
        (
            P(
                "Hạt sen tươi Sen Quê (mẫu)",
                1,
                S.PROPOSED,
                3,
                61,
                "Hạt sen bóc vỏ trong ngày, giữ lạnh.",
            ),
            P("Sữa sen Sen Quê (mẫu)", 17, S.AT_PROVINCE, 3, 66, "Sữa hạt sen chai 250 ml."),
            P("Túi lá sen Sen Quê (mẫu)", 21, S.SCORED, 4, 78, "Túi xách từ lá sen ép sáp ong."),
            P(
                "Tinh dầu sen Sen Quê (mẫu)",
                20,
                S.WITHDRAWN,
                3,
                57,
                "Tinh dầu chưng từ hoa sen, lọ 10 ml.",
            ),
            P(
                "Nước lá sen Sen Quê (mẫu)",
                17,
                S.NOT_RECOGNISED,
                2,
                44,
                "Nước lá sen đóng chai 330 ml.",
            ),
        ),
    ),
    SampleProducer(
        "mam-dong",
        "Công ty TNHH Mắm Đồng (mẫu)",
        LegalForm.SMALL_ENTERPRISE,
        TAN_HO_CO,
        "Ấp mẫu, xã Tân Hộ Cơ",
        "Giám đốc",
        "Xưởng mắm 400 m2, ba mươi lao động trong xã, đạt HACCP (mẫu).",
        "Cá linh đầu mùa, muối hột, thùng gỗ và mười hai tháng chờ. Công ty mua cá của bà con "
        "trong vùng theo hợp đồng từ đầu vụ.",
        (
            P(
                "Nước mắm cá linh Mắm Đồng (mẫu)",
                9,
                S.RECOGNISED,
                5,
                95,
                "Nước mắm cá linh ủ mười hai tháng, chai 500 ml.",
                95,
            ),
            P(
                "Nước mắm nhĩ Mắm Đồng (mẫu)",
                9,
                S.FORWARDED,
                5,
                93,
                "Nước mắm rút lần đầu, chai 250 ml.",
            ),
            P("Muối ớt Mắm Đồng (mẫu)", 10, S.SCORED, 5, 92, "Muối hột rang với ớt, hũ 150 g."),
            P(
                "Mắm cá lóc Mắm Đồng (mẫu)",
                8,
                S.IN_CENTRAL_COUNCIL,
                5,
                94,
                "Mắm cá lóc thính, hũ 400 g.",
                94,
            ),
            P(
                "Mắm tép Mắm Đồng (mẫu)",
                8,
                S.CENTRALLY_SCORED,
                5,
                95,
                "Mắm tép chua ngọt, hũ 300 g.",
                95,
            ),
            P(
                "Tiêu xay Mắm Đồng (mẫu)",
                10,
                S.BACK_AT_PROVINCE,
                5,
                91,
                "Tiêu xay lọ thủy tinh 60 g.",
                84,
            ),
            P(
                "Sa tế Mắm Đồng (mẫu)",
                10,
                S.RETURNED_BY_PROVINCE,
                4,
                75,
                "Sa tế ớt sả, hũ 120 g.",
            ),
            P(
                "Nước chấm Mắm Đồng (mẫu)",
                9,
                Past.CERTIFICATE_WITHDRAWN,
                4,
                76,
                "Nước chấm pha sẵn, chai 300 ml.",
            ),
        ),
    ),
    SampleProducer(
        "bot-trang",
        "Cơ sở bánh Bột Trắng (mẫu)",
        LegalForm.HOUSEHOLD,
        SA_DEC,
        "Khóm mẫu, phường Sa Đéc",
        "Chủ cơ sở",
        "Ba đời làm bột gạo và bánh từ bột gạo (mẫu).",
        "Nghề bột ở đây dựa vào nước phù sa lắng trong. Bột phơi trắng sân từ sáng sớm, trưa "
        "đã thành bánh.",
        (
            P(
                "Hủ tiếu khô Bột Trắng (mẫu)",
                6,
                S.AT_COMMUNE,
                3,
                63,
                "Sợi hủ tiếu gạo, gói 500 g.",
            ),
            P(
                "Bánh phồng tôm Bột Trắng (mẫu)",
                6,
                S.ACCEPTED,
                4,
                76,
                "Bánh phồng tôm chưa chiên, hộp 300 g.",
            ),
            P("Bột gạo lứt Bột Trắng (mẫu)", 6, S.IN_COUNCIL, 4, 73, "Bột gạo lứt, gói 400 g."),
            P(
                "Bánh tráng sữa Bột Trắng (mẫu)",
                6,
                S.SCORED,
                2,
                46,
                "Bánh tráng sữa nướng, gói 10 cái.",
            ),
        ),
    ),
    SampleProducer(
        "hoa-kieng",
        "Nhà vườn Hoa Kiểng (mẫu)",
        LegalForm.HOUSEHOLD,
        SA_DEC,
        "Khóm mẫu, phường Sa Đéc",
        "Chủ nhà vườn",
        "Năm công đất trồng hoa giàn, đón khách quanh năm (mẫu).",
        "Hoa trồng trên giàn để khỏi ngập, người chăm hoa đi bằng xuồng. Khách đến chụp ảnh rồi "
        "hỏi mua, từ đó có thêm nghề đón khách.",
        (
            P(
                "Hoa cúc mâm xôi Hoa Kiểng (mẫu)",
                23,
                S.AT_COMMUNE,
                3,
                60,
                "Cúc mâm xôi trồng giỏ, bán dịp Tết.",
            ),
            P(
                "Kiểng tắc Hoa Kiểng (mẫu)",
                24,
                Past.ACCEPTED_ON_PAPER,
                3,
                63,
                "Tắc kiểng chậu, trái chín dịp Tết.",
            ),
            P(
                "Điểm du lịch vườn Hoa Kiểng (mẫu)",
                26,
                S.ACCEPTED,
                4,
                75,
                "Đi xuồng xem hoa giàn, làm bánh, nghỉ tại vườn.",
            ),
        ),
    ),
)
