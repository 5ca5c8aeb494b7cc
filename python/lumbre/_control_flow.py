"""`cond`: one of two functions, chosen when a program runs."""

import json

from . import _C


def cond(pred, true_fn, false_fn, operands=(), **kwargs):
    """``true_fn(*operands)`` where ``pred`` holds, else ``false_fn(*operands)``.

    ``pred`` is a bool or a tensor of one bool. In scripted code, and in a traced program, both functions are kept and the program
    chooses at every run; functions that a trace keeps see their operands and constants, and give tensors. Source: PyTorch's `torch.cond`.
    """
    if kwargs:
        raise TypeError(f"cond() got unexpected arguments {list(kwargs)}")
    if not isinstance(pred, (bool, _C.Tensor)):
        raise RuntimeError(f"Expected pred to be bool or tensor, but got {pred}.")
    if isinstance(pred, _C.Tensor) and pred.numel() != 1:
        raise RuntimeError(f"Expected pred to be bool or single-element tensor, but got {pred}.")
    if not callable(true_fn) or not callable(false_fn):
        raise RuntimeError("Expect both branches to be callable.")
    if not isinstance(operands, (tuple, list)):
        raise RuntimeError("Expect operands to be a tuple of possibly nested dict/list/tuple that only consists of tensor leaves, but got {operands}.")
    if isinstance(pred, _C.Tensor) and _C._jit_is_tracing():
        return _traced(pred, true_fn, false_fn, tuple(operands))
    return true_fn(*operands) if bool(pred) else false_fn(*operands)


def _traced(pred, true_fn, false_fn, operands):
    from .jit._frontend import compile_choice

    if not all(isinstance(v, _C.Tensor) for v in operands):
        raise NotImplementedError("cond: operands that are no tensors, in a traced program")
    graph, held, result = compile_choice(true_fn, false_fn, len(operands))
    several = result.name == "Tuple"
    if not (result.name == "Tensor" or several and result.args and all(t.name == "Tensor" for t in result.args)):
        raise NotImplementedError("cond: a traced program keeps functions that give tensors")
    out = _C._jit_inline(_C._jit_build(json.dumps(graph), []), [pred, *operands, *held])
    return tuple(out) if several else out[0]
