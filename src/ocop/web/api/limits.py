"""How often one address may ask. Counted in each serving process: enough to stop a runaway loop."""

import time
from collections import OrderedDict
from threading import Lock

MOST_ADDRESSES = 10_000
_lock = Lock()
_buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()


def seconds_to_wait(address: str, a_minute: int, now: float | None = None) -> int:
    """0 where the address may ask now (this is counted), else after how many seconds it may."""
    moment = time.monotonic() if now is None else now
    with _lock:
        left, before = _buckets.pop(address, (float(a_minute), moment))
        left = min(float(a_minute), left + (moment - before) * a_minute / 60)
        may = left >= 1
        _buckets[address] = (left - 1 if may else left, moment)
        while len(_buckets) > MOST_ADDRESSES:
            _buckets.popitem(last=False)
    return 0 if may else max(1, round((1 - left) * 60 / a_minute + 0.5))


def forget() -> None:
    """Count from the beginning."""
    with _lock:
        _buckets.clear()
