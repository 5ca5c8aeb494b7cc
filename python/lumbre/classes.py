"""Classes of compiled extensions: none can be loaded."""

import sys
import types


class _Classes(types.ModuleType):
    loaded_libraries = set()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        raise RuntimeError(f"Class {name} is not registered: compiled PyTorch extensions cannot be loaded into lumbre")

    def load_library(self, path):
        raise OSError(f"{path}: compiled PyTorch extensions cannot be loaded into lumbre")


sys.modules[__name__].__class__ = _Classes
