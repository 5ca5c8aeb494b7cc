"""Sparse tensors in coordinate form: two dense tensors, indices and values, behind a `Tensor` that has a shape and no memory of its own."""

import functools

import lumbre

from ._handlers import Handlers

_HANDLERS = Handlers()
_handles = _HANDLERS.register


class SparseTensor(lumbre.Tensor):
    """A tensor of `indices (sparse_dim, n)` and `values (n, *dense sizes)`. Gradients run through the values.

    What is not defined for it raises `NotImplementedError` with its name.
    """

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return _HANDLERS.call(func, args, kwargs, lambda: lumbre.sparse_coo)

    _pair = property(lambda self: lumbre._C._coo_parts(self)[:2])
    _size = property(lambda self: lumbre.Size(lumbre._C._coo_parts(self)[2]))
    _coalesced = property(lambda self: lumbre._C._coo_parts(self)[3])
    layout = property(lambda self: lumbre.sparse_coo)
    is_sparse = property(lambda self: True)
    is_leaf = property(lambda self: self._pair[1].is_leaf)
    device = property(lambda self: self._pair[1].device)
    requires_grad = property(lambda self: self._pair[1].requires_grad, lambda self, on: self._pair[1].requires_grad_(on) and None)
    grad_fn = property(lambda self: self._pair[1].grad_fn)
    shape = property(lambda self: self._size)
    dtype = property(lambda self: self._pair[1].dtype)
    ndim = property(lambda self: len(self._size))
    is_cuda = property(lambda self: self.device.type == "cuda")
    is_meta = property(lambda self: self.device.type == "meta")
    is_quantized = is_nested = is_mkldnn = is_sparse_csr = property(lambda self: False)
    T = property(lambda self: _transpose(self, 0, 1) if self.ndim == 2 else self)
    mT = property(lambda self: _transpose(self, -2, -1))

    @property
    def grad(self):
        grad = self._pair[1].grad
        return None if grad is None else make(self._pair[0], grad, self._size, self._coalesced)

    def __repr__(self, *, tensor_contents=None):
        return lumbre._tensor_str._str(self, tensor_contents=tensor_contents)

    def __format__(self, spec):
        return repr(self)

    def __len__(self):
        return self._size[0]

    def __reduce_ex__(self, protocol):
        # As PyTorch writes them.
        return lumbre._utils._rebuild_sparse_tensor, (lumbre.sparse_coo, (*self._pair, self._size, self._coalesced))


def make(indices, values, size, coalesced=False):
    """The sparse tensor of checked parts."""
    return lumbre._C._coo(indices, values, list(size), coalesced)


def sparse_coo_tensor(indices, values=None, size=None, *, dtype=None, device=None, pin_memory=False, requires_grad=False, check_invariants=None,
                      is_coalesced=None):
    """A sparse tensor with `values[i]` at `indices[:, i]`; values of one place count as their sum. The size is inferred unless given.

    Shapes: indices `(d, n)`, values `(n, *)`: d sparse dimensions, then those of the values.
    Dtypes: any for the values; int64 for the indices.
    Raises: RuntimeError for indices that are not integers, negative or outside `size`, and numbers of indices and values that differ.
    Source: PyTorch's `torch.sparse_coo_tensor`.
    """
    if values is None or (size is None and isinstance(values, (tuple, lumbre.Size))):
        size = tuple(indices) if values is None else size
        indices, values = lumbre.empty(len(size), 0, dtype=lumbre.int64), lumbre.empty(0, dtype=dtype)
    indices = lumbre.as_tensor(indices, device=device)
    if indices.numel() and (indices.is_floating_point() or indices.is_complex() or indices.dtype is lumbre.bool):
        raise RuntimeError(f"indices must be an int64 tensor, but got {indices.dtype}")
    indices = indices.to(lumbre.int64)
    values = lumbre.as_tensor(values, dtype=dtype, device=device)
    if values.dtype != (dtype or values.dtype):
        values = values.to(dtype)
    if indices.dim() != 2:
        raise RuntimeError(f"indices must be sparse_dim x nnz, but got: {list(indices.shape)}")
    if values.dim() == 0:
        values = values.expand(indices.shape[1])
    if indices.shape[1] != values.shape[0]:
        raise RuntimeError(f"indices and values must have same nnz, but got nnz from indices: {indices.shape[1]}, nnz from values: {values.shape[0]}")
    places, dense = indices.shape[0], list(values.shape[1:])
    if size is None:
        if indices.shape[1] == 0:
            raise RuntimeError("the size of a sparse tensor without values cannot be inferred")
        size = [*(indices.max(1)[0] + 1).tolist(), *dense]
    size = list(size)
    if len(size) != places + len(dense):
        raise RuntimeError(f"number of dimensions must be sparse_dim ({places}) + dense_dim ({len(dense)}), but got {len(size)}")
    if size[places:] != dense:
        raise RuntimeError(f"values has incorrect size, expected {[indices.shape[1], *size[places:]]}, got {list(values.shape)}")
    if indices.numel():
        low, high = indices.min(1)[0].tolist(), indices.max(1)[0].tolist()
        for d in range(places):
            if low[d] < 0:
                raise RuntimeError(f"found negative index {low[d]} for dim {d}")
            if high[d] >= size[d]:
                raise RuntimeError(f"size is inconsistent with indices: for dim {d}, size is {size[d]} but found index {high[d]}")
    return make(indices.detach(), values.detach().requires_grad_() if requires_grad else values, size, bool(is_coalesced))


def from_dense(x, sparse_dim=None):
    """The sparse form of a dense tensor: the elements that are not zero, or whole slices with fewer sparse dimensions."""
    if isinstance(x, SparseTensor):
        return x
    places = x.dim() if sparse_dim is None else sparse_dim
    if not 0 <= places <= x.dim():
        raise RuntimeError(f"sparse_dim must be within 0..{x.dim()}, got {places}")
    hit = x.detach() != 0
    if places < x.dim():
        hit = hit.flatten(places).any(-1)
    at = hit.nonzero()
    return make(at.T.contiguous(), x[tuple(at.unbind(1))] if places else x.unsqueeze(0), x.shape, True)


def _flat(indices, size):
    """One number for each place."""
    flat = lumbre.zeros(indices.shape[1], dtype=lumbre.int64, device=indices.device)
    for row, n in zip(indices.unbind(0), size):
        flat = flat * n + row
    return flat


def _need(x, what):
    if not isinstance(x, SparseTensor):
        raise NotImplementedError(f"{what}: expected a tensor of layout torch.sparse_coo, got {type(x).__name__}")
    return x


@_handles("coalesce", "_coalesced")
def coalesce(self):
    if self._coalesced:
        return self
    indices, values = self._pair
    places = indices.shape[0]
    unique, back = lumbre.unique(_flat(indices, self._size[:places]), sorted=True, return_inverse=True)
    sums = values.new_zeros(unique.shape[0], *values.shape[1:]).index_add(0, back, values)
    rows, rest = [], unique
    for n in reversed(self._size[:places]):
        rows.append(rest % n)
        rest = rest // n
    return make(lumbre.stack(rows[::-1]) if rows else indices[:, : unique.shape[0]], sums, self._size, True)


@_handles("is_coalesced")
def _is_coalesced(self):
    return self._coalesced


def _part(i, name):
    def read(self):
        if not self._coalesced:
            raise RuntimeError(f"Cannot get {name} on an uncoalesced tensor, please call .coalesce() first")
        return self._pair[i]

    return read


_HANDLERS["indices"], _HANDLERS["values"] = _part(0, "indices"), _part(1, "values")
_HANDLERS["_indices"], _HANDLERS["_values"] = (lambda self: self._pair[0]), (lambda self: self._pair[1])
_HANDLERS["_nnz"] = lambda self: self._pair[1].shape[0]
_HANDLERS["sparse_dim"] = lambda self: self._pair[0].shape[0]
_HANDLERS["dense_dim"] = lambda self: self._pair[1].dim() - 1
_HANDLERS["dim"] = _HANDLERS["ndimension"] = lambda self: len(self._size)
_HANDLERS["size"] = lambda self, dim=None: self._size if dim is None else self._size[dim]
_HANDLERS["numel"] = _HANDLERS["nelement"] = lambda self: self._size.numel()
_HANDLERS["is_floating_point"] = lambda self: self._pair[1].is_floating_point()
_HANDLERS["is_complex"] = lambda self: self._pair[1].is_complex()
_HANDLERS["get_device"] = lambda self: self._pair[1].get_device()
_HANDLERS["is_same_size"] = lambda self, other: tuple(self.shape) == tuple(other.shape)
_HANDLERS["to_sparse"] = lambda self, *args, **kwargs: lumbre._tensor.to_sparse(self, *args, **kwargs)
for _name in ("to_sparse_csr", "to_sparse_csc", "to_sparse_bsr", "to_sparse_bsc", "crow_indices", "col_indices", "ccol_indices", "row_indices"):
    _HANDLERS[_name] = (lambda name: lambda self, *args, **kwargs: vars(lumbre.Tensor)[name](self, *args, **kwargs))(_name)
_HANDLERS["sparse_mask"] = lambda self, mask: lumbre._tensor.sparse_mask(self, mask)
_HANDLERS["to_sparse_coo"] = lambda self: self


@_handles("to_dense")
def to_dense(self, dtype=None, masked_grad=None):
    indices, values = self._pair
    values = values if dtype is None else values.to(dtype)
    places = indices.shape[0]
    rows = 1
    for n in self._size[:places]:
        rows *= n
    dense = values.new_zeros(rows, *values.shape[1:])
    if values.numel():
        dense = dense.index_add(0, _flat(indices, self._size[:places]), values)
    return dense.reshape(self._size)


def _same(self, f):
    """The places kept and the values changed by a function that keeps zero."""
    return make(self._pair[0], f(self._pair[1]), self._size, self._coalesced)


def _each(name, *, coalesced=False):
    def apply(self, *args, **kwargs):
        return _same(coalesce(self) if coalesced else self, lambda v: getattr(v, name)(*args, **kwargs))

    _HANDLERS[name] = apply


for _name in ("float", "double", "half", "bfloat16", "int", "long", "cpu", "cuda", "to", "clone", "detach", "neg", "type"):
    _each(_name)
for _name in ("abs", "sqrt", "sin", "tan", "tanh", "asin", "atan", "sinh", "expm1", "log1p", "relu", "sign", "floor", "ceil", "round", "trunc", "pow", "square"):
    _each(_name, coalesced=True)
_HANDLERS["contiguous"] = lambda self, **kwargs: self
_HANDLERS["type_as"] = lambda self, other: _same(self, lambda v: v.to(other.dtype))


@_handles("requires_grad_")
def _requires_grad(self, requires_grad=True):
    self._pair[1].requires_grad_(requires_grad)
    return self


@_handles("t")
def _t(self):
    return _transpose(self, 0, 1)


@_handles("transpose")
def _transpose(self, dim0, dim1):
    n, places = len(self._size), self._pair[0].shape[0]
    a, b = dim0 % n, dim1 % n
    if max(a, b) >= places:
        raise RuntimeError("transpose of sparse tensors is defined for two sparse dimensions")
    order = list(range(places))
    order[a], order[b] = order[b], order[a]
    size = list(self._size)
    size[a], size[b] = size[b], size[a]
    return make(self._pair[0][order], self._pair[1], size, self._coalesced and a == b)


@_handles("mm", "matmul", "spmm", "dsmm", "rmatmul", "smm", "hspmm", "mv")
def mm(input, mat2, reduce=None, *, out=None):
    """The product of a sparse matrix with a dense one or a vector; of two sparse ones, a sparse matrix."""
    if reduce is not None:
        from ._compressed_ops import mm as by_rows

        return by_rows(input.to_sparse_csr(), mat2, reduce)
    if out is not None:
        raise NotImplementedError("mm(): out= is not implemented for tensors of layout torch.sparse_coo")
    if not isinstance(input, SparseTensor):
        # (x s) = (s^T x^T)^T
        return mm(_transpose(_need(mat2, "mm"), 0, 1), input.mT if input.dim() > 1 else input).mT if input.dim() > 1 else mm(_transpose(mat2, 0, 1), input)
    if isinstance(mat2, SparseTensor):
        return from_dense(mm(input, to_dense(mat2)))
    if len(input._size) != 2 or input._pair[1].dim() != 1:
        raise NotImplementedError("mm(): only sparse matrices with scalar values are multiplied")
    if input._size[1] != mat2.shape[0]:
        raise RuntimeError(f"mat1 and mat2 shapes cannot be multiplied ({input._size[0]}x{input._size[1]} and {'x'.join(map(str, mat2.shape))})")
    (rows, columns), values = input._pair[0].unbind(0), input._pair[1]
    if mat2.dtype != values.dtype:
        raise RuntimeError(f"mm(): expected both matrices in one dtype, but got {values.dtype} and {mat2.dtype}")
    picked = mat2.index_select(0, columns)
    terms = picked * (values if mat2.dim() == 1 else values.unsqueeze(-1))
    return terms.new_zeros(input._size[0], *mat2.shape[1:]).index_add(0, rows, terms)


@_handles("addmm", "sspaddmm")
def addmm(input, mat1, mat2, *, beta=1.0, alpha=1.0, out=None):
    """`beta * input + alpha * (mat1 @ mat2)` for a sparse `mat1`."""
    product = mm(mat1, mat2) * alpha
    if isinstance(input, SparseTensor):
        input = to_dense(input)
    return input * beta + product


@_handles("add", "radd")
def add(input, other, *, alpha=1, out=None):
    if not isinstance(other, SparseTensor):
        if not isinstance(other, lumbre.Tensor):
            raise RuntimeError("add(sparse, number) is not defined: the result would be dense")
        return to_dense(input) + other * alpha
    if not isinstance(input, SparseTensor):
        return input + to_dense(other) * alpha
    if input._size != other._size:
        raise RuntimeError(f"add: expected sizes of 'self' and 'other' to match, but {list(input._size)} != {list(other._size)}")
    if input._pair[0].shape[0] != other._pair[0].shape[0]:
        raise RuntimeError("add: expected 'self' and 'other' to have same number of sparse dimensions")
    indices = lumbre.cat([input._pair[0], other._pair[0]], 1)
    return make(indices, lumbre.cat([input._pair[1], other._pair[1] * alpha]), input._size)


def _become(self, other):
    """Gives a sparse tensor the parts of another one."""
    lumbre._C._set_coo(self, *other._pair, list(other._size), other._coalesced)
    return self


@_handles("zero_")
def zero_(self):
    indices, values = self._pair
    return _become(self, make(indices[:, :0], values[:0].detach(), self._size, True))


@_handles("detach_")
def detach_(self):
    return _become(self, _same(self, lumbre.Tensor.detach))


@_handles("deepcopy")
def _deepcopy(self, memo):
    return memo.setdefault(id(self), make(self._pair[0].clone(), self._pair[1].detach().clone(), self._size, self._coalesced))


@_handles("div_")
def div_(input, other):
    return _become(input, div(input, other))


@_handles("add_")
def add_(input, other, *, alpha=1):
    """In place: a sparse tensor onto a dense one touches only the places it names."""
    if isinstance(input, SparseTensor):
        if not isinstance(other, SparseTensor):
            raise RuntimeError("add_: a dense tensor or a number cannot be added to a sparse tensor in place")
        return _become(input, add(input, other, alpha=alpha))
    if tuple(input.shape) != tuple(other._size):
        raise RuntimeError(f"add_: expected sizes of 'self' and 'other' to match, but {list(input.shape)} != {list(other._size)}")
    indices, values = other._pair
    return input.index_put_(tuple(indices.unbind(0)), (values * alpha).to(input.dtype), accumulate=True)


@_handles("sub_")
def sub_(input, other, *, alpha=1):
    return add_(input, other, alpha=-alpha)


@_handles("mul_")
def mul_(input, other):
    if not isinstance(input, SparseTensor):
        raise RuntimeError("mul_: a dense tensor cannot become the product with a sparse one in place")
    return _become(input, mul(input, other))


@_handles("sub")
def sub(input, other, *, alpha=1):
    return add(input, other, alpha=-alpha)


@_handles("rsub")
def _rsub(input, other, *, alpha=1):
    return add(other, input, alpha=-alpha)


@_handles("mul", "rmul", "multiply")
def mul(input, other, *, out=None):
    if not isinstance(input, SparseTensor):
        input, other = other, input
    if not isinstance(other, lumbre.Tensor) or (not isinstance(other, SparseTensor) and other.dim() == 0):
        return _same(input, lambda v: v * other)
    if isinstance(other, SparseTensor):
        other = to_dense(other)
    input = coalesce(input)
    indices, values = input._pair
    at = other.expand(input._size)[tuple(indices.unbind(0))]
    return make(indices, values * at, input._size, True)


@_handles("div", "truediv", "true_divide", "divide")
def div(input, other, *, rounding_mode=None):
    if isinstance(other, lumbre.Tensor) and (isinstance(other, SparseTensor) or other.dim() > 0):
        raise RuntimeError("div: a sparse tensor is divided by a number (or a tensor without dimensions) only")
    return _same(coalesce(_need(input, "div")), lambda v: lumbre.div(v, other, rounding_mode=rounding_mode))


@_handles("sum")
def sum(input, dim=None, keepdim=False, dtype=None):
    """The sum of all elements, or over dimensions: sparse while a sparse dimension is left, else dense."""
    values = input._pair[1] if dtype is None else input._pair[1].to(dtype)
    if dim is None or dim == ():
        return values.sum()
    n, places = len(input._size), input._pair[0].shape[0]
    dims = sorted({d % n for d in ([dim] if isinstance(dim, int) else dim)})
    inner = [d - places + 1 for d in dims if d >= places]
    if inner:
        values = values.sum(inner, keepdim=keepdim)
    left = [d for d in range(places) if d not in dims]
    size = [1 if d in dims else s for d, s in enumerate(input._size) if keepdim or d not in dims]
    if not left:
        total = values.sum(0)
        return total.reshape(size) if keepdim else total
    if keepdim:
        indices = lumbre.stack([lumbre.zeros_like(row) if d in dims else row for d, row in enumerate(input._pair[0].unbind(0))])
    else:
        indices = input._pair[0][left]
    return make(indices, values, size)


@_handles("norm")
def norm(input, p="fro", dim=None, keepdim=False, dtype=None):
    if dim is not None:
        raise NotImplementedError("norm(): dim is not implemented for tensors of layout torch.sparse_coo")
    return lumbre.norm(coalesce(input)._pair[1], 2 if p in ("fro", None) else p, dtype=dtype)


@_handles("select")
def select(input, dim, index):
    """The slice at `index`: sparse while a sparse dimension is left, else dense."""
    n, (indices, values) = len(input._size), input._pair
    dim, places = dim % n, indices.shape[0]
    if not -input._size[dim] <= index < input._size[dim]:
        raise IndexError(f"select(): index {index} out of range for tensor of size {list(input._size)} at dimension {dim}")
    index %= input._size[dim]
    size = [s for d, s in enumerate(input._size) if d != dim]
    if dim >= places:
        return make(indices, values.select(dim - places + 1, index), size, input._coalesced)
    hit = (indices[dim] == index).nonzero().flatten()
    rest, values = indices[[d for d in range(places) if d != dim]].index_select(1, hit), values.index_select(0, hit)
    return make(rest, values, size, input._coalesced) if places > 1 else values.sum(0)


@_handles("getitem")
def _getitem(input, index):
    for i in index if isinstance(index, tuple) else (index,):
        if not isinstance(i, int):
            raise NotImplementedError("indexing by anything but integers is not implemented for tensors of layout torch.sparse_coo")
        input = input.select(0, i)
    return input


@_handles("narrow_copy")
def narrow_copy(input, dim, start, length):
    """The part of `length` from `start` on along a dimension."""
    dim, (indices, values), places = dim % len(input._size), input._pair, input._pair[0].shape[0]
    size = list(input._size)
    if not 0 <= start <= size[dim] - length or length < 0:
        raise RuntimeError(f"start ({start}) + length ({length}) exceeds dimension size ({size[dim]}).")
    size[dim] = length
    if dim >= places:
        return make(indices, values.narrow_copy(dim - places + 1, start, length), size, input._coalesced)
    hit = ((indices[dim] >= start) & (indices[dim] < start + length)).nonzero().flatten()
    moved = indices.index_select(1, hit)
    moved[dim] -= start
    return make(moved, values.index_select(0, hit), size, input._coalesced)


@_handles("index_select")
def index_select(input, dim, index):
    """The slices at the places of `index`, one after another, along a dimension."""
    dim, (indices, values), places = dim % len(input._size), input._pair, input._pair[0].shape[0]
    size = list(input._size)
    if index.numel() and not (0 <= int(index.min()) and int(index.max()) < size[dim]):
        raise IndexError(f"index_select(): index out of range for dimension {dim} of size {size[dim]}")
    size[dim] = index.numel()
    if dim >= places:
        return make(indices, values.index_select(dim - places + 1, index), size, input._coalesced)
    # Values by their place along the dimension; each wanted place takes the run of its own.
    at, order = indices[dim].sort(stable=True)
    first, last = lumbre.searchsorted(at, index.contiguous()), lumbre.searchsorted(at, index.contiguous(), right=True)
    counts = last - first
    target = lumbre.repeat_interleave(lumbre.arange(index.numel(), device=index.device), counts)
    within = lumbre.arange(target.numel(), device=index.device) - (counts.cumsum(0) - counts)[target]
    taken = order[first[target] + within]
    moved = indices.index_select(1, taken)
    moved[dim] = target
    return make(moved, values.index_select(0, taken), size)


def sparse_mask(self, mask):
    """The elements of `self` at the places of `mask`, as a sparse tensor."""
    mask = coalesce(_need(mask, "sparse_mask"))
    if tuple(self.shape) != tuple(mask._size):
        raise RuntimeError(f"sparse_mask(): operands have incompatible sizes; self has size {list(self.shape)} but mask has size {list(mask._size)}")
    self = to_dense(self) if isinstance(self, SparseTensor) else self
    indices = mask._pair[0]
    return make(indices, self[tuple(indices.unbind(0))] if indices.shape[0] else self.unsqueeze(0), mask._size, True)


def _softmax(input, dim, dtype, log):
    input = coalesce(_need(input, "softmax"))
    indices, values = input._pair
    values = values if dtype is None else values.to(dtype)
    n, places = len(input._size), indices.shape[0]
    if not -n <= dim < n:
        raise IndexError(f"Dimension out of range (expected to be in range of [{-n}, {n - 1}], but got {dim})")
    dim %= n
    if dim >= places:
        return make(indices, (lumbre.log_softmax if log else lumbre.softmax)(values, dim - places + 1), input._size, True)
    # Elements that are not there count as minus infinity: each group has those that differ in this dimension only.
    others = [d for d in range(places) if d != dim]
    groups, group = lumbre.unique(_flat(indices[others], [input._size[d] for d in others]), return_inverse=True)
    shape = (groups.shape[0], *values.shape[1:])
    top = values.new_zeros(shape).index_reduce(0, group, values.detach(), "amax", include_self=False)
    moved = values - top[group]
    total = moved.new_zeros(shape).index_add(0, group, moved.exp())[group]
    return make(indices, moved - total.log() if log else moved.exp() / total, input._size, True)


@_handles("softmax", "_sparse_softmax")
def softmax(input, dim, *, dtype=None):
    """`exp(x_i) / sum_j exp(x_j)` over the elements that are there along `dim`; the others count as minus infinity.

    Shapes: any sparse tensor; the result has its places.
    Dtypes: floats.
    Raises: IndexError for a dimension out of range.
    Source: PyTorch's `torch.sparse.softmax`.
    """
    return _softmax(input, dim, dtype, False)


@_handles("log_softmax", "_sparse_log_softmax")
def log_softmax(input, dim, *, dtype=None):
    """The logarithm of `softmax`, computed in one step.

    Shapes: any sparse tensor; the result has its places.
    Dtypes: floats.
    Raises: IndexError for a dimension out of range.
    Source: PyTorch's `torch.sparse.log_softmax`.
    """
    return _softmax(input, dim, dtype, True)


def spdiags(diagonals, offsets, shape, layout=None):
    """A sparse matrix with the rows of `diagonals` on its diagonals: element j of row i at column j of the diagonal `offsets[i]`.

    Shapes: diagonals `(n, k)` or `(k,)`, offsets `(n,)` or one number; the result has `shape`.
    Dtypes: any.
    Raises: RuntimeError for sizes that do not fit, offsets twice, and a shape of other than two dimensions.
    Source: PyTorch's `torch.sparse.spdiags`.
    """
    diagonals, offsets = diagonals.reshape(-1, diagonals.shape[-1]), lumbre.as_tensor(offsets).reshape(-1)
    if len(shape) != 2:
        raise RuntimeError(f"Output shape must be 2d, got {list(shape)}")
    if diagonals.shape[0] != offsets.shape[0]:
        raise RuntimeError(f"Number of diagonals ({diagonals.shape[0]}) does not match the number of offsets ({offsets.shape[0]})")
    if lumbre.unique(offsets).numel() != offsets.numel():
        raise RuntimeError("Offset tensor contains duplicate values")
    if layout is not None and layout not in (lumbre.sparse_coo, lumbre.sparse_csr, lumbre.sparse_csc):
        raise RuntimeError(f"Only output layouts (Sparse, SparseCsc, SparseCsr) are supported, got {layout}")
    columns = lumbre.arange(diagonals.shape[1]).expand(diagonals.shape)
    rows = columns - offsets.to(lumbre.int64)[:, None]
    inside = (rows >= 0) & (rows < shape[0]) & (columns < shape[1])
    out = make(lumbre.stack([rows[inside], columns[inside]]), diagonals[inside], shape)
    return out if layout in (None, lumbre.sparse_coo) else out.to_sparse(layout=layout)


@functools.lru_cache(None)
def install():
    """The methods of every tensor that lead here."""

    def method(name):
        def call(self, *args, **kwargs):
            if isinstance(self, SparseTensor):
                return _HANDLERS[name](self, *args, **kwargs)
            raise RuntimeError(f"{name} expected sparse coordinate tensor layout but got Strided")

        call.__name__ = name
        return call

    for name in ("coalesce", "is_coalesced", "indices", "values", "_indices", "_values", "_nnz"):
        if not hasattr(lumbre.Tensor, name):
            setattr(lumbre.Tensor, name, method(name))
    for name, handler in _HANDLERS.items():
        if name not in ("rmatmul", "radd", "rsub", "rmul", "truediv", "getitem") and name not in vars(SparseTensor):
            setattr(SparseTensor, name, (lambda f: lambda self, *args, **kwargs: f(self, *args, **kwargs))(handler))
    for name, handler in {"add": add, "sub": sub, "mul": mul, "truediv": div, "matmul": mm, "radd": lambda a, b: add(b, a) if isinstance(b, lumbre.Tensor) else add(a, b),
                          "rmul": mul, "rsub": _rsub, "rmatmul": lambda a, b: mm(b, a)}.items():
        setattr(SparseTensor, f"__{name}__", (lambda f: lambda self, other: f(self, other))(handler))
    SparseTensor.__neg__ = lambda self: _same(self, lambda v: -v)


install()
