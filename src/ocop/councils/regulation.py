"""A council's operating regulation (Quy chế hoạt động) as typed settings.

Quyết định 26/2026/QĐ-TTg, Điều 7.3 and 7.4 leave these questions to each council. Pure: no Django.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace

from ocop.kernel.errors import RefusedError
from ocop.law.readings import LawSettings

SILENT = "Quyết định 26/2026/QĐ-TTg không quy định, để Quy chế của Hội đồng nêu."


@dataclass(frozen=True, slots=True)
class RegulationSetting:
    """One question of the regulation.

    A number between `least` and `most` (in `unit`), or one of `choices` (value → sentence); a
    setting with a single choice is how the software works, shown so that nobody has to guess.
    """

    name: str
    question: str
    basis: str
    choices: Mapping[str, str] | None = None
    least: int = 0
    most: int = 0
    unit: str = ""

    @property
    def is_fixed(self) -> bool:
        """Whether the regulation cannot choose otherwise."""
        return self.choices is not None and len(self.choices) == 1

    def says(self, value: int | str) -> str:
        """The value as a sentence or as a number with its unit."""
        return self.choices[str(value)] if self.choices else f"{value}{self.unit}"

    def refusal(self, value: object) -> str:
        """Why `value` cannot be chosen, in Vietnamese; "" where it can."""
        if self.choices is not None:
            return "" if value in self.choices else "Hãy chọn một trong các cách đã nêu."
        if not isinstance(value, int) or isinstance(value, bool):
            return "Hãy nhập một số nguyên."
        if not self.least <= value <= self.most:
            return f"Hãy nhập số từ {self.least} đến {self.most}."
        return ""


SETTINGS = (
    RegulationSetting(
        name="quorum_percent",
        question="Ít nhất bao nhiêu phần trăm thành viên có mặt thì được họp?",
        basis=f"{SILENT} Ví dụ: Tây Ninh yêu cầu ít nhất 3/4 số thành viên.",
        least=50,
        most=100,
        unit="%",
    ),
    RegulationSetting(
        name="chair_attendance",
        question="Chủ tịch Hội đồng có phải có mặt không?",
        basis=f"{SILENT} Ví dụ: Tây Ninh yêu cầu có Chủ tịch.",
        choices={"required": "Phải có mặt.", "optional": "Không bắt buộc."},
    ),
    RegulationSetting(
        name="chair_scoring",
        question="Chủ tịch Hội đồng có chấm điểm không?",
        basis=f"{SILENT} Chủ tịch là thành viên nên mặc định có chấm.",
        choices={"scores": "Có, phiếu được tính.", "does_not": "Không chấm, chỉ chủ trì."},
    ),
    RegulationSetting(
        name="least_sheets",
        question="Một sản phẩm cần ít nhất bao nhiêu phiếu được tính?",
        basis=f"{SILENT} Mặc định của phần mềm là 3 phiếu.",
        least=1,
        most=50,
        unit=" phiếu",
    ),
    RegulationSetting(
        name="spread_limit",
        question="Tổng điểm của các thành viên được chênh nhau nhiều nhất bao nhiêu?",
        basis=f"{SILENT} Ví dụ: Tây Ninh và Đồng Tháp dùng 10 điểm; vượt thì thảo luận, chấm lại.",
        least=1,
        most=100,
        unit=" điểm",
    ),
    RegulationSetting(
        name="council_option",
        question="Khi thành viên chọn khác nhau, mức nào được dùng để xét dấu sao?",
        basis="Điều 3.3 chỉ nói về tổng điểm trung bình, không nói dấu sao xét trên mức nào.",
        choices={
            "majority": "Mức được hơn nửa số phiếu chọn; không có thì Hội đồng thảo luận và "
            "thống nhất, ghi vào biên bản.",
            "plurality": "Mức được nhiều phiếu nhất; bằng nhau thì Hội đồng thảo luận và thống "
            "nhất, ghi vào biên bản.",
        },
    ),
    RegulationSetting(
        name="sealed_until",
        question="Phiếu của từng thành viên được mở khi nào?",
        basis=f"{SILENT} Ví dụ: Tây Ninh không cho lộ kết quả trước khi phiên họp kết thúc.",
        choices={
            "item": "Khi Hội đồng đã kết luận sản phẩm đó.",
            "session": "Khi cả phiên họp đã kết thúc.",
        },
    ),
    RegulationSetting(
        name="written_difference",
        question="Lấy ý kiến bằng văn bản: thế nào là ý kiến khác nhau, phải họp?",
        basis="Điều 7.6.d QĐ 26/2026/QĐ-TTg: “chỉ tổ chức họp trực tiếp khi có nhiều ý kiến đánh "
        "giá khác nhau hoặc có nội dung phức tạp cần thảo luận”, không nêu thước đo.",
        choices={
            "levels": "Tổng điểm chênh quá giới hạn, hạng theo từng phiếu khác nhau, hoặc mức chọn ở "
            "tiêu chí có dấu sao khác nhau.",
            "stars": "Tổng điểm chênh quá giới hạn, hoặc hạng theo từng phiếu khác nhau.",
        },
    ),
    RegulationSetting(
        name="written_request",
        question="Lấy ý kiến bằng văn bản: một thành viên đề nghị họp thì sao?",
        basis="Điều 7.6.d QĐ 26/2026/QĐ-TTg nói “nội dung phức tạp cần thảo luận”, không nêu ai quyết.",
        choices={"meets": "Chuyển sang họp, kèm lý do của người đề nghị."},
    ),
    RegulationSetting(
        name="averaging",
        question="Điểm của sản phẩm tính thế nào?",
        basis="Điều 3.3 QĐ 26/2026/QĐ-TTg nói “tổng điểm trung bình”; ví dụ: Tây Ninh, Đồng Tháp.",
        choices={"mean": "Trung bình cộng của các phiếu được tính."},
    ),
    RegulationSetting(
        name="rounding",
        question="Điểm trung bình làm tròn thế nào?",
        basis="Điều 3.3 viết “từ 70 đến dưới 90 điểm”, không nói làm tròn.",
        choices={"print_only": "Chỉ làm tròn hai chữ số khi in; xếp hạng theo số chính xác."},
    ),
    RegulationSetting(
        name="conflicts",
        question="Thành viên có lợi ích liên quan thì sao?",
        basis=SILENT,
        choices={"excluded": "Không chấm sản phẩm đó và không được tính vào số phiếu."},
    ),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True, slots=True)
class Regulation:
    """The chosen values. Raises RefusedError at the setting's name for one that is not offered."""

    quorum_percent: int = 75
    chair_attendance: str = "required"
    chair_scoring: str = "scores"
    least_sheets: int = 3
    spread_limit: int = 10
    council_option: str = "majority"
    sealed_until: str = "item"
    written_difference: str = "levels"
    written_request: str = "meets"
    averaging: str = "mean"
    rounding: str = "print_only"
    conflicts: str = "excluded"

    def __post_init__(self) -> None:
        for field in fields(self):
            if refusal := BY_NAME[field.name].refusal(getattr(self, field.name)):
                raise RefusedError(refusal, field=field.name)

    @property
    def chair_scores(self) -> bool:
        """Whether the chair fills in a sheet that counts."""
        return self.chair_scoring == "scores"

    def scored_under(self, installation: LawSettings) -> LawSettings:
        """The installation's readings of the law, with what this regulation declares itself."""
        return replace(installation, council_option=self.council_option)

    def least_present(self, seats: int) -> int:
        """How many of `seats` members must be present: 75 % of 7 is 6."""
        return -(-seats * self.quorum_percent // 100)

    def stored(self) -> dict[str, int | str]:
        """Every setting by its name, as kept with the council and in the minutes."""
        return asdict(self)

    def explained(self) -> list[tuple[RegulationSetting, str]]:
        """Each setting with its value in words, in the order of the regulation."""
        return [(setting, setting.says(getattr(self, setting.name))) for setting in SETTINGS]


def stored_regulation(kept: Mapping[str, object], installation: LawSettings) -> Regulation:
    """The regulation from what a council keeps; a setting it does not name has its default.

    For a reading of the law the default is what the installation has chosen.

    Raises RefusedError at the setting's name for a value or a name that is unknown.
    """
    for name in kept:
        if name not in BY_NAME:
            raise RefusedError(f"Quy chế không có mục “{name}”.", field=name)
    defaults = {"council_option": installation.council_option}
    return Regulation(**{**defaults, **kept})  # type: ignore[arg-type]
