"""What the stand-in takes and refuses, field by field, each by an order that is wrong in one thing."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.standins.fal.checks import own_complaints, result_complaints
from tests.standins.fal.published import published_complaints, published_endpoints, published_shape
from tests.standins.fal.standin import FalStandIn
from tests.standins.fal.table import endpoints
from tests.unit.standins.orders import (
    DEV,
    EDIT,
    KLING,
    REFERENCE,
    STILL,
    ended,
    smallest,
    still_order,
    submit,
)

URLS = {name: f"http://127.0.0.1:9/{name}" for name in ("image", "video", "audio")}
LINK = URLS["image"]


def clip_order(**more: Any) -> dict[str, Any]:
    return {"prompt": "the door opens", "start_image_url": LINK, **more}


def many(count: int) -> list[str]:
    return [f"{LINK}{n}" for n in range(count)]


# endpoint, a good order, what spoils it, (place, type) of the complaint
BROKEN: dict[str, tuple[str, dict[str, Any], dict[str, Any], tuple[list[Any], str]]] = {
    "a field that is missing": (EDIT, still_order(), {}, (["image_urls"], "missing")),
    "a field fal does not know": (
        STILL,
        still_order(),
        {"guidance_scale": 3.5},
        (["guidance_scale"], "extra_forbidden"),
    ),
    "the field of another version": (
        KLING,
        clip_order(),
        {"image_url": LINK},
        (["image_url"], "extra_forbidden"),
    ),
    "a duration that is a number": (
        KLING,
        clip_order(),
        {"duration": 5},
        (["duration"], "literal_error"),
    ),
    "a duration not on sale": (
        KLING,
        clip_order(),
        {"duration": "16"},
        (["duration"], "literal_error"),
    ),
    "a duration with a unit": (
        KLING,
        clip_order(),
        {"duration": "5s"},
        (["duration"], "literal_error"),
    ),
    "a tolerance that is a number": (
        STILL,
        still_order(),
        {"safety_tolerance": 2},
        (["safety_tolerance"], "literal_error"),
    ),
    "a flag in words": (
        KLING,
        clip_order(),
        {"generate_audio": "false"},
        (["generate_audio"], "boolean_type"),
    ),
    "a seed in words": (STILL, still_order(), {"seed": "7"}, (["seed"], "integer_type")),
    "a seed with a fraction": (STILL, still_order(), {"seed": 7.5}, (["seed"], "integer_type")),
    "a seed that is true": (STILL, still_order(), {"seed": True}, (["seed"], "integer_type")),
    "a seed below zero": (STILL, still_order(), {"seed": -1}, (["seed"], "value_too_small")),
    "too many pictures": (
        DEV,
        still_order(),
        {"num_images": 5},
        (["num_images"], "value_too_large"),
    ),
    "a scale out of range": (
        KLING,
        clip_order(),
        {"cfg_scale": 1.5},
        (["cfg_scale"], "value_too_large"),
    ),
    "a scale in words": (KLING, clip_order(), {"cfg_scale": "0.5"}, (["cfg_scale"], "number_type")),
    "a prompt that is JSON, not text": (
        STILL,
        still_order(),
        {"prompt": {"scene": "a door"}},
        (["prompt"], "string_type"),
    ),
    "an empty prompt": (STILL, still_order(), {"prompt": ""}, (["prompt"], "length_too_small")),
    "a prompt beyond Kling's limit": (
        KLING,
        clip_order(),
        {"prompt": "x" * 2501},
        (["prompt"], "length_too_large"),
    ),
    "a size fal has no name for": (
        STILL,
        still_order(),
        {"image_size": "16:9"},
        (["image_size"], "literal_error"),
    ),
    "auto where there is nothing to follow": (
        STILL,
        still_order(),
        {"image_size": "auto"},
        (["image_size"], "literal_error"),
    ),
    "a size too small for the model": (
        DEV,
        still_order(),
        {"image_size": {"width": 320, "height": 512}},
        (["image_size", "width"], "value_too_small"),
    ),
    "a size of one side": (
        STILL,
        still_order(),
        {"image_size": {"width": 512}},
        (["image_size", "height"], "missing"),
    ),
    "a path for a picture": (
        KLING,
        clip_order(),
        {"start_image_url": "/tmp/a.png"},
        (["start_image_url"], "url_parsing"),
    ),
    "references that are no list": (
        EDIT,
        still_order(),
        {"image_urls": LINK},
        (["image_urls"], "list_type"),
    ),
    "a reference without a scheme": (
        EDIT,
        still_order(),
        {"image_urls": ["fal.media/a.png"]},
        (["image_urls", 0], "url_parsing"),
    ),
    "no references at all": (
        EDIT,
        still_order(),
        {"image_urls": []},
        (["image_urls"], "count_too_small"),
    ),
    "more references than the endpoint takes": (
        "fal-ai/flux-2/edit",
        {"prompt": "a door"},
        {"image_urls": many(5)},
        (["image_urls"], "count_too_large"),
    ),
    "a shot without words": (
        KLING,
        {"start_image_url": LINK},
        {"multi_prompt": [{"duration": "3"}]},
        (["multi_prompt", 0, "prompt"], "missing"),
    ),
    "shots that last too long": (
        KLING,
        {"start_image_url": LINK},
        {"multi_prompt": [{"prompt": "a", "duration": "9"}, {"prompt": "b", "duration": "7"}]},
        (["multi_prompt"], "value_error"),
    ),
    "prompt and shots together": (
        KLING,
        clip_order(),
        {"multi_prompt": [{"prompt": "a"}]},
        ([], "value_error"),
    ),
    "neither prompt nor shots": (
        KLING,
        {"start_image_url": LINK},
        {"duration": "5"},
        ([], "value_error"),
    ),
    "an element with a field of its own": (
        KLING,
        clip_order(),
        {"elements": [{"image_url": LINK}]},
        (["elements", 0, "image_url"], "extra_forbidden"),
    ),
    "references and elements beyond seven": (
        REFERENCE,
        {"prompt": "a door", "image_urls": many(5)},
        {"elements": [{"frontal_image_url": LINK}] * 3},
        ([], "value_error"),
    ),
}


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN.keys())
async def test_an_order_that_is_wrong_in_one_thing_is_refused_where_it_is_wrong(
    web: httpx.AsyncClient, fal: FalStandIn, case: Any
):
    endpoint, good, spoilt, (place, kind) = case
    answer = await web.post(f"/{endpoint}", json={**good, **spoilt})
    assert answer.status_code == 422
    assert answer.headers["X-Fal-Retryable"] == "false"
    found = [(c["loc"], c["type"]) for c in answer.json()["detail"]]
    assert (["body", *place], kind) in found
    assert len(fal.routes.refused) == 1 and fal.bills.rows == []


@pytest.mark.parametrize("name", endpoints())
def test_the_smallest_order_of_every_endpoint_is_right_by_our_table_and_fals_types(name: str):
    endpoint = endpoints()[name]
    body = smallest(endpoint, URLS)
    assert own_complaints(endpoint, body) == []
    assert published_complaints(name, body, "input") == []
    for field in (f for f, rule in endpoint.fields.items() if rule.required):
        missing = {k: v for k, v in body.items() if k != field}
        assert [c.type for c in own_complaints(endpoint, missing)] == ["missing"]


def test_our_table_says_what_fals_types_say_where_they_are_at_hand():
    for name in published_endpoints():
        ours, theirs = endpoints()[name].fields, published_shape(name, "input")
        assert set(ours) == set(theirs["properties"]), name
        required = {field for field, rule in ours.items() if rule.required}
        assert required == set(theirs.get("required", ())), name
        for field, shape in theirs["properties"].items():
            if "enum" in shape:
                assert set(shape["enum"]) == set(ours[field].options), (name, field)
    assert {KLING, STILL, EDIT, DEV, REFERENCE} <= set(endpoints())


def test_a_result_fal_would_not_give_is_seen_before_it_leaves():
    file = {"url": "http://a.b/c.mp4", "content_type": "video/mp4", "file_name": "c.mp4"}
    good = {"video": {**file, "file_size": 9}}
    assert result_complaints(endpoints()[KLING], good) == []
    for bad in ({}, {"video": file}, {**good, "seed": 1}, {"video": {**good["video"], "fps": 24}}):
        assert result_complaints(endpoints()[KLING], bad), bad


SENT_WRONGLY: dict[str, Callable[[str], dict[str, Any]]] = {
    "as a form": lambda _: {"data": {"prompt": "a door"}},
    "as a list": lambda _: {"json": ["a door"]},
    "as half a document": lambda _: {
        "content": b'{"prompt": ',
        "headers": {"Content-Type": "application/json"},
    },
    "as text": lambda _: {"content": b'{"prompt": "a"}', "headers": {"Content-Type": "text/plain"}},
    "with a webhook that is no address": lambda _: {
        "json": still_order(),
        "params": {"fal_webhook": "hook"},
    },
    "with a parameter of another name": lambda url: {
        "json": still_order(),
        "params": {"webhook": url},
    },
    "with a priority there is not": lambda _: {
        "json": still_order(),
        "headers": {"X-Fal-Queue-Priority": "high"},
    },
    "with a start timeout of a second": lambda _: {
        "json": still_order(),
        "headers": {"X-Fal-Request-Timeout": "1"},
    },
}


@pytest.mark.parametrize("way", SENT_WRONGLY.values(), ids=SENT_WRONGLY.keys())
async def test_an_order_sent_wrongly_is_refused(
    web: httpx.AsyncClient, fal: FalStandIn, way: Callable[[str], dict[str, Any]]
):
    answer = await web.post(f"/{STILL}", **way(fal.url))
    assert answer.status_code == 422 and fal.bills.rows == []


@pytest.mark.parametrize("sent", [None, "Key other", "Bearer standin-id:standin-secret", "key"])
async def test_nothing_is_taken_without_the_right_key(fal: FalStandIn, sent: str | None):
    headers = {"Authorization": sent} if sent else {}
    async with httpx.AsyncClient(
        base_url=fal.url, headers=headers, trust_env=False, verify=False
    ) as stranger:
        assert (await stranger.post(f"/{STILL}", json=still_order())).status_code == 401
        assert (await stranger.post("/storage/auth/token", json={})).status_code == 401
        assert (await stranger.get("/fal-ai/flux-2-pro/requests/1/status")).status_code == 401
        assert (await stranger.get("/.well-known/jwks.json")).status_code == 200
    assert fal.bills.rows == []


async def test_an_endpoint_there_is_not_is_not_found(web: httpx.AsyncClient):
    assert (await web.post("/fal-ai/flux-9", json=still_order())).status_code == 404


async def test_later_calls_keep_only_owner_and_app(web: httpx.AsyncClient):
    ticket = await submit(web, DEV, {"prompt": "a door"})
    await ended(web, ticket)
    name = ticket["request_id"]
    assert (await web.get(f"/fal-ai/flux-2/requests/{name}/status")).status_code == 200
    assert (await web.get(f"/fal-ai/flux-2-pro/requests/{name}/status")).status_code == 404
    assert (await web.get(f"/fal-ai/flux-2/edit/requests/{name}/status")).status_code in (404, 405)
