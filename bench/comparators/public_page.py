"""The public certificate page by Starlette, sqlite3 and Jinja2: bare SQL, one template, no cache."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from bench.comparators.states import ADDRESS, GROUNDS, connection, pages, said, state_of
from ocop.kernel import clock

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
JOIN places_unit u ON u.id = COALESCE(p.current_commune_id, p.commune_id)
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
WHERE r.product_id = ? AND r.star >= 3 ORDER BY r.recognised_on IS NULL, r.recognised_on DESC, r.id DESC"""
PAPERS = {
    "correction": "Giấy đính chính",
    "reissue": "Giấy cấp lại",
    "replacement": "Giấy thay thế",
}
PAGE = pages().get_template("public_page.html")


async def answer(request: Request) -> HTMLResponse:
    """`/c/<code>`."""
    database = connection()
    record = database.execute(CERTIFICATE, (request.path_params["code"],)).fetchone()
    today = clock.today()
    facts = [tuple(row) for row in database.execute(FACTS, (record["id"],))]
    state = state_of(record["issued_on"], record["expires_on"], facts, today)
    tone, icon, title, detail = said(state)
    return HTMLResponse(
        PAGE.render(
            record=record,
            history=database.execute(HISTORY, (record["product_id"],)).fetchall(),
            valid=state.is_valid,
            tone=tone,
            icon=icon,
            title=title,
            detail=detail,
            ground=GROUNDS.get(state.ground),
            article=state.article,
            paper=PAPERS.get(record["edition_kind"]),
            today=today,
            address=ADDRESS,
        )
    )


app = Starlette(routes=[Route("/c/{code}", answer)])
