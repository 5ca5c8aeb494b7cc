"""`compile`: takes what PyTorch's takes and runs the code as it is."""

import functools

from . import nn


class OptimizedModule(nn.Module):
    """A compiled module; the module itself is `_orig_mod`."""

    def __init__(self, module):
        super().__init__()
        self._orig_mod = module
        self.training = module.training
        self.__dict__["__doc__"] = module.__doc__

    def forward(self, *args, **kwargs):
        return self._orig_mod(*args, **kwargs)

    def __getattr__(self, name):
        if name == "_orig_mod":
            return self._modules["_orig_mod"]
        return getattr(self._orig_mod, name)

    def __setattr__(self, name, value):
        if "_orig_mod" in self.__dict__.get("_modules", {}) and name not in ("_orig_mod", "training"):
            setattr(self._orig_mod, name, value)
        else:
            super().__setattr__(name, value)

    def train(self, mode=True):
        self._orig_mod.train(mode)
        return super().train(mode)

    def __len__(self):
        return len(self._orig_mod)

    def __getitem__(self, key):
        return self._orig_mod[key]

    def __iter__(self):
        return iter(self._orig_mod)

    def __repr__(self):
        return f"OptimizedModule(\n  (_orig_mod): {nn.modules.module._addindent(repr(self._orig_mod), 2)}\n)"


_MODES = ("default", "reduce-overhead", "max-autotune", "max-autotune-no-cudagraphs", "lite")


def compile(model=None, *, fullgraph=False, dynamic=None, backend="inductor", mode=None, options=None, disable=False, **kwargs):
    """A function or module that computes the same. Also a decorator, with or without arguments.

    The program runs eagerly: options that only concern speed are checked and kept to.
    """
    if mode is not None and options is not None:
        raise RuntimeError("Either mode or options can be specified, but both can't be specified at the same time.")
    if mode is not None and mode not in _MODES:
        raise RuntimeError(f"Unrecognized mode={mode}, should be one of: {', '.join(_MODES)}")
    if not (callable(backend) or isinstance(backend, str)):
        raise TypeError(f"compile: backend is a name or a function, got {type(backend).__name__}")
    if model is None:
        return functools.partial(compile, fullgraph=fullgraph, dynamic=dynamic, backend=backend, mode=mode, options=options, disable=disable)
    if disable or isinstance(model, (OptimizedModule, type)):
        return model
    if isinstance(model, nn.Module):
        return OptimizedModule(model)
    if not callable(model):
        raise RuntimeError(f"compile: expected a function or module, got {type(model).__name__}")

    @functools.wraps(model)
    def compiled(*args, **kwargs):
        return model(*args, **kwargs)

    compiled._torchdynamo_orig_callable = model
    return compiled
