"""The recorded graph: nodes, saved tensors, hooks over several tensors."""

import contextlib
import threading
from collections import namedtuple

import lumbre
from lumbre import _C
from lumbre._C import Node
from lumbre.utils.hooks import RemovableHandle  # noqa: F401  (what the hooks return)

__all__ = [
    "Node", "saved_tensors_hooks", "save_on_cpu", "disable_saved_tensors_hooks", "register_multi_grad_hook",
    "allow_mutation_on_saved_tensors", "GradientEdge", "get_gradient_edge", "increment_version",
    "set_warn_on_accumulate_grad_stream_mismatch",
]  # fmt: skip

# How many saved-tensor hooks are installed in this thread.
_OPEN = threading.local()


class saved_tensors_hooks:
    """Packs tensors that are saved for the backward pass with `pack_hook`, and unpacks them there with `unpack_hook`."""

    def __init__(self, pack_hook, unpack_hook):
        self.pack_hook, self.unpack_hook = pack_hook, unpack_hook

    def __enter__(self):
        _C._push_saved_hooks(self.pack_hook, self.unpack_hook)
        _OPEN.count = getattr(_OPEN, "count", 0) + 1

    def __exit__(self, *exc):
        _OPEN.count -= 1
        _C._pop_saved_hooks()


class save_on_cpu(saved_tensors_hooks):
    """Keeps saved tensors in main memory and moves them back when they are needed."""

    def __init__(self, pin_memory=False, device_type="cuda"):
        super().__init__(lambda t: (t.device, t.cpu()), lambda packed: packed[1].to(packed[0]))


@contextlib.contextmanager
def disable_saved_tensors_hooks(error_message):
    """Raises `error_message` where saved-tensor hooks are installed, or somebody installs some."""
    if getattr(_OPEN, "count", 0):
        raise RuntimeError(error_message)
    before = saved_tensors_hooks.__enter__

    def refuse(self):
        raise RuntimeError(error_message)

    saved_tensors_hooks.__enter__ = refuse
    try:
        yield
    finally:
        saved_tensors_hooks.__enter__ = before


class GradientEdge(namedtuple("GradientEdge", ["node", "output_nr", "ownership_token"], defaults=[None])):
    """A node and which of its outputs is meant; `autograd.grad` and `backward` take it in a tensor's place."""

    __slots__ = ()


def get_gradient_edge(tensor):
    """Where the tensor's gradient comes from."""
    if not tensor.requires_grad:
        raise RuntimeError("It is not possible to get the gradient edge for a Tensor that does not require gradients")
    if tensor.grad_fn is not None:
        return GradientEdge(tensor.grad_fn, tensor.output_nr)
    with lumbre.enable_grad():
        view = tensor.view_as(tensor)
    return GradientEdge(view.grad_fn.next_functions[0][0], 0, view)


def increment_version(tensor):
    """Counts a change of the memory of a tensor, or of several, that was made behind the library's back."""
    for t in (tensor,) if isinstance(tensor, lumbre.Tensor) else tensor:
        _C._increment_version(t)


def set_warn_on_accumulate_grad_stream_mismatch(enabled):
    """Gradients are accumulated on one stream here: there is nothing to warn of."""


class _Mutable(saved_tensors_hooks):
    """Saves copies, which nobody else writes into."""

    def __init__(self):
        self.copies = 0
        super().__init__(self._copy, lambda t: t)

    def _copy(self, t):
        self.copies += 1
        return t.detach().clone()

    def clear(self):
        self.copies = 0


@contextlib.contextmanager
def allow_mutation_on_saved_tensors():
    """Inside, tensors may be written in place after they have been saved for the backward pass, which sees them as they were.

    Every tensor that is saved is copied, so this takes memory.
    """
    hooks = _Mutable()
    with hooks:
        yield hooks


class _MultiHandle:
    def __init__(self, handles):
        self.handles = handles

    def remove(self):
        for h in self.handles:
            h.remove()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.remove()


def register_multi_grad_hook(tensors, fn, *, mode="all"):
    """Calls `fn(grads)` once all gradients of these tensors that a backward pass computes are there, None for the others.

    With `mode="any"`, `fn(grad)` with the first that is there.
    """
    if mode not in ("all", "any"):
        raise ValueError(f"Expects mode to be one of ('all', 'any') but got {mode}")
    tensors = tuple(tensors)
    lock, passes = threading.Lock(), {}

    def arrived(i, grad):
        """The gradients when they are complete, else None."""
        number, reached = _C._will_reach(list(tensors))
        with lock:
            grads = passes.setdefault(number, [None] * len(tensors))
            first = all(g is None for g in grads)
            grads[i] = grad
            complete = all(g is not None or not r for g, r in zip(grads, reached))
            if complete:
                del passes[number]
        return (first, tuple(grads) if complete else None)

    def hook(i):
        def call(grad):
            first, grads = arrived(i, grad)
            if mode == "any":
                if first:
                    fn(grad)
            elif grads is not None:
                fn(grads)

        return call

    return _MultiHandle([t.register_hook(hook(i)) for i, t in enumerate(tensors)])


class _NodeMethods:
    def register_hook(self, fn):
        """Calls `fn(grad_inputs, grad_outputs)` after the node has run; it may return other input gradients."""
        from .function import _NodeHandle

        return _NodeHandle(self, _C._node_register_hook(self, fn))

    def register_prehook(self, fn):
        """Calls `fn(grad_outputs)` before the node runs; it may return other output gradients."""
        from .function import _NodeHandle

        return _NodeHandle(self, _C._node_register_prehook(self, fn))

    @property
    def metadata(self):
        """A dict of the user's."""
        return self.__dict__.setdefault("_metadata", {})


Node.register_hook = _NodeMethods.register_hook
Node.register_prehook = _NodeMethods.register_prehook
Node.metadata = _NodeMethods.metadata
