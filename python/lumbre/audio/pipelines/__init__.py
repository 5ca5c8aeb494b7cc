"""Networks with their published weights, and what is needed around them.

A bundle knows sample rate, labels and sizes at once; ``get_model`` and the like read weights from the hub's folder (`hub.get_dir()`), under
torchaudio's file names, and download them where they are not there.
"""

from ._separation import (
    CONVTASNET_BASE_LIBRI2MIX,
    HDEMUCS_HIGH_MUSDB,
    HDEMUCS_HIGH_MUSDB_PLUS,
    SQUIM_OBJECTIVE,
    SQUIM_SUBJECTIVE,
    SourceSeparationBundle,
    SquimObjectiveBundle,
    SquimSubjectiveBundle,
)
from ._speech import BUNDLES, Wav2Vec2ASRBundle, Wav2Vec2Bundle, Wav2Vec2FABundle
from ._tts import (
    TACOTRON2_GRIFFINLIM_CHAR_LJSPEECH,
    TACOTRON2_GRIFFINLIM_PHONE_LJSPEECH,
    TACOTRON2_WAVERNN_CHAR_LJSPEECH,
    TACOTRON2_WAVERNN_PHONE_LJSPEECH,
    Tacotron2TTSBundle,
)
from .rnnt_pipeline import EMFORMER_RNNT_BASE_LIBRISPEECH, RNNTBundle

globals().update(BUNDLES)
__all__ = [
    "Wav2Vec2Bundle", "Wav2Vec2ASRBundle", "Wav2Vec2FABundle", "Tacotron2TTSBundle", "RNNTBundle", "SourceSeparationBundle",
    "SquimObjectiveBundle", "SquimSubjectiveBundle", *BUNDLES, "TACOTRON2_GRIFFINLIM_CHAR_LJSPEECH",
    "TACOTRON2_GRIFFINLIM_PHONE_LJSPEECH", "TACOTRON2_WAVERNN_CHAR_LJSPEECH", "TACOTRON2_WAVERNN_PHONE_LJSPEECH",
    "EMFORMER_RNNT_BASE_LIBRISPEECH", "CONVTASNET_BASE_LIBRI2MIX", "HDEMUCS_HIGH_MUSDB_PLUS", "HDEMUCS_HIGH_MUSDB", "SQUIM_OBJECTIVE",
    "SQUIM_SUBJECTIVE",
]  # fmt: skip
