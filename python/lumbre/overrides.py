"""`__torch_function__`: how classes and modes take over calls of the library's functions."""

import lumbre
from lumbre import _C
from lumbre._attributes import enter_mode, leave_mode
from lumbre._C import Tensor
from lumbre._install import DisableTorchFunction, DisableTorchFunctionSubclass, _MODES, _disabled_torch_function_impl, _set_modes, _wants

__all__ = [
    "get_ignored_functions", "get_overridable_functions", "get_testing_overrides", "handle_torch_function", "has_torch_function",
    "is_tensor_like", "is_tensor_method_or_property", "resolve_name", "wrap_torch_function", "TorchFunctionMode", "enable_reentrant_dispatch",
    "BaseTorchFunctionMode", "DisableTorchFunctionSubclass",
]


def has_torch_function(relevant_args):
    """Whether any of the arguments (or a mode) takes calls over."""
    return bool(_MODES) or any(_wants(x) for x in relevant_args)


def has_torch_function_unary(x):
    return bool(_MODES) or _wants(x)


def has_torch_function_variadic(*args):
    return bool(_MODES) or any(_wants(x) for x in args)


def _overloaded(relevant_args):
    """One argument of each overriding class, subclasses before their bases."""
    types, args = [], []
    for x in relevant_args:
        if not _wants(x) or type(x) in types:
            continue
        at = next((i for i, y in enumerate(args) if issubclass(type(x), type(y))), len(args))
        types.append(type(x))
        args.insert(at, x)
    return args


def _ask(func, overloaded, args, kwargs):
    types = tuple(type(x) for x in overloaded)
    if _MODES:
        mode = _MODES[-1]
        rest = _MODES[:-1]
        saved = _MODES[:]
        _set_modes(rest)
        try:
            result = mode.__torch_function__(func, types, args, kwargs)
        finally:
            _set_modes(saved)
        if result is not NotImplemented:
            return (result,)
    for x in overloaded:
        result = type(x).__torch_function__(func, types, args, kwargs)
        if result is not NotImplemented:
            return (result,)
    if not overloaded and not _MODES:
        return None
    if not overloaded:
        return None
    name = f"{getattr(func, '__module__', None)}.{getattr(func, '__name__', func)}"
    raise TypeError(
        f"no implementation found for '{name}' on types that implement __torch_function__: {list(types)}"
        + (f" nor in mode {_MODES[-1]}" if _MODES else "")
    )


def handle_torch_function(public_api, relevant_args, *args, **kwargs):
    """Calls the overrides of `public_api` among the arguments, the innermost mode first."""
    out = _ask(public_api, _overloaded(relevant_args), args, kwargs)
    if out is None:
        with DisableTorchFunctionSubclass():
            return public_api(*args, **kwargs)
    return out[0]


def _dispatch(func, relevant, args, kwargs):
    """The binding's way in: the answer in a one-element tuple, None when nobody took the call."""
    return _ask(func, _overloaded(relevant), args, kwargs)


def _dispatch_method(func, tensors, args, kwargs):
    """For methods written in Python."""
    overloaded = _overloaded(tensors)
    if not overloaded and not _MODES:
        return None
    return _ask(func, overloaded, args, kwargs)


_KEEP_PLAIN = None


def get_default_nowrap_functions():
    """Attributes whose results keep their own class."""
    global _KEEP_PLAIN
    if _KEEP_PLAIN is None:
        _KEEP_PLAIN = {getattr(Tensor, n).__get__ for n in ("_base", "grad", "_grad") if hasattr(getattr(Tensor, n), "__get__")}
    return _KEEP_PLAIN


def _convert(ret, cls):
    if cls is Tensor:
        return ret
    if isinstance(ret, Tensor) and not isinstance(ret, cls):
        return ret.as_subclass(cls)
    if isinstance(ret, (tuple, list)):
        items = [_convert(r, cls) for r in ret]
        return type(ret)(items)
    return ret


def _default_torch_function(cls, func, types, args, kwargs):
    if not all(issubclass(cls, t) for t in types):
        return NotImplemented
    with DisableTorchFunctionSubclass():
        ret = func(*args, **kwargs)
        if func in get_default_nowrap_functions():
            return ret
        return _convert(ret, cls)


class TorchFunctionMode:
    """Takes over every call of the library inside a `with` block: subclasses define `__torch_function__(self, func, types, args, kwargs)`."""

    def __init__(self):
        pass

    def __torch_function__(self, func, types, args=(), kwargs=None):
        raise NotImplementedError

    def __enter__(self):
        enter_mode()
        _set_modes([*_MODES, self])
        return self

    def __exit__(self, *exc):
        _set_modes(_MODES[:-1])
        leave_mode()

    @classmethod
    def push(cls, *args, **kwargs):
        return cls(*args, **kwargs)


class BaseTorchFunctionMode(TorchFunctionMode):
    """A mode that passes every call on unchanged."""

    def __torch_function__(self, func, types, args=(), kwargs=None):
        return func(*args, **(kwargs or {}))


def _get_current_function_mode():
    return _MODES[-1] if _MODES else None


def _get_current_function_mode_stack():
    return list(_MODES)


def enable_reentrant_dispatch():
    """A context in which nothing changes: dispatch may always be entered again."""
    import contextlib

    return contextlib.nullcontext()


def is_tensor_like(inp):
    """A tensor, or an object that overrides functions as one."""
    return type(inp) is Tensor or hasattr(inp, "__torch_function__")


def is_tensor_method_or_property(func):
    """Whether `func` belongs to the Tensor class."""
    return getattr(Tensor, getattr(func, "__name__", ""), None) is func or getattr(func, "__name__", None) == "__get__"


def get_ignored_functions():
    """Functions that cannot be overridden."""
    makers = (
        "is_tensor", "is_storage", "tensor", "as_tensor", "from_numpy", "frombuffer", "from_dlpack", "zeros", "ones", "empty", "full", "eye", "arange", "range",
        "linspace", "logspace", "rand", "randn", "randint", "randperm", "normal", "tril_indices", "triu_indices", "vander", "sparse_coo_tensor", "manual_seed",
        "initial_seed", "seed", "save", "load", "set_printoptions", "is_grad_enabled", "set_grad_enabled", "no_grad", "enable_grad", "compile",
    )  # fmt: skip
    methods = ("as_subclass", "new", "_make_subclass", "__new__", "__init__", "__torch_function__", "__dir__", "__subclasshook__", "__getattribute__")
    found = [getattr(lumbre, name, None) for name in makers] + [getattr(Tensor, name, None) for name in methods]
    return {f for f in found if f is not None}


def get_overridable_functions():
    """Functions that can be overridden, by namespace."""
    import lumbre.nn.functional as F

    out = {lumbre: [], F: [], Tensor: []}
    for space, where in (("", lumbre), ("nn.functional", F)):
        out[where] = list(_C._namespace(space).values())
    out[Tensor] = [getattr(Tensor, n) for n in dir(Tensor) if callable(getattr(Tensor, n, None))]
    return out


def get_testing_overrides():
    """For each function that can be taken over, a stand-in that returns -1."""
    return {f: (lambda *args, **kwargs: -1) for fs in get_overridable_functions().values() for f in fs}


def resolve_name(f):
    """A readable name of a function or method."""
    if isinstance(f, str):
        return f
    name = getattr(f, "__name__", str(f))
    return f"torch.Tensor.{name}" if is_tensor_method_or_property(f) else f"torch.{name}"


def wrap_torch_function(dispatcher):
    """Makes a function overridable: `dispatcher(*args)` names the arguments that may override."""
    import functools

    def inner(func):
        @functools.wraps(func)
        def wrapped(*args, **kwargs):
            relevant = dispatcher(*args, **kwargs)
            if has_torch_function(relevant):
                return handle_torch_function(wrapped, relevant, *args, **kwargs)
            return func(*args, **kwargs)

        return wrapped

    return inner
