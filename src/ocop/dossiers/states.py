"""The life of a dossier: one table of steps, from the producer's draft to its outcome."""

from django.db import models

from ocop.kernel.transitions import Transition, TransitionTable


class DossierState(models.TextChoices):
    """Where a dossier is; each label is the sentence a producer reads."""

    DRAFT = "draft", "Đang soạn"
    SUBMITTED = "submitted", "Đã nộp, chờ xã tiếp nhận"
    AT_COMMUNE = "at_commune", "Xã đang kiểm tra"
    RETURNED_BY_COMMUNE = "returned_by_commune", "Xã yêu cầu bổ sung"
    PROPOSED = "proposed", "Xã đã đề nghị tỉnh"
    AT_PROVINCE = "at_province", "Tỉnh đang kiểm tra"
    RETURNED_BY_PROVINCE = "returned_by_province", "Tỉnh yêu cầu bổ sung"
    ACCEPTED = "accepted", "Chờ Hội đồng cấp tỉnh"
    IN_COUNCIL = "in_council", "Hội đồng cấp tỉnh đang đánh giá"
    SCORED = "scored", "Hội đồng cấp tỉnh đã có kết quả"
    FORWARDED = "forwarded", "Đã chuyển Bộ đánh giá 5 sao"
    IN_CENTRAL_COUNCIL = "in_central_council", "Hội đồng trung ương đang đánh giá"
    CENTRALLY_SCORED = "centrally_scored", "Hội đồng trung ương đã có kết quả"
    BACK_AT_PROVINCE = "back_at_province", "Trung ương dưới 90 điểm, chờ tỉnh quyết định"
    RECOGNISED = "recognised", "Đã được công nhận"
    NOT_RECOGNISED = "not_recognised", "Chưa đạt 3 sao"
    NOT_UPGRADED = "not_upgraded", "Chưa lên hạng, giữ sao đang có"
    WITHDRAWN = "withdrawn", "Chủ thể đã rút hồ sơ"


S = DossierState

CLOSED_STATES = frozenset({S.RECOGNISED, S.NOT_RECOGNISED, S.NOT_UPGRADED, S.WITHDRAWN})
EDITABLE_STATES = frozenset({S.DRAFT, S.RETURNED_BY_COMMUNE, S.RETURNED_BY_PROVINCE})

STEPS = TransitionTable(
    [
        Transition(S.DRAFT, "submit", S.SUBMITTED),
        Transition(S.SUBMITTED, "receive_at_commune", S.AT_COMMUNE),
        Transition(S.AT_COMMUNE, "return_from_commune", S.RETURNED_BY_COMMUNE),
        Transition(S.RETURNED_BY_COMMUNE, "submit", S.SUBMITTED),
        Transition(S.AT_COMMUNE, "propose_to_province", S.PROPOSED),
        Transition(S.PROPOSED, "receive_at_province", S.AT_PROVINCE),
        Transition(S.AT_PROVINCE, "return_from_province", S.RETURNED_BY_PROVINCE),
        # Completed for the province: the commune has already assessed and proposed it.
        Transition(S.RETURNED_BY_PROVINCE, "submit", S.AT_PROVINCE),
        Transition(S.AT_PROVINCE, "accept", S.ACCEPTED),
        Transition(S.ACCEPTED, "place_on_agenda", S.IN_COUNCIL),
        Transition(S.IN_COUNCIL, "take_off_agenda", S.ACCEPTED),
        Transition(S.IN_COUNCIL, "conclude", S.SCORED),
        Transition(S.SCORED, "recognise", S.RECOGNISED),
        Transition(S.SCORED, "close_without_star", S.NOT_RECOGNISED),
        Transition(S.SCORED, "keep_star", S.NOT_UPGRADED),
        Transition(S.SCORED, "forward_to_ministry", S.FORWARDED),
        Transition(S.FORWARDED, "place_on_agenda", S.IN_CENTRAL_COUNCIL),
        Transition(S.IN_CENTRAL_COUNCIL, "take_off_agenda", S.FORWARDED),
        Transition(S.IN_CENTRAL_COUNCIL, "conclude", S.CENTRALLY_SCORED),
        Transition(S.CENTRALLY_SCORED, "recognise", S.RECOGNISED),
        Transition(S.CENTRALLY_SCORED, "return_to_province", S.BACK_AT_PROVINCE),
        Transition(S.BACK_AT_PROVINCE, "recognise", S.RECOGNISED),
        Transition(S.BACK_AT_PROVINCE, "close_without_star", S.NOT_RECOGNISED),
        Transition(S.BACK_AT_PROVINCE, "keep_star", S.NOT_UPGRADED),
        Transition(S.BACK_AT_PROVINCE, "accept", S.ACCEPTED),
        *(Transition(state, "withdraw", S.WITHDRAWN) for state in S if state not in CLOSED_STATES),
    ]
)
