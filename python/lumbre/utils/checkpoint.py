"""Activation checkpointing: trade memory for computing a part of the forward pass twice."""

import contextlib
import enum
import functools
import warnings
import weakref

import lumbre

__all__ = [
    "checkpoint", "checkpoint_sequential", "CheckpointError", "CheckpointFunction", "check_backward_validity", "detach_variable",
    "get_device_states", "set_device_states", "noop_context_fn", "set_checkpoint_early_stop", "DefaultDeviceType",
    "set_checkpoint_debug_enabled", "CheckpointPolicy", "SelectiveCheckpointContext", "create_selective_checkpoint_contexts",
    "SAC_IGNORED_OPS", "GraphExecGroup",
]  # fmt: skip


class CheckpointError(RuntimeError):
    """The second computation was not the first one over again."""


class DefaultDeviceType:
    """The kind of device whose random state is kept beside the CPU's."""

    _kind = "cuda"

    @staticmethod
    def set_device_type(device="cuda"):
        DefaultDeviceType._kind = device

    @staticmethod
    def get_device_type():
        return DefaultDeviceType._kind


_SETTINGS = {"early_stop": None, "debug": None}


@contextlib.contextmanager
def _setting(name, value):
    before = _SETTINGS[name]
    _SETTINGS[name] = value
    try:
        yield
    finally:
        _SETTINGS[name] = before


def set_checkpoint_early_stop(enable):
    """Whether, within the block, a second computation stops once everything that was saved is there again."""
    return _setting("early_stop", enable)


def set_checkpoint_debug_enabled(enabled):
    """Kept for programs that ask: errors name the tensors in any case."""
    return _setting("debug", enabled)


def noop_context_fn():
    """Two contexts that do nothing."""
    return contextlib.nullcontext(), contextlib.nullcontext()


def detach_variable(inputs):
    """The tensors of a tuple cut from their graph, as leaves that want gradients where those did."""
    if not isinstance(inputs, tuple):
        raise RuntimeError(f"Only tuple of tensors is supported. Got Unsupported input type:  {type(inputs).__name__}")
    out = []
    for x in inputs:
        if isinstance(x, lumbre.Tensor):
            wants = x.requires_grad
            x = x.detach()
            x.requires_grad = wants
        out.append(x)
    return tuple(out)


def check_backward_validity(inputs):
    """Warns where no input wants a gradient."""
    if not any(isinstance(x, lumbre.Tensor) and x.requires_grad for x in inputs):
        warnings.warn("None of the inputs have requires_grad=True. Gradients will be None", stacklevel=3)


def get_device_states(*args):
    """Indices and random states of the GPUs that the arguments are on."""
    found = sorted({x.get_device() for x in args if isinstance(x, lumbre.Tensor) and x.is_cuda})
    return found, [lumbre.cuda.get_rng_state(i) for i in found]


def set_device_states(devices, states, *, device_type=None):
    """Sets the GPUs' random states."""
    for i, state in zip(devices, states):
        lumbre.cuda.set_rng_state(state, i)


class _Random:
    """The random state at one moment, to be gone back to for a block."""

    def __init__(self, keep, args):
        self.keep = keep
        if keep:
            self.state = lumbre.get_rng_state()
            self.devices, self.states = get_device_states(*args)

    @contextlib.contextmanager
    def again(self):
        if not self.keep:
            yield
            return
        with lumbre.random.fork_rng(devices=self.devices):
            lumbre.set_rng_state(self.state)
            set_device_states(self.devices, self.states)
            yield


class CheckpointFunction(lumbre.autograd.Function):
    """The reentrant kind: one node whose backward runs the function again and a backward pass inside."""

    @staticmethod
    def forward(ctx, run_function, preserve_rng_state, *args):
        check_backward_validity(args)
        ctx.run_function = run_function
        ctx.random = _Random(preserve_rng_state, args)
        tensors = [a for a in args if isinstance(a, lumbre.Tensor)]
        ctx.args = [None if isinstance(a, lumbre.Tensor) else a for a in args]
        ctx.places = [i for i, a in enumerate(args) if isinstance(a, lumbre.Tensor)]
        ctx.save_for_backward(*tensors)
        with lumbre.no_grad():
            return run_function(*args)

    @staticmethod
    def backward(ctx, *grads):
        args = list(ctx.args)
        for i, t in zip(ctx.places, ctx.saved_tensors):
            args[i] = t
        args = detach_variable(tuple(args))
        with ctx.random.again(), lumbre.enable_grad():
            outputs = ctx.run_function(*args)
        if isinstance(outputs, lumbre.Tensor):
            outputs = (outputs,)
        wanted = [(o, g) for o, g in zip(outputs, grads) if isinstance(o, lumbre.Tensor) and o.requires_grad]
        if not wanted:
            raise RuntimeError("none of output has requires_grad=True, this checkpoint() is not necessary")
        lumbre.autograd.backward([o for o, _ in wanted], [g for _, g in wanted])
        return (None, None, *(a.grad if isinstance(a, lumbre.Tensor) else None for a in args))


def checkpoint(
    function=None, *args, use_reentrant=None, preserve_rng_state=True, context_fn=noop_context_fn,
    determinism_check="default", debug=False, early_stop=True, **kwargs,
):  # fmt: skip
    """`function(*args, **kwargs)`, whose inner tensors are not kept but computed again in the backward pass.

    Args:
        use_reentrant: False for the kind that works with `autograd.grad`, keyword arguments and nesting; pass it.
        preserve_rng_state: dropout and the like draw the same numbers the second time.
        context_fn: gives two context managers, for the first and the second computation.
        determinism_check: ``"default"`` compares shapes, dtypes and devices of what is saved, ``"none"`` does not.
        early_stop: end the second computation as soon as all that is needed is there.

    Without a function it gives a decorator: `@checkpoint(use_reentrant=False)`.
    """
    if function is None:
        if args or kwargs:
            raise TypeError("checkpoint(): the decorator takes no arguments of the function")
        options = dict(use_reentrant=use_reentrant, preserve_rng_state=preserve_rng_state, context_fn=context_fn,
                       determinism_check=determinism_check, debug=debug, early_stop=early_stop)  # fmt: skip
        return lambda f: functools.wraps(f)(lambda *args, **kwargs: checkpoint(f, *args, **options, **kwargs))
    if use_reentrant is None:
        warnings.warn(
            "torch.utils.checkpoint: pass use_reentrant explicitly; without it the reentrant variant runs, and "
            "use_reentrant=False is the better one",
            stacklevel=2,
        )
        use_reentrant = True
    if not use_reentrant:
        return _run_and_forget(
            function, args, kwargs, preserve_rng_state, context_fn, determinism_check, early_stop
        )
    if kwargs:
        raise ValueError("Unexpected keyword arguments: " + ",".join(kwargs))
    if context_fn is not noop_context_fn or debug:
        raise ValueError("Passing `context_fn` or `debug` is only supported when use_reentrant=False.")
    return CheckpointFunction.apply(function, preserve_rng_state, *args)


class _Holder:
    """Stands in the graph for one saved tensor."""

    __slots__ = ("index", "__weakref__")

    def __init__(self, index):
        self.index = index


class _Done(Exception):
    """Everything that was saved is there again."""


def _describe(x):
    return tuple(x.shape), x.dtype, x.device


class _Segment:
    """A checkpointed call: what it saved at first, and what it saved when it ran again."""

    def __init__(self, again, check, early_stop):
        self.again, self.check, self.early_stop = again, check, early_stop
        self.holders = []
        self.described = []
        self.values = {}

    def pack(self, x):
        holder = _Holder(len(self.holders))
        self.holders.append(weakref.ref(holder))
        self.described.append(_describe(x))
        return holder

    def unpack(self, holder):
        if holder.index not in self.values:
            self._recompute()
        # A saved tensor is asked for once a pass; memory goes as the pass goes.
        return self.values.pop(holder.index)

    def _recompute(self):
        count = 0

        def pack(x):
            nonlocal count
            i, count = count, count + 1
            if i >= len(self.holders):
                raise CheckpointError(
                    "torch.utils.checkpoint: trying to save more tensors during recomputation than during the "
                    "original forward pass."
                )
            self._compare(i, x)
            if self.holders[i]() is not None:
                self.values[i] = x.detach()
            if self.early_stop and count == len(self.holders):
                raise _Done
            return x.detach()

        hooks = lumbre.autograd.graph.saved_tensors_hooks(pack, lambda x: x)
        try:
            with hooks, lumbre.enable_grad():
                self.again()
        except _Done:
            return
        if count < len(self.holders):
            raise CheckpointError(
                "torch.utils.checkpoint: A different number of tensors was saved during the original forward and "
                f"recomputation.\nNumber of tensors saved during forward: {len(self.holders)}\nNumber of tensors "
                f"saved during recomputation: {count}."
            )

    def _compare(self, i, x):
        if self.check and self.described[i] != _describe(x):
            raise CheckpointError(
                "torch.utils.checkpoint: Recomputed values for the following tensors have different metadata than "
                f"during the forward pass.\ntensor at position {i}:\nsaved metadata: {self.described[i]}\n"
                f"recomputed metadata: {_describe(x)}"
            )


def _run_and_forget(function, args, kwargs, preserve_rng_state, context_fn, determinism_check, early_stop):
    if determinism_check not in ("default", "none"):
        raise ValueError(
            f"determinism_check should be one of ['default', 'none'] but got {determinism_check}"
        )
    if _SETTINGS["early_stop"] is not None:
        early_stop = _SETTINGS["early_stop"]
    first, second = context_fn()
    if not lumbre.is_grad_enabled():
        with first:
            return function(*args, **kwargs)
    random = _Random(preserve_rng_state, args)

    def again():
        with random.again(), second:
            function(*args, **kwargs)

    segment = _Segment(again, determinism_check == "default", early_stop)
    with lumbre.autograd.graph.saved_tensors_hooks(segment.pack, segment.unpack), first:
        return function(*args, **kwargs)


def checkpoint_sequential(functions, segments, input, use_reentrant=None, **kwargs):  # noqa: A002
    """Runs modules (or functions) one after another, checkpointed in `segments` pieces; the last piece is not."""
    if use_reentrant is None:
        warnings.warn(
            "torch.utils.checkpoint.checkpoint_sequential: pass use_reentrant explicitly", stacklevel=2
        )
        use_reentrant = True
    preserve = kwargs.pop("preserve_rng_state", True)
    if kwargs:
        raise ValueError("Unexpected keyword arguments: " + ",".join(kwargs))
    if isinstance(functions, lumbre.nn.Sequential):
        functions = list(functions.children())
    size = len(functions) // segments

    def piece(start, end):
        def run(x):
            for f in functions[start:end]:
                x = f(x)
            return x

        return run

    end = 0
    for start in range(0, size * (segments - 1), size):
        end = start + size
        input = checkpoint(  # noqa: A001
            piece(start, end), input, use_reentrant=use_reentrant, preserve_rng_state=preserve
        )
    return piece(end, len(functions))(input)


class CheckpointPolicy(enum.Enum):
    """What a policy answers for an op: keep its results, or compute them again."""

    MUST_SAVE, PREFER_SAVE, MUST_RECOMPUTE, PREFER_RECOMPUTE, MUST_CPU_OFFLOAD = range(5)


class SelectiveCheckpointContext:
    """What a policy is told beside the op: whether this is the second computation."""

    def __init__(self, *, is_recompute):
        self.is_recompute = is_recompute


SAC_IGNORED_OPS = frozenset()


class GraphExecGroup:
    """Marks backward passes that belong together."""

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False


def create_selective_checkpoint_contexts(policy_fn_or_list, allow_cache_entry_mutation=False):
    """Contexts for `checkpoint(context_fn=…)`. Every op is computed again, whatever the policy: the results are the same."""
    if not callable(policy_fn_or_list) and not isinstance(policy_fn_or_list, list):
        raise TypeError("policy_fn_or_list must be either a function or a list of ops.")
    return noop_context_fn()
