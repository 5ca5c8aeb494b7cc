"""Files, filters, data sets, networks and names of `lumbre.audio`, against numpy, scipy and finite differences."""

import io
import subprocess
import sys
import wave

import numpy as np
import pytest
import scipy.signal

import lumbre
from lumbre import audio
from lumbre.audio import functional as F

rng = np.random.default_rng(0)


def test_wav_written_by_the_standard_library_is_read(tmp_path):
    values = rng.integers(-(2**15), 2**15, (50, 2)).astype("<i2")
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setparams((2, 2, 8000, 0, "NONE", ""))
        file.writeframes(values.tobytes())
    whole, rate = audio.load(tmp_path / "a.wav")
    assert rate == 8000 and whole.dtype == lumbre.float32
    np.testing.assert_array_equal(whole.numpy(), values.T / np.float32(32768))
    part, _ = audio.load(str(tmp_path / "a.wav"), frame_offset=10, num_frames=5, normalize=False, channels_first=False)
    np.testing.assert_array_equal(part.numpy(), values[10:15])
    about = audio.info(tmp_path / "a.wav")
    assert (about.sample_rate, about.num_frames, about.num_channels, about.bits_per_sample, about.encoding) == (8000, 50, 2, 16, "PCM_S")


@pytest.mark.parametrize("encoding, bits, step", [("PCM_F", 32, 0), ("PCM_F", 64, 0), ("PCM_S", 16, 2**-15), ("PCM_S", 24, 2**-23), ("PCM_S", 32, 2**-24), ("PCM_U", 8, 2**-7)])
def test_wav_kinds_are_read_back(encoding, bits, step):
    x = lumbre.from_numpy(rng.uniform(-1, 1, (2, 33)).astype(np.float32))
    held = io.BytesIO()
    audio.save(held, x, 16000, format="wav", encoding=encoding, bits_per_sample=bits)
    held.seek(0)
    assert audio.info(io.BytesIO(held.getvalue())).bits_per_sample == bits
    back, rate = audio.load(held)
    assert rate == 16000
    np.testing.assert_allclose(back.numpy(), x.numpy(), rtol=0, atol=step)


def test_float_wav_is_scipy_s(tmp_path):
    import scipy.io.wavfile

    x = rng.uniform(-1, 1, (40, 3)).astype(np.float32)
    audio.save(tmp_path / "b.wav", lumbre.from_numpy(x), 22050, channels_first=False)
    rate, values = scipy.io.wavfile.read(tmp_path / "b.wav")
    assert rate == 22050
    np.testing.assert_array_equal(values, x)


@pytest.mark.parametrize("data", [b"", b"RIFF", b"RIFF\0\0\0\0WAVE", b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0" + b"\xff" * 16 + b"data\4\0\0\0abcd"])
def test_broken_files_raise(data):
    with pytest.raises(RuntimeError):
        audio.load(io.BytesIO(data))


def test_lfilter_is_scipy_s_for_long_signals_and_gives_gradients():
    a, b = np.array([1.0, -1.2, 0.5, 0.1]), np.array([0.2, 0.1, 0.3, -0.2])
    x = rng.standard_normal((2, 1000))
    got = F.lfilter(lumbre.from_numpy(x), lumbre.from_numpy(a), lumbre.from_numpy(b), clamp=False)
    np.testing.assert_allclose(got.numpy(), scipy.signal.lfilter(b, a, x), rtol=1e-9, atol=1e-9)
    inputs = [lumbre.from_numpy(v).requires_grad_() for v in (x[:, :9].copy(), a, b)]
    assert lumbre.autograd.gradcheck(lambda x, a, b: F.lfilter(x, a, b, clamp=False), inputs)


def test_lfilter_keeps_what_lies_before_a_nan():
    x = np.ones(300)
    x[200] = np.nan
    a, b = lumbre.tensor([1.0, -0.5], dtype=lumbre.float64), lumbre.tensor([1.0, 0.0], dtype=lumbre.float64)
    got = F.lfilter(lumbre.from_numpy(x), a, b, clamp=False).numpy()
    assert np.isfinite(got[:200]).all() and np.isnan(got[200:]).all()


def test_edit_distance():
    assert F.edit_distance("kitten", "sitting") == 3 and F.edit_distance([], [1, 2]) == 2


def test_rnnt_loss_sums_over_all_alignments():
    logits = lumbre.from_numpy(rng.standard_normal((1, 2, 2, 3)))
    p = logits.softmax(-1)[0]
    # One label in two times: emit it at the first or at the second.
    total = p[0, 0, 1] * p[0, 1, 0] * p[1, 1, 0] + p[0, 0, 0] * p[1, 0, 1] * p[1, 1, 0]
    got = F.rnnt_loss(logits, lumbre.tensor([[1]]), lumbre.tensor([2]), lumbre.tensor([1]), blank=0)
    assert abs(got.item() + np.log(total.item())) < 1e-12


def test_forced_align_finds_the_peaks():
    logp = lumbre.full((1, 6, 4), -5.0)
    for t, c in enumerate([0, 2, 2, 0, 2, 3]):
        logp[0, t, c] = -0.1
    path, scores = F.forced_align(logp, lumbre.tensor([[2, 2, 3]]))
    assert path.tolist() == [[0, 2, 2, 0, 2, 3]]
    spans = F.merge_tokens(path[0], scores[0])
    assert [(s.token, s.start, s.end) for s in spans] == [(2, 1, 3), (2, 4, 5), (3, 5, 6)]


def test_speech_commands_and_yesno_layouts(tmp_path):
    base = tmp_path / "SpeechCommands" / "speech_commands_v0.02"
    for name in ("yes/ab_nohash_0.wav", "no/cd_nohash_1.wav", "_background_noise_/hum.wav"):
        (base / name).parent.mkdir(parents=True, exist_ok=True)
        audio.save(base / name, lumbre.zeros(1, 8), 16000)
    (base / "validation_list.txt").write_text("no/cd_nohash_1.wav\n")
    (base / "testing_list.txt").write_text("")
    data = audio.datasets.SPEECHCOMMANDS(tmp_path, subset="training")
    waveform, *rest = data[0]
    assert len(data) == 1 and waveform.shape == (1, 8) and rest == [16000, "yes", "ab", 0]
    assert len(audio.datasets.SPEECHCOMMANDS(tmp_path)) == 2
    (tmp_path / "waves_yesno").mkdir()
    audio.save(tmp_path / "waves_yesno" / "0_1_1.wav", lumbre.zeros(1, 8), 8000)
    assert audio.datasets.YESNO(tmp_path)[0][2] == [0, 1, 1]
    with pytest.raises(RuntimeError, match="doesn't exist"):
        audio.datasets.LJSPEECH(tmp_path)


def test_networks_learn_from_batches_with_lengths():
    model = audio.models.wav2vec2_model("layer_norm", [(8, 10, 5), (8, 3, 2)], True, 16, 0.1, 8, 4, 2, 4, 0.1, 24, 0.1, 0.1, True, 0.1, 5)
    out, lengths = model(lumbre.randn(2, 500), lumbre.tensor([500, 300]))
    assert out.shape == (2, 49, 5) and lengths.tolist() == [49, 29]
    out.sum().backward()
    assert all(p.grad is not None for n, p in model.named_parameters() if ".layers." not in n)
    y, _ = audio.models.Conformer(8, 2, 16, 2, 5)(lumbre.randn(2, 7, 8), lumbre.tensor([7, 4]))
    assert y.shape == (2, 7, 8)
    assert audio.models.M5()(lumbre.randn(2, 1, 16000)).shape == (2, 1, 35)
    with pytest.raises(NotImplementedError, match="ctc_decoder"):
        audio.models.decoder.ctc_decoder(None, ["-"])


def test_importing_lumbre_leaves_audio_alone_and_run_gives_torchaudio(tmp_path):
    code = "import sys, lumbre; assert 'lumbre.audio' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
    # A real torchaudio, where it is installed, goes before the shim; it is tried elsewhere.
    program = (
        "import torchaudio, torchaudio.transforms as T, torchaudio.compliance.kaldi as K, importlib.metadata as m\n"
        "import torch; print(torch.__version__, T.MelSpectrogram(n_mels=8)(torch.zeros(1, 800)).shape, m.version('torchaudio'))\n"
    )
    import importlib.util

    if importlib.util.find_spec("torchaudio") is None:
        done = subprocess.run([sys.executable, "-m", "lumbre", "run", "-c", program], capture_output=True, text=True, cwd=tmp_path)
        assert done.returncode == 0 and "[1, 8, 5]" in done.stdout, done.stderr
