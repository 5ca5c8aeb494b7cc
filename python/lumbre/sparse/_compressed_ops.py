"""What can be done with compressed sparse tensors: most of it on their values, the rest by way of coordinates."""

import lumbre

from . import _coo
from ._compressed import _HANDLERS, _TRANSPOSED, CompressedTensor, _batch, _handles, _KINDS, _same, blocksize, convert, make, names, to_coo


def _each(name):
    _HANDLERS[name] = lambda self, *args, **kwargs: _same(self, lambda v: getattr(v, name)(*args, **kwargs))


for _name in ("float double half bfloat16 int long cpu cuda to clone detach neg abs sqrt sin tan tanh asin atan sinh expm1 log1p relu sign sgn floor ceil round "
              "trunc pow square erf isnan isinf signbit deg2rad rad2deg conj conj_physical angle").split():  # fmt: skip
    _each(_name)
_HANDLERS["negative"], _HANDLERS["absolute"] = _HANDLERS["neg"], _HANDLERS["abs"]
_HANDLERS["type_as"] = lambda self, other: _same(self, lambda v: v.to(other.dtype))
_HANDLERS["_nnz"] = lambda self: self._parts[1].shape[-1]
_HANDLERS["values"] = lambda self: self._v
_HANDLERS["sparse_dim"] = lambda self: 2
_HANDLERS["dense_dim"] = lambda self: len(self.shape) - 2 - _batch(self)
_HANDLERS["dim"] = _HANDLERS["ndimension"] = lambda self: len(self.shape)
_HANDLERS["size"] = lambda self, dim=None: self.shape if dim is None else self.shape[dim]
_HANDLERS["numel"] = _HANDLERS["nelement"] = lambda self: self.shape.numel()
_HANDLERS["is_floating_point"] = lambda self: self._v.is_floating_point()
_HANDLERS["is_complex"] = lambda self: self._v.is_complex()
_HANDLERS["get_device"] = lambda self: self._v.get_device()
_HANDLERS["is_same_size"] = lambda self, other: tuple(self.shape) == tuple(other.shape)


for _name in ("to_sparse", "to_sparse_csr", "to_sparse_csc", "to_sparse_bsr", "to_sparse_bsc"):
    _HANDLERS[_name] = (lambda name: lambda self, *args, **kwargs: vars(lumbre.Tensor)[name](self, *args, **kwargs))(_name)


def _index_part(name):
    def read(self):
        if isinstance(self, CompressedTensor) and name in names(self.layout):
            return self._parts[names(self.layout).index(name)]
        kind = "column" if name in ("ccol_indices", "row_indices") else "row"
        raise RuntimeError(f"{name} expected sparse {kind} compressed tensor layout but got {_layout_name(self)}")

    read.__name__, read.__qualname__ = name, f"Tensor.{name}"
    return read


def _layout_name(self):
    return {"strided": "Strided", "sparse_coo": "Sparse"}.get(short := str(self.layout)[6:], short.title().replace("_", ""))


PARTS = {n: _index_part(n) for n in ("crow_indices", "col_indices", "ccol_indices", "row_indices")}
_HANDLERS.update(PARTS)


def _refuses(name, error, text):
    def call(self, *args, **kwargs):
        raise error(text.format(_layout_name(self)))

    _HANDLERS[name] = call


for _name in ("indices", "coalesce", "is_coalesced"):
    _refuses(_name, RuntimeError, _name + " expected sparse coordinate tensor layout but got {}")
for _name in ("stride", "is_contiguous", "contiguous", "reshape"):
    _refuses(_name, RuntimeError, "Tensors of layout {} do not have " + ("strides" if _name == "stride" else "is_contiguous"))
_refuses("numpy", TypeError, "can't convert {} layout tensor to numpy. Use Tensor.to_dense() first.")
for _name in ("storage", "untyped_storage", "storage_offset", "_typed_storage"):
    _refuses(_name, NotImplementedError, "Cannot access storage of {}TensorImpl")
_refuses("data_ptr", RuntimeError, "Cannot access data pointer of Tensor that doesn't have storage")
for _name in ("exp", "cos", "log", "sigmoid", "softmax", "eq", "ne", "lt", "gt", "le", "ge"):
    _refuses(_name, RuntimeError, "unsupported tensor layout: {}")


@_handles("requires_grad_")
def _requires_grad(self, requires_grad=True):
    self._v.requires_grad_(requires_grad)
    return self


@_handles("to_dense")
def to_dense(self, dtype=None, masked_grad=None):
    return _coo.to_dense(to_coo(self), dtype)


@_handles("transpose", "swapaxes", "swapdims")
def transpose(self, dim0, dim1):
    n, batch = len(self.shape), _batch(self)
    a, b = sorted((dim0 % n, dim1 % n))
    if a == b:
        return self
    if (a, b) != (batch, batch + 1):
        raise RuntimeError("transpose of compressed sparse tensors is defined for their two sparse dimensions")
    size = list(self.shape)
    size[a], size[b] = size[b], size[a]
    compressed, plain, values = self._parts
    if _KINDS[self.layout][1]:
        values = values.transpose(batch + 1, batch + 2)
    return make(_TRANSPOSED[self.layout], compressed, plain, values, size)


_HANDLERS["t"] = lambda self: transpose(self, 0, 1)
_HANDLERS["adjoint"] = lambda self: _same(transpose(self, -2, -1), lambda v: v.conj())


def _back(x, like):
    return convert(x, like.layout, blocksize(like) if _KINDS[like.layout][1] else None)


def _loose(x):
    return to_coo(x) if isinstance(x, CompressedTensor) else x


def _compressed(*xs):
    return next(x for x in xs if isinstance(x, CompressedTensor))


@_handles("mm", "matmul", "spmm", "dsmm", "rmatmul", "smm", "mv")
def mm(input, mat2, reduce=None, *, out=None):
    """The product with a dense matrix or vector (dense), or of two sparse ones (sparse, in the first one's layout)."""
    if reduce not in (None, "sum"):
        result = _reduced(input, mat2, reduce)
    else:
        result = _coo.mm(_loose(input), _loose(mat2))
    if isinstance(result, _coo.SparseTensor):
        return _back(result, _compressed(input, mat2))
    return result if out is None else out.copy_(result)


def _reduced(input, mat2, reduce):
    """For each row, the mean, the largest or the smallest of its values times the rows of a dense matrix; 0 for an empty row."""
    if reduce not in ("mean", "amax", "amin"):
        raise RuntimeError(f"reduce argument must be either sum, mean, amax or amin, got {reduce}")
    rows, columns = to_coo(input)._pair[0].unbind(0)
    terms = mat2.index_select(0, columns) * to_coo(input)._pair[1].unsqueeze(-1)
    zeros = terms.new_zeros(input.shape[0], mat2.shape[1])
    return zeros.scatter_reduce(0, rows.unsqueeze(-1).expand_as(terms), terms, reduce, include_self=False)


@_handles("addmm")
def addmm(input, mat1, mat2, *, beta=1.0, alpha=1.0, out=None):
    product = mm(mat1, mat2) if isinstance(mat1, CompressedTensor) or isinstance(mat2, CompressedTensor) else mat1 @ mat2
    result = add(mul(product, alpha), mul(input, beta))
    return result if out is None else out.copy_(result)


@_handles("addmv")
def addmv(input, mat, vec, *, beta=1.0, alpha=1.0, out=None):
    result = mm(mat, vec) * alpha + input * beta
    return result if out is None else out.copy_(result)


@_handles("add", "radd")
def add(input, other, *, alpha=1, out=None):
    both = [isinstance(x, CompressedTensor) for x in (input, other)]
    if not any(both):
        return lumbre.add(input, other, alpha=alpha)
    if not all(isinstance(x, lumbre.Tensor) for x in (input, other)):
        raise RuntimeError("unsupported tensor layout: a number cannot be added to a compressed sparse tensor")
    result = _coo.add(_loose(input), _loose(other), alpha=alpha)
    return _back(result, _compressed(input, other)) if isinstance(result, _coo.SparseTensor) else result


@_handles("sub", "subtract")
def sub(input, other, *, alpha=1, out=None):
    return add(input, other, alpha=-alpha)


_HANDLERS["rsub"] = lambda input, other, *, alpha=1: add(other, input, alpha=-alpha)


@_handles("mul", "rmul", "multiply")
def mul(input, other, *, out=None):
    if not isinstance(input, CompressedTensor):
        input, other = other, input
    if not isinstance(input, CompressedTensor):
        return input * other
    if not isinstance(other, lumbre.Tensor) or (not isinstance(other, CompressedTensor) and other.dim() == 0):
        return _same(input, lambda v: v * other)
    return _back(_coo.mul(to_coo(input), _loose(other)), input)


@_handles("div", "truediv", "true_divide", "divide")
def div(input, other, *, rounding_mode=None):
    if isinstance(other, lumbre.Tensor) and (isinstance(other, CompressedTensor) or other.dim() > 0) or not isinstance(input, CompressedTensor):
        raise RuntimeError("div: a sparse tensor is divided by a number (or a tensor without dimensions) only")
    return _same(input, lambda v: lumbre.div(v, other, rounding_mode=rounding_mode))


@_handles("sum")
def sum(input, dim=None, keepdim=False, dtype=None):
    if dim is None or dim == () or dim == []:
        return input._v.sum(dtype=dtype)
    if not keepdim:
        raise RuntimeError("reduction operations on CSR tensors with keepdim=False is unsupported")
    return _back(_coo.coalesce(_coo.sum(to_coo(input), dim, True, dtype)), input)


@_handles("select")
def select(input, dim, index):
    out = _coo.select(to_coo(input), dim, index)
    return _back(out, input) if _batch(input) and dim % len(input.shape) < _batch(input) else out


@_handles("getitem")
def getitem(input, index):
    for i in index if isinstance(index, tuple) else (index,):
        if not isinstance(i, int):
            raise NotImplementedError(f"indexing by anything but integers is not implemented for tensors of layout {input.layout}")
        input = input.select(0, i)
    return input


@_handles("unbind")
def unbind(input, dim=0):
    return tuple(select(input, dim, i) for i in range(input.shape[dim]))


_HANDLERS["iter"] = lambda self: iter(unbind(self))


@_handles("sparse_mask")
def sparse_mask(self, mask):
    return _back(_coo.sparse_mask(_loose(self), _loose(mask)), mask) if isinstance(mask, CompressedTensor) else _coo.sparse_mask(_loose(self), mask)


def sampled_addmm(input, mat1, mat2, *, beta=1.0, alpha=1.0, out=None):
    """`beta * input + alpha * (mat1 @ mat2)` at the places of a compressed sparse matrix: only these products are computed.

    Shapes: `(n, m)`, `(n, k)` and `(k, m)`; the result has the places of `input`.
    Dtypes: floats, complex, equal in all three.
    Raises: RuntimeError for sizes that do not fit and an `input` that is not of layout `torch.sparse_csr`.
    Source: PyTorch's `torch.sparse.sampled_addmm`.
    """
    if not isinstance(input, CompressedTensor) or input.layout != lumbre.sparse_csr or len(input.shape) != 2:
        raise RuntimeError("sampled_addmm: Expected self to be a matrix of layout torch.sparse_csr")
    if tuple(input.shape) != (mat1.shape[0], mat2.shape[1]) or mat1.shape[1] != mat2.shape[0]:
        raise RuntimeError(f"sampled_addmm: sizes {list(input.shape)}, {list(mat1.shape)} and {list(mat2.shape)} do not fit")
    rows, columns = to_coo(input)._pair[0].unbind(0)
    products = (mat1.index_select(0, rows) * mat2.t().index_select(0, columns)).sum(1)
    result = _same(input, lambda v: v * beta + products * alpha)
    return result if out is None else _become(out, result)


@_handles("zeros_like")
def zeros_like(self, **kwargs):
    compressed, plain, values = self._parts
    return make(self.layout, lumbre.zeros_like(compressed), plain[..., :0], values.narrow(_batch(self), 0, 0).detach().to(kwargs.get("dtype") or values.dtype), self.shape)


for _name in ("empty_like", "ones_like", "rand_like", "randn_like"):
    if _name == "empty_like":
        _HANDLERS[_name] = lambda self, **kwargs: _same(self, lambda v: lumbre.empty_like(v.detach(), dtype=kwargs.get("dtype")))
    else:
        _refuses(_name, RuntimeError, "unsupported tensor layout: {}")


def _become(self, other):
    self.__dict__.update(layout_=other.layout, parts_=other._parts, size_=other.shape)
    return self


for _name, _function in {"add_": add, "sub_": sub, "mul_": mul, "div_": div, "zero_": zeros_like, "neg_": _HANDLERS["neg"], "detach_": _HANDLERS["detach"],
                         "relu_": _HANDLERS["relu"], "abs_": _HANDLERS["abs"]}.items():  # fmt: skip

    def _in_place(self, *args, _function=_function, **kwargs):
        if not isinstance(self, CompressedTensor):
            # A sparse tensor onto a dense one.
            return self.copy_(_function(self, *args, **kwargs))
        return _become(self, _function(self, *args, **kwargs))

    _HANDLERS[_name] = _in_place


def install():
    """The methods and operators of the class."""
    special = ("rmatmul", "radd", "rsub", "rmul", "truediv", "getitem", "iter")
    for name, handler in _HANDLERS.items():
        if name not in special and name not in vars(CompressedTensor):
            setattr(CompressedTensor, name, (lambda f: lambda self, *args, **kwargs: f(self, *args, **kwargs))(handler))
    for name, handler in {"add": add, "sub": sub, "mul": mul, "truediv": div, "matmul": mm, "radd": lambda a, b: add(b, a), "rmul": mul, "rsub": _HANDLERS["rsub"],
                          "rmatmul": lambda a, b: mm(b, a), "getitem": getitem}.items():  # fmt: skip
        setattr(CompressedTensor, f"__{name}__", (lambda f: lambda self, other: f(self, other))(handler))
    CompressedTensor.__neg__ = lambda self: _same(self, lambda v: -v)
    CompressedTensor.__iter__ = lambda self: iter(unbind(self))


install()
