"""What programs say to the compiler's front end."""

import contextlib
import types

from .. import _C
from .._compile import ADDED, OptimizedModule, compile, explain, refuse_break
from ..compiler import (
    allow_in_graph, assume_constant_result, disable, is_compiling, list_backends, nonstrict_trace, reset, set_stance, substitute_in_graph,
)  # fmt: skip
from . import eval_frame, exc, utils


class _Config(types.SimpleNamespace):
    """Settings that programs may read and write; none changes what compiled code does."""

    @contextlib.contextmanager
    def patch(self, name=None, value=None, **changes):
        """Settings for a `with` block, or a function that this decorates."""
        changes.update(name if isinstance(name, dict) else {} if name is None else {name: value})
        before = {k: getattr(self, k, None) for k in changes}
        self.__dict__.update(changes)
        try:
            yield
        finally:
            self.__dict__.update(before)


config = _Config(
    cache_size_limit=8, recompile_limit=8, accumulated_cache_size_limit=256, suppress_errors=False, verbose=False, optimize_ddp=True,
    capture_scalar_outputs=False, capture_dynamic_output_shape_ops=False, automatic_dynamic_shapes=True, assume_static_by_default=True,
    inline_inbuilt_nn_modules=True, disable=False, guard_nn_modules=True, compiled_autograd=False, allow_unspec_int_on_nn_module=False,
)  # fmt: skip

__all__ = [
    "OptimizedModule", "allow_in_graph", "assume_constant_result", "config", "disable", "disallow_in_graph", "eval_frame", "exc", "explain",
    "forbid_in_graph", "graph_break", "is_compiling", "list_backends", "mark_dynamic", "mark_static", "maybe_mark_dynamic",
    "nonstrict_trace", "optimize", "reset", "run", "set_stance", "substitute_in_graph", "utils",
]  # fmt: skip


def graph_break(msg=""):
    """Computes what was put off; with `fullgraph` an error."""
    refuse_break(f"Call to `torch._dynamo.graph_break()`: {msg}")
    _C._late_finish()


def mark_dynamic(t, index=None, **kwargs):
    """Says that a size may change, which eager code takes anyway."""


mark_static = mark_static_address = maybe_mark_dynamic = mark_unbacked = mark_dynamic


def reset_code_caches():
    """Forgets compiled code: none is kept."""


def register_backend(compiler_fn=None, name=None, tags=()):
    """The function itself, under a name that `compile` takes: compiled code runs the same with every backend."""
    if compiler_fn is None:
        return lambda fn: register_backend(fn, name, tags)
    ADDED.add(name or compiler_fn.__name__)
    return compiler_fn


def error_on_graph_break(error_on_graph_break):
    """A context in which leaving compiled code is an error or not; `fullgraph` decides here."""
    return contextlib.nullcontext()


def disallow_in_graph(fn):
    return fn


forbid_in_graph = run = disallow_in_graph


def optimize(backend=None, *, nopython=False, disable=False, **kwargs):
    """`compile` as a decorator."""
    return lambda fn: compile(fn, backend=backend, fullgraph=nopython, disable=disable)


def is_dynamo_supported():
    return True
