"""The port: whether it may and can be had, before anything that takes a while is loaded.

Why here: who is refused should know at once.
Next: serve.py.
"""

import socket

from miri.config import Settings, check_exposure
from miri.errors import Refused


def listen(settings: Settings) -> socket.socket:
    """An open socket on the port. Raises Refused for an open door without tokens, or a taken port."""
    check_exposure(settings)
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        listening.close()
        raise Refused(
            f"Port {settings.port} on {settings.host} can't be used ({error.strerror}). "
            "Choose another with MIRI_PORT, or 0 for a free one."
        ) from error
    return listening
