"""The stand-in as a whole: its parts, its routes, start and stop.

Why here: the one place that knows all parts. In a test: `async with FalStandIn() as fal: fal.url`.
Next: __main__.py runs it by hand.
"""

from typing import Self

from aiohttp import web

from tests.standins.fal.access import Access, Handler
from tests.standins.fal.bills import Bills
from tests.standins.fal.clock import Clock
from tests.standins.fal.control import Control
from tests.standins.fal.faults import Faults
from tests.standins.fal.files import Files
from tests.standins.fal.options import Options
from tests.standins.fal.queue import Queue
from tests.standins.fal.queue_routes import QueueRoutes
from tests.standins.fal.signing import Keys
from tests.standins.fal.uploads import Uploads
from tests.standins.fal.webhooks import Webhooks

LARGEST_BODY = 256 << 20
REQUEST = r"/{owner}/{app}/requests/{id}"


class FalStandIn:
    """Queue, storage, CDN, files and key set on one port of this machine. Loses all when it stops."""

    def __init__(
        self, options: Options | None = None, host: str = "127.0.0.1", port: int = 0
    ) -> None:
        self.options = options or Options()
        self._host, self._port = host, port
        self.clock = Clock()
        self.faults = Faults(self.options.seed, self.clock.now)
        self.bills = Bills()
        self.files = Files()
        self.keys = Keys(self.options.seed)
        self.webhooks = Webhooks(self.options, self.clock, self.faults, self.keys)
        self.queue = Queue(
            self.options, self.clock, self.faults, self.bills, self.files, self.webhooks
        )
        self.access = Access(self.options, self.clock, self.faults)
        self.routes = QueueRoutes(self.queue)
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Where it listens; the value of FAL_QUEUE_URL and FAL_REST_URL."""
        return f"http://{self._host}:{self._port}"

    @property
    def jwks_url(self) -> str:
        """The value of FAL_JWKS_URL."""
        return f"{self.url}/.well-known/jwks.json"

    async def __aenter__(self) -> Self:
        await self.webhooks.start()
        self._runner = web.AppRunner(self._app(), access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port, backlog=512)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.queue.stop()
        await self.webhooks.stop()
        if self._runner:
            await self._runner.cleanup()

    def _app(self) -> web.Application:
        @web.middleware
        async def layer(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self.access.layer(request, handler)

        app = web.Application(middlewares=[layer], client_max_size=LARGEST_BODY)
        control = Control(self.routes, self.webhooks, self.access)
        uploads = Uploads(self.files, self.faults)
        app.add_routes(
            [
                web.get("/_control/{what}", control.read),
                web.post("/_control/{what}", control.act),
                web.delete("/_control/faults", control.clear),
                web.get("/.well-known/jwks.json", self._key_set),
                web.post("/storage/auth/token", uploads.token),
                web.post("/storage/upload/initiate", uploads.initiate),
                web.post("/files/upload", uploads.whole),
                web.post("/files/upload/multipart", uploads.begin),
                web.post(r"/files/{path:.+}/multipart/{upload}/complete", uploads.complete),
                web.put(r"/files/{path:.+}/multipart/{upload}/{part:\d+}", uploads.part),
                web.put(r"/files/{path:.+}", uploads.put),
                web.get(r"/files/{path:.+}", self.files.serve),
                web.get(f"{REQUEST}/status", self.routes.status),
                web.put(f"{REQUEST}/cancel", self.routes.cancel),
                web.get(REQUEST, self.routes.result),
                web.post(r"/{endpoint:.+}", self.routes.submit),
            ]
        )
        return app

    async def _key_set(self, _request: web.Request) -> web.StreamResponse:
        if rule := self.faults.strikes("keys", "keys", "keys").get("keys_error"):
            return web.json_response({"detail": "unavailable"}, status=rule.status)
        return web.json_response(self.keys.key_set())
