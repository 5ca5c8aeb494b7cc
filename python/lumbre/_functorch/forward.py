"""Derivatives along directions, by two backward passes.

The product of a vector `u` with a Jacobian is linear in `u`; its own derivative in `u`, again a backward pass, is the product of the
Jacobian with a vector. So every op that can be differentiated twice has a forward mode, and nothing runs along in the forward pass.
"""

import lumbre
from lumbre import _C
from lumbre.autograd.grad_mode import FORWARD


def grad_or_none(outs, inputs, seeds, create_graph):
    """Gradients of those outputs that have a graph; None where there is no path."""
    pairs = [(o, s) for o, s in zip(outs, seeds) if o is not None and o.requires_grad]
    if not pairs:
        return (None,) * len(inputs)
    return _C._run_backward([o for o, _ in pairs], [s for _, s in pairs], True, create_graph, list(inputs), True, False)


class Linear:
    """The linear map from changes of `leaves` to changes of `outs`, plain tensors of one graph."""

    def __init__(self, outs, leaves):
        with lumbre.enable_grad():
            self.outs, self.leaves = outs, leaves
            # Any seed gives the same map; at zero, rules that compute by logarithms have no derivative.
            self.seeds = [lumbre.ones_like(o).requires_grad_() if o.requires_grad else None for o in outs]
            self.back = grad_or_none(outs, leaves, self.seeds, True)

    def apply(self, tangents, create_graph):
        """The changes of the outputs; None where an output does not depend on the leaves."""
        live = [i for i, s in enumerate(self.seeds) if s is not None]
        pairs = [(b, t) for b, t in zip(self.back, tangents) if b is not None and b.requires_grad]
        out = [None] * len(self.outs)
        if pairs and live:
            found = grad_or_none([b for b, _ in pairs], [self.seeds[i] for i in live], [t for _, t in pairs], create_graph)
            for i, g in zip(live, found):
                out[i] = g
        return out


class Recording:
    """Inside, gradients are recorded even in `no_grad` blocks, which do not switch forward mode off."""

    def __enter__(self):
        self._before = _C.is_grad_enabled()
        FORWARD.depth += 1
        _C._set_grad_enabled(True)

    def __exit__(self, *exc):
        FORWARD.depth -= 1
        _C._set_grad_enabled(self._before)


class backward_only:
    """Inside, `no_grad` blocks have their usual meaning again, and gradients are recorded."""

    def __enter__(self):
        self._depth, FORWARD.depth = FORWARD.depth, 0
        self._before = _C.is_grad_enabled()
        _C._set_grad_enabled(True)
        return self._before

    def __exit__(self, *exc):
        FORWARD.depth = self._depth
        _C._set_grad_enabled(self._before)
