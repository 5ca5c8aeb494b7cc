"""Tools around tensors: data loading, checkpointing, hooks, trees."""

import importlib

_LAZY = ("data", "checkpoint", "hooks", "_pytree", "tensorboard", "dlpack", "model_zoo", "collect_env", "cpp_extension", "benchmark", "bottleneck", "flop_counter", "mobile_optimizer", "_device", "_contextlib", "_python_dispatch", "weak", "backend_registration", "deterministic", "summary", "safetensors", "npy")


def swap_tensors(t1, t2):
    """Exchanges what two tensors are: their data and attributes."""
    if type(t1) is not type(t2) or t1.requires_grad != t2.requires_grad:
        raise RuntimeError(f"swap_tensors: the tensors differ in kind, got {type(t1).__name__} and {type(t2).__name__}")
    a, b = t1.data, t2.data
    t1.data, t2.data = b, a
    t1.__dict__, t2.__dict__ = t2.__dict__, t1.__dict__


def __getattr__(name):
    if name in _LAZY:
        return importlib.import_module("." + name, __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
