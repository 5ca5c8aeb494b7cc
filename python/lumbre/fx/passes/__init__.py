"""Things done to whole graphs."""

import importlib

_MODULES = ("shape_prop", "graph_drawer", "split_module", "param_fetch", "operator_support", "tools_common", "graph_manipulation", "infra", "fake_tensor_prop", "dialect", "utils")


def __getattr__(name):
    if name in _MODULES:
        return importlib.import_module("." + name, __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
