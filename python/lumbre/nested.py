"""Tensors of rows of several lengths: not part of this build. Importing is; calls raise `NotImplementedError` with their name."""

from . import _absent

__all__ = ["to_padded_tensor", "as_nested_tensor", "nested_tensor", "nested_tensor_from_jagged", "narrow", "masked_select"]

to_padded_tensor = _absent.function("torch.nested.to_padded_tensor")
as_nested_tensor = _absent.function("torch.nested.as_nested_tensor")
nested_tensor = _absent.function("torch.nested.nested_tensor")
nested_tensor_from_jagged = _absent.function("torch.nested.nested_tensor_from_jagged")
narrow = _absent.function("torch.nested.narrow")
masked_select = _absent.function("torch.nested.masked_select")
