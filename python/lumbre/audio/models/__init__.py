"""Networks for speech and music, with the constructors and parameter names of ``torchaudio.models``."""

from . import decoder
from ._hdemucs import HDemucs, hdemucs_high, hdemucs_low, hdemucs_medium
from .classic import M5, DeepSpeech, Wav2Letter
from .conformer import Conformer
from .conv_tasnet import ConvTasNet, conv_tasnet_base
from .emformer import Emformer
from .rnnt import RNNT, emformer_rnnt_base, emformer_rnnt_model
from .rnnt_decoder import Hypothesis, RNNTBeamSearch
from .squim import (
    SquimObjective,
    SquimSubjective,
    squim_objective_base,
    squim_objective_model,
    squim_subjective_base,
    squim_subjective_model,
)
from .tacotron2 import Tacotron2
from .wav2vec2 import (
    HuBERTPretrainModel,
    Wav2Vec2Model,
    hubert_base,
    hubert_large,
    hubert_pretrain_base,
    hubert_pretrain_large,
    hubert_pretrain_model,
    hubert_pretrain_xlarge,
    hubert_xlarge,
    wav2vec2_base,
    wav2vec2_large,
    wav2vec2_large_lv60k,
    wav2vec2_model,
    wav2vec2_xlsr_1b,
    wav2vec2_xlsr_2b,
    wav2vec2_xlsr_300m,
    wavlm_base,
    wavlm_large,
    wavlm_model,
)
from .wavernn import WaveRNN

__all__ = [
    "M5", "Wav2Letter", "DeepSpeech", "Conformer", "ConvTasNet", "conv_tasnet_base", "Tacotron2", "WaveRNN", "Wav2Vec2Model",
    "HuBERTPretrainModel", "wavlm_model", "wavlm_base", "wavlm_large", "wav2vec2_model", "wav2vec2_base", "wav2vec2_large",
    "wav2vec2_large_lv60k", "hubert_base", "hubert_large", "hubert_xlarge", "hubert_pretrain_model", "hubert_pretrain_base",
    "hubert_pretrain_large", "hubert_pretrain_xlarge", "wav2vec2_xlsr_300m", "wav2vec2_xlsr_1b", "wav2vec2_xlsr_2b", "Emformer",
    "Hypothesis", "RNNT", "RNNTBeamSearch", "emformer_rnnt_base", "emformer_rnnt_model", "HDemucs", "hdemucs_low", "hdemucs_medium",
    "hdemucs_high", "squim_objective_base", "squim_objective_model", "squim_subjective_base", "squim_subjective_model",
    "SquimObjective", "SquimSubjective", "decoder",
]  # fmt: skip
