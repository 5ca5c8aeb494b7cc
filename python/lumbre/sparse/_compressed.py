"""Compressed sparse tensors (CSR, CSC, BSR, BSC): offsets of rows or columns, the other dimension's indices, and values (or blocks of them)."""

import lumbre

from . import _coo
from ._handlers import Handlers

# For each layout: whether columns are compressed in place of rows, whether values are blocks, and the names of both kinds of indices.
_KINDS = {
    lumbre.sparse_csr: (False, False), lumbre.sparse_csc: (True, False),
    lumbre.sparse_bsr: (False, True), lumbre.sparse_bsc: (True, True),
}  # fmt: skip
_TRANSPOSED = {
    lumbre.sparse_csr: lumbre.sparse_csc, lumbre.sparse_csc: lumbre.sparse_csr,
    lumbre.sparse_bsr: lumbre.sparse_bsc, lumbre.sparse_bsc: lumbre.sparse_bsr,
}  # fmt: skip
_HANDLERS = Handlers()
_handles = _HANDLERS.register
# Whether the order of indices is checked, by the contexts that are open.
STRICT = [False]


def names(layout):
    """What the two tensors of indices are called."""
    return ("ccol_indices", "row_indices") if _KINDS[layout][0] else ("crow_indices", "col_indices")


class CompressedTensor(lumbre.Tensor):
    """A tensor of `compressed (*batch, n + 1)`, `plain (*batch, nnz)` and `values (*batch, nnz, *block, *dense)`. Gradients run through the values.

    What is not defined for it raises `NotImplementedError` with its name.
    """

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        from . import _compressed_ops  # noqa: F401  (registers the operations)

        return _HANDLERS.call(func, args, kwargs, lambda: next((a.layout for a in args if isinstance(a, CompressedTensor)), "compressed"))

    layout = property(lambda self: self.__dict__["layout_"])
    _parts = property(lambda self: self.__dict__["parts_"])
    _v = property(lambda self: self.__dict__["parts_"][2])
    is_sparse = property(lambda self: False)
    is_sparse_csr = property(lambda self: self.layout == lumbre.sparse_csr)
    is_leaf = property(lambda self: self._v.is_leaf)
    device = property(lambda self: self._v.device)
    dtype = property(lambda self: self._v.dtype)
    requires_grad = property(lambda self: self._v.requires_grad, lambda self, on: self._v.requires_grad_(on) and None)
    grad_fn = property(lambda self: self._v.grad_fn)
    shape = property(lambda self: self.__dict__["size_"])
    ndim = property(lambda self: len(self.shape))
    is_cuda = property(lambda self: self.device.type == "cuda")
    is_meta = property(lambda self: self.device.type == "meta")
    is_quantized = is_nested = is_mkldnn = property(lambda self: False)
    T = property(lambda self: self.transpose(0, 1) if self.ndim == 2 else self)
    mT = property(lambda self: self.transpose(-2, -1))

    @property
    def grad(self):
        grad = self._v.grad
        return None if grad is None else make(self.layout, *self._parts[:2], grad, self.shape)

    def __repr__(self, *, tensor_contents=None):
        return lumbre._tensor_str._str(self, tensor_contents=tensor_contents)

    def __format__(self, spec):
        return repr(self)

    def __len__(self):
        return self.shape[0]

    def __deepcopy__(self, memo):
        compressed, plain, values = self._parts
        out = make(self.layout, compressed.clone(), plain.clone(), values.detach().clone().requires_grad_(values.requires_grad), self.shape)
        return memo.setdefault(id(self), out)

    def __reduce_ex__(self, protocol):
        # As PyTorch writes them.
        return lumbre._utils._rebuild_sparse_tensor, (self.layout, (*self._parts, self.shape))


def make(layout, compressed, plain, values, size):
    """The tensor of checked parts."""
    size = lumbre.Size(size)
    self = lumbre.Tensor._make_subclass(CompressedTensor, lumbre.empty(size, dtype=values.dtype, device="meta"))
    self.__dict__.update(layout_=layout, parts_=(compressed, plain, values), size_=size)
    return self


def _same(self, f):
    """The places kept and the values changed by a function that keeps zero."""
    return make(self.layout, *self._parts[:2], f(self._v), self.shape)


def _require(holds, what):
    if not holds:
        raise RuntimeError(f"`{what}` is not satisfied.")


def _batch(self):
    return self._parts[0].dim() - 1


def blocksize(self):
    """The rows and columns of a block."""
    at = _batch(self) + 1
    return tuple(self._v.shape[at : at + 2]) if _KINDS[self.layout][1] else (1, 1)


def _rising(owner, plain):
    """Whether the indices rise within each row (or column)."""
    return bool(((owner[1:] != owner[:-1]) | (plain[1:] > plain[:-1])).all())


def check(layout, compressed, plain, values, size, strict):
    """Raises RuntimeError unless the parts make a tensor: sizes that fit, offsets that rise from 0 to nnz, indices inside, if `strict` in order."""
    columns, blocks = _KINDS[layout]
    (c, p), batch = names(layout), compressed.dim() - 1
    _require(batch >= 0, f"{c} must have dimensionality >= 1")
    _require(plain.dim() == batch + 1, f"{c}.dim() == {p}.dim()")
    _require(compressed.dtype == plain.dtype and compressed.dtype in (lumbre.int32, lumbre.int64), f"{c}.dtype == {p}.dtype, int32 or int64")
    _require(values.dim() >= batch + 1 + 2 * blocks, "values.dim() >= batch dimensions + 1 (and 2 of blocks)")
    _require(len(size) == values.dim() + (-1 if blocks else 1), "len(size) == batch + 2 + dense dimensions")
    _require(compressed.shape[:-1] == plain.shape[:-1] == values.shape[:batch] == tuple(size[:batch]), "batch sizes are equal")
    nnz = plain.shape[-1]
    _require(values.shape[batch] == nnz, f"{p}.shape[-1] == nnz")
    block = values.shape[batch + 1 : batch + 3] if blocks else (1, 1)
    _require(all(b > 0 and n % b == 0 for n, b in zip(size[batch : batch + 2], block)), "sizes are multiples of the block's")
    _require(tuple(size[batch + 2 :]) == tuple(values.shape[batch + 1 + 2 * blocks :]), "dense sizes are those of the values")
    rows, cols = (n // b for n, b in zip(size[batch : batch + 2], block))
    many, other = (cols, rows) if columns else (rows, cols)
    _require(compressed.shape[-1] == many + 1, f"{c}.shape[-1] == {'ncols' if columns else 'nrows'} + 1")
    if compressed.device.type == "meta" or not compressed.numel():
        return
    _require((compressed[..., 0] == 0).all(), f"{c}[..., 0] == 0")
    _require((compressed[..., -1] == nnz).all(), f"{c}[..., -1] == nnz")
    steps = compressed[..., 1:] - compressed[..., :-1]
    _require(((steps >= 0) & (steps <= other)).all(), f"0 <= {c}[..., 1:] - {c}[..., :-1] <= {'nrows' if columns else 'ncols'}")
    if nnz:
        _require((plain >= 0).all() and (plain < other).all(), f"0 <= {p} < {'nrows' if columns else 'ncols'}")
        if strict:
            between = f"{p}[..., {c}[..., i - 1]:{c}[..., i]] for all i = 1, ..., {'ncols' if columns else 'nrows'}"
            _require(_rising(_owners(compressed), plain.flatten()), f"{between} are sorted and distinct along the last dimension values")


def _owners(compressed):
    """For each value, in order, the number of its row (or column) among those of all batches."""
    counts = (compressed[..., 1:] - compressed[..., :-1]).flatten()
    return lumbre.repeat_interleave(lumbre.arange(counts.shape[0], device=counts.device), counts)


def _indices(data, device):
    data = lumbre.as_tensor(data, device=device)
    return data if data.dtype in (lumbre.int32, lumbre.int64) else data.to(lumbre.int64)


def sparse_compressed_tensor(compressed_indices, plain_indices, values, size=None, *, dtype=None, layout=None, device=None, pin_memory=False, requires_grad=False,
                             check_invariants=None):
    """A compressed sparse tensor: `values[compressed[i]:compressed[i + 1]]` are those of row (or column) i, at the places `plain` says.

    Shapes: compressed indices `(*batch, rows + 1)`, plain ones `(*batch, nnz)`, values `(*batch, nnz, *block, *dense)`; the size is inferred unless given.
    Dtypes: any for the values; int32 or int64 for the indices, equal in both.
    Raises: RuntimeError for parts that do not fit together; whether indices rise within each row is checked with `check_invariants` only.
    Source: PyTorch's `torch.sparse_compressed_tensor`.
    """
    if layout not in _KINDS:
        raise RuntimeError(f"Expected tensor layout of a compressed sparse tensor but got {layout}")
    compressed, plain = _indices(compressed_indices, device), _indices(plain_indices, device)
    values = lumbre.as_tensor(values, dtype=dtype, device=device)
    columns, blocks = _KINDS[layout]
    if size is None:
        batch = compressed.dim() - 1
        _require(batch >= 0 and values.dim() > batch + 2 * blocks, "values.dim() >= batch dimensions + 1 (and 2 of blocks)")
        block = values.shape[batch + 1 : batch + 3] if blocks else (1, 1)
        pair = [compressed.shape[-1] - 1, int(plain.max()) + 1 if plain.numel() else 0]
        pair = [n * b for n, b in zip(pair[::-1] if columns else pair, block)]
        size = [*values.shape[:batch], *pair, *values.shape[batch + 1 + 2 * blocks :]]
    check(layout, compressed, plain, values, list(size), STRICT[-1] if check_invariants is None else check_invariants)
    return make(layout, compressed.detach(), plain.detach(), values.detach().requires_grad_() if requires_grad else values, size)


def of_layout(layout):
    """The constructor of one layout."""

    def construct(compressed, plain, values, size=None, *, dtype=None, device=None, pin_memory=False, requires_grad=False, check_invariants=None):
        return sparse_compressed_tensor(compressed, plain, values, size, dtype=dtype, layout=layout, device=device, requires_grad=requires_grad, check_invariants=check_invariants)

    short = str(layout).rpartition(".")[2]
    construct.__name__ = construct.__qualname__ = f"{short}_tensor"
    first, second = names(layout)
    construct.__doc__ = f"`sparse_compressed_tensor` of layout `torch.{short}`, from `{first}`, `{second}` and values."
    return construct


@_handles("to_sparse_coo")
def to_coo(self):
    """The same elements in coordinates."""
    compressed, plain, values = self._parts
    (columns, blocks), batch = _KINDS[self.layout], _batch(self)
    bh, bw = blocksize(self)
    many = compressed.shape[-1] - 1
    owner, other = _owners(compressed), plain.flatten().to(lumbre.int64)
    first = owner % many if many else owner
    row, col = (other, first) if columns else (first, other)
    places, rest = [], owner // many if many else owner
    for n in reversed(self.shape[:batch]):
        places.insert(0, rest % n)
        rest = rest // n
    values = values.flatten(0, batch)
    if blocks:
        at = lumbre.arange(bh, device=row.device)[None, :, None], lumbre.arange(bw, device=row.device)[None, None, :]
        row, col = ((x[:, None, None] * b + a).expand(-1, bh, bw).flatten() for x, b, a in ((row, bh, at[0]), (col, bw, at[1])))
        places = [x[:, None, None].expand(-1, bh, bw).flatten() for x in places]
        values = values.flatten(0, 2)
    ordered = not (columns or blocks) and _rising(owner, other)
    return _coo.coalesce(_coo.make(lumbre.stack([*places, row, col]), values, self.shape, ordered))


def _compress(x, layout, size):
    """The compressed form of coordinates whose last two sparse dimensions are rows and columns (of blocks, if the layout has blocks)."""
    columns, _ = _KINDS[layout]
    places = x._pair[0].shape[0]
    x = _coo.coalesce(_coo._transpose(x, places - 2, places - 1) if columns else x)
    indices, values = x._pair
    sizes = x.shape[:places]
    batch, many = list(sizes[:-2]), sizes[-2]
    count = 1
    for n in batch:
        count *= n
    per = lumbre.bincount(_coo._flat(indices[:-1], sizes[:-1]), minlength=count * many).reshape(count, many)
    total = per.sum(1)
    if count > 1 and bool((total != total[0]).any()):
        raise RuntimeError("Expect the same number of specified elements per batch.")
    nnz = int(total[0]) if count else 0
    offsets = lumbre.cat([per.new_zeros(count, 1), per.cumsum(1)], 1).reshape(*batch, many + 1)
    return make(layout, offsets, indices[-1].reshape(*batch, nnz), values.reshape(*batch, nnz, *values.shape[1:]), size)


def convert(self, layout, blocksize=None, dense_dim=None):
    """A strided, coordinate or compressed tensor in a compressed layout; of a strided one the elements (or blocks) that are not zero."""
    if isinstance(self, CompressedTensor) and self.layout == layout and blocksize in (None, globals()["blocksize"](self)):
        return self
    blocks = _KINDS[layout][1]
    if isinstance(self, CompressedTensor):
        self = to_coo(self)
    dense = (self.dense_dim() if isinstance(self, _coo.SparseTensor) else 0) if dense_dim is None else dense_dim
    if self.dim() - dense < 2:
        raise RuntimeError(f"to_sparse_{str(layout)[-3:]}: expected a tensor of two sparse dimensions at least, got {self.dim() - dense}")
    if not blocks:
        if blocksize is not None:
            raise RuntimeError(f"to_sparse: blocksize is of no use for layout {layout}")
        return _compress(self if isinstance(self, _coo.SparseTensor) else _coo.from_dense(self, self.dim() - dense), layout, self.shape)
    if blocksize is None:
        raise RuntimeError(f"to_sparse: layout {layout} needs a blocksize")
    bh, bw = blocksize
    size, x = self.shape, _coo.to_dense(self) if isinstance(self, _coo.SparseTensor) else self
    at = x.dim() - dense - 2
    rows, cols = size[at], size[at + 1]
    if bh <= 0 or bw <= 0 or rows % bh or cols % bw:
        raise RuntimeError(f"tensor sparse size ({rows},{cols}) must be divisible by given blocksize ({bh},{bw})")
    x = x.reshape(*size[:at], rows // bh, bh, cols // bw, bw, *size[at + 2 :]).transpose(at + 1, at + 2)
    return _compress(_coo.from_dense(x, at + 2), layout, size)
