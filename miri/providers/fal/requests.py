"""From a job's order to fal's endpoint and its body.

Why here: field names differ from endpoint to endpoint; the rest of the house knows none of them.
Next: fal_queue.py, which sends it.
"""

from typing import Any, cast

from miri.domain.job import Job, JobKind
from miri.errors import Refused
from miri.ports.image_model import StillOrder

STILL = "fal-ai/flux-2-pro"
STILL_FIRST_MEGAPIXEL = 30_000
STILL_MORE_MEGAPIXEL = 15_000
MEGAPIXEL = 1_000_000


def request_of(job: Job) -> tuple[str, dict[str, Any]]:
    """Endpoint and body. Raises Refused for work that fal is not asked to do."""
    if job.kind is not JobKind.STILL:
        raise Refused(f"fal is not asked for a {job.kind.value}.")
    order = StillOrder.model_validate(cast("dict[str, Any]", job.order["still"]))
    return STILL, {
        "prompt": f"{order.prefix} {order.prompt.model_dump_json()}",
        "image_size": {"width": order.width, "height": order.height},
        "seed": order.seed,
        "output_format": "png",
        "safety_tolerance": "2",
    }


def app_of(endpoint: str) -> str:
    """Owner and app: what later calls keep of an endpoint's id."""
    return "/".join(endpoint.split("/")[:2])


def still_price_micros(order: StillOrder) -> int:
    """By megapixels begun, the first dearer than the others."""
    begun = -(-order.width * order.height // MEGAPIXEL)
    return STILL_FIRST_MEGAPIXEL + STILL_MORE_MEGAPIXEL * (begun - 1)
