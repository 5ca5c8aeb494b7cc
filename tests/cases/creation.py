import numpy as np

from .common import Case, S, T

ONE = dict(dtypes=("float32",), grad=False, layouts=("contiguous",))
LIKE = dict(dtypes="bifc", grad=False)

CASES = [
    Case("_to_copy", [S(T((2, 3)))], ref=lambda x: x, dtypes="bifc"),
    Case("arange", [S(5), S(2.5), S(0)], **ONE),
    Case("arange.start", [S(1, 7, 2), S(0.5, 3, 0.25), S(5, 1, -1), S(1, 2)], **ONE),
    Case("clone", [S(T((2, 3))), S(T(())), S(T((0,)))], ref=lambda x: x, dtypes="bifc"),
    Case("contiguous", [S(T((2, 3))), S(T(()))], ref=lambda x: x, dtypes="bifc"),
    Case("copy_", [S(T((2, 3)), T((3,))), S(T((2, 3)), T((2, 3)))], ref=lambda x, y: np.broadcast_to(y, x.shape), dtypes="bifc",
         layouts=("contiguous", "transposed", "sliced", "offset"), fn=lambda lib, x, y: x.clone().copy_(y)),
    Case("empty", [S(2, 3), S((2, 0))], values=False, **ONE),
    Case("empty_like", [S(T((2, 3)))], values=False, **LIKE),
    Case("fill", [S(T((2, 3)), 3), S(T(()), 1), S(T((2, 3)), T(())), S(T(()), T(()))], ref=lambda x, v: np.full_like(x, v), dtypes="bifc",
         layouts=("contiguous", "transposed", "sliced", "offset")),
    Case("full", [S((2, 3), 1.5), S((), 2), S((2,), True)], **ONE),
    Case("full_like", [S(T((2, 3)), 1)], ref=lambda x, v: np.full_like(x, v), **LIKE),
    Case("ones", [S(2, 3), S((2, 0)), S(())], **ONE),
    Case("ones_like", [S(T((2, 3)))], ref=np.ones_like, **LIKE),
    Case("empty_permuted", [S((2, 3, 4), (1, 2, 0))], values=False, **ONE),
    Case("empty_strided", [S((2, 3), (1, 2)), S((2, 3), (0, 1))], values=False, **ONE),
    Case("range", [S(1, 4), S(0.5, 3, 0.25), S(4, 1, -1)], **ONE),
    Case("scalar_tensor", [S(3), S(2.5), S(True)], **ONE),
    Case("vander", [S(T((4,))), S(T((3,)), 5, True), S(T((3,), grad=False), 1), S(T((3,), grad=False), 0)], ref=lambda x, N=None, increasing=False: np.vander(x, N, increasing), dtypes="ifc",
         tol={"float16": (4e-3, 4e-3)}),
    Case("result_type", [S(T((2,)), 1.5), S(T(()), T((2,), dtype="int16"))], dtypes="bifc", grad=False),
    Case("zero", [S(T((2, 3)))], ref=np.zeros_like, dtypes="bifc", layouts=("contiguous", "transposed", "sliced", "offset"),
         fn=lambda lib, x: x.clone().zero_()),
    Case("zeros", [S(2, 3), S((2, 0)), S(())], **ONE),
    Case("zeros_like", [S(T((2, 3)))], ref=np.zeros_like, **LIKE),
]
