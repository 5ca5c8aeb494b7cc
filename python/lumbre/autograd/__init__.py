"""Automatic differentiation: `backward`, `grad`, custom functions, gradient modes."""

import importlib

import lumbre
from lumbre import _C, _recording

from . import function, graph
from .anomaly_mode import detect_anomaly, set_detect_anomaly
from .function import Function, NestedIOFunction
from .grad_mode import enable_grad, inference_mode, no_grad, set_grad_enabled, set_multithreading_enabled

# Not late: the function has its module's name, which importing the module later would hide.
from .gradcheck import gradcheck, gradgradcheck
from .variable import Variable

__all__ = ["Function", "NestedIOFunction", "backward", "grad", "grad_mode", "Variable", "enable_grad", "inference_mode", "no_grad", "set_grad_enabled"]

_LAZY = ("functional", "forward_ad", "profiler", "function", "grad_mode", "graph")


def _sequence(x):
    return (x,) if isinstance(x, (lumbre.Tensor, graph.GradientEdge)) else tuple(x)


def _tensors(values):
    return [_edge_tensor(v) for v in values]


def _edge_tensor(v):
    return v


def _gradients(outputs, grads):
    if grads is None:
        return [None] * len(outputs)
    grads = _sequence(grads)
    if len(grads) != len(outputs):
        raise RuntimeError(f"got {len(outputs)} tensors and {len(grads)} gradients")
    for g in grads:
        if g is not None and not isinstance(g, lumbre.Tensor):
            raise TypeError(f"gradients can be either Tensors or None, but got {type(g).__name__}")
    return list(grads)


def backward(tensors, grad_tensors=None, retain_graph=None, create_graph=False, grad_variables=None, inputs=None):
    """Adds the gradients of `tensors` into the `.grad` of the leaves (or of `inputs`)."""
    if grad_variables is not None:
        grad_tensors = grad_variables
    tensors = _sequence(tensors)
    if inputs is not None:
        inputs = list(_sequence(inputs))
        if not inputs:
            raise RuntimeError("'inputs' argument to 'backward' cannot be empty.")
    grads = _gradients(tensors, grad_tensors)
    if retain_graph is None:
        retain_graph = create_graph
    _recording.refuse("backward")
    _C._run_backward(list(tensors), grads, retain_graph, create_graph, inputs, True, True)


def grad(
    outputs,
    inputs,
    grad_outputs=None,
    retain_graph=None,
    create_graph=False,
    only_inputs=True,
    allow_unused=None,
    is_grads_batched=False,
    materialize_grads=False,
):
    """The gradients of `outputs` (summed) with respect to `inputs`, as a tuple.

    Raises where an input was not used, unless `allow_unused` (None comes back) or `materialize_grads` (zeros do).
    """
    if materialize_grads and allow_unused is False:
        raise ValueError("Expected allow_unused to be True or not passed when materialize_grads=True, but got: allow_unused=False.")
    outputs, inputs = _sequence(outputs), list(_sequence(inputs))
    if allow_unused is None:
        allow_unused = materialize_grads
    if retain_graph is None:
        retain_graph = create_graph
    if is_grads_batched:
        rows = [_sequence(g) for g in zip(*(g.unbind(0) for g in _sequence(grad_outputs)))]
        parts = [grad(outputs, inputs, r, True, create_graph, True, allow_unused) for r in rows]
        return tuple(None if any(p is None for p in col) else lumbre.stack(col) for col in zip(*parts))
    overridable = tuple(outputs) + tuple(inputs)
    if any(type(t) is not lumbre.Tensor for t in overridable):
        if function.TRANSFORMED is not None:
            from lumbre._functorch import inside

            done = inside.grad(outputs, inputs, grad_outputs, retain_graph, create_graph, allow_unused, materialize_grads)
            if done is not None:
                return done
        from lumbre.overrides import handle_torch_function, has_torch_function

        if has_torch_function(overridable):
            return handle_torch_function(
                grad, overridable, outputs, inputs, grad_outputs=grad_outputs, retain_graph=retain_graph,
                create_graph=create_graph, only_inputs=only_inputs, allow_unused=allow_unused,
            )
    grads = _gradients(outputs, grad_outputs)
    out = _C._run_backward(list(outputs), grads, retain_graph, create_graph, inputs, allow_unused, False)
    if materialize_grads:
        out = tuple(lumbre.zeros_like(x) if g is None else g for g, x in zip(out, inputs))
    return out


def __getattr__(name):
    if name in _LAZY:
        return importlib.import_module("." + name, __name__)
    if name in ("ProfilerActivity", "DeviceType", "kineto_available", "profiler_util"):
        from . import profiler

        return profiler if name == "profiler_util" else getattr(profiler, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
