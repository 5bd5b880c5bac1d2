"""The datasets there are."""

from ocop.opendata.columns import Dataset
from ocop.opendata.datasets.certificates import CERTIFICATES, DECISIONS, WITHDRAWALS
from ocop.opendata.datasets.producers import PRODUCERS
from ocop.opendata.datasets.products import PRODUCTS
from ocop.opendata.datasets.statistics import STATISTICS
from ocop.opendata.datasets.units import UNITS

DATASETS: tuple[Dataset, ...] = (
    PRODUCTS,
    CERTIFICATES,
    WITHDRAWALS,
    PRODUCERS,
    DECISIONS,
    UNITS,
    STATISTICS,
)


def dataset(name: str) -> Dataset | None:
    """The dataset of this name."""
    return next((one for one in DATASETS if one.name == name), None)
