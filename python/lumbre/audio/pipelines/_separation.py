"""Sources pulled apart, and the quality of speech, by networks that are trained already."""

from dataclasses import dataclass
from functools import partial
from typing import Callable

import lumbre

from .. import models
from ..utils.download import _download_asset


def load_weights(model, key):
    """``model`` with the weights of the file ``key`` of torchaudio's server, in evaluation."""
    model.load_state_dict(lumbre.load(_download_asset(key), weights_only=True))
    return model.eval()


@dataclass
class SourceSeparationBundle:
    """A network that pulls sources apart, with its weights: ``get_model()`` and ``sample_rate`` (Hz)."""

    _model_path: str
    _model_factory_func: Callable
    _sample_rate: int

    @property
    def sample_rate(self):
        return self._sample_rate

    def get_model(self):
        """The network with its weights, in evaluation."""
        return load_weights(self._model_factory_func(), self._model_path)


@dataclass
class SquimObjectiveBundle:
    """`models.SquimObjective` with its weights: ``get_model()`` and ``sample_rate`` (Hz)."""

    _path: str
    _sample_rate: float

    @property
    def sample_rate(self):
        return self._sample_rate

    def get_model(self):
        """The network with its weights, in evaluation."""
        return load_weights(models.squim_objective_base(), f"models/{self._path}")


@dataclass
class SquimSubjectiveBundle:
    """`models.SquimSubjective` with its weights: ``get_model()`` and ``sample_rate`` (Hz)."""

    _path: str
    _sample_rate: float

    @property
    def sample_rate(self):
        return self._sample_rate

    def get_model(self):
        """The network with its weights, in evaluation."""
        return load_weights(models.squim_subjective_base(), f"models/{self._path}")


_MUSIC = partial(models.hdemucs_high, sources=["drums", "bass", "other", "vocals"])
_SPEAKERS = partial(models.conv_tasnet_base, num_sources=2)
CONVTASNET_BASE_LIBRI2MIX = SourceSeparationBundle("models/conv_tasnet_base_libri2mix.pt", _SPEAKERS, 8000)
HDEMUCS_HIGH_MUSDB_PLUS = SourceSeparationBundle("models/hdemucs_high_trained.pt", _MUSIC, 44100)
HDEMUCS_HIGH_MUSDB = SourceSeparationBundle("models/hdemucs_high_musdbhq_only.pt", _MUSIC, 44100)
SQUIM_OBJECTIVE = SquimObjectiveBundle("squim_objective_dns2020.pth", 16000)
SQUIM_SUBJECTIVE = SquimSubjectiveBundle("squim_subjective_bvcc_daps.pth", 16000)
