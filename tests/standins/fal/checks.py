"""Whether a request is one fal would take, and whether our own answer is one fal would give.

Why here: strictness is the stand-in's purpose: own table first, fal's published shapes besides.
Next: queue_routes.py answers 422 with the complaints; results.py checks what it made.
"""

from typing import Any

from tests.standins.fal.fields import Complaint, Field, record_complaints
from tests.standins.fal.published import published_complaints
from tests.standins.fal.table import Endpoint

LONGEST_CLIP = 15
FILE = {
    "url": Field("image", required=True),
    "content_type": Field("text", required=True),
    "file_name": Field("text", required=True),
    "file_size": Field("int", required=True, least=1),
}
SIDES = {
    "width": Field("int", required=True, least=1),
    "height": Field("int", required=True, least=1),
}
NEEDS = {
    "images": {"images", "seed"},
    "images_dev": {"images", "seed", "prompt", "has_nsfw_concepts", "timings"},
    "video": {"video"},
    "video_seed": {"video", "seed"},
    "video_duration": {"video", "duration"},
}


def request_complaints(endpoint: Endpoint, body: Any, *, published: bool) -> list[Complaint]:
    """All that is wrong with the arguments; our own findings, or else the published schema's."""
    own = own_complaints(endpoint, body)
    if own or not published:
        return own
    return published_complaints(endpoint.id, body, "input")


def own_complaints(endpoint: Endpoint, body: Any) -> list[Complaint]:
    """Fields one by one, then the rules between them."""
    found = record_complaints(endpoint.fields, body)
    if found:
        return found
    return [*_either(endpoint, body), *_together(endpoint, body), *_too_long(body)]


def _either(endpoint: Endpoint, body: dict[str, Any]) -> list[Complaint]:
    given = [name for name in endpoint.either if body.get(name)]
    if not endpoint.either or len(given) == 1:
        return []
    names = " or ".join(endpoint.either)
    return [Complaint((), f"Exactly one of {names} must be given", "value_error")]


def _together(endpoint: Endpoint, body: dict[str, Any]) -> list[Complaint]:
    rule = endpoint.together
    if not rule or sum(len(body.get(name, ())) for name in rule["fields"]) <= rule["most"]:
        return []
    names = " and ".join(rule["fields"])
    return [Complaint((), f"{names} together are at most {rule['most']}", "value_error")]


def _too_long(body: dict[str, Any]) -> list[Complaint]:
    shots = body.get("multi_prompt", ())
    if sum(int(shot.get("duration", "5")) for shot in shots) <= LONGEST_CLIP:
        return []
    text = f"multi_prompt lasts longer than {LONGEST_CLIP} s in all"
    return [Complaint(("multi_prompt",), text, "value_error")]


def result_complaints(endpoint: Endpoint, output: dict[str, Any]) -> list[Complaint]:
    """What is wrong with a result of ours: it must never reach a client."""
    needed = NEEDS[endpoint.makes]
    found = [Complaint((name,), "Field required", "missing") for name in needed - output.keys()]
    found += [Complaint((name,), "unknown", "extra_forbidden") for name in output.keys() - needed]
    for index, image in enumerate(output.get("images", ())):
        found += record_complaints({**FILE, **SIDES}, image, ("images", index))
    if "video" in output:
        found += record_complaints(FILE, output["video"], ("video",))
    return found or published_complaints(endpoint.id, output, "output")
