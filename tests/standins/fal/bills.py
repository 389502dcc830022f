"""What fal would charge: one row per accepted request, in integer micro-dollars.

Why here: what a client says it spent is compared with this.
Next: endpoints.json has the prices, control.py shows the rows.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from tests.standins.fal.table import Endpoint

MEGAPIXEL = 1024 * 1024


@dataclass
class Bill:
    """`charged` is None until the request has ended: a failed one costs nothing."""

    request_id: str
    endpoint: str
    price_micros: int
    charged: bool | None = None
    why: str = "open"


class Bills:
    """All rows, in the order of acceptance."""

    def __init__(self) -> None:
        self.rows: list[Bill] = []
        self.prices: dict[str, dict[str, Any]] = {}

    def open(self, request_id: str, endpoint: str, price_micros: int) -> Bill:
        """A row for a request that was accepted."""
        row = Bill(request_id, endpoint, price_micros)
        self.rows.append(row)
        return row

    def price(self, endpoint: Endpoint) -> dict[str, Any]:
        """The rule in force: the table's, or one set over the control path."""
        return self.prices.get(endpoint.id, endpoint.price)

    @property
    def total_micros(self) -> int:
        """The sum of what is charged."""
        return sum(row.price_micros for row in self.rows if row.charged)

    def shown(self) -> dict[str, Any]:
        """For the control paths."""
        rows = [asdict(row) for row in self.rows]
        return {"total_micros": self.total_micros, "accepted": len(rows), "rows": rows}


def image_price(
    rule: dict[str, Any], outputs: Iterable[tuple[int, int]], inputs: Iterable[tuple[int, int]]
) -> int:
    """Micro-dollars for pictures: megapixels rounded up one by one, inputs too where they count."""
    counted = [*outputs, *(inputs if rule.get("inputs") else ())]
    megapixels = sum(-(-width * height // MEGAPIXEL) for width, height in counted)
    return rule["first_mp"] + rule["more_mp"] * (megapixels - 1)


def clip_price(rule: dict[str, Any], seconds: Fraction, *, sound: bool) -> int:
    """Micro-dollars for a clip, by the second, rounded up to a whole micro-dollar."""
    per_second = rule.get("second_with_audio", rule["second"]) if sound else rule["second"]
    return -int(-per_second * seconds // 1)
