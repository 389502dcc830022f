"""Crowds: many small figures as silhouettes with a bright edge."""
from miri.providers.offline.artist.ink import Ink
from miri.providers.offline.artist.scenery import Scenery
def silhouettes(ink: Ink, s: Scenery, count: int, y: float, tall: float, pose: str) -> None:
    pass
