"""FalImages: what directing knows of fal's stills: who, at what price, into which queue.

Why here: prices are quoted before anything is sent.
Next: requests.py (endpoint and price); fal_queue.py, which takes the orders.
"""

from miri.ports.image_model import StillOrder
from miri.providers.fal.requests import STILL, still_price_micros


class FalImages:
    """An ImageOffer."""

    provider = "fal"
    endpoint = STILL
    queue = "fal"

    def price_micros(self, order: StillOrder) -> int:
        """See the port."""
        return still_price_micros(order)
