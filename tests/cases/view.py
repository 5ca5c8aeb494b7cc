import numpy as np

from .common import Case, S, T


def strided(x, size, stride, storage_offset=0):
    flat = np.ascontiguousarray(x).ravel()
    return np.lib.stride_tricks.as_strided(flat[storage_offset:], size, [s * flat.itemsize for s in stride])


def as_strided_scatter(x, src, size, stride, storage_offset=0):
    out = np.array(x)
    strided(out, size, stride, storage_offset)[...] = src
    return out


def put(x, src, at):
    out = np.array(x)
    out[at] = src
    return out


X = T((2, 3, 4))
ANY = dict(dtypes="bifc")
FLAT = dict(dtypes="bifc", layouts=("contiguous",))

CASES = [
    Case("alias", [S(X)], ref=lambda x: x, **ANY),
    Case("detach", [S(X)], ref=lambda x: x, grad=False, **ANY),
    Case("as_strided", [S(X, (2, 2), (4, 1)), S(X, (3,), (2,), 5), S(T((6,)), (3, 2), (1, 1))], ref=strided, **FLAT),
    Case("as_strided_scatter", [S(X, T((2, 2)), (2, 2), (4, 1)), S(X, T((3,)), (3,), (2,), 5)], ref=as_strided_scatter, **FLAT),
    Case("expand", [S(T((3, 1)), (3, 4)), S(T((3,)), 2, 3), S(T(()), (2,)), S(T((1, 3)), -1, 3)],
         ref=lambda x, *n: np.broadcast_to(x, [m if m >= 0 else x.shape[i] for i, m in enumerate(n[0] if isinstance(n[0], tuple) else n)]), **ANY),
    Case("narrow", [S(X, 1, 1, 2), S(X, -1, 0, 0)], ref=lambda x, d, a, n: np.take(x, range(a, a + n), d), **ANY),
    Case("permute", [S(X, (2, 0, 1)), S(X, 0, 2, 1), S(T(()), ())], ref=lambda x, *d: x.transpose(d[0] if isinstance(d[0], tuple) else d), **ANY),
    Case("reshape", [S(X, (6, 4)), S(X, -1), S(X, 4, 3, 2), S(T((0, 3)), (3, 0)), S(T(()), (1,))],
         ref=lambda x, *n: x.reshape(n[0] if isinstance(n[0], tuple) else n), **ANY),
    Case("view", [S(X, (6, 4)), S(X, -1), S(X, 2, 12)], ref=lambda x, *n: x.reshape(n[0] if isinstance(n[0], tuple) else n),
         dtypes="bifc", layouts=("contiguous", "offset")),
    Case("resolve_conj", [S(X)], ref=lambda x: x, **ANY),
    Case("select", [S(X, 1, 2), S(X, -1, -1), S(T((3,)), 0, 1)], ref=lambda x, d, i: np.take(x, i, d), **ANY),
    Case("select_scatter", [S(X, T((2, 4)), 1, 2), S(T((3,)), T(()), 0, 1)],
         ref=lambda x, s, d, i: put(x, s, (slice(None),) * d + (i,)), **ANY),
    Case("slice", [S(X, 1, 0, 2), S(X, -1, 1, None, 2), S(X, 0, -1), S(X, 2, 3, 1)],
         ref=lambda x, d=0, a=None, b=None, s=1: x[(slice(None),) * (d % x.ndim) + (slice(a, b, s),)], **ANY),
    Case("slice_scatter", [S(X, T((2, 2, 4)), 1, 0, 2), S(X, T((2, 3, 2)), 2, 0, 4, 2)],
         ref=lambda x, s, d=0, a=None, b=None, step=1: put(x, s, (slice(None),) * d + (slice(a, b, step),)), **ANY),
    Case("split.sizes", [S(X, [1, 3], 2), S(X, [1, 1]), S(T((3, 2)), [0, 3])],
         ref=lambda x, n, d=0: np.split(x, np.cumsum(n)[:-1], d), fn=lambda lib, x, *a: lib.Tensor.split(x, *a), **ANY),
    Case("squeeze", [S(T((1, 3, 1))), S(T((2, 3)))], ref=np.squeeze, **ANY),
    Case("squeeze.dim", [S(T((1, 3, 1)), 0), S(T((1, 3, 1)), (0, 2)), S(T((2, 3)), 1)],
         ref=lambda x, d: x.squeeze(tuple(i for i in ((d,) if isinstance(d, int) else d) if x.shape[i] == 1)), **ANY),
    Case("T", [S(T((2, 3))), S(X)], ref=np.transpose, fn=lambda lib, x: x.T, **ANY),
    Case("mT", [S(X)], ref=lambda x: x.swapaxes(-1, -2), fn=lambda lib, x: x.mT, **ANY),
    Case("H", [S(T((2, 3)))], ref=lambda x: x.T.conj(), fn=lambda lib, x: x.H, **ANY),
    Case("mH", [S(X)], ref=lambda x: x.swapaxes(-1, -2).conj(), fn=lambda lib, x: x.mH, **ANY),
    Case("adjoint", [S(X)], ref=lambda x: x.swapaxes(-1, -2).conj(), **ANY),
    Case("_neg_view", [S(X)], ref=np.negative, dtypes="ifc"),
    Case("resolve_neg", [S(X)], ref=lambda x: x, **ANY),
    Case("real", [S(X)], ref=np.real, dtypes="ifc"),
    Case("imag", [S(X)], ref=np.imag, dtypes="c"),
    Case("t", [S(T((2, 3))), S(T((3,))), S(T(()))], ref=np.transpose, **ANY),
    Case("transpose", [S(X, 0, 2), S(X, -1, 1), S(T(()), 0, -1)], ref=lambda x, a, b: np.swapaxes(x, a, b) if x.ndim else x, **ANY),
    Case("unbind", [S(X), S(X, 1), S(X, -1)], ref=lambda x, d=0: [np.take(x, i, d) for i in range(x.shape[d])], **ANY),
    Case("unsqueeze", [S(X, 0), S(X, -1), S(T(()), 0)], ref=np.expand_dims, **ANY),
    Case("view_as_real", [S(X), S(T(()))], ref=lambda x: np.stack([x.real, x.imag], -1), dtypes="c"),
    Case("view_as_complex", [S(T((3, 2))), S(T((2,)))], ref=lambda x: x[..., 0] + 1j * x[..., 1], dtypes=("float32", "float64"),
         layouts=("contiguous",), complex_grad=False),
]
