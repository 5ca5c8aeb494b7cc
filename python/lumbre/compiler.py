"""What programs say to the compiler."""

import functools

__all__ = [
    "allow_in_graph", "assume_constant_result", "compile", "cudagraph_mark_step_begin", "disable", "is_compiling",
    "is_dynamo_compiling", "is_exporting", "list_backends", "reset", "set_stance", "substitute_in_graph",
]  # fmt: skip


def compile(*args, **kwargs):
    """As `lumbre.compile`."""
    from ._compile import compile

    return compile(*args, **kwargs)


def is_compiling():
    """Whether the code is being compiled: never, it runs eagerly."""
    return False


is_dynamo_compiling = is_exporting = is_compiling


def reset():
    """Forgets compiled code: there is none."""


def cudagraph_mark_step_begin():
    """Marks a step of training or inference."""


def list_backends(exclude_tags=("debug", "experimental")):
    return ["inductor"]


def disable(fn=None, recursive=True, *, reason=None):
    """A function that stays uncompiled: itself. Also a decorator."""
    if fn is None:
        return functools.partial(disable, recursive=recursive, reason=reason)
    return fn


def allow_in_graph(fn):
    return fn


assume_constant_result = allow_in_graph


def substitute_in_graph(original_fn, *, can_constant_fold_through=False, skip_signature_check=False, is_embedded_type=False):
    return lambda fn: fn


class set_stance:
    """How strictly to compile; without effect. A function, a decorator or a context manager."""

    def __init__(self, stance="default", *, skip_guard_eval_unsafe=False, force_backend=None):
        self.stance = stance

    def __call__(self, fn):
        return fn

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False
