"""/_control/: what a test or a person asks of the stand-in, which fal does not have.

Why here: what was accepted, refused, billed and called; faults, time, seed, prices and keys.
Next: README.md lists the paths.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from aiohttp import web

from tests.standins.fal.access import Access
from tests.standins.fal.queue_routes import QueueRoutes
from tests.standins.fal.table import endpoints
from tests.standins.fal.webhooks import Webhooks

Do = Callable[[dict[str, Any]], Any]


class Control:
    """GET reads, POST does, DELETE /_control/faults clears. Mistakes are answered 400."""

    def __init__(self, routes: QueueRoutes, webhooks: Webhooks, access: Access) -> None:
        self.routes = routes
        self.queue = routes.queue
        self.webhooks = webhooks
        self.access = access
        self.reads: dict[str, Callable[[], Any]] = {
            "state": self._state,
            "accepted": lambda: [s.shown() for s in self.queue.submissions.values()],
            "refused": lambda: routes.refused,
            "bills": self.queue.bills.shown,
            "calls": lambda: list(access.calls),
            "webhooks": webhooks.shown,
            "faults": self._faults,
        }
        self.does: dict[str, Do] = {
            "faults": self._add_faults,
            "advance": lambda b: self.queue.clock.advance(b["seconds"]),
            "skew": self._skew,
            "seed": self._seed,
            "prices": self._prices,
            "keys": lambda b: webhooks.keys.rotate(keep_old=b.get("keep_old", False)),
        }

    async def read(self, request: web.Request) -> web.StreamResponse:
        """GET /_control/{what}."""
        what = self.reads.get(request.match_info["what"])
        if what is None:
            return web.json_response({"error": f"there is {sorted(self.reads)}"}, status=404)
        return web.json_response(what())

    async def act(self, request: web.Request) -> web.StreamResponse:
        """POST /_control/{what}."""
        name = request.match_info["what"]
        try:
            body = await request.json() if request.can_read_body else {}
            if name == "webhook":
                return web.json_response({"status": await self._send(body)})
            return web.json_response({"done": self.does[name](body)})
        except (ValueError, KeyError, TypeError) as error:
            return web.json_response({"error": f"{name}: {error!r}"}, status=400)

    async def clear(self, _request: web.Request) -> web.StreamResponse:
        """DELETE /_control/faults."""
        self.queue.faults.clear()
        return web.json_response({"done": None})

    def _state(self) -> dict[str, Any]:
        submissions = self.queue.submissions.values()
        states = [s.state for s in submissions]
        return {
            "options": asdict(self.queue.options) | {"seed": self.queue.faults.seed},
            "requests": {state: states.count(state) for state in sorted(set(states))},
            "crashes": self.queue.crashes,
            "endpoints": list(endpoints()),
        }

    def _faults(self) -> dict[str, Any]:
        faults = self.queue.faults
        return {"rules": [r.shown() for r in faults.rules], "log": [asdict(s) for s in faults.log]}

    def _add_faults(self, body: Any) -> list[int]:
        """One rule or a list of them, {"kind": ..., ...}; answers their ids."""
        rules = body if isinstance(body, list) else [body]
        return [self.queue.faults.add(**rule).id for rule in rules]

    def _skew(self, body: dict[str, Any]) -> None:
        self.queue.clock.skew = float(body["seconds"])

    def _seed(self, body: dict[str, Any]) -> None:
        self.queue.faults.seed = int(body["seed"])

    def _prices(self, body: dict[str, Any]) -> None:
        """{"endpoint id": {"second": 70000}}; unknown ids are refused."""
        for name in body:
            endpoints()[name]
        self.queue.bills.prices |= body

    async def _send(self, body: dict[str, Any]) -> int:
        """{url, body, request_id?, forged?, age?}: one webhook of the test's own; `body` may be text."""
        content = body["body"]
        raw = content if isinstance(content, str) else json.dumps(content)
        return await self.webhooks.send(
            body["url"],
            raw.encode(),
            name=body.get("request_id", "by-hand"),
            forged=body.get("forged", False),
            age=int(body.get("age", 0)),
        )
