"""Switches for recording gradients: context managers that also decorate functions, generators and classes."""

from lumbre import _C
from lumbre.utils._contextlib import _DecoratorContextManager, _NoParamDecoratorContextManager

__all__ = ["no_grad", "enable_grad", "set_grad_enabled", "inference_mode", "set_multithreading_enabled"]


class _Forward:
    """How many levels of forward mode are open in this thread."""

    @property
    def depth(self):
        return _C._forward_depth()

    @depth.setter
    def depth(self, n):
        _C._set_forward_depth(n)


# Forward mode runs on the tape: `no_grad`, which is about backward passes, leaves it on there.
FORWARD = _Forward()


class no_grad(_C._NoGrad, _NoParamDecoratorContextManager):
    """Nothing inside is recorded for gradients."""

    def __new__(cls, orig_func=None):
        return _C._NoGrad.__new__(cls) if orig_func is None else cls()(orig_func)


class enable_grad(_NoParamDecoratorContextManager):
    """Recording is on again inside a `no_grad` block."""

    def __enter__(self):
        self.prev = _C.is_grad_enabled()
        _C._set_grad_enabled(True)

    def __exit__(self, *exc):
        _C._set_grad_enabled(self.prev)


class set_grad_enabled(_DecoratorContextManager):
    """Recording on or off, as a function call or for a block."""

    def __init__(self, mode):
        self.prev = _C.is_grad_enabled()
        self.mode = mode
        _C._set_grad_enabled(bool(mode))

    def __call__(self, orig_func):
        _C._set_grad_enabled(self.prev)
        return super().__call__(orig_func)

    def __enter__(self):
        _C._set_grad_enabled(bool(self.mode))

    def __exit__(self, *exc):
        _C._set_grad_enabled(self.prev)

    def clone(self):
        return self.__class__(self.mode)


class inference_mode(_DecoratorContextManager):
    """Like `no_grad`, and tensors made inside never take part in autograd."""

    def __new__(cls, mode=True):
        if callable(mode) and not isinstance(mode, bool):
            return cls(True)(mode)
        return super().__new__(cls)

    def __init__(self, mode=True):
        self.mode = mode

    def __enter__(self):
        self._word = _C._enter_inference(bool(self.mode))

    def __exit__(self, *exc):
        _C._set_modes(self._word)

    def clone(self):
        return self.__class__(self.mode)


class set_multithreading_enabled(_DecoratorContextManager):
    """Kept for programs that call it: the engine runs on the calling thread."""

    def __init__(self, mode):
        self.mode = mode

    def __enter__(self):
        pass

    def __exit__(self, *exc):
        pass
