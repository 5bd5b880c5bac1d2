"""The public certificate page by Starlette, sqlite3 and Jinja2: bare SQL, one template, no cache."""

import datetime as dt
import os
import sqlite3
import threading
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from ocop.kernel import clock
from ocop.register.status import CertificateDates, Fact, StatusKind, status

DATABASE = os.environ["OCOP_BENCH_DATABASE"]
ADDRESS = os.environ.get("OCOP_PUBLIC_ADDRESS", "http://127.0.0.1:8000")
PAGES = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
CERTIFICATE = """
SELECT c.id, COALESCE(e.snapshot_id, c.snapshot_id) AS snapshot_id, c.short_code, r.product_id,
  c.product_code, COALESCE(e.paper_number, c.number) AS number, c.issued_on, c.expires_on, r.star,
  p.name AS product, p.story, p.is_sample, m.name AS producer, u.kind AS commune_kind,
  u.name AS commune, v.kind AS province_kind, v.name AS province, d.number AS decision_number,
  d.signed_on AS decision_signed_on, w.kind AS decision_unit_kind, w.name AS decision_unit,
  e.kind AS edition_kind, e.issued_on AS edition_on,
  (SELECT COUNT(*) FROM register_certificateedition k
   WHERE k.certificate_id = c.id AND k.kind = e.kind) AS edition_times
FROM register_certificate c
JOIN register_recognition r ON r.id = c.recognition_id
JOIN products_product p ON p.id = r.product_id
JOIN producers_producer m ON m.id = p.producer_id
JOIN places_unit u ON u.id = p.current_commune_id
JOIN places_unit v ON v.id = u.parent_id
JOIN register_decision d ON d.id = r.decision_id
LEFT JOIN places_unit w ON w.id = d.unit_id
LEFT JOIN register_certificateedition e ON e.certificate_id = c.id AND e.number > 1
  AND e.number = (SELECT MAX(number) FROM register_certificateedition
                  WHERE certificate_id = c.id)
WHERE c.short_code = ?"""
FACTS = 'SELECT kind, "on", ground FROM register_certificatefact WHERE certificate_id = ? ORDER BY "on", id'
HISTORY = """
SELECT r.star, r.recognised_on, d.number AS decision_number, c.short_code
FROM register_recognition r
LEFT JOIN register_decision d ON d.id = r.decision_id
LEFT JOIN register_certificate c ON c.recognition_id = r.id
WHERE r.product_id = ? AND r.star >= 3 ORDER BY r.recognised_on DESC, r.id DESC"""
TITLES = {
    StatusKind.IN_FORCE: ("ok", "check", "Còn hiệu lực", "đến hết ngày {until}"),
    StatusKind.EXPIRING: (
        "ok",
        "check",
        "Còn hiệu lực",
        "đến hết ngày {until}, sắp đến kỳ đánh giá lại",
    ),
    StatusKind.EXPIRED: (
        "off",
        "off",
        "Đã hết hiệu lực",
        "từ ngày {since}",
    ),
}
PAPERS = {
    "correction": "Giấy đính chính",
    "reissue": "Giấy cấp lại",
    "replacement": "Giấy thay thế",
}
local = threading.local()


def connection() -> sqlite3.Connection:
    """One connection for each thread, as the product keeps one."""
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(DATABASE)
        local.connection.row_factory = sqlite3.Row
    return local.connection


def written(day: dt.date | str | None) -> str:
    """A date as people read it."""
    if not day:
        return ""
    return f"{dt.date.fromisoformat(day) if isinstance(day, str) else day:%d/%m/%Y}"


PAGES.filters["written"] = written
PAGE = PAGES.get_template("public_page.html")


async def answer(request: Request) -> HTMLResponse:
    """`/c/<code>`."""
    database = connection()
    record = database.execute(CERTIFICATE, (request.path_params["code"],)).fetchone()
    facts = [
        Fact(kind, dt.date.fromisoformat(on), ground)
        for kind, on, ground in database.execute(FACTS, (record["id"],))
    ]
    dates = CertificateDates(
        dt.date.fromisoformat(record["issued_on"]), dt.date.fromisoformat(record["expires_on"])
    )
    today = clock.today()
    state = status(dates, facts, today)
    tone, icon, title, detail = TITLES[state.kind]
    return HTMLResponse(
        PAGE.render(
            record=record,
            history=database.execute(HISTORY, (record["product_id"],)).fetchall(),
            valid=state.is_valid,
            tone=tone,
            icon=icon,
            title=title,
            detail=detail.format(until=written(state.until), since=written(state.since)),
            paper=PAPERS.get(record["edition_kind"]),
            today=today,
            address=ADDRESS,
        )
    )


app = Starlette(routes=[Route("/c/{code}", answer)])
