"""Speech recognition as it is heard, by a transducer that is trained already."""

import json
import math
from dataclasses import dataclass
from functools import partial
from typing import Callable

import lumbre
from lumbre import nn

from .. import models, transforms
from ..utils.download import _download_asset
from ._separation import load_weights

# Waveforms of 16 bits in decibels, as the network's training had them.
_GAIN = 10 ** (0.05 * 2 * 20 * math.log10(32767))


def _loudness(x):
    """The logarithm of the power, a line near silence."""
    x = x * _GAIN
    return lumbre.where(x > math.e, x.log(), x / math.e)


class _Features(nn.Module):
    """A waveform (time,) to normed mel bands (frame, band) and their number (1,)."""

    def __init__(self, mel, stats_path, right_padding):
        super().__init__()
        with open(stats_path) as file:
            stats = json.load(file)
        self.mel, self.right_padding = mel, right_padding
        for name in ("mean", "invstddev"):
            self.register_buffer(name, lumbre.tensor(stats[name]))

    def forward(self, input):
        x = (_loudness(self.mel(input).transpose(1, 0)) - self.mean) * self.invstddev
        x = nn.functional.pad(x, (0, 0, 0, self.right_padding))
        return x, lumbre.tensor([x.shape[0]])


class _Words:
    """Token numbers to text, by a sentencepiece model."""

    def __init__(self, path):
        try:
            import sentencepiece
        except ImportError as error:
            raise RuntimeError("SentencePiece is not available. Please install it.") from error
        self.sp_model = sentencepiece.SentencePieceProcessor(model_file=path)
        self.post_process_remove_list = {self.sp_model.unk_id(), self.sp_model.eos_id(), self.sp_model.pad_id()}

    def __call__(self, tokens, lstrip=True):
        kept = [token for token in tokens[1:] if token not in self.post_process_remove_list]
        text = "".join(self.sp_model.id_to_piece(kept)).replace("\u2581", " ")
        return text.lstrip() if lstrip else text


@dataclass
class RNNTBundle:
    """A transducer with its weights, features and words.

    ``get_feature_extractor()`` or ``get_streaming_feature_extractor()`` make features of a waveform, ``get_decoder()`` gives the
    `models.RNNTBeamSearch` over the network, ``get_token_processor()`` makes text of the best hypothesis' tokens. The properties are the
    sample rate in Hz and the sizes in samples (``n_fft``, ``hop_length``), bands and frames.
    """

    class FeatureExtractor:
        """A waveform (time,) to features (frame, feature) and their length (1,)."""

    class TokenProcessor:
        """Token numbers to text; ``lstrip`` takes the space before it away."""

    _rnnt_path: str
    _rnnt_factory_func: Callable
    _global_stats_path: str
    _sp_model_path: str
    _right_padding: int
    _blank: int
    _sample_rate: int
    _n_fft: int
    _n_mels: int
    _hop_length: int
    _segment_length: int
    _right_context_length: int

    sample_rate = property(lambda self: self._sample_rate)
    n_fft = property(lambda self: self._n_fft)
    n_mels = property(lambda self: self._n_mels)
    hop_length = property(lambda self: self._hop_length)
    segment_length = property(lambda self: self._segment_length)
    right_context_length = property(lambda self: self._right_context_length)

    def get_decoder(self):
        """The beam search over the network with its weights."""
        return models.RNNTBeamSearch(load_weights(self._rnnt_factory_func(), self._rnnt_path), self._blank)

    def _features(self, right_padding):
        mel = transforms.MelSpectrogram(self.sample_rate, self.n_fft, hop_length=self.hop_length, n_mels=self.n_mels)
        return _Extractor(mel, _download_asset(self._global_stats_path), right_padding)

    def get_feature_extractor(self):
        """Features of a whole recording."""
        return self._features(self._right_padding)

    def get_streaming_feature_extractor(self):
        """Features of a piece of a recording."""
        return self._features(0)

    def get_token_processor(self):
        """Tokens to text; needs the package sentencepiece (RuntimeError)."""
        return _Processor(_download_asset(self._sp_model_path))


class _Extractor(_Features, RNNTBundle.FeatureExtractor):
    pass


class _Processor(_Words, RNNTBundle.TokenProcessor):
    pass


EMFORMER_RNNT_BASE_LIBRISPEECH = RNNTBundle(
    _rnnt_path="models/emformer_rnnt_base_librispeech.pt",
    _rnnt_factory_func=partial(models.emformer_rnnt_base, num_symbols=4097),
    _global_stats_path="pipeline-assets/global_stats_rnnt_librispeech.json",
    _sp_model_path="pipeline-assets/spm_bpe_4096_librispeech.model",
    _right_padding=4,
    _blank=4096,
    _sample_rate=16000,
    _n_fft=400,
    _n_mels=80,
    _hop_length=160,
    _segment_length=16,
    _right_context_length=4,
)
