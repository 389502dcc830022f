"""FirestoreLeases: a document per lease, compared and set by its update time.

Why here: many machines, no lock; google's update time is the only clock they share.
Next: miri/ports/leases.py; firestore_project_store.py owns one.
"""

from typing import Any

from miri.ports.leases import Lease
from miri.stores.firestore.connection import Client
from miri.stores.firestore.failures import RPC_SECONDS, asked, changed_meanwhile
from miri.stores.firestore.layout import lease_at
from miri.stores.firestore.read import document_at


class FirestoreLeases:
    """Rows as the port's."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def seen(self, name: str) -> Lease:
        """See the port."""
        found = await asked(lambda: document_at(lease_at(self._client, name)))
        return Lease.model_validate(dict(found)) if found else Lease(name=name)

    async def put(self, lease: Lease, expected: int) -> bool:
        """See the port. An answer that was lost may have been a yes: then it reads its own name."""
        place = lease_at(self._client, lease.name)

        async def write() -> bool:
            kept: Any = await place.get(retry=None, timeout=RPC_SECONDS)
            now = Lease.model_validate(kept.to_dict()) if kept.exists else Lease(name=lease.name)
            if now.beat != expected:
                return now == lease
            try:
                if kept.exists:
                    unmoved = self._client.write_option(last_update_time=kept.update_time)
                    await place.update(lease.model_dump(), option=unmoved, timeout=RPC_SECONDS)
                else:
                    await place.create(lease.model_dump(), retry=None, timeout=RPC_SECONDS)
            except changed_meanwhile():
                return False
            return True

        return await asked(write)
