"""A real Miri with fal's key, whose fal is the stand-in: pictures are bought, webhooks come back.

Why here: buying and being told to stop in the middle of it are proven over the same connections.
Next: live_server.py; standins/fal; story/test_pictures_from_fal.py.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.live_server import LiveServer, live_server
from tests.machine import free_port
from tests.standins.fal.standin import FalStandIn


@contextmanager
def fal_server(home: Path, fal: FalStandIn) -> Iterator[LiveServer]:
    """A started server; at the end it must have said nothing of a broken part."""
    port = free_port()
    settings = {
        "FAL_KEY": fal.options.key,
        "FAL_QUEUE_URL": fal.url,
        "FAL_REST_URL": fal.url,
        "FAL_JWKS_URL": fal.jwks_url,
        "MIRI_PORT": str(port),
        "MIRI_PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    with live_server(home, **settings) as started:
        yield started
        assert not [line for line in started.said if "Traceback" in line]
