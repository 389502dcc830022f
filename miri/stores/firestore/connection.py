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


RECONNECT = (
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.max_reconnect_backoff_ms", 2_000),
    ("grpc.min_reconnect_backoff_ms", 5_000),
    ("grpc.keepalive_time_ms", 15_000),
    ("grpc.keepalive_timeout_ms", 5_000),
    ("grpc.max_send_message_length", -1),
    ("grpc.max_receive_message_length", -1),
)
"""By itself gRPC waits up to two minutes before it looks again whether a server is back, and never
notices a connection that swallows everything. `min` is how long connecting may take."""


def connect(project: str | None, emulator: str | None = None) -> Client:
    """A client, for the event loop that runs now; nothing is sent yet. `emulator` is `host:port`.

    Raises Refused where it is not said which project, or who asks.
    """
    from google.auth.credentials import AnonymousCredentials
    from google.cloud.firestore_v1.async_client import AsyncClient

    if emulator:
        client: Client = AsyncClient(
            project=project or EMULATED, credentials=AnonymousCredentials()
        )
        # the library would read the environment for this; settings may come from elsewhere
        client._emulator_host = emulator
        return _with_channel(client)
    if not project:
        raise Refused(
            "MIRI_STORE=firestore needs GOOGLE_CLOUD_PROJECT, or FIRESTORE_EMULATOR_HOST=host:port "
            "for an emulator."
        )
    return _with_channel(_of_the_cloud(project))


def _of_the_cloud(project: str) -> Client:
    from google.auth.exceptions import DefaultCredentialsError
    from google.cloud.firestore_v1.async_client import AsyncClient

    try:
        return AsyncClient(project=project)
    except DefaultCredentialsError as error:
        raise Refused(
            "Firestore does not know who asks: run `gcloud auth application-default login`, or give "
            "the service an identity."
        ) from error


def _with_channel(client: Client) -> Client:
    """Give it a channel with our options; the library makes its own, and takes none."""
    import grpc.aio
    from google.cloud.firestore_v1.services.firestore import FirestoreAsyncClient
    from google.cloud.firestore_v1.services.firestore.transports import (
        FirestoreGrpcAsyncIOTransport as Transport,
    )

    transport: Any = Transport
    target: str = client._target
    if client._emulator_host:
        channel: Any = grpc.aio.insecure_channel(target, options=RECONNECT)
    else:
        credentials = client._credentials
        channel = transport.create_channel(target, credentials=credentials, options=RECONNECT)
    client._transport = transport(host=target, channel=channel)
    client._firestore_api_internal = FirestoreAsyncClient(transport=client._transport)
    return client


async def disconnect(client: Client) -> None:
    """Close the connection."""
    await client._transport.close()
