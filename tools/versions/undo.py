"""undo: takes back this person's last change in this thread; never someone else's.

Why here: a wrong word costs nothing.
Next: turning_back.py; restore_revision.py for longer ways back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import Field

from miri.domain.film import MANY
from miri.errors import Conflict, Refused
from miri.events.event import Recorded
from miri.events.film_events import ChangeUndone, FilmEvent, SongAnalysed
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare
from tools.versions.telling import tell
from tools.versions.turning_back import Contested, Turn

Command = list[Recorded]
"""The film events of one command, in order."""


class Undo(Params):
    """Arguments of undo."""

    redo: bool = Field(default=False, description="Bring back what the last undo took away")


class Undone(Result):
    """What the model reads."""

    what: str
    entities: int


@dataclass
class Stack:
    """A person's changes in a thread: those that stand, and those taken back, the last one last."""

    commands: dict[str, Command] = field(default_factory=dict[str, Command])
    standing: list[str] = field(default_factory=list[str])
    taken_back: list[str] = field(default_factory=list[str])

    def put(self, name: str) -> None:
        """One more command. A new change forgets what could have been brought back."""
        undo = self.commands[name][0].event
        if not isinstance(undo, ChangeUndone):
            self.standing.append(name)
            self.taken_back.clear()
        elif undo.undone in self.standing:
            self.standing.remove(undo.undone)
            self.taken_back.append(name)
        elif undo.undone in self.taken_back:
            self.taken_back.remove(undo.undone)
            self.standing.append(name)

    def origin(self, name: str) -> Command:
        """The change behind an undo, or behind an undo of an undo."""
        command = self.commands[name]
        event = command[0].event
        return self.origin(event.undone) if isinstance(event, ChangeUndone) else command


async def run(ctx: ToolContext, params: Undo) -> Outcome:
    """Undo. Raises Refused when there is nothing, Conflict when it was changed again since."""
    stack = await _stack(ctx)
    names = stack.taken_back if params.redo else stack.standing
    if not names:
        raise Refused(ctx.say("undo.nothing_redo" if params.redo else "undo.nothing"))
    command, origin = stack.commands[names[-1]], stack.origin(names[-1])
    event = await _event(ctx, names[-1], command)
    told = ", ".join(dict.fromkeys(tell(ctx.language, r) for r in origin))
    what = ", ".join(dict.fromkeys(r.type for r in origin))
    says = ctx.say("undo.redone" if params.redo else "undo.done", what=told)
    lists = {*MANY.values(), "timeline"}
    reads = ("song", *lists, *event.entities, *event.verdicts)
    return Outcome(
        Undone(says=says, what=what, entities=len(event.entities)), (event,), reads=reads
    )


async def _event(ctx: ToolContext, name: str, command: Command) -> ChangeUndone:
    """The event that takes a command back. Raises Conflict, Refused."""
    first, last = command[0].seq, command[-1].seq
    turn = Turn(
        before=await ctx.desk.archive.open(ctx.project.id, first - 1),
        after=await ctx.desk.archive.open(ctx.project.id, last),
        now=ctx.project,
        only_heard=await _only_heard_since(ctx, last),
    )
    try:
        entities, verdicts = turn.entities(), turn.verdicts()
    except Contested as contested:
        if contested.locked:
            shot = ctx.film.shots[contested.key]
            raise Refused(ctx.say("timeline.locked", shot=shot.number)) from contested
        raise Conflict(ctx.say("undo.changed_since"), entity=contested.key) from contested
    return ChangeUndone(
        undone=name,
        seqs=tuple(r.seq for r in command),
        entities={k: v.model_dump(mode="json") if v else None for k, v in entities.items()},
        verdicts=verdicts,
    )


async def _stack(ctx: ToolContext) -> Stack:
    """This person's commands in this thread. What a job heard is no change of a person's."""
    stack = Stack()
    for recorded in await ctx.desk.archive.store.events(ctx.project.id, thread_id=ctx.thread_id):
        mine = recorded.actor.person_id == ctx.actor.person_id
        here = recorded.thread_id == ctx.thread_id and recorded.command_id is not None
        if mine and here and isinstance(recorded.event, FilmEvent):
            stack.commands.setdefault(recorded.command_id or "", []).append(recorded)
    for name, command in stack.commands.items():
        if not _is_hearing(command):
            stack.put(name)
    return stack


async def _only_heard_since(ctx: ToolContext, seq: int) -> bool:
    """Whether the song was changed since by nothing but listening to it (or by what was undone)."""
    since = await ctx.desk.archive.store.events(ctx.project.id, after=seq)
    commands: dict[str, Command] = {}
    for recorded in since:
        if isinstance(recorded.event, FilmEvent) and "song" in recorded.event.touches():
            commands.setdefault(recorded.command_id or str(recorded.seq), []).append(recorded)
    undos = {k: c[0].event for k, c in commands.items() if isinstance(c[0].event, ChangeUndone)}
    undone = {undo.undone for undo in undos.values()}
    gone = {undo.undone for name, undo in undos.items() if name not in undone} | set(undos)
    return all(name in gone or _is_hearing(command) for name, command in commands.items())


def _is_hearing(command: Sequence[Recorded]) -> bool:
    return any(isinstance(r.event, SongAnalysed) for r in command)


TOOL = declare(__name__, Permission.DRAFT, Undo, run)
