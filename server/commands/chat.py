"""chat: talk to Miri in the terminal; words stream, progress shows, approvals are asked.

Why here: the smallest room to talk in, and the same conversation as everywhere else.
Next: server/channels/terminal.py draws; agent/conductor.py answers.
"""

import asyncio
import sys

from miri.config import Settings
from miri.domain.identity import LOCAL_PERSON, new_id
from server.bootstrap import open_studio
from server.channels.terminal import Terminal
from server.commands.last_project import last_project
from server.studio import Studio


def chat(settings: Settings, project: str, language: str, *, new: bool, json_lines: bool) -> None:
    """Talk until end of input."""
    asyncio.run(_chat(settings, project, language, new=new, json_lines=json_lines))


async def _chat(
    settings: Settings, project: str, language: str, *, new: bool, json_lines: bool
) -> None:
    async with open_studio(settings) as studio:
        await studio.start()
        try:
            project_id = await _project(studio, project, language, new=new)
            thread_id = await _thread(studio, project_id)
            terminal = Terminal(studio, project_id, thread_id, json_lines=json_lines)
            await terminal.run(sys.stdin)
        finally:
            await studio.stop()


async def _project(studio: Studio, project: str, language: str, *, new: bool) -> str:
    lines = await studio.archive.store.projects()
    if new or (not project and not any(not line.deleted for line in lines)):
        return await studio.create_project({"language": language}, LOCAL_PERSON, new_id("key"))
    return await last_project(studio, project)


async def _thread(studio: Studio, project_id: str) -> str:
    threads = (await studio.project(project_id, LOCAL_PERSON)).threads
    open_ones = sorted((t for t in threads.values() if not t.archived), key=lambda t: -t.last_seq)
    if open_ones:
        return open_ones[0].id
    return await studio.open_thread(project_id, LOCAL_PERSON, "", new_id("key"))
