"""The mixing desk: parts are placed in time and space, given a room, glued and limited.

Why here: everything between single sounds and a finished stereo master. Stereo is an array of
shape (2, samples), float32.
Next: synth.py (what is placed), rendering.py (the sample song's mix), tests/bench (made songs).
"""

import numpy as np
from numpy.typing import NDArray

from miri.sample.signal import Curve, Samples, fast_size, noise, read_at

Stereo = NDArray[np.float32]


class Mixer:
    """Named buses of equal length; each has a send into one shared room."""

    def __init__(self, rate: int, seconds: float) -> None:
        self.rate = rate
        self.length = round(seconds * rate)
        self.buses: dict[str, Stereo] = {}

    def bus(self, name: str) -> Stereo:
        """The bus of that name, made silent when first asked for."""
        if name not in self.buses:
            self.buses[name] = np.zeros((2, self.length), dtype=np.float32)
        return self.buses[name]

    def add(self, bus: str, sound: Samples, at: float, gain: float = 1.0, pan: float = 0.0) -> None:
        """Place a mono sound `at` seconds; pan -1 (left) .. 1 (right), constant power.

        What would lie outside the song is cut off.
        """
        target = self.bus(bus)
        begin = round(at * self.rate)
        sound = sound[max(0, -begin) :]
        begin = max(0, begin)
        sound = sound[: max(0, self.length - begin)]
        angle = (pan + 1.0) * np.pi / 4.0
        target[0, begin : begin + len(sound)] += np.float32(gain * np.cos(angle) * 1.414) * sound
        target[1, begin : begin + len(sound)] += np.float32(gain * np.sin(angle) * 1.414) * sound

    def mix(self, levels: dict[str, float], sends: dict[str, float], room: Stereo) -> Stereo:
        """The sum of the buses at their levels, plus the room's answer to what is sent to it."""
        dry = np.zeros((2, self.length), dtype=np.float32)
        wet = np.zeros((2, self.length), dtype=np.float32)
        for name, bus in self.buses.items():
            dry += np.float32(levels.get(name, 1.0)) * bus
            if sends.get(name, 0.0):
                wet += np.float32(levels.get(name, 1.0) * sends[name]) * bus
        return dry + convolved(wet, room)


def make_room(rate: int, seconds: float, rng: np.random.Generator, dark: float = 0.6) -> Stereo:
    """A room's impulse response: decaying noise, unlike on both sides, darker as it fades."""
    count = round(seconds * rate)
    times = np.arange(count) / rate
    fall = np.exp(-6.9 * times / seconds)
    late = np.clip((times - 0.012) / 0.02, 0.0, 1.0)
    sides: list[Samples] = []
    for _ in range(2):
        bright = noise(count, rng)
        dull = np.convolve(bright, np.full(9, 1 / 9, dtype=np.float32), mode="same")
        share = np.clip(dark + times / seconds, 0.0, 1.0)
        sides.append((((1 - share) * bright + share * 2.2 * dull) * fall * late).astype(np.float32))
    room = np.stack(sides)
    return room / np.float32(np.sqrt(np.sum(room[0] ** 2)))


def convolved(sound: Stereo, room: Stereo) -> Stereo:
    """Fast convolution block by block (overlap-add), as long as the sound itself."""
    block = 1 << 16
    size = block * 2
    if room.shape[1] > block:
        raise ValueError("the room is longer than a block")
    answer = np.fft.rfft(room, size, axis=1)
    out = np.zeros((2, sound.shape[1] + size), dtype=np.float32)
    for begin in range(0, sound.shape[1], block):
        piece = np.fft.rfft(sound[:, begin : begin + block], size, axis=1)
        out[:, begin : begin + size] += np.fft.irfft(piece * answer, size, axis=1)
    return out[:, : sound.shape[1]]


def ducked(sound: Stereo, rate: int, hits: list[float], depth: float, seconds: float) -> Stereo:
    """The sound with dips at `hits` (s) that recover within `seconds`: it breathes with the kick."""
    gain = np.ones(sound.shape[1], dtype=np.float32)
    count = round(seconds * rate)
    dip = 1.0 - depth * (1.0 - np.linspace(0.0, 1.0, count, dtype=np.float32)) ** 2
    dip[: round(0.004 * rate)] = np.linspace(1.0, dip[0], round(0.004 * rate))
    for hit in hits:
        begin = round(hit * rate)
        room = gain[begin : begin + count]
        np.minimum(room, dip[: len(room)], out=room)
    return sound * gain


def loudness(sound: Stereo, rate: int) -> float:
    """Integrated loudness in LUFS after ITU-R BS.1770-4 (K weighting, gated 400 ms blocks)."""
    weighted = _k_weighted(sound, rate)
    hop = round(0.1 * rate)
    count = weighted.shape[1] // hop
    tenths = np.sum(weighted[:, : count * hop].reshape(2, count, hop) ** 2, axis=(0, 2)) / hop
    blocks = np.convolve(tenths, np.full(4, 0.25), mode="valid")
    loud = blocks[blocks > 10 ** ((-70.0 + 0.691) / 10)]
    if not len(loud):
        return -70.0
    gate = loud.mean() * 0.1
    return float(-0.691 + 10 * np.log10(loud[loud > gate].mean()))


def _k_weighted(sound: Stereo, rate: int) -> Stereo:
    """The standard's two filters, given there for 48 kHz, as magnitudes at any rate."""
    size = fast_size(sound.shape[1])
    spectrum = np.fft.rfft(sound, size, axis=1)
    angle = 2 * np.pi * np.fft.rfftfreq(size, 1 / rate) / 48000.0
    z = np.exp(-1j * np.minimum(angle, np.pi))
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (
        1 - 1.69065929318241 * z + 0.73248077421585 * z**2
    )
    rumble = (1 - 2 * z + z**2) / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    weighted = np.fft.irfft(spectrum * np.abs(shelf * rumble), size, axis=1)
    return weighted[:, : sound.shape[1]].astype(np.float32)


def equalised(sound: Stereo, rate: int, points: tuple[tuple[float, float], ...]) -> Stereo:
    """The sound with gains (Hz, dB) at some frequencies, straight lines over octaves between."""
    size = fast_size(sound.shape[1])
    octaves = np.log2(np.maximum(np.fft.rfftfreq(size, 1 / rate), 1.0))
    gains = np.interp(octaves, [np.log2(hertz) for hertz, _ in points], [g for _, g in points])
    spectrum = np.fft.rfft(sound, size, axis=1) * 10 ** (gains / 20)
    return np.fft.irfft(spectrum, size, axis=1)[:, : sound.shape[1]].astype(np.float32)


def compressed(sound: Stereo, rate: int, threshold_db: float, ratio: float) -> Stereo:
    """Slow glue: what is louder than the threshold rises by only 1/ratio."""
    hop = round(0.01 * rate)
    power = _block_power(sound, hop)
    level = 10 * np.log10(_eased(power, 12) + 1e-9)
    over = np.maximum(0.0, level - threshold_db)
    return _with_gain(sound, 10 ** (-over * (1 - 1 / ratio) / 20), hop)


def limited(sound: Stereo, rate: int, ceiling: float = 0.89) -> Stereo:
    """No sample above `ceiling`: a limiter that looks ahead, then a hard stop that rarely acts."""
    hop = round(0.002 * rate)
    count = -(-sound.shape[1] // hop)
    padded = np.zeros((2, count * hop), dtype=np.float32)
    padded[:, : sound.shape[1]] = np.abs(sound)
    peaks = padded.reshape(2, count, hop).max(axis=(0, 2)).astype(np.float64)
    need = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    low = np.min([np.roll(need, shift) for shift in range(-3, 13)], axis=0)
    ahead = np.min([np.roll(low, -shift) for shift in range(4)], axis=0)
    gain = np.minimum(_eased(ahead, 9), need)
    return np.clip(_with_gain(sound, gain, hop), -ceiling, ceiling)


def _block_power(sound: Stereo, hop: int) -> Curve:
    count = -(-sound.shape[1] // hop)
    padded = np.zeros((2, count * hop), dtype=np.float32)
    padded[:, : sound.shape[1]] = sound
    return np.mean(padded.reshape(2, count, hop) ** 2, axis=(0, 2)).astype(np.float64)


def _eased(curve: Curve, width: int) -> Curve:
    window = np.hanning(width + 2)[1:-1]
    padded = np.pad(curve, (width // 2, width - 1 - width // 2), mode="edge")
    return np.convolve(padded, window / window.sum(), mode="valid").real


def _with_gain(sound: Stereo, gain: Curve, hop: int) -> Stereo:
    """Gain per block, drawn as straight lines between the blocks' middles."""
    places = np.arange(sound.shape[1], dtype=np.float64) / hop - 0.5
    curve = read_at(gain, places)
    return sound * curve.astype(np.float32)
