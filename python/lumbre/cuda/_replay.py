"""`compile(mode="reduce-overhead")`: calls on a GPU are recorded as graphs and launched at once.

The first call with arguments of a kind (shapes, dtypes, strides, what wants gradients, numbers, modes) runs as it is, the second is recorded, later
ones launch the recording: arguments are copied into its memory, results out of it. Python does not run then. What cannot be a recording runs as
it is at every call, and `reasons` says why.
"""

import threading
import weakref

import lumbre

from .. import _C, _recording
from ._graphs import CUDAGraph, graph

# Recordings of one function at most: each holds memory of its own.
_MOST = 16
_SEEN = object()
_PLAIN = (type(None), bool, int, float, complex, str, bytes, lumbre.dtype, lumbre.device, lumbre.memory_format, lumbre.layout, lumbre.Size)


class _Cannot(Exception):
    """Why a call is not recorded."""


def _describe(value, tensors):
    """What two calls must have alike to be one recording; collects the tensors."""
    if isinstance(value, lumbre.Tensor):
        if value.device.type != "cuda":
            raise _Cannot(f"an argument is on {value.device}")
        if type(value) not in (lumbre.Tensor, lumbre.nn.Parameter) or value.layout != lumbre.strided or value.is_conj() or value.is_neg():
            raise _Cannot(f"an argument is a {type(value).__name__} of layout {value.layout}")
        tensors.append(value)
        return ("tensor", value.shape, value.stride(), value.dtype, value.device, value.requires_grad, value.is_inference())
    if isinstance(value, (tuple, list)):
        return (type(value), *(_describe(v, tensors) for v in value))
    if isinstance(value, dict):
        return (type(value), *((k, _describe(v, tensors)) for k, v in value.items()))
    if type(value) in _PLAIN:
        return (type(value), value)
    raise _Cannot(f"an argument is a {type(value).__name__}")


def _rebuild(value, tensors):
    """The same containers with other tensors, taken from an iterator."""
    if isinstance(value, lumbre.Tensor):
        return next(tensors)
    if isinstance(value, (tuple, list)):
        parts = [_rebuild(v, tensors) for v in value]
        return type(value)(*parts) if hasattr(value, "_fields") else type(value)(parts)
    if isinstance(value, dict):
        out = {k: _rebuild(v, tensors) for k, v in value.items()}
        return out if type(value) is dict else type(value)(out)
    return value


def _collect(value, tensors):
    if isinstance(value, lumbre.Tensor):
        tensors.append(value)
    elif isinstance(value, (tuple, list)):
        for v in value:
            _collect(v, tensors)
    elif isinstance(value, dict):
        for v in value.values():
            _collect(v, tensors)
    elif type(value) not in _PLAIN:
        raise _Cannot(f"a result is a {type(value).__name__}")


def _leaves(outputs):
    """The leaves behind the outputs, each once."""
    found, seen = {}, set()
    todo = [y.grad_fn for y in outputs if y.grad_fn is not None]
    while todo:
        node = todo.pop()
        if node in seen:
            continue
        seen.add(node)
        leaf = getattr(node, "variable", None)
        if leaf is not None:
            found[id(leaf)] = leaf
        todo += [n for n, _ in node.next_functions if n is not None]
    return list(found.values())


class _Turn:
    """One forward launch whose backward launch may come."""


class _Launch(lumbre.autograd.Function):
    @staticmethod
    def forward(ctx, recording, *given):
        ctx.recording, ctx.turn = recording, _Turn()
        recording.pending = weakref.ref(ctx.turn)
        return recording.launch(given[: len(recording.inputs)])

    @staticmethod
    @lumbre.autograd.function.once_differentiable
    def backward(ctx, *grads):
        return None, *ctx.recording.launch_backward(ctx.turn, grads)


class _Recording:
    """One recorded call: its graphs, and the memory of its arguments, results and gradients."""

    def __init__(self, run, fn, args, kwargs, given):
        # Memory that only this recording's launches write.
        self.inputs = [t.detach().clone().requires_grad_(t.requires_grad) for t in given]
        versions = [t._version for t in self.inputs]
        places = iter(self.inputs)
        args, kwargs = _rebuild(args, places), _rebuild(kwargs, places)
        self.forward, self.backward, self.pending = CUDAGraph(), None, None
        _recording.state.on = True
        # Casts that autocast keeps are made in the recording, and are nobody else's.
        lumbre.clear_autocast_cache()
        try:
            with graph(self.forward, capture_error_mode="thread_local"):
                self.result = run(fn, args, kwargs)
        finally:
            _recording.state.on = False
            lumbre.clear_autocast_cache()
        if [t._version for t in self.inputs] != versions:
            raise _Cannot("the function writes to an argument")
        made = []
        _collect(self.result, made)
        self._check(fn, made)
        self.outputs = [y for y in made if not any(y is x for x in self.inputs)]
        self.same = [next((k for k, x in enumerate(self.inputs) if y is x), None) for y in made]
        self.leaves, self.wanted = [], []
        self.traced = [y.requires_grad for y in self.outputs]
        if any(self.traced):
            self._record_backward(self.forward.pool())
        # The graph of the recorded call is not needed any more.
        self.outputs = [y.detach() for y in self.outputs]
        self.shape = _rebuild(self.result, iter(_Place(k) for k in range(len(made))))
        self.result = None
        self.addresses = [(t, t.data_ptr()) for t in _state_of(fn)]

    def _check(self, fn, made):
        mine = {t.untyped_storage().data_ptr() for t in self.inputs if t.numel()}
        kept = {t.untyped_storage().data_ptr() for t in _state_of(fn) if t.device.type == "cuda" and t.numel()}
        for y in made:
            if any(y is x for x in self.inputs):
                continue
            if y.device.type != "cuda":
                raise _Cannot(f"a result is on {y.device}")
            if type(y) is not lumbre.Tensor or y.layout != lumbre.strided:
                raise _Cannot(f"a result is a {type(y).__name__} of layout {y.layout}")
            if y.numel() and y.untyped_storage().data_ptr() in mine:
                raise _Cannot("a result is a view of an argument")
            if y.numel() and y.untyped_storage().data_ptr() in kept:
                raise _Cannot("a result is a view of a parameter or buffer")

    def _record_backward(self, pool):
        roots = [y for y in self.outputs if y.requires_grad]
        own = {id(x) for x in self.inputs}
        self.leaves = [p for p in _leaves(roots) if id(p) not in own]
        self.wanted = [x for x in self.inputs if x.requires_grad] + self.leaves
        self.seeds = [lumbre.zeros_like(y) for y in roots]
        self.backward = CUDAGraph()
        with graph(self.backward, pool=pool, capture_error_mode="thread_local"):
            found = lumbre.autograd.grad(roots, self.wanted, self.seeds, allow_unused=True)
        found = iter(found)
        self.grads = [next(found) if x.requires_grad else None for x in [*self.inputs, *self.leaves]]

    def fits(self):
        """Whether parameters and buffers still lie where the recording reads them."""
        return all(t.data_ptr() == p for t, p in self.addresses)

    def busy(self):
        """Whether an earlier launch's backward pass may still come: its values would be written over."""
        return self.pending is not None and self.pending() is not None

    def launch(self, given):
        for kept, x in zip(self.inputs, given, strict=True):
            kept.detach().copy_(x.detach())
        self.forward.replay()
        return tuple(y.clone() for y in self.outputs)

    def launch_backward(self, turn, grads):
        if self.pending is None or self.pending() is not turn:
            raise RuntimeError("Trying to run backward a second time through a recorded call (mode='reduce-overhead'): its values have been written over")
        self.pending = None
        wanted = (g for g, traced in zip(grads, self.traced, strict=True) if traced)
        for seed, g in zip(self.seeds, wanted, strict=True):
            seed.zero_() if g is None else seed.copy_(g)
        self.backward.replay()
        # Aliases: whoever keeps a gradient copies it, as its memory is not theirs alone.
        return [None if g is None else g.detach() for g in self.grads]

    def __call__(self, given):
        if self.backward is not None:
            made = iter(_Launch.apply(self, *given, *self.leaves))
        else:
            with lumbre.no_grad():
                made = iter(self.launch(given))
        outs = [given[k] if k is not None else next(made) for k in self.same]
        outs = [y if k is not None or traced else y.detach() for y, k, traced in zip(outs, self.same, self._traced_all(), strict=True)]
        return _fill(self.shape, outs)

    def _traced_all(self):
        traced = iter(self.traced)
        return [True if k is not None else next(traced) for k in self.same]


class _Place:
    """Where a result tensor goes in the containers that a call gives."""

    def __init__(self, k):
        self.k = k


def _fill(shape, outs):
    if isinstance(shape, _Place):
        return outs[shape.k]
    if isinstance(shape, (tuple, list)):
        parts = [_fill(v, outs) for v in shape]
        return type(shape)(*parts) if hasattr(shape, "_fields") else type(shape)(parts)
    if isinstance(shape, dict):
        return type(shape)({k: _fill(v, outs) for k, v in shape.items()})
    return shape


def _state_of(fn):
    """A module's parameters and buffers."""
    module = _module_of(fn)
    return [] if module is None else [*module.parameters(), *module.buffers()]


def _module_of(fn):
    """The module that is called, by itself or by one of its methods."""
    owner = getattr(fn, "__self__", fn)
    return owner if isinstance(owner, lumbre.nn.Module) else None


class Recorder:
    """Calls one function by recordings where that can be. `run(fn, args, kwargs)` is how it is called otherwise."""

    def __init__(self, run):
        self.run, self.known, self.reasons, self.lock = run, {}, [], threading.Lock()

    def _plain(self, fn, args, kwargs, why):
        if why not in self.reasons:
            self.reasons.append(why)
        return self.run(fn, args, kwargs)

    def __call__(self, fn, args, kwargs):
        if not _C._cuda_is_initialized() or _C._cuda_is_capturing() or _recording.state.on:
            return self.run(fn, args, kwargs)
        tensors = []
        try:
            key = (_describe(args, tensors), _describe(kwargs, tensors), self._modes(fn))
            known = self.known.get(key)
        except _Cannot as e:
            return self._plain(fn, args, kwargs, str(e))
        except TypeError:
            return self._plain(fn, args, kwargs, "an argument is not hashable")
        if not tensors:
            return self._plain(fn, args, kwargs, "no argument is a tensor")
        if known is None:
            if len(self.known) >= _MOST:
                return self._plain(fn, args, kwargs, f"more than {_MOST} kinds of arguments")
            self.known[key] = _SEEN
            return self.run(fn, args, kwargs)
        if known is _SEEN or (isinstance(known, _Recording) and not known.fits()):
            known = self.known[key] = self._record(fn, args, kwargs, tensors)
        if isinstance(known, str):
            return self._plain(fn, args, kwargs, known)
        with self.lock:
            if not known.busy():
                return known(tensors)
        return self._plain(fn, args, kwargs, "a backward pass of an earlier call had not run")

    def _record(self, fn, args, kwargs, tensors):
        """A recording, or why there is none. An error of the function's own is raised when it runs as it is."""
        try:
            return _Recording(self.run, fn, args, kwargs, tensors)
        except Exception as e:
            return f"{type(e).__name__}: {e}" if not isinstance(e, (_Cannot, _recording.Refused)) else str(e)

    @staticmethod
    def _modes(fn):
        module = _module_of(fn)
        # Each queue has recordings of its own: their memory is used in a queue's order.
        queue = _C._cuda_current_stream(_C._cuda_current_device())[:2]
        training = None if module is None else (tuple(m.training for m in module.modules()), tuple(p.requires_grad for p in module.parameters()))
        cast = (lumbre.is_autocast_enabled("cuda"), lumbre.get_autocast_dtype("cuda"))
        return (queue, lumbre.is_grad_enabled(), lumbre.is_inference_mode_enabled(), cast, training, _C._cuda_allow_tf32(), lumbre.are_deterministic_algorithms_enabled())
