"""Voice activity detection by the power of the cepstrum, as SoX's ``vad``."""

import math
import warnings
from dataclasses import dataclass, field

import lumbre


@dataclass
class _Meter:
    """Measures how voice-like a stretch of samples is, for all channels at once."""

    size: int
    freqs: slice
    quefrencies: slice
    noise_reduction: float
    smooth: float
    noise_up: float
    noise_down: float
    channels: int
    device: object
    spectrum: object = field(init=False)
    noise: object = field(init=False)

    def __post_init__(self):
        self.dft = 16
        while self.dft < self.size:
            self.dft *= 2
        self.freqs = slice(max(int(self.freqs.start * self.dft + 0.5), 1), min(int(self.freqs.stop * self.dft + 0.5), self.dft // 2))
        self.quefrencies = slice(self.quefrencies.start, min(self.quefrencies.stop, self.dft // 4))
        if self.quefrencies.stop <= self.quefrencies.start:
            raise ValueError(
                "Expected cepstrum_start to be smaller than cepstrum_end. "
                f"Found: cepstrum_start: {self.quefrencies.start}, cepstrum_end: {self.quefrencies.stop}."
            )
        bins = self.freqs.stop - self.freqs.start
        self.window = lumbre.hann_window(self.size, device=self.device) * (2.0 / math.sqrt(self.size))
        self.lifter = lumbre.hann_window(bins, device=self.device) * (2.0 / math.sqrt(bins))
        self.spectrum = lumbre.zeros(self.channels, bins, device=self.device)
        self.noise = lumbre.zeros(self.channels, bins, device=self.device)

    def measure(self, samples, boot):
        """One number a channel; ``boot`` counts the first measures, -1 after them, during which the noise is learnt at once."""
        magnitude = lumbre.fft.rfft(samples.float() * self.window, n=self.dft)[:, self.freqs].abs()
        keep = boot / (1.0 + boot) if boot >= 0 else self.smooth
        self.spectrum = self.spectrum * keep + magnitude * (1 - keep)
        power = self.spectrum**2
        keep = 0.0 if boot >= 0 else lumbre.where(power > self.noise, self.noise_up, self.noise_down)
        self.noise = self.noise * keep + power * (1 - keep)
        clean = (power - self.noise_reduction * self.noise).clamp(min=0).sqrt() * self.lifter
        row = lumbre.zeros(self.channels, self.dft >> 1, device=self.device)
        row[:, self.freqs] = clean
        cepstrum = lumbre.fft.rfft(row)[:, self.quefrencies].abs().pow(2).sum(-1)
        count = self.quefrencies.stop - self.quefrencies.start
        return [max(0, 21 + math.log(c / count)) if c > 0 else 0 for c in cepstrum.tolist()]


def _search_back(measures, newest, trigger_level, gap):
    """How many measures before the trigger belong to the voice: back to a silence, over gaps of at most ``gap``."""
    n = len(measures)
    trigger = zero = n
    for j in range(n):
        value = measures[(newest - j) % n]
        if value >= trigger_level and j <= trigger + gap:
            zero = trigger = j
        elif value == 0 and trigger >= zero:
            zero = j
    return min(n - 1, zero)


def vad(
    waveform,
    sample_rate,
    trigger_level=7.0,
    trigger_time=0.25,
    search_time=1.0,
    allowed_gap=0.25,
    pre_trigger_time=0.0,
    boot_time=0.35,
    noise_up_time=0.1,
    noise_down_time=0.01,
    noise_reduction_amount=1.35,
    measure_freq=20.0,
    measure_duration=None,
    measure_smooth_time=0.4,
    hp_filter_freq=50.0,
    lp_filter_freq=6000.0,
    hp_lifter_freq=150.0,
    lp_lifter_freq=2000.0,
):
    """Cut silence and noise from the front of (time) or (channel, time), up to where a voice begins in any channel.

    ``measure_freq`` times a second the power of the cepstrum between the lifter frequencies (Hz) is measured, after the noise's
    spectrum is taken off; its running mean over ``trigger_time`` s must pass ``trigger_level``. Then up to ``search_time`` s before
    are kept, over gaps of ``allowed_gap`` s, and ``pre_trigger_time`` s more. Reverse the time to cut the end.
    """
    if waveform.ndim > 2:
        warnings.warn(f"vad: expected one or two dimensions, got {waveform.ndim}; all leading ones are taken as channels.", stacklevel=2)
    shape = waveform.shape
    rows = waveform.reshape(-1, shape[-1])
    size = int(sample_rate * (2.0 / measure_freq if measure_duration is None else measure_duration) + 0.5)
    period = int(sample_rate / measure_freq + 0.5)
    count = math.ceil(search_time * measure_freq)
    fixed = int(pre_trigger_time * sample_rate + 0.5)
    meter = _Meter(
        size,
        slice(hp_filter_freq / sample_rate, lp_filter_freq / sample_rate),
        slice(math.ceil(sample_rate * 0.5 / lp_lifter_freq), math.floor(sample_rate * 0.5 / hp_lifter_freq)),
        noise_reduction_amount,
        math.exp(-1.0 / (measure_smooth_time * measure_freq)),
        math.exp(-1.0 / (noise_up_time * measure_freq)),
        math.exp(-1.0 / (noise_down_time * measure_freq)),
        rows.shape[0],
        rows.device,
    )
    keep = math.exp(-1.0 / (trigger_time * measure_freq))
    boot, boot_max = 0, int(boot_time * measure_freq - 0.5)
    mean, history, newest = [0.0] * len(rows), [[0.0] * count for _ in rows], 0
    for pos in range(size, rows.shape[1], period):
        for i, value in enumerate(meter.measure(rows.detach()[:, pos - size : pos], boot)):
            history[i][newest] = value
            mean[i] = mean[i] * keep + value * (1 - keep)
        if max(mean) >= trigger_level:
            gap = int(allowed_gap * measure_freq + 0.5)
            # Channels before the one that triggered have not asked for anything yet.
            first = next(i for i, m in enumerate(mean) if m >= trigger_level)
            flush = min(max(_search_back(h, newest, trigger_level, gap) for h in history[first:]), count)
            start = pos - (fixed + count * period + size) + (count - flush) * period
            out = rows[:, max(start, 0) :]
            return out.reshape(shape[:-1] + out.shape[-1:])
        newest = (newest + 1) % count
        if boot >= 0:
            boot = -1 if boot == boot_max else boot + 1
    if shape[-1] >= fixed:
        return rows[:, :fixed].reshape(shape[:-1] + (fixed,))
    return waveform
