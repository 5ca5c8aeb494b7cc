"""Leaving out whole branches, or patches of feature maps, at random while training."""

import lumbre
from lumbre import nn
from lumbre.nn import functional as nnf

__all__ = ["stochastic_depth", "StochasticDepth", "drop_block2d", "drop_block3d", "DropBlock2d", "DropBlock3d"]


def stochastic_depth(input, p, mode, training=True):
    """Sets samples (`mode="row"`) or the whole batch (`"batch"`) to zero with probability `p`, and scales the rest by `1 / (1 - p)`.

    Huang et al., "Deep networks with stochastic depth", 2016.
    """
    if not 0.0 <= p <= 1.0:
        raise ValueError(f"drop probability has to be between 0 and 1, but got {p}")
    if mode not in ("batch", "row"):
        raise ValueError(f"mode has to be either 'batch' or 'row', but got {mode}")
    if not training or p == 0.0:
        return input
    kept = 1.0 - p
    shape = [input.shape[0] if mode == "row" else 1] + [1] * (input.ndim - 1)
    noise = lumbre.empty(shape, dtype=input.dtype, device=input.device).bernoulli_(kept)
    return input * (noise / kept if kept > 0.0 else noise)


class StochasticDepth(nn.Module):
    """See `stochastic_depth`."""

    def __init__(self, p, mode):
        super().__init__()
        self.p, self.mode = p, mode

    def forward(self, input):
        return stochastic_depth(input, self.p, self.mode, self.training)

    def __repr__(self):
        return f"{type(self).__name__}(p={self.p}, mode={self.mode})"


def _drop_block(input, p, block_size, inplace, eps, training):
    """Zeroes cubes of `block_size` in the trailing dimensions, so that about the share `p` is gone."""
    n = input.ndim - 2
    if not 0.0 <= p <= 1.0:
        raise ValueError(f"drop probability has to be between 0 and 1, but got {p}.")
    if not training or p == 0.0:
        return input
    sizes = input.shape[2:]
    block_size = min(block_size, *sizes)
    places = 1
    for s in sizes:
        places *= s - block_size + 1
    total = 1
    for s in sizes:
        total *= s
    gamma = p * total / (block_size**n * places)
    noise = lumbre.empty([*input.shape[:2], *(s - block_size + 1 for s in sizes)], dtype=input.dtype, device=input.device).bernoulli_(gamma)
    noise = nnf.pad(noise, [block_size // 2] * (2 * n), value=0)
    pool = nnf.max_pool2d if n == 2 else nnf.max_pool3d
    noise = 1 - pool(noise, stride=1, kernel_size=block_size, padding=block_size // 2)
    scale = noise.numel() / (eps + noise.sum())
    return input.mul_(noise).mul_(scale) if inplace else input * noise * scale


def drop_block2d(input, p, block_size, inplace=False, eps=1e-06, training=True):
    """Zeroes squares of (batch, channel, height, width). Ghiasi et al., "DropBlock", 2018."""
    if input.ndim != 4:
        raise ValueError(f"input should be 4 dimensional. Got {input.ndim} dimensions.")
    return _drop_block(input, p, block_size, inplace, eps, training)


def drop_block3d(input, p, block_size, inplace=False, eps=1e-06, training=True):
    """Zeroes cubes of (batch, channel, depth, height, width)."""
    if input.ndim != 5:
        raise ValueError(f"input should be 5 dimensional. Got {input.ndim} dimensions.")
    return _drop_block(input, p, block_size, inplace, eps, training)


class DropBlock2d(nn.Module):
    """See `drop_block2d`."""

    _function = staticmethod(drop_block2d)

    def __init__(self, p, block_size, inplace=False, eps=1e-06):
        super().__init__()
        self.p, self.block_size, self.inplace, self.eps = p, block_size, inplace, eps

    def forward(self, input):
        return self._function(input, self.p, self.block_size, self.inplace, self.eps, self.training)

    def __repr__(self):
        return f"{type(self).__name__}(p={self.p}, block_size={self.block_size}, inplace={self.inplace})"


class DropBlock3d(DropBlock2d):
    """See `drop_block3d`."""

    _function = staticmethod(drop_block3d)
