"""Ready-made pipelines: what they know without weights, and weights from the hub's folder under torchaudio's names."""

import json
from urllib.error import URLError

import pytest

import lumbre
from lumbre import audio
from lumbre.audio import pipelines


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The hub's folder, and no network."""

    def unplugged(*args, **kwargs):
        raise URLError("no network")

    monkeypatch.setattr(lumbre.hub, "urlopen", unplugged)
    monkeypatch.setattr(lumbre.hub, "_hub_dir", str(tmp_path))
    return tmp_path


def small(bundle, monkeypatch, **sizes):
    """The bundle with a smaller network."""
    monkeypatch.setattr(bundle, "_params", {**bundle._params, "encoder_num_layers": 1, "encoder_num_heads": 4, "encoder_embed_dim": 32, **sizes})
    return bundle


def test_bundles_know_labels_rates_and_sizes_without_weights(folder):
    bundle = pipelines.WAV2VEC2_ASR_BASE_960H
    assert bundle.sample_rate == 16000 and "".join(bundle.get_labels(blank="_")) == "_|ETAONIHSRDLUMWCFGYPBVK'XJQZ"
    for name in pipelines.__all__:
        found = getattr(pipelines, name)
        if isinstance(found, pipelines.Wav2Vec2ASRBundle):
            assert len(set(found._labels)) == len(found._labels) == found._params["aux_num_out"] - 1
    assert pipelines.EMFORMER_RNNT_BASE_LIBRISPEECH.hop_length == 160 and pipelines.HDEMUCS_HIGH_MUSDB.sample_rate == 44100
    for ask in (bundle.get_model, pipelines.SQUIM_OBJECTIVE.get_model, pipelines.TACOTRON2_WAVERNN_CHAR_LJSPEECH.get_tacotron2):
        with pytest.raises(URLError, match="(?s)cannot be reached.*Offline"):
            ask()


def test_recognisers_load_weights_without_the_dictionary_s_extra_classes(folder, monkeypatch):
    bundle = small(pipelines.WAV2VEC2_ASR_BASE_960H, monkeypatch)
    lumbre.manual_seed(0)
    model = audio.models.wav2vec2_model(**bundle._params).eval()
    state = model.state_dict()
    for key in ("aux.weight", "aux.bias"):
        state[key] = lumbre.cat([state[key][:1], lumbre.full((3, *state[key].shape[1:]), 9.0), state[key][1:]])
    (folder / "checkpoints").mkdir()
    lumbre.save(state, folder / "checkpoints" / "wav2vec2_fairseq_base_ls960_asr_ls960.pth")
    waveform = lumbre.randn(1, 2000)
    assert lumbre.equal(bundle.get_model()(waveform)[0], model(waveform)[0])


def test_alignment_finds_every_letter(folder, monkeypatch):
    bundle = small(pipelines.MMS_FA, monkeypatch)
    model = audio.models.wav2vec2_model(**{**bundle._params, "aux_num_out": 31})
    (folder / "checkpoints").mkdir()
    lumbre.save(model.state_dict(), folder / "checkpoints" / "model.pt")
    emission, _ = bundle.get_model()(lumbre.randn(1, 8000))
    assert emission.shape[2] == len(bundle.get_dict()) == 29
    assert lumbre.allclose(emission[..., :-1].exp().sum(-1), lumbre.ones(1, 24)) and (emission[..., -1] == 0).all()
    tokens = bundle.get_tokenizer()(["no", "n*"])
    assert tokens == [[4, 5], [4, 28]]
    spans = bundle.get_aligner()(emission[0].detach(), tokens)
    assert [[s.token for s in word] for word in spans] == tokens
    flat = [s for word in spans for s in word]
    assert all(a.end <= b.start for a, b in zip(flat, flat[1:])) and all(0 < s.score <= 1 for s in flat)


def test_separation_and_quality_load_weights(folder):
    (folder / "torchaudio" / "models").mkdir(parents=True)
    lumbre.manual_seed(0)
    for name, model, bundle, shape in (
        ("conv_tasnet_base_libri2mix.pt", audio.models.conv_tasnet_base(), pipelines.CONVTASNET_BASE_LIBRI2MIX, (1, 1, 400)),
        ("squim_objective_dns2020.pth", audio.models.squim_objective_base(), pipelines.SQUIM_OBJECTIVE, (1, 4000)),
    ):
        lumbre.save(model.state_dict(), folder / "torchaudio" / "models" / name)
        x, loaded = lumbre.randn(shape), bundle.get_model()
        assert not loaded.training
        for mine, theirs in zip(model.eval()(x), loaded(x)):
            assert lumbre.equal(mine, theirs)


def test_transducer_s_features_are_normed_logarithms(folder):
    (folder / "torchaudio" / "pipeline-assets").mkdir(parents=True)
    stats = {"mean": [0.5] * 80, "invstddev": [2.0] * 80}
    (folder / "torchaudio" / "pipeline-assets" / "global_stats_rnnt_librispeech.json").write_text(json.dumps(stats))
    bundle = pipelines.EMFORMER_RNNT_BASE_LIBRISPEECH
    waveform = lumbre.sin(lumbre.arange(3200) / 5)
    whole, length = bundle.get_feature_extractor()(waveform)
    piece, _ = bundle.get_streaming_feature_extractor()(waveform)
    assert whole.shape == (25, 80) and length.tolist() == [25] and (whole[21:] == 0).all() and lumbre.equal(whole[:21], piece)
    power = audio.transforms.MelSpectrogram(16000, 400, n_mels=80, hop_length=160)(waveform).T * 32767**2
    # The loudest band of each frame is far above e, where the scale is the logarithm.
    assert lumbre.allclose(piece.max(1).values, (power.max(1).values.log() - 0.5) * 2, atol=1e-4)


def test_text_becomes_letters_and_spectrograms_waveforms():
    processor = pipelines.TACOTRON2_GRIFFINLIM_CHAR_LJSPEECH.get_text_processor()
    numbers, lengths = processor(["Hi, é you", "A"])
    assert [processor.tokens[i] for i in numbers[0]] == list("hi,  you") and lengths.tolist() == [8, 1] and numbers[1].tolist() == [12] + [0] * 7
    from lumbre.audio.pipelines._tts import _PHONES, _WAVERNN, _WaveRNNVocoder

    assert len(_PHONES) == 96 and _PHONES[12:16] == ("AA", "AA0", "AA1", "AA2") and _PHONES[-1] == "ZH"
    lumbre.manual_seed(0)
    vocoder = _WaveRNNVocoder(audio.models.WaveRNN(**{**_WAVERNN, "n_rnn": 8, "n_fc": 8, "n_res_block": 1, "n_hidden": 8, "n_output": 8}).eval())
    waveform, lengths = vocoder(lumbre.randn(1, 80, 2), lumbre.tensor([2]))
    assert waveform.shape == (1, 550) and waveform.abs().max() <= 1 and lengths.tolist() == [550] and vocoder.sample_rate == 22050


def test_assets_are_checked_and_kept(folder):
    (folder / "torchaudio").mkdir()
    (folder / "torchaudio" / "a.txt").write_bytes(b"abc")
    right = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert audio.utils.download_asset("a.txt", hash=right) == str(folder / "torchaudio" / "a.txt")
    with pytest.raises(ValueError, match="hash"):
        audio.utils.download_asset("a.txt", hash="0" * 64)
    with pytest.raises(URLError, match="torchaudio/b.txt"):
        audio.utils.download_asset("b.txt")
