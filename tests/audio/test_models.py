"""Networks for speech against what was recorded from torchaudio: names, initial weights, outputs, gradients, all from seeds."""

import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest

import lumbre
from lumbre import audio

HERE = Path(__file__).resolve().parent
_spec = importlib.util.spec_from_file_location("audio_cases", HERE / "cases.py")
cases = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(cases)
RECORDS = json.loads((HERE.parent / "reference" / "audio_models.json").read_text())


def compare(got, want, tolerance, largest=0.0):
    assert got["shape"] == want["shape"] and got["dtype"] == want["dtype"]
    if want["scale"] < 1e-6 * largest:
        # Before a batch norm, a bias has no gradient but the rounding of the others.
        assert got["scale"] < 1e-6 * largest
        return
    np.testing.assert_allclose(got["values"], want["values"], rtol=0, atol=tolerance * max(want["scale"], 0.1))


@pytest.mark.filterwarnings("ignore:Tacotron2")
@pytest.mark.parametrize("number", range(len(cases.NETWORKS)), ids=[f"{i}-{c[0]}" for i, c in enumerate(cases.NETWORKS)])
def test_networks_are_torchaudio_s(number):
    got, want = cases.run_network(audio, lumbre, cases.NETWORKS[number]), RECORDS[number]
    assert list(got["state"].items()) == list(want["state"].items())
    np.testing.assert_allclose(got["initial"], want["initial"], rtol=1e-6)
    for kind, tolerance in (("outs", 1e-5), ("grads", 1e-4), ("after", 1e-5)):
        assert len(got[kind]) == len(want[kind])
        largest = max((w["scale"] for w in want[kind]), default=0.0) if kind == "grads" else 0.0
        for mine, theirs in zip(got[kind], want[kind]):
            compare(mine, theirs, tolerance, largest)


def test_beam_search_finds_torchaudio_s_hypotheses():
    got, want = cases.run_search(audio, lumbre), RECORDS[-1]
    assert [tokens for tokens, _ in got] == [tokens for tokens, _ in want] and len({tuple(t) for t, _ in got}) > 3
    np.testing.assert_allclose([score for _, score in got], [score for _, score in want], rtol=1e-5)


def test_wavlm_takes_lengths():
    lumbre.manual_seed(0)
    model = audio.models.wavlm_model(**cases._WAVLM, aux_num_out=None).eval()
    waveforms = lumbre.from_numpy(cases.INPUTS["speech"])
    padded, lengths = model(waveforms, lumbre.from_numpy(cases.INPUTS["speech_lengths"]))
    assert lengths.tolist() == [39, 32]
    quieter = waveforms.clone()
    quieter[1, 340:] = 0
    # A later frame moves nothing before the end of its sequence but by the norm over time, which sees it too.
    alone, _ = model(quieter, lumbre.tensor([400, 333]))
    assert lumbre.allclose(padded[0], alone[0], atol=1e-5) and not lumbre.allclose(padded, model(waveforms)[0], atol=1e-3)


def test_subjective_quality_repeats_a_short_reference():
    from lumbre.audio.models.squim import Predictor, SquimSubjective

    lumbre.manual_seed(0)
    ssl = audio.models.wav2vec2_model(**cases._SPEECH, aux_num_out=None)
    model = SquimSubjective(ssl, lumbre.nn.Linear(8, 4), Predictor(8, 5)).eval()
    speech = lumbre.from_numpy(cases.INPUTS["speech"])
    short = speech[:, :150]
    scores = model(speech, short)
    assert scores.shape == (2,) and ((scores >= 1) & (scores <= 5)).all()
    assert lumbre.equal(scores, model(speech, lumbre.cat([short, short, short], 1)))


def test_sources_are_refused_in_other_shapes():
    with pytest.raises(ValueError, match="3D"):
        audio.models.ConvTasNet(**cases._TASNET)(lumbre.zeros(2, 100))
    model = audio.models.HDemucs(**cases._DEMUCS)
    with pytest.raises(ValueError, match="audio_channels"):
        model(lumbre.zeros(1, 1, 3000))
    with pytest.raises(ValueError, match="size of 6"):
        audio.models.Emformer(**cases._EMFORMER).infer(lumbre.zeros(1, 5, 8), lumbre.tensor([5]))


def tacotron2(**options):
    lumbre.manual_seed(0)
    model = audio.models.Tacotron2(**{**cases.TACOTRON2, **options})
    return model, [lumbre.from_numpy(cases.INPUTS[n]) for n in cases.TEXT + cases.SPEECH]


def test_tacotron2_with_masked_padding_has_gradients_of_the_speech_only():
    model, inputs = tacotron2(mask_padding=True)
    frames, refined, gates, weights = model(*inputs)
    for item, length in enumerate(cases.INPUTS["frame_lengths"]):
        assert (frames[item, :, length:] == 0).all() and (refined[item, :, length:] == 0).all()
        assert (gates[item, length:] == 1000).all() and (gates[item, :length] < 10).all()
    assert lumbre.allclose(weights.sum(2), lumbre.ones(3, 10))
    for item, length in enumerate(cases.INPUTS["token_lengths"]):
        assert (weights[item, :, length:] == 0).all()
    (frames.sum() + gates.sum()).backward(retain_graph=True)
    # Each of the 24 frames that are speech adds 1 to the gradient of the last biases, the blanked ones nothing.
    assert model.decoder.linear_projection.bias.grad.tolist() == [24.0] * 6 and model.decoder.gate_layer.bias.grad.item() == 24.0
    refined.square().sum().backward()
    assert all(p.grad.isfinite().all() for p in model.parameters())


def test_tacotron2_makes_several_frames_in_a_step():
    model, (tokens, lengths, mel, mel_lengths) = tacotron2(n_frames_per_step=2, mask_padding=True)
    frames, refined, gates, weights = model(tokens, lengths, mel, mel_lengths)
    assert frames.shape == refined.shape == (3, 6, 10) and gates.shape == (3, 5) and weights.shape == (3, 5, 7)
    assert ((gates == 1000).sum(1) == lumbre.tensor([2, 0, 1])).all()
    with pytest.raises(RuntimeError):
        model(tokens, lengths, mel[:, :, :9], mel_lengths.clamp(max=9))
    model.decoder.decoder_max_step, model.decoder.gate_threshold = 4, 1.0
    with pytest.warns(UserWarning, match="decoder_max_step"):
        frames, frame_lengths, weights = model.eval().infer(tokens, lengths)
    assert frames.shape == (3, 6, 8) and frame_lengths.tolist() == [8, 8, 8] and weights.shape == (3, 4, 7)


def test_tacotron2_in_evaluation_differs_by_the_seed_alone():
    model, (tokens, lengths, *_) = tacotron2(decoder_max_step=3, gate_threshold=1.0)
    model.eval()
    made = []
    for seed in (1, 1, 2):
        lumbre.manual_seed(seed)
        with pytest.warns(UserWarning, match="decoder_max_step"):
            made.append(model.infer(tokens, lengths)[0])
    assert lumbre.equal(made[0], made[1]) and not lumbre.equal(made[0], made[2])


def test_tacotron2_wants_the_longest_text_first_and_a_frame():
    model, (tokens, lengths, *speech) = tacotron2()
    with pytest.raises(RuntimeError, match="(?i)sorted|decreasing|descending"):
        model(tokens, lengths.flip(0), *speech)
    with pytest.raises(RuntimeError, match="at least one step"):
        model(tokens, lengths, speech[0][:, :, :0], speech[1])


def test_wavernn_makes_as_many_frames_as_it_is_given():
    frames = lumbre.from_numpy(cases.INPUTS["frames"])
    for kernel_size in (1, 4, 5):
        model = audio.models.WaveRNN(**{**cases.WAVERNN, "kernel_size": kernel_size}).eval()
        waveform, lengths = model.infer(frames)
        assert waveform.shape == (3, 1, 80) and lengths is None and not waveform.requires_grad
        levels = (waveform + 1) * 15 / 2
        assert lumbre.allclose(levels, levels.round(), atol=1e-4) and levels.min() >= 0 and levels.max() <= 15.001


def test_wavernn_infers_what_forward_predicts():
    model = audio.models.WaveRNN(**cases.WAVERNN).eval()
    # Levels of certainty: with large logits, the most likely one is drawn, and forward, given the samples, names the same.
    with lumbre.no_grad():
        model.fc3.weight *= 1e4
    frames = lumbre.from_numpy(cases.INPUTS["frames"])
    waveform, _ = model.infer(frames)
    late = lumbre.cat([lumbre.zeros(3, 1, 1), waveform[:, :, :-1]], 2)
    logits = model(late, lumbre.nn.functional.pad(frames, (2, 2)).unsqueeze(1))
    drawn = ((waveform + 1) * 15 / 2).round().long()
    assert (logits.argmax(-1) == drawn).float().mean() > 0.95


def test_wavernn_refuses_what_does_not_fit():
    with pytest.raises(ValueError, match="hop_length"):
        audio.models.WaveRNN(**{**cases.WAVERNN, "hop_length": 9})
    model = audio.models.WaveRNN(**cases.WAVERNN)
    with pytest.raises(ValueError, match="waveform must have one channel, not 2"):
        model(lumbre.zeros(1, 2, 48), lumbre.zeros(1, 1, 6, 10))
    with pytest.raises(ValueError, match="specgram must have one channel, not 2"):
        model(lumbre.zeros(1, 1, 48), lumbre.zeros(1, 2, 6, 10))
