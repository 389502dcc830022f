"""FirestoreInbox: a document per report, named by its key, so that the same one can't come twice.

Why here: webhooks reach any process; creating a document is atomic without a transaction.
Next: miri/ports/inbox.py; firestore_project_store.py owns one.
"""

from collections.abc import Sequence

from miri.ports.inbox import Received
from miri.stores.firestore.connection import Client
from miri.stores.firestore.failures import RPC_SECONDS, asked
from miri.stores.firestore.layout import report_at, reports
from miri.stores.firestore.read import document_at, documents

WAITING, DRAINED, STRAY = "waiting", "drained", "stray"
A_BATCH = 400


class FirestoreInbox:
    """Rows `{state, at, row}`."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def receive(self, received: Received) -> bool:
        """See the port. A create whose answer was lost is found again: it counts as new, because
        draining it twice does no harm and losing it does."""
        from google.api_core.exceptions import AlreadyExists

        place = report_at(self._client, received.key)
        text = received.model_dump_json()
        document = {"state": WAITING, "at": received.at, "row": text}

        async def create() -> bool:
            try:
                await place.create(document, retry=None, timeout=RPC_SECONDS)
            except AlreadyExists:
                kept = await document_at(place)
                return bool(kept and kept["state"] == WAITING and kept["row"] == text)
            return True

        return await asked(create)

    async def waiting(self, limit: int = 200) -> Sequence[Received]:
        """See the port."""
        return await self._in(WAITING, limit)

    async def drained(self, keys: Sequence[str]) -> None:
        """See the port."""
        await self._move(keys, DRAINED)

    async def set_aside(self, keys: Sequence[str]) -> None:
        """See the port."""
        await self._move(keys, STRAY)

    async def strays(self, limit: int = 200) -> Sequence[Received]:
        """See the port."""
        return await self._in(STRAY, limit)

    async def _in(self, state: str, limit: int) -> Sequence[Received]:
        found = await asked(lambda: documents(reports(self._client, state, limit)))
        return [Received.model_validate_json(d["row"]) for d in found]

    async def _move(self, keys: Sequence[str], state: str) -> None:
        for start in range(0, len(keys), A_BATCH):
            batch = self._client.batch()
            for key in keys[start : start + A_BATCH]:
                batch.update(report_at(self._client, key), {"state": state})
            await asked(lambda batch=batch: batch.commit(retry=None, timeout=RPC_SECONDS))
