"""Ids are prefixed and readable (`shot_k3v9…`); actors say who acts.

Why here: every event and command carries both.
Next: project.py; tools/registry.py decides permissions from the actor.
"""

import secrets
from enum import StrEnum

from miri.domain.base import Value

_ALPHABET = (
    "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: nothing reads as something else
)


def new_id(prefix: str) -> str:
    """A fresh random id, 60 bits behind `prefix_`."""
    return prefix + "_" + "".join(_ALPHABET[byte & 31] for byte in secrets.token_bytes(12))


class ActorKind(StrEnum):
    """Who can act."""

    PERSON = "person"
    MIRI = "miri"
    SYSTEM = "system"


class Actor(Value):
    """Who acts. Miri always acts for a person: then `person_id` is that person's."""

    kind: ActorKind
    person_id: str
    name: str = ""

    @property
    def is_person(self) -> bool:
        """True for a person's own gesture; never for Miri or the system."""
        return self.kind is ActorKind.PERSON

    def miri(self) -> "Actor":
        """Miri, acting for this person."""
        return Actor(kind=ActorKind.MIRI, person_id=self.person_id, name="Miri")


LOCAL_PERSON = Actor(kind=ActorKind.PERSON, person_id="person_local", name="You")
SYSTEM = Actor(kind=ActorKind.SYSTEM, person_id="system", name="system")
