"""The recorded graph: nodes, saved tensors, hooks over several tensors."""

import contextlib
import threading

import lumbre
from lumbre import _C
from lumbre._C import Node

__all__ = ["Node", "saved_tensors_hooks", "save_on_cpu", "disable_saved_tensors_hooks", "register_multi_grad_hook", "GradientEdge", "get_gradient_edge"]


class saved_tensors_hooks:
    """Packs tensors that are saved for the backward pass with `pack_hook`, and unpacks them there with `unpack_hook`."""

    def __init__(self, pack_hook, unpack_hook):
        self.pack_hook, self.unpack_hook = pack_hook, unpack_hook

    def __enter__(self):
        _C._push_saved_hooks(self.pack_hook, self.unpack_hook)

    def __exit__(self, *exc):
        _C._pop_saved_hooks()


class save_on_cpu(saved_tensors_hooks):
    """Keeps saved tensors in main memory and moves them back when they are needed."""

    def __init__(self, pin_memory=False, device_type="cuda"):
        super().__init__(lambda t: (t.device, t.cpu()), lambda packed: packed[1].to(packed[0]))


@contextlib.contextmanager
def disable_saved_tensors_hooks(error_message):
    """Raises `error_message` where somebody installs saved-tensor hooks."""
    before = saved_tensors_hooks.__enter__

    def refuse(self):
        raise RuntimeError(error_message)

    saved_tensors_hooks.__enter__ = refuse
    try:
        yield
    finally:
        saved_tensors_hooks.__enter__ = before


class GradientEdge(tuple):
    """A node and which of its outputs is meant."""

    node = property(lambda self: self[0])
    output_nr = property(lambda self: self[1])

    def __new__(cls, node, output_nr, ownership_token=None):
        return tuple.__new__(cls, (node, output_nr))


def get_gradient_edge(tensor):
    """Where the tensor's gradient comes from."""
    if not tensor.requires_grad:
        raise RuntimeError("It is not possible to get the gradient edge for a Tensor that does not require gradients")
    node = tensor.grad_fn if tensor.grad_fn is not None else tensor.view_as(tensor).grad_fn.next_functions[0][0]
    return GradientEdge(node, tensor.output_nr)


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
    """Calls `fn(grads)` once all (or any) of the tensors' gradients of one backward pass are there."""
    if mode not in ("all", "any"):
        raise ValueError(f"Expects mode to be one of ('all', 'any') but got {mode}")
    lock, grads, seen = threading.Lock(), [None] * len(tensors), set()

    def hook(i):
        def call(grad):
            with lock:
                if mode == "any":
                    fire = not seen
                    seen.add(i)
                    if len(seen) == len(tensors):
                        seen.clear()
                else:
                    grads[i] = grad
                    seen.add(i)
                    fire = len(seen) == len(tensors)
            if mode == "any" and fire:
                fn(grad)
            elif fire:
                done = tuple(grads)
                grads[:] = [None] * len(tensors)
                seen.clear()
                fn(done)

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
