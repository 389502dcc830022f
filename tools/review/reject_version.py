"""reject_version: the person does not like a picture, and says why; the reason becomes a rule.

Why here: what was rejected once should not come back.
Next: tools/rulebook; tools/breakdown/edit_shot.py changes what is drawn next.
"""

from pydantic import Field

from miri.domain.identity import new_id
from miri.domain.rule import Rule
from miri.domain.version import VersionStatus
from miri.errors import Refused
from miri.events.film_events import RuleAdded
from miri.events.version_events import VersionRejected
from tools.context import ToolContext, block
from tools.review.judged import one_version
from tools.targets import Ref, ShotRef
from tools.tool import Outcome, Params, Permission, Result, declare


class RejectVersion(Params):
    """Arguments of reject_version."""

    shot: ShotRef
    reason: str = Field(min_length=3, max_length=1000, description="Why, in the person's words")
    version: Ref = Field(default="", description="Version number; empty: the one in use")


class Rejected(Result):
    """What the model reads."""

    version_id: str
    rule_id: str


async def run(ctx: ToolContext, params: RejectVersion) -> Outcome:
    """Reject; the version stays among the takes, and a rule for this shot's scene is kept."""
    shot, version = one_version(ctx, params.shot, params.version)
    if version.status is VersionStatus.MAKING:
        raise Refused(ctx.say("approve_version.unfinished", shot=shot.number))
    rule = Rule(
        id=new_id("rule"),
        number=len(ctx.film.rules) + 1,
        text=params.reason.strip(),
        scope=shot.scene_id,
        evidence=version.id,
    )
    rejected = VersionRejected(version_id=version.id, target_id=shot.id, reason=params.reason)
    label = ctx.say("reject_version.undo_rule")
    options = [{"label": label, "send": f"/retire_rule rule={rule.number}"}]
    return Outcome(
        result=Rejected(
            says=ctx.say("reject_version.done", shot=shot.number, rule=rule.text),
            version_id=version.id,
            rule_id=rule.id,
        ),
        events=(rejected, RuleAdded(rule=rule)),
        reads=(version.id, "rules"),
        blocks=(block("choices", options=options),),
    )


TOOL = declare(__name__, Permission.DRAFT, RejectVersion, run)
