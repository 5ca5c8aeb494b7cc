"""What programs do with recordings, beside torchaudio, on a minute of sound at 16 kHz unless the row says otherwise; and the transforms below it."""

import importlib

from . import Group, Row, no_grad

RATE, SECONDS = 16000, 60


def audio(lib):
    return importlib.import_module("lumbre.audio" if lib.__name__ == "lumbre" else "torchaudio")


def wave(lib, seconds=SECONDS, rate=RATE, channels=1):
    lib.manual_seed(0)
    return lib.rand(channels, int(seconds * rate)) - 0.5


def transform(name, text=None, **options):
    """A row that sends a recording through `text`, an expression of the transforms `T`."""

    def make(lib):
        made = eval(text or f"T.{name}", {"T": audio(lib).transforms, "lib": lib})
        x = wave(lib, **options)
        return no_grad(lib, lambda: made(x))

    return Row(name, make)


def of_spectrogram(name, text, complex=False, n_fft=400):
    """A row that sends a spectrogram through `text`, an expression of the transforms `T`."""

    def make(lib):
        T = audio(lib).transforms
        made = eval(text, {"T": T, "lib": lib})
        x = T.Spectrogram(n_fft=n_fft, power=None if complex else 2.0)(wave(lib))
        return no_grad(lib, lambda: made(x))

    return Row(name, make)


def functional(name, text, **options):
    """A row that runs an expression of `F`, `lib`, `x`."""

    def make(lib):
        scope = {"F": audio(lib).functional, "lib": lib, "x": wave(lib, **options)}
        scope["b"], scope["a"] = lib.tensor([0.4, 0.2, 0.1]), lib.tensor([1.0, -0.5, 0.2])
        code = compile(text, name, "eval")
        return no_grad(lib, lambda: eval(code, scope))

    return Row(name, make)


def plain(name, text, shape, complex=False):
    """A row that runs an expression of `lib` and a random `x`."""

    def make(lib):
        lib.manual_seed(0)
        x = lib.randn(*shape)
        scope = {"lib": lib, "x": lib.complex(x, x) if complex else x, "w": lib.hann_window(400)}
        code = compile(text, name, "eval")
        return no_grad(lib, lambda: eval(code, scope))

    return Row(name, make)


def trained(name, text):
    """A row that takes the gradient of a transform by its signal."""

    def make(lib):
        made = eval(text, {"T": audio(lib).transforms, "lib": lib})
        x = wave(lib, 10).requires_grad_()

        def run():
            x.grad = None
            made(x).sum().backward()

        return run

    return Row(name, make)


SPECTRA = [
    transform("Spectrogram()"),
    transform("Spectrogram, 1024 points", "T.Spectrogram(n_fft=1024, hop_length=256)"),
    transform("Spectrogram, power 1", "T.Spectrogram(power=1.0)"),
    transform("Spectrogram, complex", "T.Spectrogram(power=None)"),
    transform("MelSpectrogram(16000)"),
    transform("MelSpectrogram, 1024 points, 80 bands", "T.MelSpectrogram(16000, n_fft=1024, hop_length=256, n_mels=80)"),
    transform("MelSpectrogram, 8 recordings of 4 s", "T.MelSpectrogram(16000)", seconds=4, channels=8),
    transform("MelSpectrogram, 1 s", "T.MelSpectrogram(16000)", seconds=1),
    transform("MFCC(16000)"),
    transform("LFCC(16000)"),
    of_spectrogram("MelScale", "T.MelScale(128, 16000, n_stft=201)"),
    of_spectrogram("AmplitudeToDB()", "T.AmplitudeToDB()"),
    of_spectrogram("AmplitudeToDB, 80 dB", "T.AmplitudeToDB(top_db=80.0)"),
    of_spectrogram("InverseSpectrogram()", "T.InverseSpectrogram()", complex=True),
    of_spectrogram("GriffinLim, 4 turns", "T.GriffinLim(n_iter=4)"),
    of_spectrogram("TimeStretch, 1.2", "T.TimeStretch(n_freq=201, fixed_rate=1.2)", complex=True),
    transform("SpectralCentroid(16000)"),
    of_spectrogram("ComputeDeltas()", "T.ComputeDeltas()"),
    of_spectrogram("FrequencyMasking(30)", "T.FrequencyMasking(30)"),
    of_spectrogram("TimeMasking(100)", "T.TimeMasking(100)"),
    trained("MelSpectrogram of 10 s, forward and backward", "T.MelSpectrogram(16000)"),
    trained("Spectrogram of 10 s, forward and backward", "T.Spectrogram()"),
]

WAVES = [
    transform("Resample, 44100 to 16000", "T.Resample(44100, 16000)", rate=44100),
    transform("Resample, 16000 to 8000", "T.Resample(16000, 8000)"),
    transform("Resample, 8000 to 16000", "T.Resample(8000, 16000)", rate=8000),
    transform("Resample, 48000 to 44100", "T.Resample(48000, 44100)", rate=48000),
    transform("Resample, 16000 to 44100, 1 s", "T.Resample(16000, 44100)", seconds=1),
    transform("Speed, 1.1", "T.Speed(16000, 1.1)"),
    transform("PitchShift of 10 s, 4 steps", "T.PitchShift(16000, 4)", seconds=10),
    transform("MuLawEncoding()"),
    transform("MuLaw and back", "lib.nn.Sequential(T.MuLawEncoding(), T.MuLawDecoding())"),
    transform("Fade", "T.Fade(fade_in_len=8000, fade_out_len=8000)"),
    transform("Vol, 0.5", "T.Vol(0.5)"),
    transform("Vad of 4 s", "T.Vad(16000)", seconds=4),
    transform("Loudness(16000)"),
    functional("lfilter, order 2", "F.lfilter(x, a, b)"),
    functional("lowpass_biquad", "F.lowpass_biquad(x, 16000, 3000.0)"),
    functional("equalizer_biquad, 8 recordings of 4 s", "F.equalizer_biquad(x, 16000, 1000.0, 6.0)", seconds=4, channels=8),
    functional("fftconvolve with 4000 taps", "F.fftconvolve(x, x[:, :4000])"),
    functional("add_noise", "F.add_noise(x, x, lib.tensor([10.0]))"),
    functional("preemphasis", "F.preemphasis(x)"),
    functional("detect_pitch_frequency of 4 s", "F.detect_pitch_frequency(x, 16000)", seconds=4),
]

FOURIER = [
    plain("stft, 16000 samples, 400 points", "lib.stft(x, 400, window=w, return_complex=True)", (1, 16000)),
    plain("stft, 400 points, two-sided", "lib.stft(x, 400, window=w, onesided=False, return_complex=True)", (1, 16000)),
    plain("istft of it", "lib.istft(x, 400, window=w)", (1, 201, 161), complex=True),
    plain("fft, 64 x 1024", "lib.fft.fft(x)", (64, 1024), complex=True),
    plain("fft, 8 x 65536", "lib.fft.fft(x)", (8, 65536), complex=True),
    plain("fft, 64 x 1000", "lib.fft.fft(x)", (64, 1000), complex=True),
    plain("fft, 64 x 1009", "lib.fft.fft(x)", (64, 1009), complex=True),
    plain("rfft, 64 x 1024", "lib.fft.rfft(x)", (64, 1024)),
    plain("rfft, 64 x 400", "lib.fft.rfft(x)", (64, 400)),
    plain("rfft, 960000", "lib.fft.rfft(x)", (960000,)),
    plain("irfft, 64 x 513", "lib.fft.irfft(x)", (64, 513), complex=True),
    plain("rfft2, 256 x 256", "lib.fft.rfft2(x)", (256, 256)),
    plain("irfft2, 256 x 129", "lib.fft.irfft2(x)", (256, 129), complex=True),
    plain("fft2, 8 x 3 x 128 x 128", "lib.fft.fft2(x)", (8, 3, 128, 128), complex=True),
    plain("fft of columns, 1024 x 64", "lib.fft.fft(x, dim=0)", (1024, 64), complex=True),
    plain("fftn, 32 x 32 x 32", "lib.fft.fftn(x)", (32, 32, 32), complex=True),
]

GROUPS = [Group("spectrograms", 1.0, 1.0, SPECTRA), Group("waveforms", 1.0, 1.0, WAVES), Group("Fourier transforms", 1.0, 1.0, FOURIER)]
