"""Calls of ops that programs define: which of their functions runs, and how gradients pass."""

import threading

import lumbre
from lumbre import _C
from lumbre.utils._pytree import tree_flatten, tree_unflatten

from ._ops import _GENERAL, _call_engine

_BELOW = threading.local()


class below_autograd:
    """Inside, ops run their kernels though their inputs require gradients."""

    def __enter__(self):
        self.before = getattr(_BELOW, "on", False)
        _BELOW.on = True

    def __exit__(self, *exc):
        _BELOW.on = self.before


def _tensors(values):
    for v in values:
        if isinstance(v, _C.Tensor):
            yield v
        elif isinstance(v, (list, tuple)):
            yield from (x for x in v if isinstance(x, _C.Tensor))


def call(op, args, kwargs):
    """Runs the op: its autocast, autograd and kernel functions, whichever were registered."""
    for value in (*args, *kwargs.values()):
        kind = type(value)
        if kind is not _C.Tensor and getattr(kind, "__torch_function__", None) is not None and _C._has_torch_function_unary(value):
            from .overrides import handle_torch_function

            return handle_torch_function(op, tuple(_tensors((*args, *kwargs.values()))), *args, **kwargs)
    args, kwargs = op._schema.bind(args, kwargs)
    if op._engine_key is not None and _C._jit_recording():
        # Written down as one call; the recorder runs it through `from_engine`.
        return _call_engine(op, *args, **kwargs)
    return _dispatch(op, args, kwargs)


def from_engine(op, values):
    """A call that comes from the engine: a program runs, or is being recorded."""
    values = [list(v) if isinstance(v, tuple) else v for v in values]
    n = sum(not a.kwarg_only for a in op._schema.arguments)
    names = [a.name for a in op._schema.arguments if a.kwarg_only]
    return _dispatch(op, values[:n], dict(zip(names, values[n:])))


def _dispatch(op, args, kwargs):
    tensors = list(_tensors((*args, *kwargs.values())))
    if (op._vmap is not None or not _composed(op)) and any(hasattr(t, "_level") for t in tensors if type(t) is not _C.Tensor):
        from ._functorch.custom import user_op

        done = user_op(op, args, kwargs)
        if done is not None:
            return done[0]
    device = tensors[0].device.type if tensors else "cpu"
    if op._autocast and lumbre.is_autocast_enabled(device) and device in op._autocast:
        dtype = op._autocast[device]
        args, kwargs = _cast(args, dtype), dict(zip(kwargs, _cast(kwargs.values(), dtype)))
        with lumbre.autocast(device, enabled=False):
            return _above(op, args, kwargs, tensors, device)
    return _above(op, args, kwargs, tensors, device)


def _cast(values, dtype):
    def one(v):
        if isinstance(v, _C.Tensor) and v.is_floating_point() and v.dtype != lumbre.float64:
            return v.to(dtype)
        return type(v)(map(one, v)) if isinstance(v, (list, tuple)) else v

    return [one(v) for v in values]


def _above(op, args, kwargs, tensors, device):
    impls = op._impls
    if not getattr(_BELOW, "on", False):
        own = impls.get("Autograd" + {"cpu": "CPU", "cuda": "CUDA", "meta": "Meta"}.get(device, "")) or impls.get("Autograd")
        if own is not None:
            return own(*args, **kwargs)
        wants = _C.is_grad_enabled() and any(t.requires_grad for t in tensors)
        whole = _composed(op) or op._in_library
        if wants and not whole and not op._schema.is_mutable:
            return _recorded(op, args, kwargs, device)
        if wants and not whole:
            with lumbre.no_grad():
                return kernel(op, device)(*args, **kwargs)
    return kernel(op, device)(*args, **kwargs)


def _composed(op):
    """Whether the op is only a name for calls of others, whose rules are its own."""
    return set(op._impls) <= {"CompositeImplicitAutograd"} and op._autograd is None and not op._in_library


def kernel(op, device):
    """The function for tensors on a device."""
    impls = op._impls
    keys = {"cpu": ("CPU",), "cuda": ("CUDA",), "meta": ("Meta",)}.get(device, (device.upper(),))
    for key in (*keys, *(("fake",) if device == "meta" else ()), *_GENERAL):
        if key == "fake" and op._fake is not None:
            return op._fake
        if device == "meta" and key == "default":
            break
        if key in impls:
            return impls[key]
    if device == "meta":
        raise RuntimeError(f"There was no fake impl registered for {op.name()}. Please use `register_fake` to add one.")
    raise NotImplementedError(f"Could not run '{op.name()}' with arguments from the '{keys[0]}' backend: nothing is registered for it")


def _flat(values):
    """Values and lists of tensors as one list, and how to put it back."""
    return tree_flatten(list(values), is_leaf=lambda v: not isinstance(v, (list, tuple)))


def _recorded(op, args, kwargs, device):
    """Runs the kernel as one node whose backward is the registered one."""
    flat, spec = _flat(args)
    shape = {}

    class Node(lumbre.autograd.Function):
        @staticmethod
        def forward(ctx, *flat):
            inputs = tree_unflatten(list(flat), spec)
            with below_autograd():
                out = kernel(op, device)(*inputs, **kwargs)
            if op._autograd is not None and op._autograd[1] is not None:
                setup = op._autograd[1]
                named = {"keyword_only_inputs": kwargs} if kwargs else {}
                setup(ctx=ctx, inputs=tuple(inputs), output=out, **named)
            leaves, shape["out"] = tree_flatten(out)
            ctx.mark_non_differentiable(*[t for t in leaves if isinstance(t, _C.Tensor) and not (t.is_floating_point() or t.is_complex())])
            return tuple(leaves) if len(leaves) != 1 else leaves[0]

        @staticmethod
        def backward(ctx, *grads):
            if op._autograd is None:
                raise RuntimeError(
                    f"Trying to backward through {op} but no autograd formula was registered. Please use register_autograd to add one."
                )
            out = shape["out"]
            given = tree_unflatten(list(grads), out)
            results = op._autograd[0](ctx, *(given if isinstance(given, (tuple, list)) and not _is_list_result(op) else (given,)))
            results = list(results) if isinstance(results, (tuple, list)) else [results]
            return tuple(_as_flat(results, args))

    Node.__name__ = f"GeneratedBackwardFor_{op._namespace}_{op._opname}_{op._overloadname}"
    Node._backward_cls.__name__ = Node.__name__ + "Backward"
    out = Node.apply(*flat)
    leaves = list(out) if isinstance(out, tuple) else [out]
    return tree_unflatten(leaves, shape["out"])


def _is_list_result(op):
    returns = op._schema.returns
    return len(returns) == 1 and returns[0].type.endswith("[]")


def _as_flat(grads, args):
    """Gradients in the order of the flattened arguments: a list argument takes a list, or None for all of it."""
    for i, arg in enumerate(args):
        g = grads[i] if i < len(grads) else None
        if isinstance(arg, (list, tuple)):
            yield from g if g is not None else [None] * len(arg)
        else:
            yield g
