"""Access to the native operations, and the override protocol of Python-level functions."""

import functools

from lumbre import _C
from lumbre._help import with_parts

has_torch_function = _C._has_torch_function
has_torch_function_unary = _C._has_torch_function_unary
has_torch_function_variadic = _C._has_torch_function_variadic


def handle_torch_function(public_api, relevant_args, *args, **kwargs):
    """Lets the argument types with `__torch_function__` answer for `public_api`."""
    from lumbre.overrides import handle_torch_function as handle

    return handle(public_api, relevant_args, *args, **kwargs)


class _Native:
    """The native operations of nn.functional as attributes."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        raise NotImplementedError(f"nn.functional.{name}")


native = _Native()
native.__dict__.update(_C._namespace("nn.functional"))


def overridable(fn):
    """`fn` with a look at its arguments for `__torch_function__` first."""

    @functools.wraps(fn)
    def public(*args, **kwargs):
        if has_torch_function(args) or (kwargs and has_torch_function(tuple(kwargs.values()))):
            return handle_torch_function(public, (*args, *kwargs.values()), *args, **kwargs)
        return fn(*args, **kwargs)

    return home(public)


def home(fn):
    """Names `lumbre.nn.functional` as the module of `fn`, its public place, and completes its help."""
    fn.__module__ = "lumbre.nn.functional"
    return with_parts(fn)
