"""Modules taken apart into functions and their parameters: what functorch had before `functional_call`."""

import copy

import lumbre

from .functional_call import functional_call

__all__ = ["make_functional", "make_functional_with_buffers", "combine_state_for_ensemble", "FunctionalModule", "FunctionalModuleWithBuffers"]


class FunctionalModuleWithBuffers(lumbre.nn.Module):
    """`f(params, buffers, *args)`: a module called with these tensors, in the order of `named_parameters` and `named_buffers`."""

    def __init__(self, stateless_model, param_names, buffer_names):
        super().__init__()
        self.stateless_model, self.param_names, self.buffer_names = stateless_model, param_names, buffer_names

    def forward(self, params, buffers, *args, **kwargs):
        tensors = dict(zip(self.param_names, params)) | dict(zip(self.buffer_names, buffers))
        return functional_call(self.stateless_model, tensors, args, kwargs)


class FunctionalModule(lumbre.nn.Module):
    """`f(params, *args)`."""

    def __init__(self, stateless_model, param_names):
        super().__init__()
        self.stateless_model, self.param_names = stateless_model, param_names

    def forward(self, params, *args, **kwargs):
        return functional_call(self.stateless_model, dict(zip(self.param_names, params)), args, kwargs)


def _taken_apart(model, disable):
    """A copy of the model whose tensors are never used, and the tensors."""
    params, buffers = dict(model.named_parameters()), dict(model.named_buffers())
    stateless = copy.deepcopy(model).to("meta")
    values = tuple(p.detach() if disable else p.detach().clone().requires_grad_(p.requires_grad) for p in params.values())
    return stateless, tuple(params), values, tuple(buffers), tuple(b.detach().clone() for b in buffers.values())


def make_functional_with_buffers(model, disable_autograd_tracking=False):
    """`(f, params, buffers)` such that `f(params, buffers, *args)` is the model's forward with these tensors."""
    stateless, names, params, buffer_names, buffers = _taken_apart(model, disable_autograd_tracking)
    return FunctionalModuleWithBuffers(stateless, names, buffer_names), params, buffers


def make_functional(model, disable_autograd_tracking=False):
    """`(f, params)` such that `f(params, *args)` is the forward of a model without buffers."""
    stateless, names, params, buffer_names, _ = _taken_apart(model, disable_autograd_tracking)
    if buffer_names:
        raise ValueError(
            "make_functional(model): `model` has buffers. Please use make_functional_with_buffers(model) instead. "
            f"The buffers: {buffer_names}"
        )
    return FunctionalModule(stateless, names), params


def combine_state_for_ensemble(models):
    """`(f, params, buffers)` of models of one class, their tensors stacked along a new dimension 0."""
    if len(models) == 0:
        raise RuntimeError("combine_state_for_ensemble: Expected at least one model, got 0.")
    if not (all(m.training for m in models) or all(not m.training for m in models)):
        raise RuntimeError("combine_state_for_ensemble: Expected all models to have the same training/eval mode.")
    if not all(type(m) is type(models[0]) for m in models):
        raise RuntimeError("combine_state_for_ensemble: Expected all models to be of the same class.")
    funcs, params, buffers = zip(*(make_functional_with_buffers(m) for m in models))
    stacked = tuple(lumbre.stack([p.detach() for p in ps]).requires_grad_(ps[0].requires_grad) for ps in zip(*params))
    return funcs[0], stacked, tuple(lumbre.stack(bs) for bs in zip(*buffers))
