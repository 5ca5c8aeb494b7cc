"""Forward-mode differentiation by dual tensors: a tensor with a direction, and the change of results along it.

Directions do not run along with the ops: `unpack_dual` computes the change from the graph, by two backward passes. Inside a level
`no_grad` does not switch recording off, as it does not switch forward mode off either.
"""

import threading
from collections import namedtuple


from lumbre import _C

__all__ = ["UnpackedDualTensor", "enter_dual_level", "exit_dual_level", "make_dual", "unpack_dual", "dual_level"]


class UnpackedDualTensor(namedtuple("UnpackedDualTensor", ["primal", "tangent"])):
    """A tensor and the change along the directions of the level, None where there is none."""

    __slots__ = ()


class _Level:
    def __init__(self, recording):
        self.leaves, self.tangents, self.recording = [], [], recording
        self.outer = _C.is_grad_enabled()


class _State(threading.local):
    def __init__(self):
        self.levels = []


_STATE = _State()


def active_levels():
    """The open levels, the outermost first."""
    return _STATE.levels


def enter_dual_level():
    """Opens the level; returns its number. There is one at a time."""
    from lumbre._functorch.forward import Recording

    if _STATE.levels:
        raise RuntimeError("Nested forward mode AD is not supported at the moment")
    level = _Level(Recording())
    level.recording.__enter__()
    _STATE.levels.append(level)
    return len(_STATE.levels) - 1


def exit_dual_level(*, level=None):
    """Closes the level: its dual tensors are plain ones from then on."""
    last = len(_STATE.levels) - 1
    if level is None:
        level = last
    if level != last or last < 0:
        raise RuntimeError("Trying to exit a forward AD level that was not the last one that was created. This is not supported.")
    _STATE.levels.pop().recording.__exit__()


def _level(number, what):
    if number is None:
        number = len(_STATE.levels) - 1
    if number < 0 or number >= len(_STATE.levels):
        raise RuntimeError(f"Trying to {what} but no level exists. Make sure to enter_dual_level() first.")
    return _STATE.levels[number]


def make_dual(tensor, tangent, *, level=None):
    """`tensor` with the direction `tangent`, of its shape and dtype."""
    at = _level(level, "create a dual Tensor for forward AD")
    if not (tensor.is_floating_point() or tensor.is_complex()):
        raise ValueError(f"Expected primal to be floating point or complex, but got: {tensor.dtype}")
    if not (tangent.is_floating_point() or tangent.is_complex()):
        raise ValueError(f"Expected tangent to be floating point or complex, but got: {tangent.dtype}")
    if tensor.shape != tangent.shape:
        raise RuntimeError(f"Expected tangent to have the same shape as the primal, got {tuple(tangent.shape)} and {tuple(tensor.shape)}")
    if tensor.dtype != tangent.dtype:
        raise RuntimeError(f"Expected tangent to have the same dtype as the primal, got {tangent.dtype} and {tensor.dtype}")
    if any(tensor is leaf for leaf in at.leaves):
        raise RuntimeError("make_dual: the tensor has a tangent at this level already")
    out = tensor.view_as(tensor) if tensor.requires_grad else tensor.detach().requires_grad_()
    at.leaves.append(out)
    at.tangents.append(tangent)
    return out


def unpack_dual(tensor, *, level=None):
    """The tensor and its change along the level's directions."""
    if level is None:
        level = len(_STATE.levels) - 1
    if level < 0:
        return UnpackedDualTensor(tensor, None)
    from lumbre._functorch.forward import Linear

    at = _level(level, "unpack a dual Tensor")
    if not tensor.requires_grad or not at.leaves:
        return UnpackedDualTensor(tensor, None)
    shared = at.outer and _C._reaches_other_leaf((tensor,), tuple(at.leaves))
    record = at.outer and (shared or any(t.requires_grad for t in at.tangents))
    (tangent,) = Linear([tensor], at.leaves).apply(at.tangents, record)
    primal = tensor if shared else tensor.detach()
    return UnpackedDualTensor(primal, tangent)


class dual_level:
    """A level for the length of a block."""

    def __enter__(self):
        return enter_dual_level()

    def __exit__(self, *exc):
        exit_dual_level()


def _set_fwd_grad_enabled(mode):
    """Switching forward mode off inside a level is not supported; on, it is already."""
    import contextlib

    if not mode and _STATE.levels:
        raise NotImplementedError("forward_ad._set_fwd_grad_enabled(False) inside a dual level")
    return contextlib.nullcontext()


