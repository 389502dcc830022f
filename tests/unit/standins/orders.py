"""A body that fal would take, for every endpoint; small files to point at; asking until it is done.

Why here: each test spoils one thing in an order that is right otherwise.
Next: test_requests.py.
"""

import asyncio
import io
from typing import Any

import av
import httpx
import numpy as np
from PIL import Image

from tests.standins.fal.table import Endpoint, endpoints

KLING = "fal-ai/kling-video/v3/pro/image-to-video"
STILL = "fal-ai/flux-2-pro"
EDIT = "fal-ai/flux-2-pro/edit"
DEV = "fal-ai/flux-2"
REFERENCE = "fal-ai/kling-video/o3/pro/reference-to-video"


def still_order(**more: Any) -> dict[str, Any]:
    """A cheap picture."""
    return {"prompt": "a red #FF0000 door", "image_size": {"width": 320, "height": 192}, **more}


def picture(width: int = 480, height: int = 360, colour: str = "#204060") -> bytes:
    """A PNG."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return out.getvalue()


def tone(seconds: float = 1.0) -> bytes:
    """A WAV."""
    out = io.BytesIO()
    samples = np.sin(np.arange(int(seconds * 16000)) / 6)
    with av.open(out, "w", format="wav") as sound:
        stream: Any = sound.add_stream("pcm_s16le", rate=16000, layout="mono")
        wave = (samples * 9000).astype(np.int16).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(wave, format="s16", layout="mono")
        frame.sample_rate = 16000
        sound.mux(stream.encode(frame))
        sound.mux(stream.encode())
    return out.getvalue()


def upload(files: Any, name: str, data: bytes, base: str) -> str:
    """An address of a file that was put on the stand-in before."""
    kinds = {"png": "image/png", "wav": "audio/wav", "mp4": "video/mp4"}
    return f"{base}/files/{files.put_upload(name, kinds[name[-3:]], data)}"


def smallest(endpoint: Endpoint, urls: dict[str, str]) -> dict[str, Any]:
    """The required fields of an endpoint, the shortest clip and the smallest picture."""
    body: dict[str, Any] = {}
    for name, field in endpoint.fields.items():
        one = urls.get(field.kind.removesuffix("s"))
        if field.required and one:
            body[name] = [one] if field.kind.endswith("s") else one
        elif name == "prompt":
            body[name] = "[S1]_[V1]_[M1] the door #AA3311 stands open, then closes"
        elif name == "image_size":
            body[name] = {"width": 512, "height": 512}
        elif name == "duration":
            body[name] = field.options[0]
    if "audio_url" in endpoint.either:
        body["audio_url"] = urls["audio"]
    return body


def by_kind(kind: str) -> list[str]:
    """The ids of the endpoints that make images or videos."""
    return [e.id for e in endpoints().values() if e.makes.startswith(kind)]


async def submit(web: httpx.AsyncClient, endpoint: str, body: Any, hook: str = "") -> Any:
    """The answer to a submission that is taken."""
    params = {"fal_webhook": hook} if hook else None
    answer = await web.post(f"/{endpoint}", json=body, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def ended(web: httpx.AsyncClient, ticket: Any, seconds: float = 10.0) -> httpx.Response:
    """The result, once the status says COMPLETED."""
    async with asyncio.timeout(seconds):
        while (await web.get(ticket["status_url"])).status_code == 202:
            await asyncio.sleep(0.02)
    return await web.get(ticket["response_url"])
