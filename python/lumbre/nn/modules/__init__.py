"""All layers. The rarely used families are loaded on first use."""

import importlib

from .activation import *
from .activation import __all__ as _activation
from .batchnorm import *
from .batchnorm import __all__ as _batchnorm
from .channelshuffle import ChannelShuffle
from .container import *
from .container import __all__ as _container
from .conv import *
from .conv import __all__ as _conv
from .distance import CosineSimilarity, PairwiseDistance
from .dropout import *
from .dropout import __all__ as _dropout
from .flatten import Flatten, Unflatten
from .fold import Fold, Unfold
from .instancenorm import *
from .instancenorm import __all__ as _instancenorm
from .linear import Bilinear, Identity, LazyLinear, Linear
from .linear_cross_entropy_options import LinearCrossEntropyOptions
from .loss import *
from .loss import __all__ as _loss
from .module import Module
from . import module as _module
from .normalization import *
from .normalization import __all__ as _normalization
from .padding import *
from .padding import __all__ as _padding
from .pixelshuffle import PixelShuffle, PixelUnshuffle
from .pooling import *
from .pooling import __all__ as _pooling
from .sparse import Embedding, EmbeddingBag
from .upsampling import Upsample, UpsamplingBilinear2d, UpsamplingNearest2d

_module._call_without_frames(Linear, Sequential)

_LAZY = {
    "AdaptiveLogSoftmaxWithLoss": "adaptive",
    "RNNBase": "rnn",
    "RNN": "rnn",
    "LSTM": "rnn",
    "GRU": "rnn",
    "RNNCellBase": "rnn",
    "RNNCell": "rnn",
    "LSTMCell": "rnn",
    "GRUCell": "rnn",
    "Transformer": "transformer",
    "TransformerEncoder": "transformer",
    "TransformerDecoder": "transformer",
    "TransformerEncoderLayer": "transformer",
    "TransformerDecoderLayer": "transformer",
}

_EAGER = [
    *_activation,
    *_batchnorm,
    *_container,
    *_conv,
    *_dropout,
    *_instancenorm,
    *_loss,
    *_normalization,
    *_padding,
    *_pooling,
    "Bilinear",
    "ChannelShuffle",
    "CosineSimilarity",
    "Embedding",
    "EmbeddingBag",
    "Flatten",
    "Fold",
    "Identity",
    "LazyLinear",
    "Linear",
    "LinearCrossEntropyOptions",
    "Module",
    "PairwiseDistance",
    "PixelShuffle",
    "PixelUnshuffle",
    "Unflatten",
    "Unfold",
    "Upsample",
    "UpsamplingBilinear2d",
    "UpsamplingNearest2d",
]
__all__ = [*_EAGER, *_LAZY]


def __getattr__(name):
    if name in ("adaptive", "rnn", "transformer"):
        return importlib.import_module(f"{__name__}.{name}")
    if name in _LAZY:
        value = getattr(importlib.import_module(f"{__name__}.{_LAZY[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted({*globals(), *_LAZY})
