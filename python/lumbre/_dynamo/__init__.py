"""What programs say to the compiler's front end; nothing is compiled, so nothing is left to it."""

import types

from .._compile import OptimizedModule
from ..compiler import allow_in_graph, assume_constant_result, disable, is_compiling, reset, substitute_in_graph
from . import eval_frame, utils

config = types.SimpleNamespace(
    cache_size_limit=8, recompile_limit=8, accumulated_cache_size_limit=256, suppress_errors=False, verbose=False, optimize_ddp=True,
    capture_scalar_outputs=False, capture_dynamic_output_shape_ops=False, automatic_dynamic_shapes=True, assume_static_by_default=True,
    inline_inbuilt_nn_modules=True, disable=False, guard_nn_modules=True, compiled_autograd=False, allow_unspec_int_on_nn_module=False,
)  # fmt: skip

__all__ = [
    "OptimizedModule", "allow_in_graph", "assume_constant_result", "config", "disable", "disallow_in_graph", "eval_frame", "forbid_in_graph",
    "graph_break", "is_compiling", "mark_dynamic", "mark_static", "maybe_mark_dynamic", "optimize", "reset", "run", "substitute_in_graph", "utils",
]  # fmt: skip


def graph_break(msg=""):
    """Ends a compiled graph: there is none."""


def mark_dynamic(t, index, **kwargs):
    """Says that a size may change, which eager code takes anyway."""


mark_static = maybe_mark_dynamic = mark_unbacked = mark_dynamic


def disallow_in_graph(fn):
    return fn


forbid_in_graph = nonstrict_trace = run = disallow_in_graph


def optimize(*args, **kwargs):
    """A decorator that leaves functions as they are."""
    return lambda fn: fn


def is_dynamo_supported():
    return False


def list_backends(exclude_tags=("debug", "experimental")):
    return ["inductor"]


def explain(f, *args, **kwargs):
    raise NotImplementedError("_dynamo.explain")
