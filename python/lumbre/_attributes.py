"""Attributes, and methods that run no op, under `__torch_function__`.

The plain class keeps the binding's own descriptors, which look for nobody: a class that takes calls over gets descriptors that ask it, and so
does the plain class for as long as a mode is entered.
"""

import functools

from . import _C
from ._install import _MODES, _disabled_torch_function_impl

Tensor = _C.Tensor
ATTRIBUTES = (
    "shape layout data is_cuda grad _version is_meta is_cpu dtype ndim retains_grad is_leaf _base nbytes itemsize grad_fn output_nr _grad "
    "requires_grad device"
).split()
METHODS = (
    "size stride dim ndimension numel nelement element_size is_contiguous storage_offset data_ptr untyped_storage is_signed is_conj is_neg "
    "is_inference is_set_to item tolist requires_grad_ retain_grad get_device numpy"
).split()
# Python's protocols; the plain class keeps them as slots, modes do not see them there.
PROTOCOLS = "__len__ __bool__ __int__ __float__ __complex__ __index__".split()


def _ask(func, self, *args, **kwargs):
    """The answer of whoever takes the call over, else the binding's own."""
    if _MODES or not _C._torch_function_disabled():
        from .overrides import _dispatch_method

        answer = _dispatch_method(func, (self,), (self, *args), kwargs)
        if answer is not None:
            return answer[0]
    return func(self, *args, **kwargs)


class _Attribute:
    """A data descriptor in front of the binding's."""

    def __init__(self, under):
        self.under, self.__doc__, self.__name__ = under, under.__doc__, under.__name__

    def __get__(self, ob, owner=None):
        return self.under if ob is None else _ask(self.under.__get__, ob)

    def __set__(self, ob, value):
        _ask(self.under.__set__, ob, value)

    def __delete__(self, ob):
        _ask(self.under.__delete__, ob)


def _method(under):
    @functools.wraps(under, assigned=("__name__", "__doc__"), updated=())
    def method(self, *args, **kwargs):
        return _ask(under, self, *args, **kwargs)

    return method


_OWN = {name: vars(Tensor)[name] for name in (*ATTRIBUTES, *METHODS, *PROTOCOLS) if name in vars(Tensor)}
_ASKING = {name: (_Attribute if name in ATTRIBUTES else _method)(under) for name, under in _OWN.items()}


def _resolve(cls, name):
    return next((vars(c)[name] for c in cls.__mro__ if name in vars(c)), None)


def watch(cls):
    """Gives a class that defines `__torch_function__` the asking descriptors, but for names it defines itself."""
    home = next(c for c in cls.__mro__ if "__torch_function__" in vars(c))
    if home is Tensor or home.__module__.split(".")[0] in ("lumbre", "torch") or cls.__torch_function__ is _disabled_torch_function_impl:
        return
    for name, under in _OWN.items():
        if _resolve(cls, name) is under:
            setattr(cls, name, _ASKING[name])


_depth = 0


def enter_mode():
    """The plain class asks while the outermost mode is entered."""
    global _depth
    _depth += 1
    if _depth == 1:
        for name in (*ATTRIBUTES, *METHODS):
            if name in _OWN:
                setattr(Tensor, name, _ASKING[name])


def leave_mode():
    global _depth
    _depth -= 1
    if _depth == 0:
        for name in (*ATTRIBUTES, *METHODS):
            if name in _OWN:
                setattr(Tensor, name, _OWN[name])
