"""Which function fills in which tool's arguments.

Why here: the one place that knows the argument names of the tools.
Next: shot_arguments.py and word_arguments.py, the functions; tools/, the tools themselves.
"""

from collections.abc import Callable

from agent.offline import shot_arguments as shots
from agent.offline import word_arguments as words
from agent.offline.clause import Clause
from agent.offline.shot_arguments import Filled

FILL: dict[str, Callable[[Clause], Filled]] = {
    "add_rule": words.add_rule,
    "adjust_section": words.adjust_section,
    "approve_version": shots.approve,
    "define_asset": words.define_asset,
    "edit_scene": shots.edit_scene,
    "edit_shot": shots.edit_shot,
    "generate_asset": words.generate_asset,
    "generate_clips": shots.pictures,
    "generate_stills": shots.pictures,
    "list_versions": shots.versions_of,
    "lock_shot": shots.each_shot,
    "mark_moment": words.mark_moment,
    "merge_shots": shots.merge,
    "new_thread": words.new_thread,
    "plan_shots": words.plan_shots,
    "reject_version": shots.reject,
    "rename_project": words.rename_project,
    "rename_thread": words.rename_thread,
    "restore_revision": words.numbered("revision", "revision", "which_revision"),
    "retime_shot": shots.retime,
    "retire_rule": words.numbered("rule", "rule", "which_rule"),
    "revise_treatment": words.with_note,
    "select_version": shots.select,
    "set_format": words.set_format,
    "set_language": words.set_language,
    "set_look": words.set_look,
    "split_shot": shots.split,
    "unlock_shot": shots.each_shot,
}


def arguments_for(tool: str, clause: Clause) -> Filled:
    """The arguments of one or more calls of a tool, or what to ask back."""
    return FILL.get(tool, words.nothing)(clause)
