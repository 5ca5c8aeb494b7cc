"""The Tensor class's methods that are Python: conversions, hooks, copying, pickling, iteration."""

import builtins

from . import _absent, _C, _help, _recording
from ._C import Tensor

_NO_OVERRIDE = ()


def _override(func, tensors, *args, **kwargs):
    """Hands a Python-written method to `__torch_function__` where a subclass has one; None otherwise."""
    if all(builtins.type(t) is Tensor for t in tensors):
        return None
    from .overrides import _dispatch_method

    return _dispatch_method(func, tensors, args, kwargs)


def __repr__(self, *, tensor_contents=None):
    if (done := _override(Tensor.__repr__, (self,), self, tensor_contents=tensor_contents)) is not None:
        return done[0]
    from ._tensor_str import _str

    return _str(self, tensor_contents=tensor_contents)


def __format__(self, spec):
    if self.dim() == 0 and not self.is_meta and builtins.type(self) is Tensor:
        return self.item().__format__(spec)
    return object.__format__(self, spec)


def __dir__(self):
    return sorted(set(dir(builtins.type(self))) | set(self.__dict__))


def __iter__(self):
    if self.dim() == 0:
        raise TypeError("iteration over a 0-d tensor")
    return iter(self.unbind(0))


def __reversed__(self):
    return self if self.dim() == 0 else self.flip(0)


def backward(self, gradient=None, retain_graph=None, create_graph=False, inputs=None):
    """Adds the gradients of this tensor into the `.grad` of the leaves it was made from.

    `gradient` (of this tensor's shape) may be left out for a scalar. `retain_graph` keeps the graph for another pass,
    `create_graph` records the pass itself, `inputs` limits it to some leaves.
    """
    if (done := _override(Tensor.backward, (self,), self, gradient=gradient, retain_graph=retain_graph, create_graph=create_graph, inputs=inputs)) is not None:
        return done[0]
    if inputs is not None:
        inputs = [inputs] if isinstance(inputs, Tensor) or hasattr(inputs, "output_nr") else list(inputs)
        if not inputs:
            raise RuntimeError("'inputs' argument to 'backward' cannot be empty.")
    if gradient is not None and not isinstance(gradient, Tensor):
        raise TypeError(f"gradients can be either Tensors or None, but got {builtins.type(gradient).__name__}")
    if retain_graph is None:
        retain_graph = create_graph
    _recording.refuse("backward")
    _C._run_backward([self], [gradient], retain_graph, create_graph, inputs, True, True)


class _Handle:
    """Removes a hook; also when used as a context manager."""

    def __init__(self, tensor, id):
        # An in-place op gives the tensor another node; the hook stays with the one it was registered on.
        self._node = tensor.grad_fn
        self._tensor, self.id = (tensor if self._node is None else None), id

    def remove(self):
        if self._node is not None:
            _C._node_remove_hook(self._node, self.id)
        elif self._tensor is not None:
            _C._remove_hook(self._tensor, self.id)
        self._tensor = self._node = None

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.remove()


def register_hook(self, hook):
    """Calls `hook(grad)` with this tensor's gradient; a returned tensor takes its place. Returns a handle with `remove()`."""
    return _Handle(self, _C._register_hook(self, hook))


def register_post_accumulate_grad_hook(self, hook):
    """Calls `hook(param)` after a gradient has been added into this leaf's `.grad`."""
    return _Handle(self, _C._register_post_accumulate_hook(self, hook))


def numpy(self, *, force=False):
    """A numpy array over the same memory. With `force`, detached, moved to the CPU and resolved first."""
    import numpy as np

    if force:
        self = self.detach().cpu().resolve_conj()
    elif self.requires_grad and _C.is_grad_enabled():
        raise RuntimeError("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.")
    elif self.is_conj():
        raise RuntimeError("Can't call numpy() on Tensor that has conjugate bit set. Use tensor.resolve_conj().numpy() instead.")
    return np.asarray(_C._array_view(self))


def __array__(self, dtype=None, copy=None):
    import numpy as np

    array = self.numpy()
    if dtype is not None and array.dtype != dtype:
        if copy is False:
            raise ValueError("Unable to avoid copy while creating an array as requested.")
        return array.astype(dtype)
    return np.array(array) if copy else array


def __array_wrap__(self, array, context=None, return_scalar=False):
    if array.dtype == bool:
        array = array.astype("uint8")
        return _C.from_numpy(array).bool()
    return _C.tensor(array)


_UFUNCS = {
    "absolute": "abs", "power": "pow", "multiply": "mul", "subtract": "sub", "divide": "div", "true_divide": "div", "negative": "neg",
    "greater": "gt", "less": "lt", "greater_equal": "ge", "less_equal": "le", "equal": "eq", "not_equal": "ne",
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arctan2": "atan2", "arcsinh": "asinh", "arccosh": "acosh", "arctanh": "atanh",
    "invert": "bitwise_not", "left_shift": "bitwise_left_shift", "right_shift": "bitwise_right_shift", "mod": "remainder",
}


# The tensor's method where the number comes first.
_REFLECTED = {
    "add": "__radd__", "subtract": "__rsub__", "multiply": "__rmul__", "divide": "__rtruediv__", "true_divide": "__rtruediv__", "power": "__rpow__",
    "floor_divide": "__rfloordiv__", "remainder": "__rmod__", "bitwise_and": "__rand__", "bitwise_or": "__ror__", "bitwise_xor": "__rxor__",
    "left_shift": "__rlshift__", "right_shift": "__rrshift__", "less": "__gt__", "less_equal": "__ge__", "greater": "__lt__", "greater_equal": "__le__",
    "equal": "__eq__", "not_equal": "__ne__",
}  # fmt: skip


def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
    """`np.sin(t)` gives a tensor; gradients flow."""
    import lumbre
    import numpy as np

    op = getattr(lumbre, _UFUNCS.get(ufunc.__name__, ufunc.__name__), None)
    # A number of numpy's counts as Python's: it does not change the dtype.
    numbers = [x.item() if isinstance(x, (np.generic, np.ndarray)) and x.ndim == 0 else x for x in inputs]
    plain = all(isinstance(x, (Tensor, int, float, bool, complex)) for x in numbers)
    if method == "__call__" and op is not None and plain and not kwargs:
        if isinstance(numbers[0], Tensor) or ufunc.nin != 2:
            return op(*numbers)
        # The ops take a tensor first; the operators take a number there too.
        reflected = _REFLECTED.get(ufunc.__name__)
        return getattr(numbers[1], reflected)(numbers[0]) if reflected is not None else op(_C.tensor(numbers[0]), numbers[1])
    # Mixed with arrays, or a reduction: numpy computes, on arrays.
    out = kwargs.get("out")
    if out is not None:
        kwargs["out"] = tuple(o.numpy() if isinstance(o, Tensor) else o for o in out)
    result = getattr(ufunc, method)(*(x.numpy() if isinstance(x, Tensor) else x for x in inputs), **kwargs)
    if any(isinstance(x, Tensor) for x in inputs) and isinstance(inputs[0], Tensor) and isinstance(result, np.ndarray):
        return _C.from_numpy(np.ascontiguousarray(result))
    return result


def __dlpack__(self, *, stream=-1, max_version=None, dl_device=None, copy=None):
    """A DLPack capsule over the same memory. ``stream``: the reader's queue, which waits for this tensor's work."""
    if self.is_cuda and stream not in (-1, None):
        cuda = __import__("lumbre").cuda
        handle = 0 if stream in (0, 1, 2) else stream
        if handle != cuda.current_stream(self.device).cuda_stream:
            cuda.ExternalStream(handle, self.device).wait_stream(cuda.current_stream(self.device))
    return _C._to_dlpack(self.clone() if copy else self)


def _cuda_array_interface(self):
    """CUDA's array interface, version 2: address, shape, strides and type of memory on a GPU."""
    if not self.is_cuda:
        raise AttributeError(f"Can't get __cuda_array_interface__ on non-CUDA tensor type: {self.type()} If CUDA data is required use tensor.cuda() to copy tensor to device memory.")
    if self.requires_grad:
        raise RuntimeError("Can't get __cuda_array_interface__ on Variable that requires grad. If gradients aren't required, use var.detach() to get Variable that doesn't require grad.")
    kind = "c" if self.is_complex() else "f" if self.is_floating_point() else "b" if self.dtype == _C.bool else "u" if not self.dtype.is_signed else "i"
    if self.dtype == _C.bfloat16:
        raise TypeError("__cuda_array_interface__ has no name for bfloat16")
    size = self.dtype.itemsize
    strides = None if self.is_contiguous() else tuple(s * size for s in self.stride())
    data = (self.data_ptr() if self.numel() else 0, False)
    return {"typestr": f"{'|' if size == 1 else '<'}{kind}{size}", "shape": tuple(self.shape), "strides": strides, "data": data, "version": 2}


def __dlpack_device__(self):
    if self.is_cuda:
        return (2, self._device_index())
    return (1, 0)


def __deepcopy__(self, memo):
    if (done := _override(Tensor.__deepcopy__, (self,), self, memo)) is not None:
        return done[0]
    if id(self) in memo:
        return memo[id(self)]
    if not self.is_leaf:
        raise RuntimeError(
            "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment.  If you were attempting to deepcopy a module, this may be because of a torch.nn.utils.weight_norm usage, see https://github.com/pytorch/pytorch/pull/103001"
        )
    import copy

    import lumbre

    with lumbre.no_grad():
        if self.is_meta:
            new = lumbre.empty_strided(self.size(), self.stride(), dtype=self.dtype, device="meta") if hasattr(lumbre, "empty_strided") else self.clone()
        else:
            key = ("storage", self.untyped_storage()._cdata)
            storage = memo.get(key)
            if storage is None:
                storage = memo[key] = self.untyped_storage().clone()
            new = _C._tensor_from_storage(storage, self.dtype, self.storage_offset(), self.size(), self.stride())
        if self.is_conj():
            new = new.conj()
        if builtins.type(self) is not Tensor:
            new = Tensor._make_subclass(builtins.type(self), new)
    if self.requires_grad:
        new.requires_grad_()
    if self.grad is not None:
        new.grad = copy.deepcopy(self.grad, memo)
    for k, v in self.__dict__.items():
        new.__dict__[k] = copy.deepcopy(v, memo)
    memo[id(self)] = new
    return new


def __copy__(self):
    out = self.detach()
    if builtins.type(self) is not builtins.type(out):
        out = Tensor._make_subclass(builtins.type(self), out)
    if self.is_leaf:
        out.requires_grad_(self.requires_grad) if self.requires_grad else None
        if self.grad is not None:
            out.grad = self.grad
    out.__dict__.update(self.__dict__)
    return out


def __reduce_ex__(self, protocol):
    if (done := _override(Tensor.__reduce_ex__, (self,), self, protocol)) is not None:
        return done[0]
    from ._utils import _reduce_tensor

    return _reduce_tensor(self, protocol)


def __setstate__(self, state):
    if not self.is_leaf:
        raise RuntimeError("__setstate__ can be only called on leaf Tensors")
    if isinstance(state, dict):
        self.__dict__.update(state)
        return
    self.set_(*state[:-1]) if len(state) == 4 else None


def storage(self):
    """The tensor's memory as elements of its dtype."""
    from .storage import TypedStorage

    return TypedStorage(wrap_storage=self.untyped_storage(), dtype=self.dtype, _internal=True)


def _typed_storage(self):
    return storage(self)


def storage_type(self):
    """The old class of the tensor's storage."""
    from .storage import _class_of

    return _class_of(self.dtype)


def get_device(self):
    """The index of the GPU that holds the tensor; -1 on the CPU."""
    return self._device_index()


def type(self, dtype=None, non_blocking=False, **kwargs):  # noqa: A001
    """The tensor's type as a string, or the tensor cast to `dtype` (a dtype, a tensor type or its name)."""
    from ._legacy import cast, type_string

    return type_string(self) if dtype is None else cast(self, dtype)


def new(self, *args, **kwargs):
    """A tensor like this one, of given sizes or data (an old form of `new_empty` and `new_tensor`)."""
    from ._legacy import construct

    return construct(self.dtype, self.device, args, kwargs)


def new_tensor(self, data, *, dtype=None, device=None, requires_grad=False, layout=None, pin_memory=False):
    """A tensor of `data` with this one's dtype and device."""
    if layout not in (None, _C.strided):
        raise NotImplementedError(f"new_tensor(): layout {layout}")
    return _C.tensor(data, dtype=dtype or self.dtype, device=device or self.device, requires_grad=requires_grad)


def _like(self, dtype, device, requires_grad, layout):
    """The keyword arguments of a constructor, with this tensor's dtype and device where none are given."""
    given = {} if layout is None else {"layout": layout}
    return {"dtype": dtype or self.dtype, "device": device or self.device, "requires_grad": requires_grad, **given}


def _new(name):
    def method(self, *size, dtype=None, device=None, requires_grad=False, layout=None, pin_memory=False, **named):
        import lumbre

        return getattr(lumbre, name)(*size, **named, **_like(self, dtype, device, requires_grad, layout))

    method.__name__ = method.__qualname__ = "new_" + name
    method.__doc__ = f"`{name}` with this tensor's dtype and device."
    return _help.with_parts(method)


new_empty, new_zeros, new_ones = _new("empty"), _new("zeros"), _new("ones")


@_help.with_parts
def new_full(self, size, fill_value, *, dtype=None, device=None, requires_grad=False, layout=None, pin_memory=False):
    """`full` with this tensor's dtype and device."""
    import lumbre

    return lumbre.full(size, fill_value, **_like(self, dtype, device, requires_grad, layout))


@_help.with_parts
def new_empty_strided(self, size, stride, *, dtype=None, device=None, requires_grad=False, layout=None, pin_memory=False):
    """`empty_strided` with this tensor's dtype and device."""
    import lumbre

    return lumbre.empty_strided(size, stride, **_like(self, dtype, device, requires_grad, layout))


def resize_as_(self, the_template, *, memory_format=None):
    """The shape of another tensor, in place; new elements are uninitialised."""
    import lumbre

    self.resize_(the_template.shape)
    if memory_format is lumbre.preserve_format:
        return self.as_strided_(the_template.shape, the_template.stride()) if not the_template.is_contiguous() and the_template.numel() else self
    return self


def resize(self, *sizes):
    """The same elements under another shape (an old form of `reshape`, for equal numbers of elements)."""
    import warnings

    warnings.warn("non-inplace resize is deprecated", stacklevel=2)
    sizes = tuple(sizes[0]) if len(sizes) == 1 and not isinstance(sizes[0], int) else sizes
    return self.contiguous().view(sizes)


def resize_as(self, tensor):
    """The same elements in the shape of `tensor` (an old form of `reshape_as`)."""
    return resize(self, tensor.shape)


def is_nonzero(self):
    """Whether the only element is not zero."""
    from .functional import is_nonzero as test

    return test(self)


def float_power_(self, exponent):
    """`self ** exponent` in place, for tensors in double precision."""
    from .functional import is_complex

    wide = _C.complex128 if is_complex(self) or isinstance(exponent, complex) or isinstance(exponent, Tensor) and exponent.is_complex() else _C.float64
    if self.dtype != wide:
        raise RuntimeError(f"the base given to float_power_ has dtype {self.dtype} but the operation's result requires dtype {wide}")
    return self.pow_(exponent.to(wide) if isinstance(exponent, Tensor) else exponent)


def is_same_size(self, other):
    """Whether both have the same shape."""
    return self.shape == other.shape


def is_distributed(self):
    """False: no tensor is spread over processes."""
    return False


@_help.with_parts
def index(self, indices):
    """The elements that a tuple of index tensors (or None) names."""
    return self[tuple(slice(None) if i is None else i for i in indices)]


def record_stream(self, stream):
    """Says that work in ``stream`` uses the memory of this GPU tensor, which is then not used again before that work is done."""
    if self.is_cuda:
        _C._cuda_record_stream(self, stream.device_index, stream.cuda_stream)


def const_data_ptr(self):
    """The address of the first element, to read from."""
    return self.data_ptr()


def to_dense(self, dtype=None, *, masked_grad=True):
    """The tensor itself, in `dtype`: every tensor here is dense."""
    return self if dtype is None else self.to(dtype)


def dense_dim(self):
    """The number of dimensions: all are dense."""
    return self.dim()


def sparse_dim(self):
    """The number of sparse dimensions: none."""
    return 0


def __div__(self, other):
    return self / other


def __rdiv__(self, other):
    return other / self


def __idiv__(self, other):
    return self.div_(other)


def __long__(self):
    return int(self)


def __nonzero__(self):
    return bool(self)


def is_shared(self):
    """Whether the memory is shared between processes."""
    return self.untyped_storage().is_shared()


def share_memory_(self):
    """Moves the memory to where other processes can see it; views move along."""
    from . import multiprocessing  # noqa: F401  (teaches pickling for processes)

    self.untyped_storage().share_memory_()
    return self


def pin_memory(self, device=None):
    """A copy in memory that a GPU copies from directly (itself where it is there already); needs a GPU."""
    if self.is_pinned():
        return self
    import lumbre

    lumbre.cuda._need("Tensor.pin_memory")
    return _C._cuda_pin(self)


def is_pinned(self, device=None):
    """Whether the memory is one that a GPU copies from directly."""
    return _C._cuda_is_initialized() and _C._cuda_is_pinned(self)


def apply_(self, fn):
    """Replaces every element by `fn(element)`. Slow."""
    flat = [fn(v) for v in self.detach().reshape(-1).tolist()]
    self.copy_(_C.tensor(flat, dtype=self.dtype).reshape(self.shape))
    return self


def map_(self, tensor, fn):
    """Replaces every element by `fn(element, other)`. Slow."""
    other = tensor.expand_as(self).reshape(-1).tolist()
    flat = [fn(a, b) for a, b in zip(self.detach().reshape(-1).tolist(), other)]
    self.copy_(_C.tensor(flat, dtype=self.dtype).reshape(self.shape))
    return self


def map2_(self, x, y, fn):
    """Replaces every element by `fn(element, of x, of y)`. Slow."""
    rest = [t.expand_as(self).reshape(-1).tolist() for t in (x, y)]
    flat = [fn(*v) for v in zip(self.detach().reshape(-1).tolist(), *rest)]
    self.copy_(_C.tensor(flat, dtype=self.dtype).reshape(self.shape))
    return self


def rename(self, *names, **rename_map):
    """Named dimensions are not part of this build: raises NotImplementedError."""
    raise NotImplementedError("named tensors: Tensor.rename")


def dim_order(self, *, ambiguity_check=False):
    """The dimensions from the slowest to the fastest in memory.

    With `ambiguity_check` a tensor of several orders raises; with a list of memory formats one that has not exactly one of them.
    """
    several = 1 in self.shape or len(set(self.stride())) < self.dim()
    if isinstance(ambiguity_check, bool):
        unclear = ambiguity_check and several
    elif isinstance(ambiguity_check, list) and all(isinstance(f, _C.memory_format) for f in ambiguity_check):
        unclear = several and sum(self.is_contiguous(memory_format=f) for f in ambiguity_check) != 1
    else:
        raise TypeError("The ambiguity_check argument must be a bool or a list of memory formats.")
    if unclear:
        raise RuntimeError("The tensor does not have unique dim order, or cannot map to exact one of the given memory formats.")
    return tuple(sorted(range(self.dim()), key=lambda d: (-self.stride(d), d)))


def module_load(self, other, assign=False):
    """What `load_state_dict` stores for this parameter."""
    if assign:
        return other
    return self.copy_(other) and self if False else other.detach().to(self.dtype)


def reinforce(self, reward):
    """Removed from PyTorch; `lumbre.distributions` has what took its place. Raises RuntimeError."""
    raise RuntimeError("reinforce() was removed. Use torch.distributions instead.")


def _names(self):
    """A None for each dimension: dimensions have no names here."""
    return (None,) * self.dim()


@classmethod
def __torch_function__(cls, func, types, args=(), kwargs=None):
    """Runs `func` and gives results the subclass `cls`."""
    from .overrides import _default_torch_function

    return _default_torch_function(cls, func, types, args, kwargs or {})


def _store(part, value):
    part.copy_(value if isinstance(value, Tensor) else _C.tensor(value))


def to_sparse(self, sparse_dim=None, *, layout=None, blocksize=None, dense_dim=None):
    """The sparse form: the elements that are not zero, or whole slices over fewer sparse dimensions."""
    import lumbre

    from .sparse import _compressed, _coo

    if layout not in (None, lumbre.sparse_coo):
        return _compressed.convert(self, layout, blocksize, dense_dim)
    if blocksize is not None:
        raise RuntimeError("to_sparse(): blocksize is of no use for layout torch.sparse_coo")
    if isinstance(self, _compressed.CompressedTensor):
        return _compressed.to_coo(self)
    return _coo.from_dense(self, sparse_dim)


_SPARSE = {
    "coalesce": "A sparse tensor whose places are sorted and stand once, values of one place summed.",
    "is_coalesced": "Whether the places of a sparse tensor are sorted and stand once.",
    "indices": "The places of a coalesced sparse tensor: a row for each dimension.",
    "values": "The values of a coalesced sparse tensor.",
}


def to_sparse_csr(self, dense_dim=None):
    """The compressed sparse form by rows."""
    return to_sparse(self, layout=_C.sparse_csr, dense_dim=dense_dim)


def to_sparse_csc(self, dense_dim=None):
    """The compressed sparse form by columns."""
    return to_sparse(self, layout=_C.sparse_csc, dense_dim=dense_dim)


def to_sparse_bsr(self, blocksize, dense_dim=None):
    """The compressed sparse form of blocks by rows."""
    return to_sparse(self, layout=_C.sparse_bsr, blocksize=blocksize, dense_dim=dense_dim)


def to_sparse_bsc(self, blocksize, dense_dim=None):
    """The compressed sparse form of blocks by columns."""
    return to_sparse(self, layout=_C.sparse_bsc, blocksize=blocksize, dense_dim=dense_dim)


def sparse_mask(self, mask):
    """The elements at the places of a sparse tensor, in its layout."""
    from .sparse import _compressed_ops

    return _compressed_ops.sparse_mask(self, mask)


def _index_part(name):
    def call(self):
        from .sparse import _compressed_ops

        return _compressed_ops.PARTS[name](self)

    call.__name__, call.__qualname__ = name, f"Tensor.{name}"
    call.__doc__ = f"The {name} of a tensor in a compressed sparse layout. Raises RuntimeError for other tensors."
    return call


def _of_sparse(name):
    """A method that only sparse tensors have."""

    def call(self):
        raise RuntimeError(f"{name} expected sparse coordinate tensor layout but got Strided")

    call.__name__, call.__qualname__ = name, f"Tensor.{name}"
    call.__doc__ = _SPARSE[name] + " Raises RuntimeError for other tensors than sparse ones."
    return call


def to_sparse_coo(self):
    """The sparse form in coordinates."""
    return to_sparse(self)


def lu(self, pivot=True, get_infos=False):
    """`torch.lu`: the LU factors and pivots, and with `get_infos` the number of the first zero pivot."""
    from ._lowrank import lu

    return lu(self, pivot=pivot, get_infos=get_infos)


def _install():
    skip = {"_absent", "_install", "_store", "_override", "_index_part", "_of_sparse", "_Handle", "_C", "_new", "_like", "Tensor", "builtins", "_names"}
    for name, value in list(globals().items()):
        if name in skip or not (callable(value) or isinstance(value, classmethod)) or isinstance(value, dict):
            continue
        setattr(Tensor, name, value)
        if not isinstance(value, classmethod):
            value.__qualname__ = f"Tensor.{name}"
    Tensor.names = property(_names)
    for part in ("real", "imag"):
        read = getattr(Tensor, part).fget
        setattr(Tensor, part, property(read, lambda self, value, read=read: _store(read(self), value), doc=read.__doc__))
    Tensor.__cuda_array_interface__ = property(_cuda_array_interface)
    Tensor.is_sparse = property(lambda self: False, doc="Whether the layout is `lumbre.sparse_coo`.")
    Tensor.is_sparse_csr = property(lambda self: False, doc="Whether the layout is `lumbre.sparse_csr`.")
    for kind in ("quantized", "nested", "mkldnn"):
        setattr(Tensor, "is_" + kind, property(lambda self: False, doc=f"False: there are no {kind} tensors in this build."))
    from ._absent_names import METHODS, method

    for name in ("coalesce", "is_coalesced", "indices", "values"):
        setattr(Tensor, name, _of_sparse(name))
    for name in ("crow_indices", "col_indices", "ccol_indices", "row_indices"):
        setattr(Tensor, name, _index_part(name))
    for name in METHODS:
        if not hasattr(Tensor, name):
            setattr(Tensor, name, method(name))
    for place in ("mps", "xpu", "xla", "ipu", "hpu", "mtia", "vulkan", "maia"):
        setattr(Tensor, "is_" + place, property(lambda self: False, doc=f"False: no tensor lies on a device of the kind {place}."))
    for name in ("dequantize", "int_repr", "q_scale", "q_zero_point", "q_per_channel_scales", "q_per_channel_zero_points"):
        setattr(Tensor, name, _absent.function(f"torch.Tensor.{name}"))
    Tensor.__array_priority__ = 1000
    Tensor.name = property(lambda self: None, doc="None: tensors have no names of their own.")
    Tensor.grad_dtype = property(lambda self: self.dtype, doc="The dtype of the gradient: the tensor's.")
    Tensor.volatile = property(lambda self: False, doc="False, as it has been in PyTorch since `no_grad` took its place.")
    _C.layout.__doc__ = "How elements are stored: `lumbre.strided`, `sparse_coo`, or a compressed sparse layout (`sparse_csr`, `sparse_csc`, `sparse_bsr`, `sparse_bsc`)."
    _C.memory_format.__doc__ = "An order of dimensions in memory: `lumbre.contiguous_format`, `channels_last`, `channels_last_3d`, `preserve_format`."
    Tensor._backward_hooks = property(lambda self: None, lambda self, value: None)
    Tensor._cdata = property(lambda self: id(self))


_install()
