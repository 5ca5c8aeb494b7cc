"""Masks that are known by their shape."""

import enum

import lumbre

__all__ = ["causal_upper_left", "causal_lower_right", "CausalVariant", "CausalBias"]


class CausalVariant(enum.IntEnum):
    """Which corner the triangle starts from."""

    UPPER_LEFT = 1
    LOWER_RIGHT = 2


class CausalBias(lumbre.Tensor):
    """A boolean mask of `(seq_len_q, seq_len_kv)` for `scaled_dot_product_attention`: True where a query may look."""

    def __new__(cls, variant, seq_len_q, seq_len_kv):
        offset = seq_len_kv - seq_len_q if variant == CausalVariant.LOWER_RIGHT else 0
        out = lumbre.ones(seq_len_q, seq_len_kv, dtype=lumbre.bool).tril(offset).as_subclass(cls)
        out.variant, out.seq_len_q, out.seq_len_kv = variant, seq_len_q, seq_len_kv
        return out

    def __repr__(self, *, tensor_contents=None):
        return repr(self.as_subclass(lumbre.Tensor))

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        # What is made of a mask is a tensor like any other.
        with lumbre._C.DisableTorchFunctionSubclass():
            return func(*args, **(kwargs or {}))


def causal_upper_left(*size):
    """Query `i` sees keys up to `i`."""
    if len(size) != 2:
        raise AssertionError("causal_upper_left only supports 2D tensors")
    return CausalBias(CausalVariant.UPPER_LEFT, *size)


def causal_lower_right(*size):
    """The last query sees every key."""
    if len(size) != 2:
        raise AssertionError("causal_lower_right only supports 2D tensors")
    return CausalBias(CausalVariant.LOWER_RIGHT, *size)
