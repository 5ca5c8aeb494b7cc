"""Effects of SoX: gain, distortion, dither, phaser and flanger."""

import math

import lumbre
from lumbre.nn import functional as nnf

from .filtering import lfilter


def gain(waveform, gain_db=1.0):
    """Amplify by ``gain_db`` dB: ``x * 10 ** (gain_db / 20)``."""
    return waveform if gain_db == 0 else waveform * 10 ** (gain_db / 20)


def contrast(waveform, enhancement_amount=75.0):
    """Make loud parts louder: ``sin(v + c sin(4 v))`` with ``v = x pi / 2`` and ``c = enhancement_amount / 750`` (0 to 100)."""
    if not 0 <= enhancement_amount <= 100:
        raise ValueError("Allowed range of values for enhancement_amount : 0-100")
    v = waveform * (math.pi / 2)
    return lumbre.sin(v + enhancement_amount / 750.0 * lumbre.sin(v * 4))


def dcshift(waveform, shift, limiter_gain=None):
    """Add ``shift`` and clamp to [-1, 1]; with ``limiter_gain`` the peaks on the side of the shift are compressed first.

    Leaves its input as it is, where torchaudio writes into it.
    """
    if limiter_gain is None or shift == 0:
        return (waveform + shift).clamp(min=-1, max=1)
    threshold = 1.0 - (abs(shift) - limiter_gain)
    scale = limiter_gain / (1 - threshold)
    plain = (waveform + shift).clamp(min=-1, max=1)
    if shift > 0:
        limited = ((waveform - threshold) * scale + threshold + shift).clamp(max=threshold)
        return lumbre.where(waveform > threshold, limited, plain)
    limited = ((waveform + threshold) * scale - threshold + shift).clamp(min=-threshold)
    return lumbre.where(waveform < -threshold, limited, plain)


def overdrive(waveform, gain=20, colour=20):
    """Soft clipping, ``v - v^3 / 3`` of ``v = x * 10 ** (gain / 20) + colour / 200``, mixed with the dry sound.

    The clipped signal passes the filter ``(1 - z^-1) / (1 - 0.995 z^-1)``; the result is ``0.5 x + 0.75 y``, clamped to [-1, 1].
    """
    v = waveform * math.exp(gain * math.log(10) / 20.0) + colour / 200
    v = lumbre.where(v < -1, -2.0 / 3.0, lumbre.where(v > 1, 2.0 / 3.0, v - v**3 * (1.0 / 3)))
    row = dict(dtype=v.dtype, device=v.device)
    y = lfilter(v, lumbre.tensor([1.0, -0.995], **row), lumbre.tensor([1.0, -1.0], **row), clamp=False)
    return (waveform * 0.5 + y * 0.75).clamp(min=-1, max=1)


def dither(waveform, density_function="TPDF", noise_shaping=False):
    """Quantise to 16 bits after adding a dither ("TPDF" triangular, "RPDF" rectangular, "GPDF" Gaussian); ``noise_shaping`` feeds errors on.

    Like torchaudio's, the dither is a triangle over time, or samples drawn from the signal itself.
    """
    shape = waveform.shape
    rows = waveform.reshape(-1, shape[-1])
    channels, times = rows.shape[0] - 1, rows.shape[1] - 1

    def draw(n):
        return int(lumbre.randint(n, [1])) if n > 0 else 0

    channel, time = draw(channels), draw(times)
    scaled = rows * (2**15 - 2)
    if density_function == "RPDF":
        noise = rows[channel, time] - 0.5
    elif density_function == "GPDF":
        noise = rows[channel, time]
        for _ in range(6):
            channel = draw(channels)
            noise = noise + rows[channel, draw(times)]
    else:
        noise = lumbre.bartlett_window(times + 1, dtype=rows.dtype, device=rows.device)
    out = lumbre.round(scaled + noise) / 2**15
    if noise_shaping:
        out = out + nnf.pad(out - rows, (1, 0))[..., :-1]
    return out.reshape(shape)


def _wave_table(wave_type, size, least, most, phase):
    """One period of an oscillator between ``least`` and ``most``, double precision: "SINE" or "TRIANGLE"."""
    point = (lumbre.arange(size) + int(phase / math.pi / 2 * size + 0.5)) % size
    if wave_type == "SINE":
        wave = (lumbre.sin(point.double() / size * 2 * math.pi) + 1) / 2
    else:
        quarter = lumbre.div(4 * point, size, rounding_mode="floor")
        ramp = point.double() * 2 / size
        wave = lumbre.where(quarter == 0, ramp + 0.5, lumbre.where(quarter == 3, ramp - 1.5, 1.5 - ramp))
    return wave * (most - least) + least


def _runs(delays):
    """Cut time where a sample needs an output of its own run: sample n needs those up to ``n - delays[n]``."""
    start, runs = 0, []
    for n, delay in enumerate(delays):
        if n - delay >= start:
            runs.append((start, n))
            start = n
    runs.append((start, len(delays)))
    return runs


def phaser(waveform, sample_rate, gain_in=0.4, gain_out=0.74, delay_ms=3.0, decay=0.4, mod_speed=0.5, sinusoidal=True):
    """Mix (..., time) with its own output ``D[n]`` samples ago: ``y[n] = gain_in x[n] + decay y[n - D[n]]``, times ``gain_out``, clamped.

    The delay swings between one sample and ``delay_ms`` at ``mod_speed`` Hz, as a sine or a triangle.
    """
    shape = waveform.shape
    x = waveform.reshape(-1, shape[-1]) * gain_in
    longest = int(delay_ms * 0.001 * sample_rate + 0.5)
    period = int(sample_rate / mod_speed + 0.5)
    table = _wave_table("SINE" if sinusoidal else "TRIANGLE", period, 1.0, float(longest), math.pi / 2)
    table = lumbre.where(table < 0, table - 0.5, table + 0.5).to(lumbre.int64)
    times = lumbre.arange(shape[-1])
    # The ring of the last outputs is read one place further than it is written.
    delays = (-table[times % period]) % longest + 1
    source = (times - delays).to(x.device)
    past, kept, pieces = x.new_zeros(x.shape[0], longest + 1), -(longest + 1), []
    for start, end in _runs(delays.tolist()):
        y = x[:, start:end] + decay * past.index_select(1, source[start:end] - kept)
        pieces.append(y)
        past = lumbre.cat([past, y], 1)[:, -(longest + 1) :]
        kept = end - longest - 1
    return (lumbre.cat(pieces, 1) * gain_out).clamp(min=-1, max=1).reshape(shape)


def flanger(
    waveform,
    sample_rate,
    delay=0.0,
    depth=2.0,
    regen=0.0,
    width=71.0,
    speed=0.5,
    phase=25.0,
    modulation="sinusoidal",
    interpolation="linear",
):
    """Mix (..., channel, time), up to four channels, with a copy whose delay swings from ``delay`` to ``delay + depth`` ms.

    ``speed`` is the swing's frequency in Hz, ``phase`` its shift between channels in percent, ``width`` the copy's part and ``regen``
    its feedback in percent; ``modulation`` "sinusoidal" or "triangular", ``interpolation`` "linear" or "quadratic" between samples.
    """
    if modulation not in ("sinusoidal", "triangular"):
        raise ValueError('Only "sinusoidal" or "triangular" modulation allowed')
    if interpolation not in ("linear", "quadratic"):
        raise ValueError('Only "linear" or "quadratic" interpolation allowed')
    shape = waveform.shape
    if shape[-2] > 4:
        raise ValueError("Max 4 channels allowed")
    x = waveform.reshape(-1, *shape[-2:])
    feedback, part = regen / 100, width / 100
    dry, wet = 1.0 / (1 + part), part / (1 + part) * (1 - abs(feedback))
    longest = int((delay / 1000 + depth / 1000) * sample_rate + 0.5) + 2
    period = int(sample_rate / speed)
    wave = "SINE" if modulation == "sinusoidal" else "TRIANGLE"
    least = math.floor(delay / 1000 * sample_rate + 0.5)
    table = _wave_table(wave, period, float(least), longest - 2.0, 3 * math.pi / 2).float()
    shifts = (lumbre.arange(shape[-2]) * period * (phase / 100) + 0.5).to(lumbre.int64)
    swing = table[(lumbre.arange(shape[-1]) + shifts[:, None]) % period]
    whole = lumbre.floor(swing).to(lumbre.int64)
    fraction = lumbre.frac(swing).to(x.device, x.dtype)
    read = (longest + lumbre.arange(shape[-1]) - whole).to(x.device)

    def delayed(line, first, start, end):
        """The copy in [start, end) out of the delay line, whose first column is time ``first``."""
        at = (read[:, start:end] - first).expand(x.shape[0], -1, -1)
        y0, y1, f = line.gather(2, at), line.gather(2, (at - 1).clamp(min=0)), fraction[:, start:end]
        if interpolation == "linear":
            return y0 + (y1 - y0) * f
        y1, y2 = y1 - y0, line.gather(2, (at - 2).clamp(min=0)) - y0
        return y0 + ((y2 * 0.5 - y1) * f + (y1 * 2 - y2 * 0.5)) * f

    line = _flanger_line(x, feedback, longest, whole, delayed) if feedback else nnf.pad(x, (longest, 0))
    copy = delayed(line, 0, 0, shape[-1])
    return (x * dry + copy * wet).clamp(min=-1, max=1).reshape(shape)


def _flanger_line(x, feedback, longest, whole, delayed):
    """The delay line with feedback, ``x[n] + feedback * copy[n - 1]``, after ``longest`` zeros."""
    recent, first = x.new_zeros(*x.shape[:2], longest), 0
    pieces = [recent]
    for start, end in _runs((whole.amin(0).roll(1) + 1).tolist()):
        back = delayed(recent, first, max(start - 1, 0), end - 1)
        if start == 0:
            back = nnf.pad(back, (1, 0))
        pieces.append(x[..., start:end] + feedback * back)
        recent = lumbre.cat([recent, pieces[-1]], 2)[..., -(longest + 1) :]
        first = longest + end - recent.shape[-1]
    return lumbre.cat(pieces, 2)
