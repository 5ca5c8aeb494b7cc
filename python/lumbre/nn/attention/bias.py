"""Masks that are known by their shape."""

import enum

import lumbre

__all__ = ["causal_upper_left", "causal_lower_right", "CausalVariant", "CausalBias"]


class CausalVariant(enum.IntEnum):
    """Which corner the triangle starts from."""

    UPPER_LEFT = 1
    LOWER_RIGHT = 2


def _bias(variant, size):
    offset = size[1] - size[0] if variant == CausalVariant.LOWER_RIGHT else 0
    return lumbre.ones(size, dtype=lumbre.bool).tril(offset)


def CausalBias(variant, seq_len_q, seq_len_kv):  # noqa: N802
    """A boolean mask of `(seq_len_q, seq_len_kv)`: True where a query may look."""
    return _bias(variant, (seq_len_q, seq_len_kv))


def causal_upper_left(*size):
    """Query `i` sees keys up to `i`."""
    if len(size) != 2:
        raise AssertionError("causal_upper_left only supports 2D tensors")
    return _bias(CausalVariant.UPPER_LEFT, size)


def causal_lower_right(*size):
    """The last query sees every key."""
    if len(size) != 2:
        raise AssertionError("causal_lower_right only supports 2D tensors")
    return _bias(CausalVariant.LOWER_RIGHT, size)
