"""`compile`: functions and modules whose element-wise ops run together, tile by tile.

Python runs at every call, with all its effects: nothing is recorded and replayed. While it runs, element-wise kernels are put
off and those that follow each other become one pass over memory, as do those of a backward pass. What a call means, raises,
draws and writes is what it does without `compile`, whatever the code does.
"""

import functools
import threading
import traceback

from . import _C, nn


class TorchDynamoException(RuntimeError):
    """Raised by `compile`."""


class Unsupported(TorchDynamoException):
    """Code that cannot be captured: with `fullgraph`, what would not be one graph."""

    def __init__(self, msg="", **details):
        super().__init__(msg)
        self.msg = msg


class InvalidBackend(TorchDynamoException):
    """No such backend."""

    def __init__(self, name):
        super().__init__(f"Invalid backend: {name!r}. See `torch._dynamo.list_backends()` for available backends.")


BACKENDS = ("cudagraphs", "inductor", "onnxrt", "openxla", "tvm")
# Known too, and left to run op by op.
PLAIN = ("eager", "eager_noexcept", "aot_eager", "aot_eager_decomp_partition", "eager_debug", "ts")
# Something while `export` records a module.
EXPORTING = []
# Names that programs gave to functions of their own (`_dynamo.register_backend`).
ADDED = set()
_MODES = ("default", "reduce-overhead", "max-autotune", "max-autotune-no-cudagraphs", "lite")


class _State(threading.local):
    def __init__(self):
        # Who is told when a value leaves the tensors: the innermost last.
        self.watchers = []


_state = _State()
# Set by `compiler.set_stance("force_eager")`.
_eager = [False]


def _noted(into):
    """A value becomes a number or an array of Python, or decides a branch. Called by the engine."""
    if _state.watchers:
        _state.watchers[-1](into)


def _whole(into):
    """With `fullgraph`: what Python decides by a tensor's value is no part of a graph."""
    if into == "branch":
        raise Unsupported(
            "Data-dependent branching\n  Explanation: with fullgraph=True Python may not branch on the value of a tensor "
            "(e.g. `if my_tensor.sum() > 0:`). Use lumbre.where, lumbre.cond or compile without fullgraph."
        )


def refuse_break(what):
    """Raises where `fullgraph` does not allow a graph to end."""
    if _state.watchers and _state.watchers[-1] is _whole:
        raise Unsupported(what)


# Modes in which calls on a GPU become recordings that are launched at once.
_RECORDED = ("reduce-overhead", "max-autotune")


class Run:
    """Calls functions with their element-wise ops together; on a GPU, in the modes that say so, by recordings of earlier calls."""

    def __init__(self, fullgraph, plain, mode=None):
        self.fullgraph, self.plain, self.mode, self.recorder = fullgraph, plain, mode, None

    def __call__(self, fn, args, kwargs):
        if _eager[0]:
            return fn(*args, **kwargs)
        if self.mode in _RECORDED and not self.plain and _C._cuda_is_initialized():
            if self.recorder is None:
                from .cuda._replay import Recorder

                self.recorder = Recorder(self.together)
            return self.recorder(fn, args, kwargs)
        return self.together(fn, args, kwargs)

    def together(self, fn, args, kwargs):
        """One call, without recordings."""
        before = _C._late_enter(not self.plain, self.fullgraph)
        watchers = _state.watchers
        if self.fullgraph:
            watchers.append(_whole)
        try:
            return fn(*args, **kwargs)
        finally:
            if self.fullgraph:
                watchers.pop()
            _C._late_leave(before)


def call_plain(fn, args, kwargs):
    """Calls a function op by op, inside compiled code too."""
    refuse_break(f"Skip calling `torch.compiler.disable()`d function: {getattr(fn, '__name__', fn)}")
    before = _C._late_enter(False, False)
    try:
        return fn(*args, **kwargs)
    finally:
        _C._late_leave(before)


class OptimizedModule(nn.Module):
    """A compiled module; the module itself is `_orig_mod`."""

    def __init__(self, module, run=None):
        super().__init__()
        self._orig_mod = module
        self.training = module.training
        self.__dict__["_run"] = run or Run(False, False)
        self.__dict__["__doc__"] = module.__doc__

    def forward(self, *args, **kwargs):
        return self._run(self._orig_mod, args, kwargs)

    def __getattr__(self, name):
        if name == "_orig_mod":
            return self._modules["_orig_mod"]
        return getattr(self._orig_mod, name)

    def __setattr__(self, name, value):
        if "_orig_mod" in self.__dict__.get("_modules", {}) and name not in ("_orig_mod", "training"):
            setattr(self._orig_mod, name, value)
        else:
            super().__setattr__(name, value)

    def train(self, mode=True):
        self._orig_mod.train(mode)
        return super().train(mode)

    def __len__(self):
        return len(self._orig_mod)

    def __getitem__(self, key):
        return self._orig_mod[key]

    def __iter__(self):
        return iter(self._orig_mod)

    def __repr__(self):
        return f"OptimizedModule(\n  (_orig_mod): {nn.modules.module._addindent(repr(self._orig_mod), 2)}\n)"


def _check(backend, mode, options):
    if mode is not None and options is not None:
        raise RuntimeError("Either mode or options can be specified, but both can't be specified at the same time.")
    if mode is not None and mode not in _MODES:
        raise RuntimeError(f"Unrecognized mode={mode}, should be one of: {', '.join(_MODES)}")
    if not (backend is None or callable(backend) or isinstance(backend, str)):
        raise TypeError(f"compile: backend is a name or a function, got {type(backend).__name__}")
    if isinstance(backend, str) and backend not in BACKENDS + PLAIN and backend not in ADDED:
        raise InvalidBackend(backend)


def compile(
    model=None, *, fullgraph=False, dynamic=None, backend=None, mode=None, options=None, name=None, disable=False,
    recompile_limit=None, isolate_recompiles=False, dynamic_shapes=None, **kwargs,
):  # fmt: skip
    """A function or module that computes the same, faster. Also a decorator, with or without arguments.

    There is no compilation to wait for, and nothing is specialised: any shapes, dtypes and Python code will do. With
    `fullgraph` an error is raised where Python branches on a tensor's value. `dynamic` and `options` change nothing;
    a `backend` of one's own and "eager" run op by op. `compile.explain(f)(*args)` tells what ran together.

    On a GPU, `mode="reduce-overhead"` (and "max-autotune") records the second call with arguments of a kind as a CUDA graph, backward
    pass included, and launches it in later calls: Python does not run then, numbers and closed-over tensors are those of the recorded
    call, results are new tensors. What cannot be recorded (a value that Python needs, tensors on the CPU, `backward` or an optimizer's step
    inside) runs as it is; `explain` says why. On the CPU these modes change nothing.
    """
    _check(backend, mode, options)
    if model is None:
        return functools.partial(compile, fullgraph=fullgraph, backend=backend, mode=mode, options=options, disable=disable)
    if disable or isinstance(model, (OptimizedModule, type)):
        return model
    if not callable(model):
        raise AssertionError(f"A callable function is expected, but {type(model)} is provided.")
    if isinstance(options, dict) and options.get("triton.cudagraphs") or backend == "cudagraphs":
        mode = "reduce-overhead"
    run = Run(bool(fullgraph), callable(backend) or backend in PLAIN or backend in ADDED, mode)
    if isinstance(model, nn.Module):
        return OptimizedModule(model, run)
    model = getattr(model, "_torchdynamo_orig_callable", model)

    @functools.wraps(model)
    def compiled(*args, **kwargs):
        return run(model, args, kwargs)

    compiled._torchdynamo_orig_callable, compiled._run = model, run
    return compiled


class BreakReason:
    """Where a value left the tensors, and as what."""

    def __init__(self, reason, user_stack):
        self.reason, self.user_stack, self.graph_break = reason, user_stack, True

    def __repr__(self):
        return f"{self.reason} at {self.user_stack[-1].filename}:{self.user_stack[-1].lineno}" if self.user_stack else self.reason


class ExplainOutput:
    """What a call put off, in how many programs it ran, and where it had to stop for Python."""

    def __init__(self, reasons, ops, programs, stored):
        self.break_reasons, self.op_count, self.programs, self.stored = reasons, ops, programs, stored
        self.graph_break_count, self.graph_count = len(reasons), len(reasons) + 1
        self.graphs, self.ops_per_graph, self.out_guards, self.compile_times = [], [], [], ""
        # Why calls were not launched as recordings (`mode="reduce-overhead"`).
        self.not_recorded = []

    def __str__(self):
        lines = [
            f"Graph Count: {self.graph_count}",
            f"Graph Break Count: {self.graph_break_count}",
            f"Op Count: {self.op_count}",
            f"Element-wise ops put off: {self.op_count}, in {self.programs} programs; results that went to memory: {self.stored}",
            *(f"Not recorded: {reason}" for reason in self.not_recorded),
            "Break Reasons:",
        ]
        for i, reason in enumerate(self.break_reasons):
            lines += [f"  Break Reason {i + 1}:", f"    Reason: {reason.reason}", "    User Stack:", *(f"      {f}" for f in reason.user_stack)]
        return "\n".join(lines)


def explain(f, *extra_args, **extra_kwargs):
    """Calls `f` on what the result is given, and tells what ran together and where Python needed a value."""

    def inner(*args, **kwargs):
        run, target = Run(False, False), getattr(f, "_torchdynamo_orig_callable", f)
        reasons = []

        def watch(into):
            here = [s for s in traceback.extract_stack() if "/lumbre/" not in s.filename.replace("\\", "/")]
            what = "Data-dependent branching" if into == "branch" else f"a tensor becomes a {into}"
            if not (reasons and into != "branch" and reasons[-1].user_stack[-1:] == here[-1:]):
                reasons.append(BreakReason(what, here[-1:]))

        def noted(*args, **kwargs):
            before = _C._late_enter(True, True)
            _state.watchers.append(watch)
            try:
                return target(*args, **kwargs)
            finally:
                _state.watchers.pop()
                _C._late_leave(before)

        start = _C._late_counts()
        run(noted, args, kwargs)
        ops, programs, stored = (b - a for a, b in zip(start, _C._late_counts()))
        out = ExplainOutput(reasons, ops, programs, stored)
        known = getattr(f, "_run", None)
        out.not_recorded = list(known.recorder.reasons) if known is not None and known.recorder is not None else []
        return out

    return inner(*extra_args, **extra_kwargs) if extra_args or extra_kwargs else inner


compile.explain = explain
