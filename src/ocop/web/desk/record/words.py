"""Acts of the chain in the words people use."""

ACTS = {
    "account_opened": "Mở tài khoản",
    "password_changed": "Đổi mật khẩu",
    "password_recovered": "Đặt lại mật khẩu",
    "recovery_code_issued": "Cấp mã khôi phục",
    "official_invited": "Mời cán bộ",
    "invitation_accepted": "Cán bộ nhận lời mời",
    "invitation_cancelled": "Hủy lời mời",
    "membership_granted": "Giao vai trò",
    "membership_ended": "Kết thúc vai trò",
    "membership_delegated": "Ủy quyền",
    "membership_taken_back": "Thu lại ủy quyền",
    "producer_registered": "Ghi cơ sở",
    "producer_person_added": "Thêm người của cơ sở",
    "dossier_started": "Lập hồ sơ",
    "dossier_carried_over": "Nhập hồ sơ giấy",
    "dossier_handed_over": "Bàn giao hồ sơ",
    "dossier_submitted": "Chủ thể nộp hồ sơ",
    "dossier_received_by_commune": "Xã tiếp nhận hồ sơ",
    "dossier_returned_by_commune": "Xã yêu cầu bổ sung",
    "dossier_proposed": "Xã đề nghị tỉnh đánh giá",
    "dossier_received_by_province": "Tỉnh tiếp nhận hồ sơ",
    "dossier_returned_by_province": "Tỉnh yêu cầu bổ sung",
    "dossier_accepted": "Tỉnh nhận hồ sơ ra Hội đồng",
    "dossier_withdrawn": "Chủ thể rút hồ sơ",
    "council_established": "Lập Hội đồng",
    "council_member_seated": "Thêm thành viên Hội đồng",
    "council_member_left": "Thành viên rời Hội đồng",
    "session_planned": "Lên lịch phiên họp Hội đồng",
    "dossier_placed_on_agenda": "Đưa hồ sơ vào phiên họp",
    "dossier_taken_off_agenda": "Đưa hồ sơ ra khỏi phiên họp",
    "advice_reported": "Tổ tư vấn báo cáo",
    "scoring_opened": "Điểm danh, mở chấm điểm",
    "attendance_recorded": "Sửa điểm danh",
    "scoring_round_started": "Thảo luận, mở lượt chấm mới",
    "option_confirmed": "Hội đồng thống nhất mức",
    "gates_concluded": "Hội đồng kết luận lý do dừng",
    "conflict_declared": "Khai xung đột lợi ích",
    "sheet_submitted": "Thành viên nộp phiếu",
    "result_concluded": "Hội đồng kết luận",
    "minutes_closed": "Chốt biên bản",
    "decision_entered": "Nhập quyết định",
    "product_recognised": "Công nhận sản phẩm",
    "certificate_issued": "Cấp giấy chứng nhận",
    "certificate_corrected": "Đính chính giấy chứng nhận",
    "certificate_reissued": "Cấp lại giấy chứng nhận",
    "certificate_paper_replaced": "Thay giấy chứng nhận",
    "signed_paper_attached": "Lưu giấy đã ký",
    "number_series_set": "Đặt sổ số",
    "number_series_ended": "Thôi dùng sổ số",
    "paper_template_added": "Thêm phiên bản mẫu giấy",
    "replacement_rule_set": "Ghi quy định thay giấy",
    "certificate_withdrawn": "Thu hồi giấy chứng nhận",
    "result_notified": "Thông báo kết quả",
    "dossier_forwarded": "Chuyển Bộ đánh giá 5 sao",
    "result_returned_to_province": "Bộ chuyển kết quả về tỉnh",
    "evaluation_reopened": "Tỉnh đánh giá lại",
    "stars_recorded": "Ghi lại danh sách đã công bố",
}


SUBJECTS = {
    "dossier": "Hồ sơ",
    "certificate": "Giấy chứng nhận",
    "decision": "Quyết định",
    "session": "Phiên họp",
    "council": "Hội đồng",
    "item": "Sản phẩm trong phiên",
    "product": "Sản phẩm",
    "snapshot": "Bản đóng băng",
    "user": "Tài khoản",
    "producer": "Cơ sở",
    "series": "Sổ số",
    "template": "Mẫu giấy",
    "replacement_rule": "Quy định thay giấy",
}


def subject_words(subject: str) -> str:
    """What an act is about: "dossier:12" is "Hồ sơ 12"."""
    kind, _, number = subject.partition(":")
    return f"{SUBJECTS.get(kind, kind)} {number}"


def act_words(act: str) -> str:
    """The act in Vietnamese; an act without words shows its own name."""
    return ACTS.get(act, act)
