"""`autograd.grad` of samples inside `vmap`: each sample's gradient, where the input is a sample too."""

import lumbre
from lumbre import _C

from .batched import STATE, Batched, base, lift, rewrap


def _levels_of(x):
    found = []
    while type(x) is Batched:
        found.insert(0, x._level)
        x = x._value
    return found


def grad(outputs, inputs, grad_outputs, retain_graph, create_graph, allow_unused, materialize):
    """The gradients of samples; None where nothing is one."""
    if not any(type(t) is Batched for t in (*outputs, *inputs)):
        return None
    levels = STATE.levels
    for x in inputs:
        if _levels_of(x) != levels:
            raise RuntimeError(
                "torch.autograd.grad inside vmap: an input is shared by the samples of a batch, so that it has no gradient for each "
                "sample. Use torch.func.grad, whose arguments become samples."
            )
    outs = [base(lift(o)) for o in outputs]
    if grad_outputs is None:
        grad_outputs = [None] * len(outs)
    elif not isinstance(grad_outputs, (tuple, list)):
        grad_outputs = [grad_outputs]
    seeds = []
    for o, out, g in zip(outs, outputs, grad_outputs):
        if g is None and out.numel() != 1:
            raise RuntimeError("grad can be implicitly created only for scalar outputs")
        seeds.append(lumbre.ones_like(o) if g is None else base(lift(g)))
    plain = [base(x) for x in inputs]
    found = _C._run_backward(outs, seeds, bool(retain_graph), create_graph, plain, allow_unused, False)
    if materialize:
        found = [lumbre.zeros_like(x) if g is None else g for g, x in zip(found, plain)]
    return tuple(None if g is None else rewrap(g, levels) for g in found)
