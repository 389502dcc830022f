"""Opening Firestore: the cloud's, or an emulator's where one is named.

Why here: the client and its settings are made in one place; nothing of google is loaded before.
Next: failures.py for what it may say; firestore_project_store.py, which asks it.
"""

from typing import Any

from miri.errors import Refused

Client = Any
"""google.cloud.firestore's AsyncClient. Any: importing it takes 0.3 s, and its types are partial."""

EMULATED = "demo-miri"
"""The project of an emulator where none is named; `demo-` is its word for "not real"."""


def connect(project: str | None, emulator: str | None = None) -> Client:
    """A client; nothing is sent yet. `emulator` is `host:port`.

    Raises Refused where it is not said which project, or who asks.
    """
    from google.auth.credentials import AnonymousCredentials
    from google.auth.exceptions import DefaultCredentialsError
    from google.cloud.firestore_v1.async_client import AsyncClient

    if emulator:
        client: Client = AsyncClient(
            project=project or EMULATED, credentials=AnonymousCredentials()
        )
        # the library would read the environment for this; settings may come from elsewhere
        client._emulator_host = emulator
        return client
    if not project:
        raise Refused(
            "MIRI_STORE=firestore needs GOOGLE_CLOUD_PROJECT, or FIRESTORE_EMULATOR_HOST=host:port "
            "for an emulator."
        )
    try:
        return AsyncClient(project=project)
    except DefaultCredentialsError as error:
        raise Refused(
            "Firestore does not know who asks: run `gcloud auth application-default login`, or give "
            "the service an identity."
        ) from error


async def disconnect(client: Client) -> None:
    """Close the connection."""
    await client._firestore_api.transport.close()
