"""Pretrained pipelines. Their weights are not part of this build: the names can be imported, what they do refuses by name.

Weights saved from torchaudio load into `lumbre.audio.models` by ``load_state_dict``.
"""

_NAMES = (
    "WAV2VEC2_BASE", "WAV2VEC2_LARGE", "WAV2VEC2_LARGE_LV60K", "WAV2VEC2_ASR_BASE_10M", "WAV2VEC2_ASR_BASE_100H",
    "WAV2VEC2_ASR_BASE_960H", "WAV2VEC2_ASR_LARGE_10M", "WAV2VEC2_ASR_LARGE_100H", "WAV2VEC2_ASR_LARGE_960H",
    "WAV2VEC2_ASR_LARGE_LV60K_10M", "WAV2VEC2_ASR_LARGE_LV60K_100H", "WAV2VEC2_ASR_LARGE_LV60K_960H", "WAV2VEC2_XLSR53",
    "WAV2VEC2_XLSR_300M", "WAV2VEC2_XLSR_1B", "WAV2VEC2_XLSR_2B", "VOXPOPULI_ASR_BASE_10K_EN", "VOXPOPULI_ASR_BASE_10K_ES",
    "VOXPOPULI_ASR_BASE_10K_DE", "VOXPOPULI_ASR_BASE_10K_FR", "VOXPOPULI_ASR_BASE_10K_IT", "HUBERT_BASE", "HUBERT_LARGE",
    "HUBERT_XLARGE", "HUBERT_ASR_LARGE", "HUBERT_ASR_XLARGE", "MMS_FA", "WAVLM_BASE", "WAVLM_BASE_PLUS", "WAVLM_LARGE",
    "TACOTRON2_GRIFFINLIM_CHAR_LJSPEECH", "TACOTRON2_GRIFFINLIM_PHONE_LJSPEECH", "TACOTRON2_WAVERNN_CHAR_LJSPEECH",
    "TACOTRON2_WAVERNN_PHONE_LJSPEECH", "EMFORMER_RNNT_BASE_LIBRISPEECH", "CONVTASNET_BASE_LIBRI2MIX", "HDEMUCS_HIGH_MUSDB_PLUS",
    "HDEMUCS_HIGH_MUSDB", "SQUIM_OBJECTIVE", "SQUIM_SUBJECTIVE",
)  # fmt: skip
_KINDS = (
    "Wav2Vec2Bundle", "Wav2Vec2ASRBundle", "Wav2Vec2FABundle", "Tacotron2TTSBundle", "RNNTBundle", "SourceSeparationBundle",
    "SquimObjectiveBundle", "SquimSubjectiveBundle",
)  # fmt: skip


class _Bundle:
    def __init__(self, name):
        self._name = name

    def __getattr__(self, attribute):
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        raise NotImplementedError(f"audio.pipelines.{self._name}.{attribute}: pretrained weights are not part of this build")


globals().update({name: _Bundle(name) for name in _NAMES})
globals().update({name: type(name, (_Bundle,), {"__doc__": "The kind of a pipeline, for `isinstance`."}) for name in _KINDS})
__all__ = [*_KINDS, *_NAMES]
