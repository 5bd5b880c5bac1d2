"""How often one address may send, without keeping the address."""

import datetime as dt
import hashlib
import hmac
import ipaddress
import secrets

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext as _

from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.misuse.models import DailySalt, Filing, Report

MOST_OF_ALL_IN_A_DAY = 500


def count_one(address: str) -> None:
    """Count a report of this address today.

    Raises RefusedError beyond `OCOP_REPORTS_A_DAY` of one address, or beyond what offices can read.
    """
    today = clock.today()
    midnight = dt.datetime.combine(today, dt.time.min, clock.VIETNAM)
    if Report.objects.filter(filed_at__gte=midnight).count() >= MOST_OF_ALL_IN_A_DAY:
        raise RefusedError(_("Hôm nay đã có quá nhiều phản ánh. Hãy gửi lại vào ngày mai."))
    row = Filing.objects.get_or_create(day=today, address_hash=_hash(address, today))[0]
    Filing.objects.filter(pk=row.pk).update(count=F("count") + 1)
    row.refresh_from_db(fields=["count"])
    if row.count > settings.OCOP_REPORTS_A_DAY:
        raise RefusedError(
            _(
                "Từ mạng này đã gửi %d phản ánh hôm nay. "
                "Hãy gửi tiếp vào ngày mai, hoặc gọi cơ quan tham mưu OCOP của tỉnh."
            )
            % settings.OCOP_REPORTS_A_DAY
        )


def _hash(address: str, day: dt.date) -> str:
    fresh = {"salt": secrets.token_bytes(32)}
    salt = bytes(DailySalt.objects.get_or_create(day=day, defaults=fresh)[0].salt)
    return hmac.new(salt, _network(address).encode(), hashlib.sha256).hexdigest()


def _network(address: str) -> str:
    """IPv6: the household's network, for each of its devices changes its address at will."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
