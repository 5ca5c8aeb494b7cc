"""Inputs kept within scripted modules, which this build does not write."""

from .._absent import function, kind

_FUNCTIONS = (
    "bundle_inputs", "augment_model_with_bundled_inputs", "augment_many_model_functions_with_bundled_inputs", "bundle_randn",
    "bundle_large_tensor",
)  # fmt: skip
globals().update({name: function(f"utils.bundled_inputs.{name}") for name in _FUNCTIONS})
InflatableArg = kind("utils.bundled_inputs.InflatableArg")
__all__ = [*_FUNCTIONS, "InflatableArg"]
