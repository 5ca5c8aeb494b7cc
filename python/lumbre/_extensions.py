"""Compiled extensions of well-known packages whose ops the engine has itself."""

import os


def provide(ops, path):
    """Makes the ops of a library file available. False where the engine does not have them."""
    folder, name = os.path.basename(os.path.dirname(path)), os.path.basename(path)
    if folder == "torchvision" and name.startswith("_C"):
        ops.torchvision._packet("_cuda_version").define("", "torchvision::_cuda_version() -> int")._impls["default"] = lambda: -1
        return True
    return False
