"""Attention with a function of each score, and masks made from a function of positions.

Functions are called once with index tensors that broadcast over `(B, H, Q, KV)`, so they are written with tensor operations,
as PyTorch asks for.
"""

import math
from typing import NamedTuple

import lumbre

__all__ = ["BlockMask", "flex_attention", "AuxOutput", "AuxRequest", "create_block_mask", "create_mask", "or_masks", "and_masks", "noop_mask"]

_DEFAULT_SPARSE_BLOCK_SIZE = 128


class AuxRequest(NamedTuple):
    """What else to return."""

    lse: bool = False
    max_scores: bool = False


class AuxOutput(NamedTuple):
    """What else was asked for."""

    lse: lumbre.Tensor | None = None
    max_scores: lumbre.Tensor | None = None


def noop_mask(batch, head, token_q, token_kv):
    """Everybody sees everything."""
    return lumbre.ones((), dtype=lumbre.bool)


def and_masks(*mask_mods):
    """Where all of them allow it."""

    def mask(b, h, q, kv):
        result = mask_mods[0](b, h, q, kv)
        for m in mask_mods[1:]:
            result = result & m(b, h, q, kv)
        return result

    return mask


def or_masks(*mask_mods):
    """Where one of them allows it."""

    def mask(b, h, q, kv):
        result = mask_mods[0](b, h, q, kv)
        for m in mask_mods[1:]:
            result = result | m(b, h, q, kv)
        return result

    return mask


def _indices(b, h, q, kv):
    shape = lambda n, dim: lumbre.arange(n).reshape([n if i == dim else 1 for i in range(4)])  # noqa: E731
    return tuple(shape(n, dim) for dim, n in enumerate((b, h, q, kv)))


def create_mask(mod_fn, B, H, Q_LEN, KV_LEN, device="cpu"):
    """The boolean mask `(B, H, Q_LEN, KV_LEN)` of a mask function, or the scores' bias of a score function."""
    import inspect

    b, h = B or 1, H or 1
    index = _indices(b, h, Q_LEN, KV_LEN)
    if len(inspect.signature(mod_fn).parameters) == 5:
        return mod_fn(lumbre.zeros(b, h, Q_LEN, KV_LEN), *index).expand(b, h, Q_LEN, KV_LEN)
    return lumbre.as_tensor(mod_fn(*index)).expand(b, h, Q_LEN, KV_LEN)


class BlockMask:
    """Which keys each query sees."""

    def __init__(self, mask, mask_mod, block_size):
        self.mask, self.mask_mod, self.BLOCK_SIZE = mask, mask_mod, block_size
        self.seq_lengths = tuple(mask.shape[-2:])

    @property
    def shape(self):
        return tuple(self.mask.shape)

    def to_dense(self):
        """1 for every block that holds a visible place."""
        q, kv = self.BLOCK_SIZE
        b, h, m, n = self.mask.shape
        padded = lumbre.nn.functional.pad(self.mask, (0, -n % kv, 0, -m % q))
        blocks = padded.reshape(b, h, padded.shape[2] // q, q, padded.shape[3] // kv, kv)
        return blocks.any(5).any(3).int()

    def sparsity(self):
        """Percentage of blocks without a visible place."""
        dense = self.to_dense()
        return 100 * (1 - dense.sum().item() / dense.numel())

    def to(self, device):
        return BlockMask(self.mask.to(device), self.mask_mod, self.BLOCK_SIZE)

    def __getitem__(self, index):
        return BlockMask(self.mask[index], self.mask_mod, self.BLOCK_SIZE)


def create_block_mask(mask_mod, B, H, Q_LEN, KV_LEN, device=None, BLOCK_SIZE=_DEFAULT_SPARSE_BLOCK_SIZE, _compile=False, **kwargs):
    """The mask of `mask_mod(b, h, q_idx, kv_idx)`; `B`, `H` None where it is the same for all."""
    block = (BLOCK_SIZE, BLOCK_SIZE) if isinstance(BLOCK_SIZE, int) else tuple(BLOCK_SIZE)
    return BlockMask(create_mask(mask_mod, B, H, Q_LEN, KV_LEN), mask_mod, block)


def flex_attention(query, key, value, score_mod=None, block_mask=None, scale=None, enable_gqa=False, return_lse=False, kernel_options=None, *, return_aux=None):
    """`softmax(score_mod(q k^T * scale)) v` over the visible keys; rows that see nothing are 0.

    `query` `(B, Hq, L, E)`, `key` `(B, Hkv, S, E)`, `value` `(B, Hkv, S, Ev)`; with `enable_gqa` `Hq` is a multiple of `Hkv`.
    """
    for name, t in (("query", query), ("key", key), ("value", value)):
        if t.dim() != 4:
            raise ValueError(f"Expected {name} to be 4 dimensional, got {t.dim()}")
    heads = query.size(1)
    if key.size(1) != heads:
        if not enable_gqa:
            raise ValueError(f"Expect query and key/value to have the same number of heads but got Hq={heads} and Hkv={key.size(1)}. Try setting enable_gqa=True for GQA.")
        key, value = (t.repeat_interleave(heads // t.size(1), 1) for t in (key, value))
    scale = 1 / math.sqrt(query.size(-1)) if scale is None else scale
    scores = (query @ key.transpose(-2, -1)).float() * scale if query.dtype != lumbre.float64 else (query @ key.transpose(-2, -1)) * scale
    if score_mod is not None:
        scores = score_mod(scores, *_indices(*scores.shape))
    if block_mask is not None:
        scores = scores.masked_fill(~block_mask.mask[..., : scores.size(-2), : scores.size(-1)], -math.inf)
    lse = scores.logsumexp(-1)
    empty = (lse == -math.inf).unsqueeze(-1)
    weights = scores.masked_fill(empty, 0).softmax(-1).masked_fill(empty, 0)
    out = weights.to(value.dtype) @ value
    if return_aux is not None:
        return out, AuxOutput(lse if return_aux.lse else None, scores.amax(-1) if return_aux.max_scores else None)
    return (out, lse) if return_lse else out
