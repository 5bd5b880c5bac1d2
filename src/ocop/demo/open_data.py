"""The first open data of the sample province, so that its pages are not empty."""

from ocop.kernel import clock
from ocop.opendata.catalogue import DATASETS
from ocop.opendata.snapshots import make_snapshot


def publish() -> None:
    """A snapshot of every small dataset; the thousands of units wait for the night."""
    for dataset in DATASETS:
        if dataset.name != "units":
            make_snapshot(dataset, clock.today())
