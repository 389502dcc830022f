"""From the score to a finished stereo master, always the same.

Why here: the levels, the room and the loudness of the sample song are decided on this page.
Next: making.py, which writes the files that ship.
"""

import numpy as np

from miri.sample.arrangement import Band
from miri.sample.mixing import (
    Mixer,
    Stereo,
    compressed,
    ducked,
    equalised,
    limited,
    loudness,
    make_room,
)
from miri.sample.score import last_eighth, seconds_at
from miri.sample.synth import Synth

RATE = 44_100
SEED = 1913
TARGET_LUFS = -14.0
CEILING = 0.84

LEVELS = {
    "kick": 0.62,
    "snare": 0.46,
    "percussion": 0.5,
    "bass": 0.4,
    "keys": 0.36,
    "guitar": 0.66,
    "pad": 0.64,
    "strings": 0.46,
    "bells": 0.5,
    "voice": 0.64,
    "choir": 0.62,
}
SENDS = {
    "snare": 0.12,
    "percussion": 0.06,
    "keys": 0.12,
    "guitar": 0.14,
    "pad": 0.2,
    "strings": 0.3,
    "bells": 0.4,
    "voice": 0.2,
    "choir": 0.34,
}
COLOURS = {
    "voice": ((90.0, -24.0), (160.0, 0.0), (900.0, -1.5), (2600.0, 4.0), (9000.0, 5.0)),
    "choir": ((140.0, -24.0), (260.0, 0.0), (1000.0, 0.0), (3000.0, 5.0), (9000.0, 6.0)),
    "guitar": ((120.0, -18.0), (260.0, -2.0), (1500.0, 1.0), (3500.0, 6.0), (9000.0, 7.0)),
    "keys": ((100.0, -12.0), (250.0, 0.0), (3000.0, 4.0)),
    "pad": ((110.0, -12.0), (260.0, -1.0), (3000.0, 4.0), (9000.0, 6.0)),
    "bells": ((300.0, -6.0), (1000.0, 0.0)),
    "bass": ((30.0, -9.0), (50.0, 0.0), (200.0, -1.0), (800.0, 3.0)),
    "percussion": ((200.0, 0.0), (5000.0, 3.0), (12000.0, 4.0)),
}
"""Tone controls by bus: gains in dB at frequencies in Hz."""
MASTER_COLOUR = (
    (28.0, -12.0),
    (45.0, -1.0),
    (120.0, -1.0),
    (1500.0, 0.0),
    (4000.0, 2.5),
    (12000.0, 4.0),
)


def render() -> Stereo:
    """The whole song as (2, samples) at RATE: about -14 LUFS, no sample above the ceiling."""
    synth = Synth(RATE, SEED)
    mixer = Mixer(RATE, seconds_at(last_eighth()))
    band = Band(synth, mixer, SEED)
    band.play()
    for name, depth in (("pad", 0.45), ("bass", 0.35), ("keys", 0.2), ("strings", 0.3)):
        mixer.buses[name] = ducked(mixer.bus(name), RATE, band.kicks, depth, 0.19)
    for name, points in COLOURS.items():
        mixer.buses[name] = equalised(mixer.bus(name), RATE, points)
    room = make_room(RATE, 1.35, np.random.default_rng([SEED, 0x200]))
    return _faded_out(_mastered(mixer.mix(LEVELS, SENDS, room)))


def _mastered(mixed: Stereo) -> Stereo:
    """Glue, then as loud as the target says without passing the ceiling."""
    mixed = mixed * np.float32(10 ** ((-17.0 - loudness(mixed, RATE)) / 20))
    mixed = equalised(mixed, RATE, MASTER_COLOUR)
    glued = compressed(mixed, RATE, -19.0, 1.6)
    for _ in range(4):
        gain = np.float32(
            10 ** ((TARGET_LUFS - loudness(limited(glued, RATE, CEILING), RATE)) / 20)
        )
        glued = glued * gain
    return limited(glued, RATE, CEILING)


def _faded_out(sound: Stereo) -> Stereo:
    """The last ring sinks to nothing in two seconds."""
    count = 2 * RATE
    sound[:, -count:] *= np.linspace(1.0, 0.0, count, dtype=np.float32) ** 2
    return sound
