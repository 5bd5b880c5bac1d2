"""Addresses of the councils' desk, under `/ban-lam-viec/hoi-dong/`."""

from django.urls import path

from ocop.web.desk.councils import (
    agenda,
    board,
    councils,
    items,
    papers,
    results,
    rounds,
    scoring,
    sheets,
    statistics,
)

app_name = "councils"
urlpatterns = [
    path("", councils.index, name="index"),
    path("moi/", councils.create, name="create"),
    path("<int:pk>/", councils.detail, name="detail"),
    path("<int:pk>/thanh-vien/", councils.seat, name="seat"),
    path("thanh-vien/<int:pk>/roi/", councils.unseat, name="unseat"),
    path("<int:pk>/phien-moi/", agenda.plan, name="plan"),
    path("phien/<int:pk>/", board.board, name="board"),
    path("phien/<int:pk>/danh-sach/", agenda.agenda, name="agenda"),
    path("phien/<int:pk>/co-mat/", board.attendance, name="attendance"),
    path("phien/<int:pk>/ket-thuc/", board.close, name="close"),
    path("<int:pk>/y-kien-moi/", rounds.plan, name="plan_written"),
    path("phien/<int:pk>/gui-xin-y-kien/", rounds.ask, name="ask_written"),
    path("phien/<int:pk>/gia-han/", rounds.extend, name="extend_written"),
    path("phien/<int:pk>/tong-hop/", rounds.end, name="collect_written"),
    path("phien/<int:pk>/dua-ra-hop/", rounds.meet, name="call_meeting"),
    path("phien/<int:pk>/bien-ban.pdf", papers.minutes, name="minutes"),
    path("phien/<int:pk>/thong-ke/", statistics.statistics, name="statistics"),
    path("san-pham/<int:pk>/", items.item, name="item"),
    path("san-pham/<int:pk>/ho-so/", items.dossier, name="dossier"),
    path("san-pham/<int:pk>/dua-ra/", items.take_off, name="take_off"),
    path("san-pham/<int:pk>/xung-dot/", items.conflict, name="conflict"),
    path("san-pham/<int:pk>/tu-van/", items.advice, name="advice"),
    path("san-pham/<int:pk>/cham-lai/", items.new_round, name="new_round"),
    path("san-pham/<int:pk>/thong-nhat/", items.agree, name="agree"),
    path("san-pham/<int:pk>/ly-do-dung/", items.gates, name="gates"),
    path("san-pham/<int:pk>/ket-luan/", items.conclude, name="conclude"),
    path("san-pham/<int:pk>/ket-qua/", results.result, name="result"),
    path("phieu/", sheets.mine, name="mine"),
    path("san-pham/<int:pk>/phieu/", sheets.review, name="review"),
    path("san-pham/<int:pk>/phieu/nhan-xet/", sheets.opinion, name="opinion"),
    path("san-pham/<int:pk>/phieu/nop/", sheets.submit, name="submit"),
    path("san-pham/<int:pk>/phieu/<str:code>/", scoring.score, name="score"),
    path("phieu/<int:pk>.pdf", papers.score_sheet, name="sheet_paper"),
]
