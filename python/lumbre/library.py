"""Ops of a program's own: declared by a schema or a function's annotations, with kernels, shapes and gradients.

`custom_op` makes one from an annotated function; `Library`, `define` and `impl` do it step by step. The ops are then
found under `ops.<namespace>.<name>`.
"""

import contextlib
import functools
import inspect
import os

import lumbre

from . import _schema, ops
from ._ops import OpOverload, OpOverloadPacket

__all__ = [
    "Library", "impl", "define", "fallthrough_kernel", "impl_abstract", "register_autocast", "register_fake", "register_torch_dispatch",
    "register_vmap", "get_ctx", "get_kernel", "custom_op", "triton_op", "wrap_triton", "infer_schema", "register_kernel",
    "register_autograd", "opcheck", "CustomOpDef", "load_extension", "include_dir",
]  # fmt: skip

_RESERVED = ("prim", "prims")
_KEYS = {"cpu": "CPU", "cuda": "CUDA", "meta": "Meta", "default": "default", "xpu": "XPU", "mps": "MPS"}


def fallthrough_kernel():
    """Stands for: leave this to the next kernel."""
    raise NotImplementedError("fallthrough_kernel() should never be called.")


def infer_schema(prototype_function, /, *, mutates_args, op_name=None, tags=None):
    """The schema text of an annotated function. Raises `ValueError` for annotations without a word in schemas."""
    return _schema.infer(prototype_function, mutates_args=mutates_args, op_name=op_name)


def load_extension(path):
    """Opens a library of ops written in C, C++ or Rust; they are then found under `ops.<namespace>`.

    The library exports `int32_t lumbre_extension_v1(const LumbreApi *api)`, declared in `lumbre.h` (`include_dir()` says where),
    or is made by the crate's `lumbre::extension!`. Its code runs with all rights of this process, and it stays loaded. Raises
    `OSError` where the file is none, and what its registration raised.
    """
    ops.load_library(path)


def include_dir():
    """The folder that holds `lumbre.h`, for a compiler's `-I`."""
    return os.path.join(os.path.dirname(__file__), "include")


def _split_name(qualname):
    space, sep, rest = str(qualname).partition("::")
    if not sep:
        raise ValueError(f"Expected qualname to be of the form 'namespace::name', got {qualname!r}")
    name, _, overload = rest.partition(".")
    return space, name, overload


def _find(op):
    """The overload an op argument means: an overload, a `CustomOpDef`, or `namespace::name`."""
    if isinstance(op, CustomOpDef):
        return op._opoverload
    if isinstance(op, OpOverload):
        return op
    if isinstance(op, OpOverloadPacket):
        return op.default
    if not isinstance(op, str):
        raise ValueError(f"expected an op or its qualified name, got {type(op)}")
    space, name, overload = _split_name(op)
    try:
        return getattr(getattr(getattr(ops, space), name), overload or "default")
    except AttributeError:
        raise RuntimeError(f"operator {op} does not exist") from None


class Library:
    """Ops and kernels of one namespace that live as long as this object.

    `kind` is `'DEF'` (a new namespace), `'FRAGMENT'` (more ops for one) or `'IMPL'` (kernels only).
    """

    def __init__(self, ns, kind, dispatch_key=""):
        if kind not in ("IMPL", "DEF", "FRAGMENT"):
            raise ValueError("Unsupported library type: ", kind)
        if ns in _RESERVED and kind == "DEF":
            raise ValueError(ns, " is a reserved namespace. Please try creating a library with another name.")
        self.ns, self.kind, self.dispatch_key = ns, kind, dispatch_key
        self._undo = []

    def __repr__(self):
        return f"Library(kind={self.kind}, ns={self.ns}, dispatch_key={self.dispatch_key})>"

    def define(self, schema, alias_analysis="", *, tags=()):
        """Declares an op; returns its name."""
        if self.kind == "IMPL":
            raise RuntimeError("Library kind IMPL cannot define operators")
        parsed = _schema.parse(schema)
        name = parsed.name.split("::")[-1]
        parsed.name = f"{self.ns}::{name}"
        packet = getattr(ops, self.ns)._packet(name)
        op = packet.define(parsed.overload_name, parsed)
        op.tags = [tags] if not isinstance(tags, (list, tuple)) else list(tags)
        self._undo.append(functools.partial(_forget, packet, op))
        return name + (f".{parsed.overload_name}" if parsed.overload_name else "")

    def impl(self, op_name, fn, dispatch_key="", *, with_keyset=False, allow_override=False):
        """Gives an op its function for a dispatch key (`'CPU'`, `'Autograd'`, `'CompositeImplicitAutograd'`, `'Meta'`, …)."""
        if not callable(fn):
            raise TypeError(f"Input function is required to be a callable but found type {type(fn)}")
        key = str(dispatch_key or self.dispatch_key or "CompositeImplicitAutograd").removeprefix("DispatchKey.")
        op = op_name if isinstance(op_name, OpOverload) else _find(op_name if "::" in op_name else f"{self.ns}::{op_name}")
        if fn is fallthrough_kernel or not op._defined_here:
            return
        if key in op._impls and not allow_override:
            raise RuntimeError(
                f"This is not allowed since there's already a kernel registered from python overriding {op._opname}'s behavior "
                f"for {key} dispatch key and {self.ns} namespace."
            )
        op._impls[key] = functools.partial(fn, key) if with_keyset else fn
        self._undo.append(lambda: op._impls.pop(key, None))

    def fallback(self, fn, dispatch_key="", *, with_keyset=False):
        raise NotImplementedError("Library.fallback")

    def _register_fake(self, op_name, fn, _stacklevel=1, *, allow_override=False):
        register_fake(f"{self.ns}::{op_name.split('::')[-1]}", fn)

    def _destroy(self):
        for undo in reversed(self._undo):
            undo()
        self._undo.clear()

    def __del__(self):
        with contextlib.suppress(Exception):
            self._destroy()


def _forget(packet, op):
    packet.forget(op._overloadname)
    if not packet._overloads:
        packet_space = getattr(ops, packet._space)
        packet_space.__dict__.pop(packet.__name__, None)


@contextlib.contextmanager
def _scoped_library(*args, **kwargs):
    library = Library(*args, **kwargs)
    try:
        yield library
    finally:
        library._destroy()


# Definitions made without a Library of their own stay for good.
_KEPT = {}


def _kept(space):
    if space not in _KEPT:
        _KEPT[space] = Library(space, "FRAGMENT")
    return _KEPT[space]


def define(qualname, schema, *, lib=None, tags=()):
    """Declares `namespace::name` with the schema `(arguments) -> returns`. Also a decorator of its function."""
    if isinstance(qualname, Library):
        lib, text = qualname, schema
        name = lib.define(text)

        def old_style(f):
            lib.impl(name, f, tags if isinstance(tags, str) else "")
            return f

        return old_style
    space, name, overload = _split_name(qualname)
    (lib or _kept(space)).define(name + (f".{overload}" if overload else "") + schema, tags=tags)


def _device_keys(types):
    types = (types,) if isinstance(types, str) else types or ("default",)
    return [_KEYS.get(t, t) for t in types]


def impl(qualname, types, func=None, *, lib=None):
    """Gives an op its function for device types (`'cpu'`, `'default'`) or a dispatch key. Also a decorator."""
    if func is None:
        return lambda f: impl(qualname, types, f, lib=lib) or f
    if isinstance(qualname, Library):
        # The older form: `impl(lib, name, dispatch_key)`.
        qualname.impl(types, func, lib or "")
        return None
    space = _split_name(qualname)[0]
    for key in _device_keys(types):
        key = "CompositeExplicitAutograd" if key == "default" else key
        (lib or _kept(space)).impl(qualname, func, key)
    return None


_library_impl = impl


def register_kernel(op, device_types, func=None, /, *, lib=None):
    """Gives an op its function for devices: `'cpu'`, a list of them, or None for all. Also a decorator."""
    if func is None:
        return lambda f: register_kernel(op, device_types, f, lib=lib) or f
    found = _find(op)
    for key in _device_keys(device_types):
        if found._defined_here:
            found._impls["CompositeExplicitAutograd" if key == "default" else key] = func
    return None


def register_fake(op, func=None, /, *, lib=None, _stacklevel=1, allow_override=False):
    """Gives an op the function that makes results without data, from inputs without data. Also a decorator.

    Ops of the engine know their shapes: for them nothing changes.
    """
    if func is None:
        return lambda f: register_fake(op, f, lib=lib) or f
    _find(op)._fake = func
    return func


def impl_abstract(qualname, func=None, *, lib=None, _stacklevel=1):
    """`register_fake` by its older name."""
    return register_fake(qualname, func, lib=lib)


def register_autograd(op, backward, /, *, setup_context=None, lib=None):
    """Gives an op its gradient: `setup_context(ctx, inputs, output)` saves, `backward(ctx, *grads)` answers per input.

    Ops of the engine have theirs: for them nothing changes.
    """
    found = _find(op)
    if found._defined_here and found._schema.is_mutable:
        raise RuntimeError(f"Cannot register autograd formula for non-functional operator {found} with schema {found._schema}.")
    found._autograd = (backward, setup_context)


def register_vmap(op, func=None, /, *, lib=None):
    """Gives an op its batched form: `func(info, in_dims, *args)` returns `(result, out_dims)`. Also a decorator."""
    if func is None:
        return lambda f: register_vmap(op, f, lib=lib) or f
    _find(op)._vmap = func
    return func


def register_autocast(op, device_type, cast_inputs, /, *, lib=None):
    """Under autocast on `device_type` floating inputs are cast to `cast_inputs` first."""
    if device_type not in ("cpu", "cuda", "xpu"):
        raise ValueError(f"Unknown device type: {device_type}")
    _find(op)._autocast[device_type] = cast_inputs


def register_torch_dispatch(op, torch_dispatch_class, func=None, /, *, lib=None):
    """Not part of this build: raises NotImplementedError. `register_fake`, `register_autograd` and `__torch_function__` cover its uses."""
    raise NotImplementedError("register_torch_dispatch")


class _FakeContext:
    """What a fake function may ask for."""

    def new_dynamic_size(self, *, min=0, max=None):
        """Would stand for a size that depends on data; meta tensors have numbers for sizes, so it raises."""
        raise NotImplementedError("get_ctx().new_dynamic_size(): the meta device has no sizes that depend on data")

    create_unbacked_symint = new_dynamic_size


def get_ctx():
    """The context of the fake function that runs. Raises `RuntimeError` outside of one."""
    from ._user_ops import in_fake

    if not in_fake():
        raise RuntimeError("get_ctx() can only be called inside of a fake function, while it runs")
    return _FakeContext()


def get_kernel(op, dispatch_key):
    """The function an op has for a dispatch key."""
    found = _find(op)
    key = str(dispatch_key).removeprefix("DispatchKey.")
    return found if not found._defined_here else found._impls[key]


def triton_op(name, fn=None, /, *, mutates_args, schema=None):
    """A custom op whose function launches triton kernels."""
    return custom_op(name, fn, mutates_args=mutates_args, schema=schema)


def wrap_triton(triton_kernel, /):
    """The kernel itself."""
    return triton_kernel


def custom_op(name, fn=None, /, *, mutates_args, device_types=None, schema=None, tags=None):
    """An op from an annotated function: `@custom_op("mylib::mul", mutates_args=())`.

    Its results may not be, or share memory with, its inputs. `mutates_args` names the arguments that the function
    writes. Further functions are added with `register_kernel`, `register_fake`, `register_autograd`.
    """
    if fn is None:
        return lambda f: custom_op(name, f, mutates_args=mutates_args, device_types=device_types, schema=schema, tags=tags)
    text = schema if schema is not None else infer_schema(fn, mutates_args=mutates_args)
    return CustomOpDef(name, text, fn, device_types, tags)


class CustomOpDef:
    """A function that is an op; called like the function."""

    def __init__(self, name, schema, fn, device_types=None, tags=None):
        space, short, _ = _split_name(name)
        self._namespace, self._name, self._qualname, self._schema, self._init_fn = space, short, name, schema, fn
        packet = getattr(ops, space)._packet(short)
        packet.forget("default")  # a cell that is run again defines it anew
        self._lib = _kept(space)
        self._lib.define(short + schema, tags=tags or ())
        self._opoverload = packet.default
        self._disabled = set()
        functools.update_wrapper(self, fn)
        self.register_kernel(device_types)(fn)

    def __call__(self, *args, **kwargs):
        return self._opoverload(*args, **kwargs)

    def __repr__(self):
        return f"<CustomOpDef({self._qualname})>"

    def register_kernel(self, device_types, fn=None, /):
        """The function for some devices. Also a decorator."""
        if fn is None:
            return lambda f: self.register_kernel(device_types, f) or f

        @functools.wraps(fn)
        def checked(*args, **kwargs):
            result = fn(*args, **kwargs)
            _refuse_aliases(self._opoverload, fn, args, kwargs, result)
            return result

        for key in _device_keys(device_types):
            self._opoverload._impls[key] = self._switch(checked, key)
        return None

    def _switch(self, checked, key):
        def run(*args, **kwargs):
            return (self._init_fn if key in self._disabled else checked)(*args, **kwargs)

        return run

    def register_fake(self, fn, /):
        return register_fake(self, fn)

    def register_autograd(self, backward, /, *, setup_context=None):
        register_autograd(self, backward, setup_context=setup_context)

    def register_vmap(self, func=None, /):
        return register_vmap(self, func)

    def register_autocast(self, device_type, cast_inputs, /):
        register_autocast(self, device_type, cast_inputs)

    def register_torch_dispatch(self, torch_dispatch_class, fn=None, /):
        return register_torch_dispatch(self, torch_dispatch_class, fn)

    @contextlib.contextmanager
    def set_kernel_enabled(self, device_type, enabled=True):
        """Inside, calls run the first function instead of the device's own."""
        key = _KEYS.get(device_type, device_type)
        was = key in self._disabled
        (self._disabled.discard if enabled else self._disabled.add)(key)
        try:
            yield
        finally:
            (self._disabled.add if was else self._disabled.discard)(key)


def _refuse_aliases(op, fn, args, kwargs, result):
    from ._user_ops import _tensors

    seen = {t.untyped_storage()._cdata for t in _tensors((*args, *kwargs.values()))}
    for t in _tensors(result if isinstance(result, (tuple, list)) else (result,)):
        key = t.untyped_storage()._cdata
        if key in seen:
            raise RuntimeError(
                f"{op._opname} (with implementation in {inspect.getmodule(fn)}): The output of this custom operator (1) must not also be "
                "an input to this custom operator and (2) may not alias any inputs to this custom operator or other returns. "
                "Please instead return a clone of the offending output tensor(s) (e.g. return x.clone())."
            )
        seen.add(key)


def opcheck(
    op, args, kwargs=None, *, test_utils=("test_schema", "test_autograd_registration", "test_faketensor", "test_aot_dispatch_dynamic"),
    raise_exception=True, atol=None, rtol=None,
):  # fmt: skip
    """Tries an op on sample inputs. Returns test -> `'SUCCESS'` or the error; raises the first unless `raise_exception` is False.

    `test_schema`: it writes and returns what its schema says; `test_autograd_registration`: where an input requires a gradient, the
    results are connected to it; `test_faketensor`: the fake function's shapes and dtypes; `test_aot_dispatch_dynamic` (and
    `_static`): a traced program of it gives the same results, within `atol` and `rtol`. Whether gradients are right is
    `autograd.gradcheck`'s to say.
    """
    found, kwargs, results = _find(op), kwargs or {}, {}
    checks = {
        "test_schema": _check_schema, "test_autograd_registration": _check_autograd, "test_faketensor": _check_fake,
        "test_aot_dispatch_static": functools.partial(_check_traced, atol=atol, rtol=rtol),
        "test_aot_dispatch_dynamic": functools.partial(_check_traced, atol=atol, rtol=rtol),
    }  # fmt: skip
    for name in (test_utils,) if isinstance(test_utils, str) else test_utils:
        if name not in checks:
            raise RuntimeError(f"opcheck: there is no test {name!r}; there are {sorted(checks)}")
        try:
            checks[name](found, args, kwargs)
            results[name] = "SUCCESS"
        except Exception as error:
            if raise_exception:
                raise
            results[name] = error
    return results


def _leaves(value):
    from lumbre.utils._pytree import tree_leaves

    return [t for t in tree_leaves(value) if isinstance(t, lumbre.Tensor)]


def _check_autograd(op, args, kwargs):
    if op._schema.is_mutable or not any(t.requires_grad for t in _leaves((args, kwargs))):
        return
    for t in _leaves(op(*args, **kwargs)):
        if t.requires_grad and t.is_floating_point():
            return
    raise RuntimeError(f"{op}: an input requires a gradient and no result does: register one with register_autograd")


def _check_traced(op, args, kwargs, atol=None, rtol=None):
    """A program of the op, given the same tensors, gives the same results."""
    from lumbre.utils._pytree import tree_flatten, tree_unflatten

    if op._schema.is_mutable:
        return
    flat, spec = tree_flatten((list(args), dict(kwargs)))
    places = [i for i, v in enumerate(flat) if isinstance(v, lumbre.Tensor)]

    def call(*tensors):
        values = list(flat)
        for i, t in zip(places, tensors):
            values[i] = t
        positional, named = tree_unflatten(values, spec)
        return op(*positional, **named)

    given = [flat[i].detach() for i in places]
    want = call(*given)
    if given and _leaves(want):
        program = lumbre.jit.trace(call, tuple(given), check_trace=False)
        for x, y in zip(_leaves(want), _leaves(program(*given))):
            lumbre.testing.assert_close(y, x, atol=atol, rtol=rtol)


def _check_schema(op, args, kwargs):
    values, named = op._schema.bind(args, kwargs)
    given = dict(zip([a.name for a in op._schema.arguments if not a.kwarg_only], values)) | named
    before = {k: v._version for k, v in given.items() if isinstance(v, lumbre.Tensor)}
    out = op(*args, **kwargs)
    count = 0 if out is None else len(out) if isinstance(out, tuple) else 1
    if count != len(op._schema.returns):
        raise RuntimeError(f"{op}: {count} results, the schema says {len(op._schema.returns)}")
    for a in op._schema.arguments:
        if a.name in before and not a.is_write and given[a.name]._version != before[a.name]:
            raise RuntimeError(f"Argument {a.name} is not defined as mutable but was mutated")


def _check_fake(op, args, kwargs):
    from lumbre.utils._pytree import tree_leaves, tree_map_only

    real = op(*args, **kwargs)
    fake = op(*tree_map_only(lumbre.Tensor, lambda t: t.detach().to("meta"), list(args)), **tree_map_only(lumbre.Tensor, lambda t: t.detach().to("meta"), kwargs))
    for x, y in zip(tree_leaves(real), tree_leaves(fake)):
        if isinstance(x, lumbre.Tensor) and y.device.type != "meta":
            raise RuntimeError(f"{op}: the fake function gives a tensor with data, on {y.device}")
        if isinstance(x, lumbre.Tensor) and (x.shape != y.shape or x.dtype != y.dtype):
            raise RuntimeError(f"{op}: the fake function gives {y.dtype} {tuple(y.shape)}, the op {x.dtype} {tuple(x.shape)}")
