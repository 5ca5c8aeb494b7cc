"""Networks for speech, with the constructors and parameter names of ``torchaudio.models``; what is not here refuses by name."""

from ..._absent import function, kind
from .classic import M5, DeepSpeech, Wav2Letter
from .conformer import Conformer
from .tacotron2 import Tacotron2
from .wav2vec2 import (
    Wav2Vec2Model,
    hubert_base,
    hubert_large,
    hubert_xlarge,
    wav2vec2_base,
    wav2vec2_large,
    wav2vec2_large_lv60k,
    wav2vec2_model,
    wav2vec2_xlsr_1b,
    wav2vec2_xlsr_2b,
    wav2vec2_xlsr_300m,
)
from .wavernn import WaveRNN

_ABSENT_KINDS = (
    "ConvTasNet", "HuBERTPretrainModel", "Emformer", "Hypothesis", "RNNT", "RNNTBeamSearch", "HDemucs",
    "SquimObjective", "SquimSubjective",
)  # fmt: skip
_ABSENT_FUNCTIONS = (
    "conv_tasnet_base", "wavlm_model", "wavlm_base", "wavlm_large", "hubert_pretrain_model", "hubert_pretrain_base",
    "hubert_pretrain_large", "hubert_pretrain_xlarge", "emformer_rnnt_base", "emformer_rnnt_model", "hdemucs_low", "hdemucs_medium",
    "hdemucs_high", "squim_objective_base", "squim_objective_model", "squim_subjective_base", "squim_subjective_model",
)  # fmt: skip
globals().update({name: kind(f"audio.models.{name}") for name in _ABSENT_KINDS})
globals().update({name: function(f"audio.models.{name}") for name in _ABSENT_FUNCTIONS})

__all__ = [
    "M5", "Wav2Letter", "DeepSpeech", "Conformer", "Tacotron2", "WaveRNN", "Wav2Vec2Model", "wav2vec2_model", "wav2vec2_base",
    "wav2vec2_large", "wav2vec2_large_lv60k", "hubert_base", "hubert_large", "hubert_xlarge", "wav2vec2_xlsr_300m", "wav2vec2_xlsr_1b",
    "wav2vec2_xlsr_2b", *_ABSENT_KINDS, *_ABSENT_FUNCTIONS,
]  # fmt: skip
