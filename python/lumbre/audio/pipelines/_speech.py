"""wav2vec 2.0, HuBERT and WavLM with their weights: features of speech, recognition, alignment."""

from dataclasses import dataclass
from typing import Any, Dict, Tuple

import lumbre
from lumbre import hub, nn

from .. import functional, models

_FACTORIES = {"Wav2Vec2": models.wav2vec2_model, "WavLM": models.wavlm_model}
_URL = "https://download.pytorch.org/torchaudio/models/"


class _Adapted(nn.Module):
    """A `Wav2Vec2Model` with what its training had around it: normed waveforms, log-probabilities, a label for anything ("star")."""

    def __init__(self, model, normalize_waveform, apply_log_softmax=False, append_star=False):
        super().__init__()
        self.model, self.normalize_waveform = model, normalize_waveform
        self.apply_log_softmax, self.append_star = apply_log_softmax, append_star

    def _normed(self, waveforms):
        return nn.functional.layer_norm(waveforms, waveforms.shape) if self.normalize_waveform else waveforms

    def forward(self, waveforms, lengths=None):
        x, lengths = self.model(self._normed(waveforms), lengths)
        if self.apply_log_softmax:
            x = x.log_softmax(-1)
        return nn.functional.pad(x, (0, 1)) if self.append_star else x, lengths

    def extract_features(self, waveforms, lengths=None, num_layers=None):
        return self.model.extract_features(self._normed(waveforms), lengths, num_layers)


@dataclass
class Wav2Vec2Bundle:
    """A network over raw speech with its weights: ``get_model()`` and ``sample_rate`` (Hz)."""

    _path: str
    _params: Dict[str, Any]
    _sample_rate: float
    _normalize_waveform: bool
    _model_type: str

    @property
    def sample_rate(self):
        return self._sample_rate

    def _get_state_dict(self, dl_kwargs):
        url = self._path if self._path.startswith("https") else _URL + self._path
        return hub.load_state_dict_from_url(url, **(dl_kwargs or {}))

    def _network(self, dl_kwargs):
        model = _FACTORIES[self._model_type](**self._params)
        model.load_state_dict(self._get_state_dict(dl_kwargs))
        return model

    def get_model(self, *, dl_kwargs=None):
        """The network with its weights, in evaluation; ``dl_kwargs`` go to `hub.load_state_dict_from_url`."""
        model = self._network(dl_kwargs)
        return (_Adapted(model, True) if self._normalize_waveform else model).eval()


@dataclass
class Wav2Vec2ASRBundle(Wav2Vec2Bundle):
    """A network that names the letter of each frame: as `Wav2Vec2Bundle`, with ``get_labels()``."""

    _labels: Tuple[str, ...]
    _remove_aux_axis: Tuple[int, ...] = (1, 2, 3)

    def get_labels(self, *, blank="-"):
        """The classes in their order: ``blank``, the space ("|") and the letters."""
        return (blank, *self._labels)

    def _get_state_dict(self, dl_kwargs):
        state = super()._get_state_dict(dl_kwargs)
        # Classes of fairseq's dictionary that no speech was ever labelled with.
        for key in ("aux.weight", "aux.bias") if self._remove_aux_axis else ():
            kept = [i for i in range(len(state[key])) if i not in self._remove_aux_axis]
            state[key] = state[key][kept]
        return state


class _Tokenizer:
    def __init__(self, dictionary):
        self.dictionary = dictionary

    def __call__(self, transcript):
        return [[self.dictionary[letter] for letter in word] for word in transcript]


class _Aligner:
    def __init__(self, blank):
        self.blank = blank

    def __call__(self, emission, tokens):
        if emission.ndim != 2:
            raise ValueError(f"The input emission must be 2D. Found: {emission.shape}")
        flat = lumbre.tensor([[token for word in tokens for token in word]], dtype=lumbre.int32, device=emission.device)
        path, scores = functional.forced_align(emission.unsqueeze(0), flat, blank=self.blank)
        spans = iter(functional.merge_tokens(path[0], scores[0].exp()))
        return [[next(spans) for _ in word] for word in tokens]


@dataclass
class Wav2Vec2FABundle(Wav2Vec2ASRBundle):
    """A network that finds where the letters of a transcript are spoken.

    ``get_model()`` gives log-probabilities, ``get_tokenizer()`` makes numbers of words, ``get_aligner()`` finds them.
    """

    class Tokenizer(_Tokenizer):
        """A list of words, in the labels' letters, to a list of numbers for each."""

    class Aligner(_Aligner):
        """Log-probabilities (time, label) and a `Tokenizer`'s lists to a `functional.TokenSpan` for each number."""

    def get_labels(self, star="*", blank="-"):
        """The classes in their order: ``blank``, the letters, and ``star`` for anything (left out where None)."""
        labels = super().get_labels(blank=blank)
        return labels if star is None else (*labels, star)

    def get_model(self, with_star=True, *, dl_kwargs=None):
        """The network with its weights, in evaluation; ``with_star`` adds a class that costs nothing."""
        return _Adapted(self._network(dl_kwargs), self._normalize_waveform, True, with_star).eval()

    def get_dict(self, star="*", blank="-"):
        """The number of each label of `get_labels`."""
        return {label: i for i, label in enumerate(self.get_labels(star=star, blank=blank))}

    def get_tokenizer(self):
        """Words to numbers."""
        return self.Tokenizer(self.get_dict())

    def get_aligner(self):
        """Numbers to their times."""
        return self.Aligner(blank=0)


_EN = tuple("|ETAONIHSRDLUMWCFGYPBVK'XJQZ")
# Width, layers, heads, inner width.
_BASE, _LARGE, _XL, _XXL = (768, 12, 12, 3072), (1024, 24, 16, 4096), (1280, 48, 16, 5120), (1920, 48, 16, 7680)
# Dropout of the projection, attention, inner layer and blocks, and of whole layers.
_W2V, _W2V_LARGE, _LV60K = (0.1, 0.1, 0.0, 0.1, 0.05), (0.1, 0.1, 0.0, 0.0, 0.2), (0.1, 0.1, 0.0, 0.0, 0.0)
_NONE, _TUNED, _XLSR = (0.0,) * 5, (0.0, 0.0, 0.1, 0.0, 0.1), (0.1, 0.0, 0.0, 0.0, 0.0)


def _params(size, drops, normed, bias, labels, buckets=None):
    """The arguments of the network; those with norms in every convolution norm first in the transformer too."""
    width, layers, heads, inner = size
    projection, attention, interm, dropout, layer_drop = drops
    distances = {} if buckets is None else {"encoder_max_distance": 800, "encoder_num_buckets": buckets}
    return {
        "extractor_mode": "layer_norm" if normed else "group_norm",
        "extractor_conv_layer_config": [(512, 10, 5)] + [(512, 3, 2)] * 4 + [(512, 2, 2)] * 2,
        "extractor_conv_bias": bias,
        "encoder_embed_dim": width,
        "encoder_projection_dropout": projection,
        "encoder_pos_conv_kernel": 128,
        "encoder_pos_conv_groups": 16,
        "encoder_num_layers": layers,
        "encoder_num_heads": heads,
        **distances,
        "encoder_attention_dropout": attention,
        "encoder_ff_interm_features": inner,
        "encoder_ff_interm_dropout": interm,
        "encoder_dropout": dropout,
        "encoder_layer_norm_first": normed,
        "encoder_layer_drop": layer_drop,
        "aux_num_out": None if labels is None else len(labels) + 1,
    }


def _bundle(path, size, drops, normed=False, bias=False, labels=None, remove=(1, 2, 3), kind=Wav2Vec2ASRBundle, buckets=None):
    model_type = "Wav2Vec2" if buckets is None else "WavLM"
    shared = (path, _params(size, drops, normed, bias, labels, buckets), 16000, normed, model_type)
    return Wav2Vec2Bundle(*shared) if labels is None else kind(*shared, labels, remove)


def _voxpopuli(language, letters, remove):
    return _bundle(f"wav2vec2_voxpopuli_base_10k_asr_{language}.pt", _BASE, _TUNED, labels=tuple(letters), remove=remove)


_TRAINED = {
    "BASE": ("base_ls960", _BASE, _W2V, False),
    "LARGE": ("large_ls960", _LARGE, _W2V_LARGE, False),
    "LARGE_LV60K": ("large_lv60k", _LARGE, _LV60K, True),
}
_HOURS = {"10M": "ll10m", "100H": "ls100", "960H": "ls960"}
BUNDLES = {f"WAV2VEC2_{name}": _bundle(f"wav2vec2_fairseq_{path}.pth", size, drops, n, n) for name, (path, size, drops, n) in _TRAINED.items()}
BUNDLES.update(
    {
        f"WAV2VEC2_ASR_{name}_{hours}": _bundle(f"wav2vec2_fairseq_{path}_asr_{file}.pth", size, drops, n, n, _EN)
        for name, (path, size, drops, n) in _TRAINED.items()
        for hours, file in _HOURS.items()
    }
)
_FA = _bundle(
    "https://dl.fbaipublicfiles.com/mms/torchaudio/ctc_alignment_mling_uroman/model.pt",
    _LARGE,
    _TUNED,
    True,
    True,
    tuple("aienoutsrmkldghybpwcvjzf'qx"),
    kind=Wav2Vec2FABundle,
)
BUNDLES.update(
    WAV2VEC2_XLSR53=_bundle("wav2vec2_fairseq_large_xlsr53.pth", _LARGE, _NONE, True, True),
    WAV2VEC2_XLSR_300M=_bundle("wav2vec2_xlsr_300m.pth", _LARGE, _NONE, True, True),
    WAV2VEC2_XLSR_1B=_bundle("wav2vec2_xlsr_1b.pth", _XL, _XLSR, True, True),
    WAV2VEC2_XLSR_2B=_bundle("wav2vec2_xlsr_2b.pth", _XXL, _XLSR, True, True),
    VOXPOPULI_ASR_BASE_10K_EN=_voxpopuli("en", "|etoiansrhldcumpfgwybvkxjqz", (1, 2, 3, 31)),
    VOXPOPULI_ASR_BASE_10K_ES=_voxpopuli("es", "|eaosnrildctupmbqygvhófíájzñéxúkwü", (1, 2, 3, 35)),
    VOXPOPULI_ASR_BASE_10K_DE=_voxpopuli("de", "|enirstadhulgcmobwfkzpvüäöjßyxq", (1, 2, 3, 35)),
    VOXPOPULI_ASR_BASE_10K_FR=_voxpopuli("fr", "|esnitraouldcpmévqfgbhxàjèyêzôkçœûùîâwïëüæ", (1, 2, 3)),
    VOXPOPULI_ASR_BASE_10K_IT=_voxpopuli("it", "|eiaontrlscdupmgvhzfbqàèùéòìkyxwjóíï", (1, 2, 3)),
    HUBERT_BASE=_bundle("hubert_fairseq_base_ls960.pth", _BASE, _W2V),
    HUBERT_LARGE=_bundle("hubert_fairseq_large_ll60k.pth", _LARGE, _NONE, True),
    HUBERT_XLARGE=_bundle("hubert_fairseq_xlarge_ll60k.pth", _XL, _NONE, True),
    HUBERT_ASR_LARGE=_bundle("hubert_fairseq_large_ll60k_asr_ls960.pth", _LARGE, _TUNED, True, labels=_EN),
    HUBERT_ASR_XLARGE=_bundle("hubert_fairseq_xlarge_ll60k_asr_ls960.pth", _XL, _TUNED, True, labels=_EN),
    MMS_FA=_FA,
    WAVLM_BASE=_bundle("wavlm_base.pth", _BASE, _W2V, buckets=320),
    WAVLM_BASE_PLUS=_bundle("wavlm_base_plus.pth", _BASE, _W2V, buckets=320),
    WAVLM_LARGE=_bundle("wavlm_large.pth", _LARGE, _W2V, True, buckets=320),
)
