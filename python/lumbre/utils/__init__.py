"""Tools around tensors: data loading, checkpointing, hooks, trees."""

import importlib

_LAZY = ("data", "checkpoint", "hooks", "_pytree", "tensorboard", "dlpack", "model_zoo", "collect_env", "cpp_extension", "benchmark", "bottleneck", "flop_counter", "mobile_optimizer", "_device", "_contextlib", "_python_dispatch", "weak", "backend_registration", "deterministic")


def __getattr__(name):
    if name in _LAZY:
        return importlib.import_module("." + name, __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
