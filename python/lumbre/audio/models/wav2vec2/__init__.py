"""wav2vec 2.0, HuBERT and WavLM."""

from . import components, utils
from .hubert_pretrain import (
    HuBERTPretrainModel,
    hubert_pretrain_base,
    hubert_pretrain_large,
    hubert_pretrain_model,
    hubert_pretrain_xlarge,
)
from .model import (
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
    wavlm_base,
    wavlm_large,
    wavlm_model,
)

__all__ = [
    "Wav2Vec2Model", "HuBERTPretrainModel", "wav2vec2_model", "wav2vec2_base", "wav2vec2_large", "wav2vec2_large_lv60k",
    "hubert_base", "hubert_large", "hubert_xlarge", "hubert_pretrain_model", "hubert_pretrain_base", "hubert_pretrain_large",
    "hubert_pretrain_xlarge", "utils", "wav2vec2_xlsr_300m", "wav2vec2_xlsr_1b", "wav2vec2_xlsr_2b", "wavlm_model", "wavlm_base",
    "wavlm_large",
]  # fmt: skip
