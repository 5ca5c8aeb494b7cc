"""Tracing: running Python code once on examples while the engine writes the ops down."""

import inspect
import warnings

from .. import _C, nn
from . import _tree
from ._describe import describe, weights_of
from ._state import Kept, holder
from ._module import Method, RecursiveScriptModule, ScriptFunction, ScriptModule, TopLevelTracedModule


class TracerWarning(Warning):
    """Something in a traced function that the program will not follow."""


class TracingCheckError(Exception):
    """The traced program does not do what the function does."""


class TracedModule(TopLevelTracedModule):
    """The class of traced modules, by its name in PyTorch."""


class ONNXTracedModule(nn.Module):
    """Kept for programs that name it; export traces by itself."""

    def __init__(self, inner, *args, **kwargs):
        super().__init__()
        self.inner = inner


def is_tracing():
    """Whether the code that runs is being traced."""
    return _C._jit_is_tracing()


# Who is told instead, while `export` records: its programs keep no number of an example.
_escape_handlers = []


def _escaped(into):
    if _escape_handlers:
        _escape_handlers[-1](into)
    warnings.warn(
        f"Converting a tensor to a {into} might cause the trace to be incorrect. We can't record the data flow of Python "
        "values, so this value will be treated as a constant in the future. This means that the trace might not generalize to "
        "other inputs!",
        TracerWarning,
        stacklevel=2,
    )


def trace(
    func, example_inputs=None, optimize=None, check_trace=True, check_inputs=None, check_tolerance=1e-5, strict=True,
    _force_outplace=False, _module_class=None, _compilation_unit=None, example_kwarg_inputs=None, _store_inputs=True,
    *, state=None, derivatives=None,
):  # fmt: skip
    """The program of a module or function, recorded while it runs on example inputs.

    What depends on Python (branches, loop counts, sizes taken as ints) is as it was for the examples.

    Args:
        state: of a function, what it reads and changes besides its arguments: a dict of modules, optimizers and tensors by name.
            They become parameters and buffers of the program (``model.0.weight``, ``optimizer.0.exp_avg``), share their memory
            with it, and are saved with it. So a whole training step is one program. Tracing leaves them as they were.
        derivatives: how gradients that the function computes are written down. ``"tapes"`` runs the engine's own rules: the same
            numbers as without a program, and other sizes than the example's; the default with ``state``. ``"ops"`` writes each
            rule as the ops it is made of, where it is made of ops alone, so that the program can be exported; the default without.
    """
    if isinstance(func, (ScriptModule, ScriptFunction)) and getattr(func, "_methods", True):
        warnings.warn("The input to trace is already a ScriptModule, tracing it is a no-op. Returning the object as is.", stacklevel=2)
        return func
    if example_inputs is None and example_kwarg_inputs is None:
        raise RuntimeError("trace: example_inputs or example_kwarg_inputs must be given")
    args = _as_args(() if example_inputs is None else example_inputs)
    kwargs = dict(example_kwarg_inputs or {})
    tapes = _tapes(derivatives, state)
    options = (check_trace, check_inputs, check_tolerance, tapes)
    if state is not None:
        return _trace_with_state(func, args, kwargs, holder(state), options)
    if isinstance(func, nn.Module):
        out = _mirror(func, TopLevelTracedModule)
        out._add_method("forward", _trace_method(func, func, args, kwargs, out, options))
        return out
    owner = getattr(func, "__self__", None)
    if isinstance(owner, nn.Module):
        out = _mirror(owner, TopLevelTracedModule)
        name = func.__name__
        out._add_method(name, _trace_method(owner, func, args, kwargs, out, options))
        return getattr(out, name)
    method = _trace_method(None, func, args, kwargs, None, options)
    return ScriptFunction(method, getattr(func, "__name__", "forward"), getattr(func, "__doc__", None))


def _tapes(derivatives, state):
    if derivatives not in (None, "ops", "tapes"):
        raise ValueError(f'trace: derivatives is "ops" or "tapes", got {derivatives!r}')
    return derivatives == "tapes" or derivatives is None and state is not None


def _trace_with_state(func, args, kwargs, root, options):
    if isinstance(func, nn.Module) or isinstance(getattr(func, "__self__", None), nn.Module):
        raise TypeError("trace: state goes with a function; a module's parameters and buffers are its state already")
    kept = Kept(root)
    try:
        kept.restore()
        out = _mirror(root, TopLevelTracedModule)
        out.original_name = getattr(func, "__name__", "forward")
        out._add_method("forward", _trace_method(root, func, args, kwargs, out, options, kept))
    finally:
        kept.leave()
    return out


def trace_module(
    mod, inputs, optimize=None, check_trace=True, check_inputs=None, check_tolerance=1e-5, strict=True, _force_outplace=False,
    _module_class=None, _compilation_unit=None, example_inputs_is_kwarg=False, _store_inputs=True,
):  # fmt: skip
    """The programs of several methods of a module: `inputs` maps their names to example arguments."""
    if not isinstance(mod, nn.Module):
        raise AttributeError("expected torch.nn.Module as the first argument")
    if not isinstance(inputs, dict):
        raise AttributeError("expected a dictionary of (method_name, input) pairs")
    out = _mirror(mod, TopLevelTracedModule)
    for name, example in inputs.items():
        args, kwargs = ((), dict(example)) if example_inputs_is_kwarg else (_as_args(example), {})
        func = mod if name == "forward" else getattr(mod, name)
        options = (check_trace, check_inputs and [c[name] for c in check_inputs], check_tolerance, False)
        out._add_method(name, _trace_method(mod, func, args, kwargs, out, options))
    return out


def _as_args(example):
    if isinstance(example, (_C.Tensor, dict)):
        return (example,)
    return tuple(example)


def _mirror(module, cls=RecursiveScriptModule):
    """Script modules nested as the module is, holding its own parameters and buffers."""
    out = cls()
    out.original_name = type(module).__name__
    for name, child in module._modules.items():
        out._modules[name] = None if child is None else _mirror(child)
    # The same dicts: what is loaded into one is seen by the other.
    out.__dict__["_parameters"], out.__dict__["_buffers"] = module._parameters, module._buffers
    out.__dict__["_non_persistent_buffers_set"] = module._non_persistent_buffers_set
    out.training = module.training
    return out


def _trace_method(module, func, args, kwargs, out, options, kept=None):
    target = func.forward if isinstance(func, nn.Module) else func
    names, ordered = _names(target, args, kwargs)
    check, check_inputs, tolerance, tapes = options
    method = _record(module, func, names, args, kwargs, tapes, kept)
    if method.differentiated:
        _check_derivatives(module, func, method, ordered, len(args), kept)
    if check:
        for example in check_inputs or [ordered]:
            _check(module, func, method, (_as_args(example), len(args)), tolerance, kept)
    return method


def _names(target, args, kwargs):
    """Names of the given arguments, and their values in that order."""
    try:
        parameters = list(inspect.signature(target).parameters.values())
    except (TypeError, ValueError):
        parameters = []
    plain = [p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    names = plain[: len(args)]
    names += [f"argument_{i + 1}" for i in range(len(names), len(args))]
    rest = sorted(kwargs, key=lambda k: plain.index(k) if k in plain else len(plain))
    return names + rest, [*args, *(kwargs[k] for k in rest)]


def _copy(t):
    out = t.detach().clone()
    return out.requires_grad_() if t.requires_grad else out


def _record(module, func, names, args, kwargs, tapes=False, kept=None):
    tensors = []
    try:
        trees = [_tree.flatten(v, tensors) for v in [*args, *(kwargs[n] for n in names[len(args) :])]]
    except _tree.NotTraceable as e:
        raise RuntimeError(
            f"Type '{e}' cannot be traced. Only Tensors and (possibly nested) Lists, Dicts, and Tuples of Tensors can be traced"
        ) from None
    copies = [_copy(t) for t in tensors]
    values = [_tree.unflatten(tree, copies) for tree in trees]
    weights = weights_of(module)[0] if module is not None else []
    labels = _labels(trees, names, len(copies), {w[0] for w in weights})
    _C._jit_start([*weights, *((label, "argument", t) for label, t in zip(labels, copies))], tapes)
    if kept is not None:
        # What the function differentiates it differentiates inside: nothing outside has to be kept for it.
        _C._jit_number("grad_mode", None, [(0, None)])
    try:
        result = func(*values[: len(args)], **dict(zip(names[len(args) :], values[len(args) :])))
        outputs = []
        tree = _tree.flatten(result, outputs)
    except BaseException as e:
        _C._jit_abort()
        if isinstance(e, _tree.NotTraceable):
            raise RuntimeError(
                "Only tensors, lists, tuples of tensors, or dictionary of tensors can be output from traced functions, "
                f"got {e}"
            ) from None
        raise
    differentiated = _C._jit_differentiated()
    program = _C._jit_finish(outputs)
    signature = {"names": names, "inputs": {"tuple": trees}, "outputs": tree}
    if module is not None:
        signature.update(describe(module))
    method = Method(program, signature)
    method.differentiated = differentiated
    return method


def _labels(trees, names, count, taken):
    """A name for each tensor among the arguments: the argument's own where it is one tensor."""
    labels = [None] * count
    for tree, name in zip(trees, names):
        if "t" in tree and name.isidentifier():
            labels[tree["t"]] = name
    out = []
    for i, label in enumerate(labels):
        label = label or f"input_{i}"
        while label in taken:
            label += "_"
        taken.add(label)
        out.append(label)
    return out


class _Refused(Exception):
    """The function itself raised."""


def _differences(module, func, method, example, tolerance, kept=None):
    """Runs function and program on the same input with the same random numbers; says how each output differs, "" where it does not.

    The example is all arguments, and how many of them are positional.
    """
    from .. import random as _random

    (args, positional), n = example, len(method.names)
    weights = [t for _, _, t in weights_of(module)[0]] if module is not None else []
    buffers = [(t, t.detach().clone()) for _, kind, t in weights_of(module)[0] if kind == "buffer"] if module is not None else []
    if len(args) != n:
        raise RuntimeError(f"check_inputs: {len(args)} arguments instead of {n}")
    state = _random.get_rng_state()

    def copies():
        tensors = []
        trees = [_tree.flatten(v, tensors) for v in args]
        held = [_copy(t) for t in tensors]
        return [_tree.unflatten(tree, held) for tree in trees]

    def restore():
        if kept is not None:
            return kept.restore()
        _random.set_rng_state(state)
        for t, old in buffers:
            t.detach().copy_(old)

    try:
        restore()
        values = copies()
        try:
            want = func(*values[:positional], **dict(zip(method.names[positional:], values[positional:])))
        except Exception as error:
            raise _Refused from error
        want = _leaves(want)
        restore()
        got = _leaves(method(weights, copies(), {}))
    finally:
        restore()
    return [_difference(x, y, tolerance) for x, y in zip(want, got)]


def _leaves(result):
    """Copies of the tensors of a result, which may show what is put back."""
    tensors = []
    _tree.flatten(result, tensors)
    return [t.detach().clone() for t in tensors]


def _check(module, func, method, example, tolerance, kept=None):
    """A difference between function and program on the same input is a warning."""
    try:
        found = _differences(module, func, method, example, tolerance, kept)
    except _Refused as refused:
        raise refused.__cause__ from None
    for i, difference in enumerate(found):
        if difference:
            warnings.warn(
                f"Output nr {i + 1}. of the traced function does not match the corresponding output of the Python function. "
                f"Detailed error:\n{difference}",
                TracerWarning,
                stacklevel=4,
            )


def _check_derivatives(module, func, method, args, positional, kept):
    """Derivatives of which a part was computed outside the recorded ops would be those of the example: other inputs must tell.

    Raises NotImplementedError where they do.
    """
    moved = [_moved(v) for v in args]
    try:
        found = _differences(module, func, method, (moved, positional), 1e-3, kept)
    except _Refused:
        # The function does not take these numbers.
        return
    if any(found):
        raise NotImplementedError("trace: the derivatives of this function have no form in a recorded program")


def _moved(value):
    """Other numbers near the example's, for the tensors in a value."""
    tensors = []
    tree = _tree.flatten(value, tensors)
    others = [_other(t) for t in tensors]
    return _tree.unflatten(tree, others)


def _other(t):
    if not (t.is_floating_point() or t.is_complex()):
        return t
    return (t.detach() * 0.9 + 0.01).requires_grad_(t.requires_grad)


def _difference(x, y, tolerance):
    if x.shape != y.shape or x.dtype != y.dtype:
        return f"expected {tuple(x.shape)} {x.dtype}, got {tuple(y.shape)} {y.dtype}"
    import numpy as np

    kind = _C.float64 if not x.is_complex() else _C.complex128
    a, b = x.to(kind).cpu().numpy(), y.to(kind).cpu().numpy()
    far = ~np.isclose(b, a, rtol=tolerance, atol=max(tolerance, 1e-5), equal_nan=True)
    if far.any():
        return f"{int(far.sum())} of {far.size} elements differ, the largest difference is {np.abs(a - b).max():.6g}"
    return ""
