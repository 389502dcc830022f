"""Instruments, voice and desk: in tune, in time, without clicks, the same every time."""

import numpy as np
import pytest

from miri.sample.drums import KIT
from miri.sample.instruments import BAND
from miri.sample.mixing import Mixer, convolved, ducked, limited, loudness, make_room
from miri.sample.signal import band, fast_size, midi_to_hertz, noise, phase_of, timeline
from miri.sample.syllable import Syllable
from miri.sample.synth import Synth
from miri.sample.voice import CONSONANTS, LEAD_IN, VOWELS, SungNote, sing

RATE = 22_050


def strongest_hertz(sound: np.ndarray, low: float, high: float) -> float:
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 8 * len(sound)))
    hertz = np.fft.rfftfreq(8 * len(sound), 1 / RATE)
    inside = (hertz > low) & (hertz < high)
    return float(hertz[inside][np.argmax(spectrum[inside])])


@pytest.mark.parametrize("name", sorted(KIT))
def test_every_drum_is_a_finite_stroke_that_begins_and_ends_in_silence(name: str) -> None:
    sound = KIT[name](RATE, np.random.default_rng(1))
    assert np.isfinite(sound).all()
    assert sound.dtype == np.float32
    assert 0.2 < np.abs(sound).max() < 1.3
    assert abs(sound[0]) < 0.01
    assert abs(sound[-1]) < 0.01


@pytest.mark.parametrize("name", sorted(BAND))
def test_every_instrument_plays_the_pitch_it_is_asked_for(name: str) -> None:
    midi = 45 if "bass" in name else 69
    sound = BAND[name](midi, 1.0, 0.7, RATE, np.random.default_rng(1))
    wanted = midi_to_hertz(midi)
    found = strongest_hertz(sound, wanted * 0.94, wanted * 1.06)
    assert abs(1200 * np.log2(found / wanted)) < 12
    assert np.abs(sound).max() < 1.0
    assert abs(sound[-1]) < 0.001


def test_the_voice_sings_in_tune_with_its_vowel_on_the_beat() -> None:
    notes = [SungNote(0.0, 0.9, 64, Syllable("s", "a")), SungNote(0.9, 0.9, 67, Syllable("l", "i"))]
    sound = sing(notes, RATE, np.random.default_rng(2))
    for note in notes:
        begin = round((LEAD_IN + note.start + 0.25) * RATE)
        wanted = midi_to_hertz(note.midi)
        found = strongest_hertz(sound[begin : begin + RATE // 2], wanted * 0.9, wanted * 1.1)
        assert abs(1200 * np.log2(found / wanted)) < 40
    voiced = band(sound, RATE, 200.0, 900.0)
    before = np.abs(voiced[: round((LEAD_IN - 0.04) * RATE)]).max()
    after = np.abs(voiced[round((LEAD_IN + 0.05) * RATE) : round((LEAD_IN + 0.2) * RATE)]).max()
    assert after > 5 * before


def test_every_sound_of_the_alphabet_can_be_sung() -> None:
    for consonant in CONSONANTS:
        for vowel in ("a", "iu"):
            note = SungNote(0.0, 0.3, 60, Syllable(consonant, vowel, consonant))
            assert np.isfinite(sing([note], RATE, np.random.default_rng(0))).all()
    assert set("aeiou") <= set(VOWELS)


def test_vowels_differ_in_their_formants() -> None:
    def bright(vowel: str) -> float:
        sound = sing([SungNote(0, 0.6, 57, Syllable("", vowel))], RATE, np.random.default_rng(0))
        high, low = band(sound, RATE, 1900, 3000), band(sound, RATE, 600, 1300)
        return float(np.sqrt(np.mean(high**2) / np.mean(low**2)))

    assert bright("i") > 2 * bright("o")


def test_equal_seeds_make_equal_sounds_and_other_seeds_others() -> None:
    one, same, other = Synth(RATE, 3), Synth(RATE, 3), Synth(RATE, 4)
    first = [one.drum("snare"), one.note("guitar", 64, 0.3)]
    again = [same.drum("snare"), same.note("guitar", 64, 0.3)]
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    assert not np.array_equal(first[0], other.drum("snare"))


def test_the_desk_places_sounds_in_time_and_cuts_what_lies_outside() -> None:
    mixer = Mixer(1000, 1.0)
    mixer.add("a", np.ones(100, dtype=np.float32), 0.5, pan=-1.0)
    mixer.add("a", np.ones(100, dtype=np.float32), -0.05)
    mixer.add("a", np.ones(100, dtype=np.float32), 0.95)
    mixer.add("a", np.ones(100, dtype=np.float32), 7.0)
    left, right = mixer.bus("a")
    assert np.flatnonzero(left).tolist() == [*range(50), *range(500, 600), *range(950, 1000)]
    assert np.abs(right[500:600]).max() < 1e-6


def test_convolution_by_blocks_equals_convolution() -> None:
    rng = np.random.default_rng(5)
    sound = rng.standard_normal((2, 150_000)).astype(np.float32)
    room = make_room(RATE, 0.1, rng)
    expected = np.convolve(sound[0, 64_000:70_000], room[0])[3000:6000]
    assert np.allclose(convolved(sound, room)[0, 67_000:70_000], expected, atol=1e-3)


def test_the_limiter_keeps_its_ceiling_and_leaves_quiet_sound_alone() -> None:
    rng = np.random.default_rng(6)
    quiet = (0.1 * rng.standard_normal((2, RATE))).clip(-0.4, 0.4).astype(np.float32)
    loud = quiet.copy()
    loud[:, 8000:9000] *= 12
    assert np.allclose(limited(quiet, RATE, 0.5), quiet)
    tamed = limited(loud, RATE, 0.5)
    assert np.abs(tamed).max() <= 0.5
    assert np.allclose(tamed[:, 16_000:], loud[:, 16_000:])


def test_loudness_agrees_with_the_standards_own_calibration() -> None:
    """BS.1770: a 997 Hz sine at full scale in one channel reads -3.01 LUFS."""
    times = timeline(3.0, 48_000)
    tone = np.zeros((2, len(times)), dtype=np.float32)
    tone[0] = np.sin(phase_of(np.full(len(times), 997.0), 48_000))
    assert loudness(tone, 48_000) == pytest.approx(-3.01, abs=0.1)
    assert loudness(np.zeros((2, 48_000), dtype=np.float32), 48_000) == -70.0


def test_ducking_dips_at_its_hits_and_recovers() -> None:
    dipped = ducked(np.ones((2, 2000), dtype=np.float32), 1000, [0.5], 0.6, 0.2)
    assert dipped[0, 505] == pytest.approx(0.4, abs=0.05)
    assert dipped[0, 499] == 1.0
    assert dipped[0, 701] == 1.0


def test_fast_sizes_are_never_too_small() -> None:
    for count in (1, 2, 7, 1000, 65_537, 2_578_857):
        assert count <= fast_size(count) <= 1.15 * count + 1


def test_a_band_keeps_its_own_frequencies_only() -> None:
    kept = band(noise(RATE, np.random.default_rng(7)), RATE, 1000.0, 2000.0, slope=6)
    spectrum = np.abs(np.fft.rfft(kept)) ** 2
    hertz = np.fft.rfftfreq(len(kept), 1 / RATE)
    inside = spectrum[(hertz > 800) & (hertz < 2500)].sum()
    assert inside > 0.95 * spectrum.sum()
