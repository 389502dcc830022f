"""Downloading results: from fal's hosts alone, without redirects, up to a size.

Why here: an address in a report is data from outside; it must not lead into our own network.
Next: fal_queue.py; miri/jobs/fetcher.py.
"""

from collections.abc import Set
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from miri.errors import NotFound, Refused, Unavailable

FAL_HOSTS = (".fal.media", ".fal.run", ".fal.ai")
MOST_BYTES = 1 << 30
GONE = frozenset({403, 404, 410})


def check_host(url: str, own: Set[str]) -> None:
    """`own` are `host:port` of the addresses in the settings. Raises Refused for any other."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    ours = parts.scheme in ("http", "https") and parts.netloc in own
    fals = parts.scheme == "https" and f".{host}".endswith(FAL_HOSTS) and not parts.username
    if not ours and not fals:
        raise Refused(
            f"A result lies at {host or 'no host'}, which is not fal's; it is not fetched."
        )


async def download(web: httpx.AsyncClient, url: str, out: Path) -> str:
    """To a file; its content type. Raises NotFound, Unavailable, Refused."""
    try:
        async with web.stream("GET", url, follow_redirects=False) as answer:
            if answer.status_code in GONE:
                raise NotFound(f"fal does not have the file any more ({answer.status_code}).")
            if answer.status_code != 200:
                raise Unavailable(f"fal did not give the file ({answer.status_code}).")
            await _write(answer, out)
            return answer.headers.get("Content-Type", "")
    except httpx.HTTPError as error:
        raise Unavailable(f"The download broke off: {error or type(error).__name__}.") from error


async def _write(answer: httpx.Response, out: Path) -> None:
    size = 0
    with out.open("wb") as file:
        async for piece in answer.aiter_bytes(1 << 18):
            size += len(piece)
            if size > MOST_BYTES:
                raise Refused("The result is larger than any film of ours; it is not kept.")
            file.write(piece)
    promised = answer.headers.get("Content-Length")
    if promised and "Content-Encoding" not in answer.headers and int(promised) != size:
        raise Unavailable("The download ended early.")
