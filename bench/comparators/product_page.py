"""The page of a product by Starlette, sqlite3 and Jinja2: bare SQL, one template, no cache.

Of the product's own code it uses the rules of a status and the projection of the map.
"""

import json
from functools import cache

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from bench.comparators.states import ADDRESS, connection, pages, said, state_of
from ocop.kernel import clock
from ocop.law.classification import product_class
from ocop.web.public.register.drawing import WIDTH, Projection

PRODUCT = """
SELECT p.id, p.name, p.description, p.story, p.is_sample, p.leaf, p.craft_village,
  m.name AS producer, m.legal_form, k.name AS key_sector, u.kind AS commune_kind,
  u.name AS commune, u.latitude, u.longitude, v.kind AS above_kind, v.name AS above,
  v.code AS above_code, w.kind AS top_kind, w.name AS top
FROM products_product p
JOIN producers_producer m ON m.id = p.producer_id
JOIN places_unit u ON u.id = COALESCE(p.current_commune_id, p.commune_id)
JOIN places_unit v ON v.id = u.parent_id
LEFT JOIN places_unit w ON w.id = v.parent_id
LEFT JOIN products_keysector k ON k.id = p.key_sector_id
WHERE p.id = ?"""
HISTORY = """
SELECT r.star, r.recognised_on, r.source_note, d.number AS decision_number,
  d.signed_on, w.kind AS unit_kind, w.name AS unit, c.id AS certificate_id, c.short_code,
  c.number, c.issued_on, c.expires_on
FROM register_recognition r
LEFT JOIN register_decision d ON d.id = r.decision_id
LEFT JOIN places_unit w ON w.id = d.unit_id
LEFT JOIN register_certificate c ON c.recognition_id = r.id
WHERE r.product_id = ? AND r.star >= 3
ORDER BY r.recognised_on IS NULL, r.recognised_on DESC, r.id DESC"""
FACTS = """
SELECT f.certificate_id, f.kind, f."on", f.ground FROM register_certificatefact f
JOIN register_certificate c ON c.id = f.certificate_id
JOIN register_recognition r ON r.id = c.recognition_id
WHERE r.product_id = ? ORDER BY f."on", f.id"""
TRAITS = "SELECT kind FROM products_producttrait WHERE product_id = ? ORDER BY kind"
PROVINCES = """
SELECT AVG(longitude), AVG(latitude) FROM places_unit
WHERE level = 'commune' AND valid_to IS NULL AND latitude IS NOT NULL
GROUP BY province_today_id"""
ISLANDS = """
SELECT name, longitude, latitude FROM places_unit
WHERE level = 'commune' AND valid_to IS NULL AND kind = 'Đặc khu' AND latitude IS NOT NULL
  AND folded_name IN ('hoang sa', 'truong sa') ORDER BY code, valid_from"""
FORMS = {
    "cooperative": "Hợp tác xã",
    "cooperative_group": "Tổ hợp tác",
    "small_medium_enterprise": "Doanh nghiệp nhỏ và vừa",
    "farm": "Trang trại",
    "producing_household": "Hộ sản xuất",
    "family_household": "Hộ gia đình",
    "association": "Hội",
    "operating_centre": "Trung tâm điều hành",
    "unknown": "Chưa rõ loại hình",
}
TRAIT_NAMES = {
    "fresh": "Tươi sống, chưa qua chế biến",
    "seasonal": "Theo mùa vụ",
    "processed": "Đã qua chế biến",
    "deep_processed": "Chế biến sâu",
    "gift": "Làm quà tặng",
    "export": "Có xuất khẩu",
    "tourism": "Gắn với du lịch",
    "community": "Có cộng đồng tham gia",
}
PAGE = pages().get_template("product_page.html")


@cache
def points() -> tuple[list[tuple[float, float]], list[tuple[str, tuple[float, float]]]]:
    """The middles of the provinces and the archipelagos: read once, as the product keeps them."""
    database = connection()
    islands = [(name, (float(x), float(y))) for name, x, y in database.execute(ISLANDS)]
    return [(float(x), float(y)) for x, y in database.execute(PROVINCES)], islands


def described(row: object, steps: list[dict[str, object]]) -> str:
    """The page in the words of schema.org."""
    address = f"{ADDRESS}/san-pham/{row['id']}/"
    product = {
        "@type": "Product",
        "@id": f"{address}#product",
        "url": address,
        "name": row["name"],
        "manufacturer": {
            "@type": "Organization",
            "name": row["producer"],
            "address": {
                "@type": "PostalAddress",
                "addressLocality": f"{row['commune_kind']} {row['commune']}",
                "addressRegion": f"{row['above_kind']} {row['above']}",
                "addressCountry": "VN",
            },
        },
        "countryOfOrigin": {"@type": "Country", "name": "VN"},
        "image": [f"{address}chia-se.png"],
        "description": row["description"],
        "category": product_class(row["leaf"]).name,
    }
    if certified := [_certification(step) for step in steps if step["short_code"]]:
        product["hasCertification"] = certified
    trail = (("Sổ OCOP", "/"), ("Sản phẩm", "/san-pham/"), (row["name"], f"/san-pham/{row['id']}/"))
    breadcrumbs = [
        {"@type": "ListItem", "position": place, "name": name, "item": f"{ADDRESS}{path}"}
        for place, (name, path) in enumerate(trail, start=1)
    ]
    graph = [product, {"@type": "BreadcrumbList", "itemListElement": breadcrumbs}]
    return json.dumps({"@context": "https://schema.org", "@graph": graph})


def _certification(step: dict[str, object]) -> dict[str, object]:
    return {
        "@type": "Certification",
        "name": f"OCOP {step['star']} sao",
        "certificationIdentification": step["number"],
        "certificationStatus": "https://schema.org/CertificationActive"
        if step["valid"]
        else "https://schema.org/CertificationInactive",
        "certificationRating": {
            "@type": "Rating",
            "ratingValue": step["star"],
            "bestRating": 5,
            "worstRating": 3,
        },
        "validFrom": step["issued_on"],
        "expires": step["expires_on"],
        "url": f"{ADDRESS}/c/{step['short_code']}",
        "issuedBy": {"@type": "Organization", "name": step["issuer"]},
    }


async def product(request: Request) -> HTMLResponse:
    """`/san-pham/<id>/`."""
    database, key, today = connection(), (request.path_params["pk"],), clock.today()
    row = database.execute(PRODUCT, key).fetchone()
    facts: dict[int, list[tuple[str, str, str]]] = {}
    for certificate, *fact in database.execute(FACTS, key):
        facts.setdefault(certificate, []).append(tuple(fact))
    steps = []
    for line in database.execute(HISTORY, key):
        known = facts.get(line["certificate_id"], [])
        state = state_of(line["issued_on"], line["expires_on"], known, today)
        tone, icon, title, detail = said(state)
        issuer = (
            f"Ủy ban nhân dân {line['unit_kind'].lower()} {line['unit']}"
            if line["unit"]
            else "Bộ Nông nghiệp và Môi trường"
        )
        shown = {"tone": tone, "icon": icon, "title": title, "detail": detail, "issuer": issuer}
        steps.append({**dict(line), **shown, "valid": state.is_valid})
    project = pin = None
    provinces, islands = points()
    if row["latitude"] is not None:
        pin = (float(row["longitude"]), float(row["latitude"]))
        project = Projection([*provinces, *(centre for _, centre in islands), pin])
    where = f"{row['commune_kind']} {row['commune']}, {row['above_kind'].lower()} {row['above']}"
    if row["top"]:
        where += f", {row['top_kind'].lower()} {row['top']}"
    return HTMLResponse(
        PAGE.render(
            product=row,
            steps=steps,
            any_valid=any(step["valid"] for step in steps),
            where=where,
            form=FORMS[row["legal_form"]],
            leaf=product_class(row["leaf"]).name,
            traits=[TRAIT_NAMES[kind] for (kind,) in database.execute(TRAITS, key)],
            data=Markup(
                described(row, steps)
                .replace("<", "\\u003C")
                .replace(">", "\\u003E")
                .replace("&", "\\u0026")
            ),
            address=ADDRESS,
            width=WIDTH,
            height=project.height if project else 0,
            dots=[project(*one) for one in provinces] if project else [],
            islands=[(name, *project(*one)) for name, one in islands] if project else [],
            pin=project(*pin) if project and pin else None,
        )
    )


app = Starlette(routes=[Route("/san-pham/{pk:int}/", product)])
