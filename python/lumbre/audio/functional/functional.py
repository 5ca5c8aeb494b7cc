"""The older module path of these functions, ``torchaudio.functional.functional``."""

from .alignment import edit_distance, rnnt_loss  # noqa: F401
from .beamforming import *  # noqa: F401,F403
from .features import *  # noqa: F401,F403
from .features import _hz_to_mel, _mel_to_hz  # noqa: F401
from .filtering import deemphasis, preemphasis  # noqa: F401
from .masking import *  # noqa: F401,F403
from .resampling import *  # noqa: F401,F403
from .resampling import _apply_sinc_resample_kernel, _get_sinc_resample_kernel  # noqa: F401
from .spectral import *  # noqa: F401,F403
from .spectral import _fix_waveform_shape, _stretch_waveform  # noqa: F401
