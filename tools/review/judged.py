"""The versions a verdict is about: the one in use, one by number, or all that wait.

Why here: approving and rejecting find them alike.
Next: approve_version.py, reject_version.py.
"""

from miri.domain.shot import Shot
from miri.domain.version import Version, VersionKind, VersionStatus
from miri.errors import Refused
from tools.context import ToolContext
from tools.targets import current_version, find_shot, find_version


def one_version(ctx: ToolContext, shot_ref: str, version_ref: str) -> tuple[Shot, Version]:
    """A shot and the version meant. Raises NotFound, or Refused when there is none to judge."""
    shot = find_shot(ctx.project, shot_ref)
    if version_ref:
        return shot, find_version(ctx.project, shot, version_ref)
    version = current_version(ctx.project, shot)
    if version is None:
        raise Refused(ctx.say("approve_version.nothing_yet", shot=shot.number))
    return shot, version


def judgeable(ctx: ToolContext, shot: Shot, version: Version) -> None:
    """Raises Refused for a take that is still being made, or never came out."""
    if version.status is VersionStatus.MAKING:
        raise Refused(ctx.say("approve_version.unfinished", shot=shot.number))
    if version.media_id is None:
        raise Refused(ctx.say("select_version.empty", version=version.number))


def waiting_stills(ctx: ToolContext) -> list[Version]:
    """Selected stills that nobody judged yet, in film order."""
    stills = [ctx.project.versions.get(s.selected.still or "") for s in ctx.film.ordered_shots]
    return [
        v for v in stills if v and v.status is VersionStatus.READY and v.kind is VersionKind.STILL
    ]
