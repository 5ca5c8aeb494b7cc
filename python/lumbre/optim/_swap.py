"""Stepping an optimizer on other parameters than its own."""

import contextlib
from collections import defaultdict

__all__ = ["swap_in_optimizer_params_and_state"]


@contextlib.contextmanager
def swap_in_optimizer_params_and_state(optimizer, swapin_parameters, swapin_optim_state):
    """Let `optimizer` work on other parameters and state inside the ``with`` block.

    Args:
        swapin_parameters: a dict whose values take the place of the parameters, in their order.
        swapin_optim_state: a state dict of such an optimizer; its tensors are changed in place.
    """
    groups, saved = optimizer.param_groups, swapin_optim_state["param_groups"]
    values = list(swapin_parameters.values())
    expected = sum(len(group["params"]) for group in groups)
    if len(values) != expected:
        raise ValueError(f"expected {expected} parameters to swap in, got {len(values)}")
    optimizer._check_groups_match(saved)
    before = optimizer.state, [dict(group) for group in groups]
    rest = iter(values)
    state = defaultdict(dict)
    try:
        for group, other in zip(groups, saved):
            params = [next(rest) for _ in other["params"]]
            for p, key in zip(params, other["params"]):
                state[p] = dict(swapin_optim_state["state"].get(key, {}))
            group.update({**other, "params": params})
        optimizer.state = state
        yield
    finally:
        optimizer.state = before[0]
        for group, kept in zip(groups, before[1]):
            group.clear()
            group.update(kept)
