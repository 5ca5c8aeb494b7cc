from .common import Case, S, T

LABELS = T(dtype="int64", values=[[1, 2], [2, 2]])
FLAT = T(dtype="int64", values=[1, 2, 2])


def losses(lib, x, *args):
    # The gradient is defined for normalised scores only.
    return lib.ctc_loss(x.log_softmax(-1), *args)


CASES = [
    Case("ctc_loss", [
        S(T((4, 2, 3)), LABELS, (4, 4), (2, 2), 0, 0),
        S(T((4, 2, 3)), FLAT, (4, 3), (2, 1), 0, 1),
        S(T((4, 2, 3)), LABELS, (4, 2), (2, 2), 0, 2, True),
        S(T((4, 3)), T(dtype="int64", values=[0, 2]), (3,), (2,), 1, 0),
    ], grad="first", dtypes=("float32", "float64"), fn=losses, meta=False),
    Case("ctc_loss.tensor", [S(T((4, 2, 3)), LABELS, T(dtype="int64", values=[4, 3]), T(dtype="int64", values=[2, 0]))], grad="first",
         dtypes=("float32", "float64"), fn=losses, meta=False),
]
