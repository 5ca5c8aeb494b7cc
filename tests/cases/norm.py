import numpy as np

from .common import Case, S, T

UNIT = dict(low=0.5, high=1.5)
STATS = dict(low=0.5, high=1.5, grad=False)


def functional(name):
    return lambda lib, *args, **kwargs: getattr(lib.nn.functional, name)(*args, **kwargs)


CASES = [
    Case("layer_norm", [S(T((2, 3, 4)), (4,), T((4,)), T((4,))), S(T((2, 3, 4)), (3, 4)), S(T((0, 4)), (4,), T((4,)))]),
    Case("rms_norm", [S(T((2, 3, 4)), (4,), T((4,))), S(T((2, 3, 4)), (3, 4), None, 1e-3)], dtypes="fc"),
    Case("group_norm", [S(T((2, 6, 4)), 3, T((6,)), T((6,))), S(T((2, 4, 3, 2)), 2)]),
    Case("batch_norm", [
        S(T((4, 3, 5)), T((3,)), T((3,)), T((3,), grad=False), T((3,), **STATS), False, 0.1, 1e-5, False),
        S(T((4, 3, 2, 3)), T((3,)), T((3,)), None, None, True, 0.1, 1e-5, False),
        S(T((6, 3)), None, None, None, None, True, 0.1, 1e-5, False),
    ]),
    Case("instance_norm", [S(T((2, 3, 5)), T((3,)), T((3,)), None, None, True, 0.1, 1e-5, False)]),
    Case("linalg_vector_norm", [S(T((2, 3))), S(T((2, 3)), 1, 1), S(T(values=(np.arange(24) * 0.37 - 3.9).reshape(2, 3, 4)), float("inf"), (0, 2), True), S(T((2, 3)), 3.5), S(T((2, 3)), 0, 0)], fn=lambda lib, *a, **k: lib.linalg.vector_norm(*a, **k), dtypes="fc"),
    Case("norm", [S(T((2, 3))), S(T((2, 3)), 1, 1), S(T((2, 3)), 3, 0, True)], dtypes="fc"),
    Case("norm.named", [S(T((2, 3)), "fro"), S(T((2, 3)), "fro", (0, 1))]),
    Case("norm_except_dim", [S(T((2, 3, 4))), S(T((2, 3)), 2, -1), S(T((2, 3)), 1, 1), S(T((3,)))]),
    Case("_weight_norm", [S(T((2, 3, 4)), T((2, 1, 1))), S(T((2, 3)), T(()), -1), S(T((2, 3)), T((1, 3)), 1)]),
    Case("dist", [S(T((2, 3)), T((2, 3))), S(T((2, 3)), T((3,)), 1)]),
    Case("renorm", [S(T((3, 4)), 2, 0, 1.5)]),
    Case("cdist", [S(T((2, 3)), T((4, 3))), S(T((2, 2, 3)), T((2, 4, 3)), 1.0)], tol={"float32": (1e-4, 1e-4)}),
    Case("pdist", [S(T((4, 3))), S(T((3, 2)), 1.0), S(T((3, 2)), 2.5), S(T((1, 2)))], dtypes=("float32", "float64")),
    Case("scaled_dot_product_attention", [
        S(T((3, 2)), T((4, 2)), T((4, 3))),
        S(T((1, 3, 2)), T((1, 3, 2)), T((1, 3, 2)), is_causal=True),
        S(T((2, 3, 4)), T((2, 5, 4)), T((2, 5, 6)), attn_mask=T((3, 5))),
        S(T((1, 4, 3, 4)), T((1, 2, 5, 4)), T((1, 2, 5, 6)), enable_gqa=True, scale=0.3),
    ], fn=functional("scaled_dot_product_attention")),
    Case("embedding", [S(T((5, 2)), T((2, 2), dtype="int64", low=0, high=5)), S(T((5, 3), grad=False), T((4,), dtype="int64", low=0, high=5), 2), S(T((5, 3), grad=False), T((6,), dtype="int64", low=0, high=5), -1, True)]),
    Case("embedding_dense_backward", [S(T((4, 2)), T((4,), dtype="int64", low=0, high=5), 5, -1, False)], fn=lambda lib, *a: lib.ops.aten.embedding_dense_backward(*a)),
    Case("one_hot", [S(T((2, 3), dtype="int64", low=0, high=4), 4)], fn=functional("one_hot"), meta=False, grad=False, dtypes=("int64",)),
]
