"""Work that is recorded once and launched at once."""

import gc

import lumbre

from .. import _C
from ._devices import _need
from ._streams import Stream, StreamContext, current_stream


def is_current_stream_capturing():
    """Whether work given to the current queue is recorded instead of run."""
    return _C._cuda_is_capturing()


def graph_pool_handle():
    """A number for memory that several graphs share."""
    return (0, _C._cuda_new_pool())


class CUDAGraph(_C.CudaGraph):
    """A recording of a queue's work.

    Every launch reads and writes the same memory as the recording did, so inputs are copied into the tensors that were used
    then. Random numbers are new at every launch: they are those that the GPU's generator gives at that time.
    """

    def __new__(cls, keep_graph=False):
        _need("cuda.CUDAGraph")
        return super().__new__(cls)

    def capture_begin(self, pool=None, capture_error_mode="global"):
        """Records the current queue, which is not the default one. ``pool``: memory shared with other graphs."""
        self._begin(None if pool is None else pool[1], capture_error_mode)

    def capture_end(self):
        """Ends the recording."""
        self._end()

    def replay(self):
        """Launches the recorded work in the current queue."""
        self._replay()

    def reset(self):
        """Gives the recording and its memory up."""
        self._reset()

    def pool(self):
        """The number of the graph's memory, to share it with the next one."""
        return (0, self._pool())

    def enable_debug_mode(self):
        """Keeps nothing: recordings cannot be printed."""

    def debug_dump(self, debug_path):
        raise NotImplementedError("CUDAGraph.debug_dump")


class graph:  # noqa: N801
    """Inside, work is recorded into a `CUDAGraph`, in a queue of its own.

    Args:
        cuda_graph: what is recorded into.
        pool: memory shared with other graphs (`CUDAGraph.pool()`, `graph_pool_handle()`).
        stream: the queue to record.
        capture_error_mode: ``"global"``, ``"thread_local"`` or ``"relaxed"``: whose unsafe calls end the recording.
    """

    default_capture_stream = None

    def __init__(self, cuda_graph, pool=None, stream=None, capture_error_mode="global"):
        if stream is None:
            if graph.default_capture_stream is None:
                graph.default_capture_stream = Stream()
            stream = graph.default_capture_stream
        self.pool, self.capture_error_mode, self.cuda_graph = pool, capture_error_mode, cuda_graph
        self.capture_stream = stream
        self.stream_ctx = StreamContext(stream)

    def __enter__(self):
        lumbre.cuda.synchronize()
        gc.collect()
        lumbre.cuda.empty_cache()
        self.stream_ctx.__enter__()
        self.cuda_graph.capture_begin(self.pool, self.capture_error_mode)

    def __exit__(self, *exc):
        try:
            self.cuda_graph.capture_end()
        finally:
            self.stream_ctx.__exit__(*exc)


def _flat(args):
    out = []
    for a in args:
        if isinstance(a, lumbre.Tensor):
            out.append(a)
        elif isinstance(a, (tuple, list)):
            out.extend(_flat(a))
        elif isinstance(a, dict):
            out.extend(_flat(a.values()))
        elif a is not None:
            raise TypeError("make_graphed_callables: sample_args must be tensors, or containers of them")
    return out


def _wrapped(forward, backward, inputs, outputs, grads_out, grads_in, count, shape):
    """An autograd function that launches the two graphs; `inputs` are the recorded ones, the parameters last."""

    class Graphed(lumbre.autograd.Function):
        @staticmethod
        def forward(ctx, *given):
            for kept, x in zip(inputs[:count], given, strict=False):
                if kept.data_ptr() != x.data_ptr():
                    kept.copy_(x)
            forward.replay()
            return tuple(y.detach() for y in outputs)

        @staticmethod
        @lumbre.autograd.function.once_differentiable
        def backward(ctx, *grads):
            for kept, g in zip(grads_out, grads, strict=False):
                if kept is not None and g is not None:
                    kept.copy_(g)
            backward.replay()
            return tuple(None if g is None else g.detach() for g in grads_in)

    def call(*args):
        out = Graphed.apply(*_flat(args), *inputs[count:])
        return shape(out)

    return call


def _graphed(func, args, warmup, allow_unused, pool):
    module = func if isinstance(func, lumbre.nn.Module) else None
    params = tuple(module.parameters()) if module is not None else ()
    given = tuple(_flat(args))
    inputs = given + params
    wanted = [x for x in inputs if x.requires_grad]
    side = Stream()
    side.wait_stream(current_stream())
    with StreamContext(side):
        for _ in range(warmup):
            outs = [y for y in _flat((func(*args),)) if y.requires_grad]
            if wanted and outs:
                lumbre.autograd.grad(outs, wanted, [lumbre.ones_like(y) for y in outs], allow_unused=allow_unused)
    current_stream().wait_stream(side)
    forward, backward = CUDAGraph(), CUDAGraph()
    with graph(forward, pool=pool):
        result = func(*args)
    outputs = tuple(_flat((result,)))
    single = isinstance(result, lumbre.Tensor)
    shape = (lambda out: out[0]) if single else (lambda out: tuple(out))
    grads_out = tuple(lumbre.empty_like(y) if y.requires_grad else None for y in outputs)
    grads_in = [None] * len(inputs)
    if wanted and any(g is not None for g in grads_out):
        with graph(backward, pool=pool):
            found = lumbre.autograd.grad(
                [y for y in outputs if y.requires_grad], wanted, [g for g in grads_out if g is not None], allow_unused=allow_unused
            )
        found = iter(found)
        grads_in = [next(found) if x.requires_grad else None for x in inputs]
    call = _wrapped(forward, backward, inputs, tuple(y.detach() for y in outputs), grads_out, grads_in, len(given), shape)
    if module is None:
        return call
    mode, eager = module.training, module.forward

    def run(*args, **kwargs):
        # A graph holds one mode; in the other the module runs as it is.
        return call(*args) if module.training == mode and not kwargs else eager(*args, **kwargs)

    module.forward = run
    return module


def make_graphed_callables(callables, sample_args, num_warmup_iters=3, allow_unused_input=False, pool=None):
    """Functions or modules whose forward and backward pass are recorded once and launched at each call.

    Args:
        callables: one, or a tuple of them in the order in which they are called.
        sample_args: a tuple of tensors for each; later arguments have the same shapes, dtypes and `requires_grad`.
        num_warmup_iters: runs before the recording.
        allow_unused_input: inputs may have no gradient.
        pool: memory to share.

    Returns:
        The modules themselves, with another `forward`, or functions.
    """
    _need("cuda.make_graphed_callables")
    if lumbre.is_autocast_enabled() and lumbre.is_autocast_cache_enabled():
        raise RuntimeError("make_graphed_callables does not support the autocast caching. Please set `cache_enabled=False`.")
    single = not isinstance(callables, tuple)
    if single:
        callables, sample_args = (callables,), (sample_args,)
    pool = graph_pool_handle() if pool is None else pool
    out = tuple(_graphed(c, args, num_warmup_iters, allow_unused_input, pool) for c, args in zip(callables, sample_args, strict=True))
    return out[0] if single else out
