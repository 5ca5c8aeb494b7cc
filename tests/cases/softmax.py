from .common import Case, S, T

ALONG = [S(T((3, 4)), 1), S(T((2, 3, 4)), 0), S(T((2, 3, 4)), -2), S(T(()), 0), S(T((0, 3)), 1), S(T((5, 300)), 1)]

CASES = [
    Case("softmax", [*ALONG, S(T((3, 4)), 1, dtype=None)]),
    Case("log_softmax", ALONG),
    Case("logsumexp", [S(T((3, 4)), 1), S(T((2, 3, 4)), (0, 2), keepdim=True), S(T(()), 0)], dtypes="f"),
]
