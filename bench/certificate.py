"""The certificate PDF against a bare typst compiler plus segno on the same document."""

import datetime as dt
import itertools

from bench.comparators.certificate import BareCompiler
from bench.measure import Row, at_least, take_turns
from ocop.papers.certificate import CertificateData, render_certificate

PAGES_IN_A_TURN = 4
TURNS = 15
ISSUED = dt.date(2026, 8, 5)


def certificate(number: int) -> CertificateData:
    """One of many different certificates."""
    code = f"7K2M{number:03d}".replace("0", "A").replace("1", "B")
    return CertificateData(
        rank=4,
        issuer="Ủy ban nhân dân tỉnh Đồng Tháp",
        product=f"Khô cá lóc mẫu {number}",
        producer="Cơ sở sản xuất khô (mẫu)",
        place="Xã Tân Hộ Cơ, tỉnh Đồng Tháp",
        product_code=f"82-29929-{number}-2026",
        decision={
            "number": "321/QĐ-UBND",
            "date": ISSUED,
            "by": "Chủ tịch Ủy ban nhân dân tỉnh Đồng Tháp",
        },
        months=36,
        issued=ISSUED,
        expires=dt.date(2029, 8, 5),
        place_of_issue="Đồng Tháp",
        signer={"title": ["KT. Chủ tịch", "Phó Chủ tịch"], "name": ""},
        short_code=code,
        check_address=f"https://ocop.example.vn/c/{code}",
        sample=True,
    )


def as_json(data: CertificateData) -> dict[str, object]:
    """The same data as the template reads it, prepared outside the measured time."""
    return {
        **data,
        "decision": {**data["decision"], "date": data["decision"]["date"].isoformat()},
        "issued": data["issued"].isoformat(),
        "expires": data["expires"].isoformat(),
    }


def timestamp() -> int:
    """The day of issue as the file records it."""
    return int(dt.datetime(ISSUED.year, ISSUED.month, ISSUED.day, tzinfo=dt.UTC).timestamp())


def run() -> list[Row]:
    """Seconds a certificate, different ones each time so that nothing is remembered."""
    bare, numbers = BareCompiler(), itertools.count()

    def product() -> None:
        for _ in range(PAGES_IN_A_TURN):
            render_certificate(certificate(next(numbers)))

    def comparator() -> None:
        for _ in range(PAGES_IN_A_TURN):
            bare.render(as_json(certificate(next(numbers))), timestamp())

    medians = take_turns(product, comparator, TURNS)
    each = [median / PAGES_IN_A_TURN for median in medians]
    return [at_least("giấy chứng nhận PDF", *each, 0.8)]
