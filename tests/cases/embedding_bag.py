from .common import Case, S, T

INDICES = T(dtype="int64", values=[0, 2, 1, 2, 3])
OFFSETS = T(dtype="int64", values=[0, 2, 2])


def renorm(lib, weight, indices, *args):
    return lib.embedding_renorm_(weight.clone(), indices, *args)


CASES = [
    Case("embedding_bag", [
        S(T((4, 3)), INDICES, OFFSETS),
        S(T((4, 2)), INDICES, OFFSETS, False, 0, False, T((5,))),
        S(T((4, 3)), INDICES, OFFSETS, False, 1, padding_idx=2),
        S(T((4, 3)), INDICES, T(dtype="int64", values=[0, 3, 5]), False, 2, include_last_offset=True),
    ], meta=False, fn=lambda lib, *a, **k: lib.embedding_bag(*a, **k)[0]),
    Case("embedding_renorm_", [S(T((4, 3)), INDICES, 1.5, 2.0), S(T((4, 3)), INDICES, 1.0, 1.0)], grad=False, meta=False, fn=renorm),
]
