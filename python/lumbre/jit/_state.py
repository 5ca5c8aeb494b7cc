"""What a traced function changes: modules, optimizers and tensors that become the program's own parameters and buffers."""

from .. import _C, nn
from ._describe import weights_of


def holder(state):
    """A module that holds the state by name. `state` maps names to modules, optimizers and tensors."""
    from ..optim import Optimizer

    if not isinstance(state, dict):
        raise TypeError(f"trace: state must be a dict of modules, optimizers and tensors by name, got {type(state).__name__}")
    root = nn.Module()
    for name, value in state.items():
        if isinstance(value, nn.Module):
            root._modules[name] = value
        elif isinstance(value, Optimizer):
            root._modules[name] = _optimizer(value)
        elif isinstance(value, nn.Parameter):
            root._parameters[name] = value
        elif isinstance(value, _C.Tensor):
            root._buffers[name] = value
        else:
            raise TypeError(f"trace: state[{name!r}] must be a Module, an Optimizer or a Tensor, got {type(value).__name__}")
    return root


def _optimizer(optimizer):
    """The optimizer's tensors, by the number of their parameter and their name: `0.exp_avg`; `groups.0.lr` where it is a tensor."""
    optimizer.prepare_state()
    out, groups, number = nn.Module(), nn.Module(), 0
    for i, group in enumerate(optimizer.param_groups):
        options = {k: v for k, v in group.items() if isinstance(v, _C.Tensor)}
        if options:
            groups._modules[str(i)] = _buffers(options)
        for p in group["params"]:
            kept = {k: v for k, v in optimizer.state.get(p, {}).items() if isinstance(v, _C.Tensor)}
            if kept:
                out._modules[str(number)] = _buffers(kept)
            number += 1
    if groups._modules:
        out._modules["groups"] = groups
    return out


def _buffers(tensors):
    out = nn.Module()
    out._buffers.update(tensors)
    return out


class Kept:
    """The state as it is now: tracing and checking run the function, and leave no trace of that."""

    def __init__(self, root):
        from .. import random

        self.random = random
        self.tensors = [t for _, _, t in weights_of(root)[0]]
        self.values = [t.detach().clone() for t in self.tensors]
        self.grads = [t.grad for t in self.tensors]
        self.generator = random.get_rng_state()

    def restore(self):
        """Puts back values and random numbers. Gradients start empty at every run of a program."""
        for t, old in zip(self.tensors, self.values):
            t.detach().copy_(old)
        for t in self.tensors:
            t.grad = None
        self.random.set_rng_state(self.generator)

    def leave(self):
        self.restore()
        for t, grad in zip(self.tensors, self.grads):
            t.grad = grad
