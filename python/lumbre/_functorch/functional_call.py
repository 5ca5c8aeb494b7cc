"""Modules as functions of their parameters and buffers."""

import lumbre
from lumbre.nn.utils.stateless import _functional_call

__all__ = ["functional_call", "stack_module_state"]


def functional_call(module, parameter_and_buffer_dicts, args=None, kwargs=None, *, tie_weights=True, strict=False):
    """`module(*args, **kwargs)` with the given tensors in place of its parameters and buffers of those names.

    A dict, or several that share no name. Tied weights take the value of any of their names unless `tie_weights` is false;
    `strict` wants every parameter and buffer given. `args` that is no tuple is one argument.
    """
    if isinstance(parameter_and_buffer_dicts, dict):
        tensors = parameter_and_buffer_dicts
    elif isinstance(parameter_and_buffer_dicts, (list, tuple)):
        dicts = parameter_and_buffer_dicts
        if not all(isinstance(d, dict) for d in dicts):
            raise ValueError("Expected all elements of parameter_and_buffer_dicts to be dictionaries")
        names = [k for d in dicts for k in d]
        repeated = [n for n in names if names.count(n) > 1]
        if repeated:
            raise ValueError(f"{repeated[0]} appears in multiple dictionaries; behavior of functional call is ambiguous")
        tensors = {k: v for d in dicts for k, v in d.items()}
    else:
        raise ValueError(f"Expected parameter_and_buffer_dicts to be a dict, or a list/tuple of dicts, but got {type(parameter_and_buffer_dicts)}")
    return _functional_call(module, tensors, args, kwargs, tie_weights=tie_weights, strict=strict)


def stack_module_state(models):
    """The parameters and the buffers of models of one class, each stacked along a new dimension 0, as two dicts."""
    if len(models) == 0:
        raise RuntimeError("stack_module_state: Expected at least one model, got 0.")
    if not (all(m.training for m in models) or all(not m.training for m in models)):
        raise RuntimeError("stack_module_state: Expected all models to have the same training/eval mode.")
    if not all(type(m) is type(models[0]) for m in models):
        raise RuntimeError("stack_module_state: Expected all models to be of the same class.")
    params = [dict(m.named_parameters()) for m in models]
    buffers = [dict(m.named_buffers()) for m in models]
    return {k: _stacked([p[k] for p in params]) for k in params[0]}, {k: _stacked([b[k] for b in buffers]) for k in buffers[0]}


def _stacked(tensors):
    wants = [t.requires_grad for t in tensors]
    if any(wants) != all(wants):
        raise RuntimeError("Expected parameters from each model to have the same .requires_grad")
    if all(wants) and all(t.is_leaf for t in tensors):
        return lumbre.stack([t.detach() for t in tensors]).requires_grad_()
    return lumbre.stack(list(tensors))
