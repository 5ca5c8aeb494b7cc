"""What a row of the case table holds, and how its sample inputs are made.

    Case("atan2", [S(T((3, 4)), T((4,)))], ref=np.arctan2)
    Case("sum.dim", [S(T((2, 3, 4)), 1), S(T((2, 3)), (0, 1), keepdim=True)], ref=lambda x, dim, keepdim=False: x.sum(dim, keepdims=keepdim))
    Case("index_select", [S(T((3, 4)), 1, T((2,), dtype="int64", low=0, high=3))], dtypes="bifc")

A row names one declaration of the op table (`name` or `name.overload`). Its samples are calls; each `T` in them becomes a tensor
of the dtype and memory layout under test (or of its own fixed dtype), with the same numbers every time.
"""

import zlib
from functools import lru_cache

import numpy as np

FLOATS = ("float16", "bfloat16", "float32", "float64")
INTS = ("uint8", "int8", "int16", "int32", "int64")
KINDS = {"b": ("bool",), "i": INTS, "f": FLOATS, "c": ("complex64", "complex128")}
ALL_DTYPES = tuple(d for kind in "bifc" for d in KINDS[kind])
LAYOUTS = ("contiguous", "transposed", "sliced", "offset", "expanded")


class T:
    """A tensor argument: floats in [low, high], or whole numbers for the integer dtypes.

    `dtype` fixes the dtype; without it the dtype under test is used. `values` gives the numbers. `grad=False` takes the argument
    out of the gradient checks. Numbers are exact in every float dtype, apart from each other where there is room, and away from
    multiples of 1/16, where functions have their kinks. `unique` asks for whole numbers without repetition.
    """

    def __init__(self, shape=(), low=None, high=None, dtype=None, values=None, grad=True, unique=False):
        self.shape, self.low, self.high, self.dtype, self.grad, self.unique = tuple(shape), low, high, dtype, grad, unique
        self.values = None if values is None else np.asarray(values)
        if self.values is not None:
            self.shape = self.values.shape

    def array(self, dtype, seed, expanded=False):
        """The numbers as a numpy array: bfloat16 as float32, everything else as itself."""
        dtype = self.dtype or dtype
        numpy_dtype = np.dtype({"bfloat16": "float32"}.get(dtype, dtype))
        if self.values is not None:
            out = self.values
        elif numpy_dtype.kind in "iu":
            out = self._whole(seed, numpy_dtype)
        elif numpy_dtype.kind == "b":
            out = np.random.RandomState(seed).rand(*self.shape) < 0.5
        elif numpy_dtype.kind == "c":
            out = self._real(seed) + 1j * self._real(seed + 1000)
        else:
            out = self._real(seed)
        out = np.array(out, dtype=numpy_dtype).reshape(self.shape)
        if expanded and out.ndim and out.shape[0] > 1:
            out = np.ascontiguousarray(np.broadcast_to(out[:1], out.shape))
        return out

    def _whole(self, seed, numpy_dtype):
        low = (0 if numpy_dtype.kind == "u" else -9) if self.low is None else int(np.ceil(self.low))
        high = 10 if self.high is None else int(self.high)
        if numpy_dtype.kind == "u":
            low, high = max(low, 0), max(high, 1)
        random = np.random.RandomState(seed)
        n = int(np.prod(self.shape))
        if self.unique:
            return low + random.permutation(high - low)[:n]
        return random.randint(low, max(high, low + 1), n)

    def _real(self, seed):
        low, high = -3.0 if self.low is None else self.low, 3.0 if self.high is None else self.high
        n = int(np.prod(self.shape))
        random = np.random.RandomState(seed)
        # Odd multiples of 1/32, or of 1/64 for every other argument: never equal to each other, never at a kink.
        grid = np.arange(np.ceil(low * 64), np.floor(high * 64) + 1)
        grid = grid[grid % 2 == 1] if seed % 2 else grid[grid % 4 == 2]
        if len(grid) < 4 or np.abs(grid).max() > 256:
            return as_bfloat16(random.uniform(low, high, n))
        return (random.permutation(grid)[:n] if n <= len(grid) else random.choice(grid, n)) / 64


def as_bfloat16(x):
    """The numbers cut to bfloat16's eight bits."""
    bits = np.asarray(x, dtype=np.float32).view(np.uint32) & np.uint32(0xFFFF0000)
    return bits.view(np.float32).astype(np.float64)


class S:
    """One call: positional and keyword arguments, with `T` (alone or in lists) for tensors."""

    def __init__(self, *args, **kwargs):
        self.args, self.kwargs = args, kwargs

    def fill(self, make):
        """The arguments with every `T` replaced by `make(T, number)`."""
        count = [0]

        def walk(x):
            if isinstance(x, T):
                count[0] += 1
                return make(x, count[0] - 1)
            if isinstance(x, (list, tuple)):
                return type(x)(walk(i) for i in x)
            return x

        return [walk(a) for a in self.args], {k: walk(v) for k, v in self.kwargs.items()}

    def tensors(self):
        found = []
        self.fill(lambda t, i: found.append(t))
        return found


class Case:
    """One row.

    name      the table's key: `add`, `sum.dim`
    samples   list of `S`
    ref       a function of numpy arrays (in at least double precision) with the same arguments; None: PyTorch's recorded values
    grad      True; "first" where there is no second derivative; False where the op is declared non-differentiable
    dtypes    letters: b bool, i whole numbers, f floats, c complex; or a tuple of dtype names
    inplace, out   None: as the declaration says; False leaves the form untested
    fn        how to call it, as `fn(lib, *args, **kwargs)`; without it the name is looked up
    layouts   memory layouts to try
    values    False where only shape and dtype are compared (uninitialised memory)
    meta      False where the shape depends on the data
    tol       {dtype: (rtol, atol)} beside the usual tolerances
    complex_grad  check the derivative with complex numbers as well
    alone     PyTorch has no such op: nothing of it can be recorded, so `ref` says everything and the samples have the edges
    """

    def __init__(self, name, samples, ref=None, grad=True, dtypes="f", inplace=None, out=None, fn=None, layouts=LAYOUTS, values=True,
                 meta=True, tol=None, random=False, complex_grad=None, alone=False):
        self.name, self.samples, self.ref, self.grad, self.fn = name, list(samples), ref, grad, fn
        self.dtypes = tuple(d for k in dtypes for d in KINDS[k]) if isinstance(dtypes, str) else tuple(dtypes)
        self.inplace, self.out, self.layouts, self.values, self.meta = inplace, out, layouts, values, meta
        self.tol, self.random = tol or {}, random
        self.complex_grad = "complex128" in self.dtypes if complex_grad is None else complex_grad
        self.family, self.alone = "", alone

    @property
    def op(self):
        return self.name.split(".")[0]

    def __repr__(self):
        return self.name

    def seed(self, sample, number):
        return (zlib.crc32(f"{self.name}/{sample}".encode()) % 10**6) * 8 + number

    def arrays(self, sample, dtype, layout="contiguous"):
        """The sample's arguments with numpy arrays."""
        return self.samples[sample].fill(lambda t, i: t.array(dtype, self.seed(sample, i), expanded=layout == "expanded" and not t.dtype))

    def tensors(self, lib, sample, dtype, layout="contiguous", device=None, requires_grad=False):
        """The sample's arguments with tensors of `lib`."""

        def make(t, i):
            a = t.array(dtype, self.seed(sample, i), expanded=layout == "expanded" and not t.dtype)
            x = lay_out(lib, a, t.dtype or dtype, layout, t)
            if device:
                x = lib.empty_like(x, device=device)
            if requires_grad and t.grad and (x.is_floating_point() or x.is_complex()):
                x.requires_grad_()
            return x

        return self.samples[sample].fill(make)

    def call(self, lib, args, kwargs):
        if self.fn:
            return self.fn(lib, *args, **kwargs)
        return function(lib, self.op)(*args, **kwargs)


@lru_cache(None)
def function(lib, name):
    """The public callable of an op: the package's, a namespace's, the method, or the internal op of that name."""
    space, _, short = name.partition("_")
    if space in ("linalg", "fft", "special") and hasattr(getattr(lib, space, None), short):
        return getattr(getattr(lib, space), short)
    if name in vars(lib) and not name.startswith("_"):
        return getattr(lib, name)
    if hasattr(lib.Tensor, name) and not name.startswith("_"):
        return getattr(lib.Tensor, name)
    for space in ("special", "linalg", "fft"):
        if hasattr(getattr(lib, space, None), name):
            return getattr(getattr(lib, space), name)
    functional = getattr(getattr(lib, "nn", None), "functional", None)
    if hasattr(functional, name):
        return getattr(functional, name)
    if hasattr(lib, "_C") and hasattr(lib._C, "_call_op"):
        return lambda *args, **kwargs: lib._C._call_op(name, *args, **kwargs)
    return getattr(lib.ops.aten, name)


def lay_out(lib, array, dtype, layout, placeholder=None):
    """A tensor with the array's numbers in the given memory layout."""
    dtype = getattr(lib, dtype)
    fixed = placeholder is not None and placeholder.dtype
    make = lambda a: lib.tensor(np.array(a, copy=True), dtype=dtype)  # noqa: E731
    if layout == "contiguous" or array.ndim == 0 or array.size == 0 and layout != "transposed":
        return make(array)
    if layout == "transposed":
        return make(array.T).permute(*range(array.ndim - 1, -1, -1)) if array.ndim > 1 else make(array)
    if layout == "sliced":
        wide = np.zeros((*array.shape[:-1], array.shape[-1] * 2), array.dtype)
        wide[..., ::2] = array
        return make(wide)[..., ::2]
    if layout == "offset":
        long = np.zeros(array.size + 3, array.dtype)
        long[3:] = array.ravel()
        return make(long)[3:].view(array.shape)
    if layout == "expanded":
        return make(array[:1]).expand(array.shape) if not fixed and array.shape[0] > 1 else make(array)
    raise ValueError(layout)
