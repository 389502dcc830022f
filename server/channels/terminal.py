"""The terminal as a channel: lines in, streamed words and progress out, or JSON events.

Why here: beside the other rooms people talk in.
Next: server/sockets/wire.py, whose envelopes `--json` prints.
"""

import asyncio
import json
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console

from miri.domain.identity import LOCAL_PERSON, new_id
from miri.errors import MiriError
from miri.events.event import Recorded
from miri.events.money_events import ApprovalRequested
from miri.events.talk_events import MiriSpoke, ToolCalled, ToolReturned
from miri.log.feed import Signal
from server.sniffing import content_type_of
from server.sockets.wire import from_recorded, from_signal
from server.studio import Studio

LEAVING = ("quit", "exit", "/quit", "/exit")


class Terminal:
    """One conversation on a terminal. A line that is a file's path sends the file."""

    def __init__(
        self, studio: Studio, project_id: str, thread_id: str, *, json_lines: bool
    ) -> None:
        self._studio = studio
        self._project_id = project_id
        self._thread_id = thread_id
        self._json = json_lines
        self._out = Console(highlight=False, soft_wrap=True)
        self._streamed = ""

    async def run(self, lines: TextIO) -> None:
        """Talk until the input ends; what is under way then is finished first."""
        leave = await self._studio.archive.feed.watch(self._project_id, self._show)
        if not self._json:
            self._out.print(
                "Miri listens. A file's path sends the file; /help lists commands; quit leaves."
            )
        try:
            while (line := await asyncio.to_thread(lines.readline)) and line.strip() not in LEAVING:
                if line.strip():
                    await self._say(line.strip())
            await self._studio.settled(self._project_id)
            await self._studio.archive.feed.settle()
        finally:
            leave()

    async def _say(self, line: str) -> None:
        try:
            media = await self._attached(line)
            text = "" if media else line
            await self._studio.conductor.say(self._thread_id, LOCAL_PERSON, text, media)
            await self._studio.conductor.idle(self._thread_id)
            await self._studio.archive.feed.settle()
        except MiriError as error:
            self._out.print(error.message, style="red")

    async def _attached(self, line: str) -> tuple[str, ...]:
        path = Path(line.strip("'\"")).expanduser()
        if (line.startswith("/") and " " in line) or not _is_file(path):
            return ()
        content_type = content_type_of(path, path.name)
        media = await self._studio.media.keep_file(path, content_type, path.name)
        fields: dict[str, Any] = {
            "media": media.id,
            "content_type": content_type,
            "size": media.size,
            "name": path.name,
        }
        await self._studio.call_tool(
            self._project_id, "keep_media", fields, LOCAL_PERSON, new_id("key")
        )
        return (media.id,)

    async def _show(self, item: Recorded | Signal) -> None:
        if self._json:
            envelope = from_signal(item) if isinstance(item, Signal) else from_recorded(item, {})
            self._out.print(json.dumps(envelope, ensure_ascii=False), markup=False, soft_wrap=True)
        elif isinstance(item, Signal):
            self._show_signal(item)
        elif item.thread_id == self._thread_id:
            self._show_event(item)

    def _show_signal(self, signal: Signal) -> None:
        if signal.type == "TEXT_MESSAGE_CONTENT":
            self._streamed += signal.data["delta"]
            self._out.print(signal.data["delta"], end="", markup=False)
        elif signal.type == "RENDER_PROGRESS":
            done, total = signal.data["done"], signal.data["total"]
            self._out.print(f"\r{signal.data['phase']}: {done}/{total}", end="", markup=False)

    def _show_event(self, recorded: Recorded) -> None:
        event = recorded.event
        if isinstance(event, MiriSpoke):
            if not self._streamed:
                self._out.print(event.message.text, markup=False)
            self._out.print()
            self._streamed = ""
        elif isinstance(event, ToolCalled):
            self._out.print(f"[dim]· {event.tool}[/dim]")
        elif isinstance(event, ToolReturned):
            for block in event.blocks:
                self._show_block(block.kind, block.data)
        elif isinstance(event, ApprovalRequested):
            self._out.print(event.approval.title, style="bold")

    def _show_block(self, kind: str, data: dict[str, Any]) -> None:
        if kind == "text":
            self._out.print(data["text"], markup=False)
        elif kind == "table":
            for row in data["rows"]:
                self._out.print("  " + "  ".join(str(cell) for cell in row), markup=False)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
