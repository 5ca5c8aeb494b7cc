"""Calls of torchaudio that are tried on both sides: `tests/record/audio.py` records the answers, `test_reference.py` compares."""

import numpy as np

rng = np.random.default_rng(7)
T = np.arange(1600) / 16000
WAVE = (0.4 * np.sin(2 * np.pi * 440 * T) + 0.2 * np.sin(2 * np.pi * np.array([[1000.0], [1700.0]]) * T)).astype(np.float32)
WAVE += 0.05 * rng.standard_normal(WAVE.shape).astype(np.float32)
INPUTS = {
    "wave": WAVE,
    "wide": WAVE.astype(np.float64),
    "quiet": 0.3 * WAVE.astype(np.float64),
    "short": rng.standard_normal((2, 100)).astype(np.float32),
    "loud": 20000 * WAVE,
    "long": np.tile(WAVE, 5),
    "power": rng.random((2, 33, 20)).astype(np.float32) + 0.1,
    "mel": rng.random((1, 5, 5)).astype(np.float32) + 0.1,
    "complex": (rng.standard_normal((2, 33, 20)) + 1j * rng.standard_normal((2, 33, 20))).astype(np.complex64),
    "codes": np.arange(256),
    "a": np.array([1.1, -0.5, 0.3, 0.05]),
    "b": np.array([0.4, 0.2, -0.1, 0.3]),
    "snr": np.array([3.0, 10.0], np.float32),
    "noise": rng.standard_normal(WAVE.shape).astype(np.float32),
    "logits": rng.standard_normal((2, 7, 4, 5)).astype(np.float32),
    "targets": np.array([[1, 2, 3], [2, 1, 0]], np.int32),
    "times": np.array([7, 5], np.int32),
    "lengths": np.array([3, 2], np.int32),
    "tokens": rng.integers(0, 9, (3, 7)),
    "token_lengths": np.array([7, 5, 2]),
    "frames": rng.standard_normal((3, 6, 10)).astype(np.float32),
    "frame_lengths": np.array([6, 10, 8]),
    "samples": rng.uniform(-1, 1, (3, 1, 48)).astype(np.float32),
    "one_channel": rng.standard_normal((3, 1, 6, 10)).astype(np.float32),
}
_more = np.random.default_rng(8)
INPUTS.update(
    speech=_more.standard_normal((2, 400)).astype(np.float32),
    speech_lengths=np.array([400, 333]),
    clusters=_more.integers(0, 7, (2, 39)),
    mixture=_more.standard_normal((2, 1, 123)).astype(np.float32),
    music=_more.standard_normal((1, 2, 2311)).astype(np.float32),
    features=3 * _more.standard_normal((2, 28, 6)).astype(np.float32),
    features8=_more.standard_normal((2, 26, 8)).astype(np.float32),
    feature_lengths=np.array([24, 20]),
    symbols=_more.integers(0, 9, (2, 5)),
    symbol_lengths=np.array([5, 3]),
    segment=_more.standard_normal((2, 6, 8)).astype(np.float32),
    segment_lengths=np.array([6, 5]),
)
SMALL = dict(n_fft=64, hop_length=16)


def _t(name, inputs, **kw):
    return "transforms." + name, inputs, (), kw


def _f(name, inputs, *args, **kw):
    return "functional." + name, inputs, args, kw


def _k(name, **kw):
    return "compliance.kaldi." + name, ("loud",), (), kw


CASES = [
    *(_t("Spectrogram", ("wave",), **SMALL, **kw) for kw in ({}, {"power": 1.0}, {"power": None}, {"normalized": True}, {"normalized": "frame_length"})),
    _t("Spectrogram", ("wave",), n_fft=64, win_length=50, pad=5, center=False, onesided=False),
    _t("InverseSpectrogram", ("complex",), n_fft=64, hop_length=16, normalized=True),
    _t("GriffinLim", ("power",), n_fft=64, hop_length=16, n_iter=1, rand_init=False),
    _t("MelSpectrogram", ("wave",), **SMALL, n_mels=10),
    _t("MelSpectrogram", ("wave",), **SMALL, n_mels=8, f_min=50.0, f_max=7000.0, norm="slaney", mel_scale="slaney"),
    _t("MFCC", ("wave",), n_mfcc=6, melkwargs={**SMALL, "n_mels": 10}),
    _t("MFCC", ("wave",), n_mfcc=6, log_mels=True, norm=None, melkwargs={**SMALL, "n_mels": 10}),
    _t("LFCC", ("wave",), n_filter=10, n_lfcc=6, speckwargs=SMALL),
    _t("InverseMelScale", ("mel",), n_stft=33, n_mels=5),
    _t("AmplitudeToDB", ("power",), top_db=6.0),
    _t("AmplitudeToDB", ("power",), stype="magnitude"),
    _f("DB_to_amplitude", ("power",), 2.0, 0.5),
    _f("create_dct", (), 5, 8, "ortho"),
    _f("linear_fbanks", (), 33, 0.0, 8000.0, 6, 16000),
    _f("mu_law_encoding", ("wave",), 256),
    _f("mu_law_decoding", ("codes",), 256),
    *(_t("Resample", ("wave",), orig_freq=o, new_freq=n, resampling_method=m)
      for o, n in ((16000, 11025), (3, 4)) for m in ("sinc_interp_hann", "sinc_interp_kaiser")),
    _f("resample", ("wide",), 16000, 8000, lowpass_filter_width=10, rolloff=0.9),
    _t("Speed", ("wave",), orig_freq=16000, factor=1.1),
    _t("PitchShift", ("wave",), sample_rate=16000, n_steps=12, n_fft=64),
    _t("TimeStretch", ("complex",), hop_length=16, n_freq=33, fixed_rate=1.3),
    _t("FrequencyMasking", ("power",), freq_mask_param=10),
    _t("TimeMasking", ("power",), time_mask_param=10, iid_masks=True, p=0.5),
    _t("SpecAugment", ("power",), n_time_masks=2, time_mask_param=5, n_freq_masks=2, freq_mask_param=9),
    *(_t("Fade", ("wave",), fade_in_len=100, fade_out_len=300, fade_shape=s)
      for s in ("linear", "exponential", "logarithmic", "quarter_sine", "half_sine")),
    _t("Vol", ("wave",), gain=-3.0, gain_type="db"),
    _t("Loudness", ("long",), sample_rate=16000),
    _t("Deemphasis", ("quiet",)),
    _t("Preemphasis", ("wave",)),
    _t("ComputeDeltas", ("power",), win_length=7),
    _t("SlidingWindowCmn", ("power",), cmn_window=9, min_cmn_window=4),
    _t("SlidingWindowCmn", ("power",), cmn_window=9, center=True, norm_vars=True),
    _t("SpectralCentroid", ("wave",), sample_rate=16000, **SMALL),
    *(_t(n, ("wave", "short"), mode=m) for n in ("Convolve", "FFTConvolve") for m in ("full", "valid", "same")),
    _t("AddNoise", ("wave", "noise", "snr")),
    *(_f(n + "_biquad", ("quiet",), 44100, 3000.0) for n in ("allpass", "band", "bandpass", "bandreject", "highpass", "lowpass")),
    _f("bandpass_biquad", ("quiet",), 44100, 3000.0, 0.9, True),
    _f("band_biquad", ("quiet",), 44100, 3000.0, 0.9, True),
    _f("bass_biquad", ("quiet",), 44100, 6.0),
    _f("treble_biquad", ("quiet",), 44100, 6.0),
    _f("equalizer_biquad", ("quiet",), 44100, 2000.0, 6.0),
    _f("riaa_biquad", ("quiet",), 48000),
    _f("deemph_biquad", ("quiet",), 44100),
    _f("lfilter", ("wide", "a", "b"), False),
    _f("filtfilt", ("wide", "a", "b")),
    _f("dcshift", ("wave",), 0.3),
    _f("overdrive", ("wave",)),
    _f("contrast", ("wave",)),
    _f("phaser", ("wave",), 16000),
    _f("phaser", ("wave",), 16000, decay=0.2, mod_speed=20.0, sinusoidal=False),
    _f("flanger", ("wave",), 16000),
    _f("flanger", ("wave",), 16000, 0.5, 3.0, 30.0, 80.0, 20.0, 50.0, "triangular", "quadratic"),
    _f("dither", ("wave",)),
    _f("dither", ("wave",), "RPDF", True),
    _f("detect_pitch_frequency", ("long",), 16000),
    _f("vad", ("long",), 16000, trigger_level=1.0),
    _f("rnnt_loss", ("logits", "targets", "times", "lengths")),
    _f("rnnt_loss", ("logits", "targets", "times", "lengths"), blank=0, clamp=0.05, reduction="sum"),
    _f("gain", ("wave",), 3.0),
    *(_k("fbank", **kw) for kw in ({}, {"use_energy": True, "htk_compat": True, "raw_energy": False},
      {"window_type": "hanning", "snip_edges": False, "num_mel_bins": 30}, {"window_type": "blackman", "vtln_warp": 1.1})),
    _k("mfcc", use_energy=True, subtract_mean=True),
    _k("mfcc", htk_compat=True, num_ceps=8, window_type="hamming"),
    _k("spectrogram", window_type="rectangular"),
]  # fmt: skip
TACOTRON2 = dict(
    n_mels=6, n_symbol=9, symbol_embedding_dim=8, encoder_embedding_dim=8, encoder_n_convolution=2, encoder_kernel_size=3,
    decoder_rnn_dim=10, attention_rnn_dim=12, attention_hidden_dim=5, attention_location_n_filter=3,
    attention_location_kernel_size=5, prenet_dim=7, postnet_n_convolution=3, postnet_embedding_dim=11,
)  # fmt: skip
WAVERNN = dict(upsample_scales=[2, 4], n_classes=16, hop_length=8, n_res_block=2, n_rnn=9, n_fc=7, n_freq=6, n_hidden=10, n_output=12)
TEXT, SPEECH = ("tokens", "token_lengths"), ("frames", "frame_lengths")
_SPEECH = dict(
    extractor_mode="group_norm", extractor_conv_layer_config=[(8, 10, 5), (8, 3, 2)], extractor_conv_bias=False, encoder_embed_dim=8,
    encoder_projection_dropout=0.1, encoder_pos_conv_kernel=4, encoder_pos_conv_groups=2, encoder_num_layers=2, encoder_num_heads=2,
    encoder_attention_dropout=0.0, encoder_ff_interm_features=6, encoder_ff_interm_dropout=0.1, encoder_dropout=0.1,
    encoder_layer_norm_first=False, encoder_layer_drop=0.1,
)  # fmt: skip
_WAVLM = dict(_SPEECH, encoder_num_buckets=16, encoder_max_distance=20)
_HUBERT = dict(
    _SPEECH, mask_prob=0.6, mask_selection="uniform", mask_other=1.0, mask_length=4, no_mask_overlap=True, mask_min_space=1,
    mask_channel_prob=0.3, mask_channel_selection="static", mask_channel_other=0.0, mask_channel_length=2,
    no_mask_channel_overlap=False, mask_channel_min_space=1, skip_masked=False, skip_nomask=False, num_classes=7, final_dim=6,
    feature_grad_mult=0.1,
)  # fmt: skip
RNNT = dict(
    input_dim=6, encoding_dim=8, num_symbols=9, segment_length=8, right_context_length=4, time_reduction_input_dim=4,
    time_reduction_stride=2, transformer_num_heads=2, transformer_ffn_dim=10, transformer_num_layers=2, transformer_dropout=0.1,
    transformer_activation="gelu", transformer_left_context_length=4, transformer_max_memory_size=1,
    transformer_weight_init_scale_strategy="depthwise", transformer_tanh_on_mem=True, symbol_embedding_dim=7, num_lstm_layers=2,
    lstm_layer_norm=True, lstm_layer_norm_epsilon=1e-3, lstm_dropout=0.1,
)  # fmt: skip
_EMFORMER = dict(input_dim=8, num_heads=2, ffn_dim=10, num_layers=2, segment_length=4, left_context_length=3, right_context_length=2)
_TASNET = dict(enc_kernel_size=9, enc_num_feats=8, msk_num_feats=6, msk_num_hidden_feats=7, msk_num_layers=2, msk_num_stacks=2)
_SQUIM = dict(feat_dim=6, win_len=16, d_model=8, nhead=2, hidden_dim=5, num_blocks=1, rnn_type="LSTM", chunk_size=7)
_DEMUCS = dict(sources=["a", "b"], channels=4, nfft=1024, depth=5, dconv_depth=1, norm_starts=3)
# Name, arguments, in training or not, method, inputs.
NETWORKS = [
    ("Tacotron2", TACOTRON2, True, "forward", TEXT + SPEECH),
    ("Tacotron2", dict(TACOTRON2, attention_dropout=0.0, decoder_dropout=0.0), False, "forward", TEXT + SPEECH),
    ("Tacotron2", dict(TACOTRON2, mask_padding=True), False, "forward", TEXT + SPEECH),
    # Much dropout, so that the three sentences end at different steps.
    ("Tacotron2", dict(TACOTRON2, decoder_dropout=0.6, attention_dropout=0.6, gate_threshold=0.49), True, "infer", TEXT),
    ("Tacotron2", dict(TACOTRON2, decoder_early_stopping=False, decoder_max_step=9), False, "infer", TEXT[:1]),
    ("WaveRNN", WAVERNN, True, "forward", ("samples", "one_channel")),
    ("WaveRNN", WAVERNN, False, "infer", SPEECH),
    ("wav2vec2_model", dict(_SPEECH, aux_num_out=5), True, "forward", ("speech", "speech_lengths")),
    ("wavlm_model", dict(_WAVLM, aux_num_out=5, encoder_layer_norm_first=True), True, "forward", ("speech",)),
    ("hubert_pretrain_model", _HUBERT, True, "forward", ("speech", "clusters", "speech_lengths")),
    ("ConvTasNet", _TASNET, True, "forward", ("mixture",)),
    ("Emformer", dict(_EMFORMER, max_memory_size=2, weight_init_scale_strategy="constant"), True, "forward", ("features8", "feature_lengths")),
    ("Emformer", _EMFORMER, False, "infer", ("segment", "segment_lengths")),
    ("emformer_rnnt_model", RNNT, True, "forward", ("features", "feature_lengths", "symbols", "symbol_lengths")),
    ("squim_objective_model", _SQUIM, True, "forward", ("speech",)),
    ("HDemucs", _DEMUCS, True, "forward", ("music",)),
]  # fmt: skip
# Functions whose gradient torchaudio does not give, or gives as noise.
NO_GRAD = ("SlidingWindowCmn", "dither", "overdrive", "InverseMelScale", "detect_pitch_frequency", "vad", "mu_law_encoding")


def summary(x):
    """Shape, dtype and some values of an array."""
    flat = np.asarray(x).reshape(-1)
    if flat.dtype.kind == "c":
        flat = np.stack([flat.real, flat.imag], -1).reshape(-1)
    at = np.linspace(0, max(flat.size - 1, 0), min(12, flat.size)).astype(int)
    scale = float(np.abs(flat).max()) if flat.size else 0.0
    return {"shape": list(np.shape(x)), "dtype": str(np.asarray(x).dtype), "scale": scale, "values": [float(v) for v in flat[at]]}


def run(audio, torch, case):
    """The summaries of a case's first result and of the gradients of its float inputs."""
    path, names, args, kw = case
    target = audio
    for part in path.split("."):
        target = getattr(target, part)
    inputs = [torch.from_numpy(INPUTS[n].copy()) for n in names]
    differentiable = not path.endswith(NO_GRAD)
    for x in inputs:
        if differentiable and (x.is_floating_point() or x.is_complex()):
            x.requires_grad_()
    torch.manual_seed(3)
    made = target(*args, **kw)(*inputs) if path.startswith("transforms.") else target(*inputs, *args, **kw)
    out = made[0] if isinstance(made, tuple) else made
    record = {"out": summary(out.detach().resolve_conj().numpy()), "grads": []}
    if differentiable and out.requires_grad:
        size = (out.abs() if out.is_complex() else out).reshape(-1)
        (size * torch.linspace(-1, 1, size.numel(), dtype=size.dtype)).sum().backward()
        record["grads"] = [summary(x.grad.resolve_conj().numpy()) for x in inputs if x.grad is not None]
    return record


def flat(value):
    """The leaves of nested lists and tuples."""
    return [leaf for item in value for leaf in flat(item)] if isinstance(value, (list, tuple)) else [value]


def run_search(audio, torch):
    """Tokens and scores that a beam search over a transducer finds, for a whole recording and for its segments one by one."""
    torch.manual_seed(0)
    model = audio.models.emformer_rnnt_model(**RNNT).eval()
    search = audio.models.RNNTBeamSearch(model, blank=8, step_max_tokens=3)
    features = torch.from_numpy(INPUTS["features"][0])
    with torch.no_grad():
        model.joiner.linear.weight *= 3
        whole = search(features, torch.tensor(24), 4)
        state = found = None
        for start in range(0, 24, 8):
            found, state = search.infer(features[start : start + 12], torch.tensor([12]), 3, state, found)
    return [[h[0], h[3]] for h in (*whole, *found)]


def run_network(audio, torch, case):
    """Names and shapes of the state, the initial weights, the outputs and the gradients, all from seeds."""
    name, arguments, training, method, names = case
    torch.manual_seed(0)
    model = getattr(audio.models, name)(**arguments).train(training)
    state = {n: list(v.shape) for n, v in model.state_dict().items()}
    initial = [float(p.detach().double().norm()) for p in model.parameters()]
    inputs = [torch.from_numpy(INPUTS[n].copy()) for n in names]
    for x in inputs:
        x.requires_grad_(x.is_floating_point())
    torch.manual_seed(1)
    outs = [x for x in flat(getattr(model, method)(*inputs)) if x is not None]
    record = {"state": state, "initial": initial, "outs": [summary(x.detach().nan_to_num(neginf=-1e9).numpy()) for x in outs], "grads": []}
    # torchaudio's mask_padding writes over values that its own gradient needs.
    if method == "forward" and not arguments.get("mask_padding"):
        outs = [x.masked_fill(~x.isfinite(), 0.0) for x in outs if x.requires_grad]
        sum((x * torch.linspace(-1, 1, x.numel()).reshape(x.shape)).sum() for x in outs).backward()
        leaves = (*[x for x in inputs if x.requires_grad], *model.parameters())
        record["grads"] = [summary(np.zeros(0) if p.grad is None else p.grad.numpy()) for p in leaves]
    record["after"] = [summary(b.numpy()) for b in model.buffers()]
    return record
