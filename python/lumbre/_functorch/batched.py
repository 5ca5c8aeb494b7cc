"""Samples of a batch: the tensor class that `vmap` hands to functions, its levels, and how calls on it find their rules.

A `Batched` holds the whole batch in `_value`, dimension 0 being the batch, and looks like one of its samples. Calls on it
are parsed by the binding and arrive in `call` with all their arguments in the order of the op's declaration. The innermost
`vmap` among the arguments answers first: its rule calls ops on whole batches, which may be samples of an outer batch.
"""

import threading

import lumbre
from lumbre import _C
from lumbre._C import Tensor

_AS_ID = {}


class Level:
    """One running `vmap`: how deep it is nested, the size of its batch, and what random ops do in it."""

    __slots__ = ("depth", "size", "randomness", "alive")

    def __init__(self, depth, size, randomness):
        self.depth, self.size, self.randomness, self.alive = depth, size, randomness, True


class _State(threading.local):
    def __init__(self):
        self.levels = []


STATE = _State()


def push_level(size, randomness):
    """Starts a level inside the running ones."""
    level = Level(len(STATE.levels) + 1, size, randomness)
    STATE.levels.append(level)
    _C._set_vmap_depth(len(STATE.levels))
    return level


def pop_level():
    """Ends the innermost level: what it batched cannot be used any more."""
    STATE.levels.pop().alive = False
    _C._set_vmap_depth(len(STATE.levels))


class outside:
    """Inside, only the levels around `level` are running: factories and random ops belong to them."""

    def __init__(self, level):
        self._level = level

    def __enter__(self):
        self._all = STATE.levels
        STATE.levels = self._all[: self._level.depth - 1]
        _C._set_vmap_depth(len(STATE.levels))

    def __exit__(self, *exc):
        STATE.levels = self._all
        _C._set_vmap_depth(len(self._all))


def _no_item(what):
    def method(self, *args, **kwargs):
        raise RuntimeError(
            f"vmap: It looks like you're calling {what} on a Tensor. We don't support vmap over calling {what} on a Tensor, "
            "please try to rewrite what you're doing with other operations."
        )

    return method


def _no_branch(self):
    raise RuntimeError(
        "vmap: It looks like you're attempting to use a Tensor in some data-dependent control flow. "
        "We don't support that: the samples of a batch may take different ways. Use torch.where instead."
    )


def _of_value(name, doc=None):
    return property(lambda self: getattr(base(self), name), doc=doc)


def _new_like(name):
    """`x.new_zeros(…)`: every sample gets its own, so that samples may be written into it."""

    def method(self, *args, **kwargs):
        level = self._level
        check(level)
        with outside(level):
            one = getattr(self._value, name)(*args, **kwargs)
            return wrap(one.unsqueeze(0).expand(level.size, *one.shape).clone(), level)

    method.__name__ = name
    return method


class Batched(Tensor):
    """A tensor that stands for one sample of a batch (see the module)."""

    __slots__ = ("_value", "_level")
    # Functions written in Python run as they are: their ops find the samples.
    __torch_function__ = _C._disabled_torch_function_impl

    device = _of_value("device")
    is_cpu, is_cuda, is_meta = _of_value("is_cpu"), _of_value("is_cuda"), _of_value("is_meta")
    is_leaf, grad_fn, output_nr = _of_value("is_leaf"), _of_value("grad_fn"), _of_value("output_nr")
    _version = _of_value("_version")

    @property
    def requires_grad(self):
        return base(self).requires_grad

    @requires_grad.setter
    def requires_grad(self, on):
        base(self).requires_grad = on

    def requires_grad_(self, requires_grad=True):
        base(self).requires_grad_(requires_grad)
        return self

    @property
    def grad(self):
        return None

    @property
    def data(self):
        return self.detach()

    item, tolist, numpy, __array__ = map(_no_item, (".item()", ".tolist()", ".numpy()", ".numpy()"))
    __float__, __int__, __complex__, __index__ = (_no_item(".item()"),) * 4
    __array_interface__ = property(_no_item(".numpy()"))
    __bool__ = _no_branch
    def resize_(self, *sizes, memory_format=None):
        raise NotImplementedError("vmap: Tensor.resize_")

    data_ptr, untyped_storage, storage, __dlpack__, share_memory_, set_ = map(
        _no_item, (".data_ptr()", ".storage()", ".storage()", "__dlpack__", ".share_memory_()", ".set_()")
    )

    def __contains__(self, element):
        return bool((self == element).any())

    def backward(self, *args, **kwargs):
        raise RuntimeError(
            "backward() called inside a functorch transform. This is not supported, please use functorch.grad or functorch.vjp "
            "instead or call backward() outside of functorch transforms."
        )

    def detach_(self):
        self._value = self._value.detach()
        return self

    def requires_grad_of_value(self):
        return self._value.requires_grad

    def register_hook(self, hook):
        level = self._level
        return self._value.register_hook(lambda g: unwrap_result(hook(wrap(g, level)), level))

    def retain_grad(self):
        raise RuntimeError("retain_grad() called inside a functorch transform: use functorch.grad or functorch.vjp instead")

    def is_contiguous(self, *args, **kwargs):
        return self._value.is_contiguous()

    def get_device(self):
        return base(self).get_device()

    _device_index = get_device

    def __repr__(self, *, tensor_contents=None):
        inner = repr(self._value).replace("\n", "\n    ")
        return f"BatchedTensor(lvl={self._level.depth}, bdim=0, value=\n    {inner}\n)"

    __str__ = __repr__

    def __format__(self, spec):
        return repr(self)

    def __deepcopy__(self, memo):
        return self.clone()

    def __copy__(self):
        return self.alias() if hasattr(self, "alias") else lumbre.alias(self)

    def __reduce_ex__(self, protocol):
        raise RuntimeError("vmap: a sample of a batch cannot be pickled")

    new_zeros, new_ones, new_empty = map(_new_like, ("new_zeros", "new_ones", "new_empty"))
    new_full, new_tensor = map(_new_like, ("new_full", "new_tensor"))


wrap = _C._wrap_batched


def base(x):
    """The plain tensor under all levels."""
    while type(x) is Batched:
        x = x._value
    return x


def check(level):
    if not level.alive:
        raise RuntimeError(
            "vmap: this tensor escaped from a vmap that has ended (it was stored outside the function, not returned from it). "
            "Return it from the function instead."
        )


def top_level(values, found=None):
    """The innermost level among the arguments of an op."""
    for a in values:
        kind = type(a)
        if kind is Batched:
            if found is None or a._level.depth > found.depth:
                found = a._level
        elif kind is tuple or kind is list:
            found = top_level(a, found)
    return found


def at(x, level):
    """Whether `x` is a sample at this level."""
    return type(x) is Batched and x._level is level


def whole(x, level):
    """The batch of `x`; for a tensor that every sample shares, a stretched view."""
    if type(x) is Batched and x._level is level:
        return x._value
    return x.unsqueeze(0).expand(level.size, *x.shape)


def over(out, f):
    """`f` of every tensor in a result."""
    if isinstance(out, Tensor):
        return f(out)
    if isinstance(out, (tuple, list)):
        return rebuilt(out, [over(o, f) for o in out])
    return out


def rebuilt(like, parts):
    """A tuple, named tuple or list of these parts."""
    return like._make(parts) if hasattr(like, "_make") else type(like)(parts)


def wrap_result(out, level):
    """Whole batches in a result, as samples."""
    return over(out, lambda t: wrap(t, level))


def unwrap_result(out, level):
    """The whole batches of samples in a result."""
    return over(out, lambda t: whole(t, level))


def lift(x, levels=None):
    """`x` as a sample at every running level: what is differentiated with respect to it then has a gradient for each sample."""
    levels = STATE.levels if levels is None else levels
    if not levels:
        return x
    top = levels[-1]
    if type(x) is Batched:
        check(x._level)
    return wrap(lift(whole(x, top), levels[:-1]), top)


def rewrap(plain, levels):
    """The sample, at these levels, of a plain tensor whose first dimensions are their batches (the outermost first)."""
    for level in levels:
        plain = wrap(plain, level)
    return plain
