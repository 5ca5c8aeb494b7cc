"""Rows of the ops that draw numbers: the generator is seeded with 0 before each, and PyTorch's recorded draws are expected."""

from .common import Case, S, T

SHAPE = T((3, 4))
LONG = T((40,))
PLAIN = dict(random=True, layouts=("contiguous",), grad=False)
FACTORY = dict(dtypes=("float32",), random=True, layouts=("contiguous",), grad=False)
MAIN = ("float32", "float64")


def inplace(name, samples, dtypes):
    return Case(name, samples, dtypes=dtypes, meta=False, inplace=False, fn=lambda lib, x, *a, **k: getattr(x.clone(), name.partition(".")[0])(*a, **k), **PLAIN)


CASES = [
    Case("rand", [S(2, 3), S((40,)), S(())], **FACTORY),
    Case("randn", [S(2, 3), S((40,)), S((16,))], **FACTORY),
    Case("randint", [S(10, (2, 3)), S(2, (40,))], **FACTORY),
    Case("randint.low", [S(-3, 10, (2, 3))], **FACTORY),
    Case("randperm", [S(9), S(0)], **FACTORY),
    Case("normal", [S(1.0, 2.0, (2, 3))], **FACTORY),
    Case("rand_like", [S(SHAPE)], dtypes=MAIN, **PLAIN),
    Case("randn_like", [S(SHAPE), S(LONG)], dtypes=MAIN, **PLAIN),
    Case("randint_like", [S(SHAPE, 9)], dtypes=("int64", *MAIN), **PLAIN),
    Case("randint_like.low", [S(SHAPE, -4, 9)], dtypes=("int64", *MAIN), **PLAIN),
    Case("normal.mean", [S(SHAPE, 2.0)], dtypes=MAIN, **PLAIN),
    Case("normal.std", [S(1.5, T((3, 4), low=0.5, high=2))], dtypes=MAIN, **PLAIN),
    Case("normal.tensors", [S(SHAPE, T((4,), low=0.5, high=2))], dtypes=MAIN, **PLAIN),
    Case("bernoulli", [S(T((3, 4), low=0.1, high=0.9))], dtypes=MAIN, **PLAIN),
    Case("bernoulli.p", [S(SHAPE, 0.3)], dtypes=MAIN, **PLAIN),
    Case("poisson", [S(T((3, 4), low=0.5, high=9))], dtypes=MAIN, **PLAIN),
    Case("binomial", [S(T((3, 4), low=4, high=9, dtype="float64"), T((4,), low=0.1, high=0.9, dtype="float64"))], dtypes=("float64",), **PLAIN),
    Case("multinomial", [S(T((4,), low=0.1, high=0.9), 2), S(T((3, 4), low=0.1, high=0.9), 5, True)], dtypes=MAIN, **PLAIN),
    *[Case(name, [S(T((2, 3, 4)), 0.4, True), S(T((2, 3, 4)), 0.4, False)], dtypes=MAIN, inplace=False, **PLAIN)
      for name in ("dropout", "alpha_dropout", "feature_dropout", "feature_alpha_dropout")],
    Case("rrelu", [S(SHAPE, 0.1, 0.3, True), S(SHAPE, 0.1, 0.3, False)], dtypes=MAIN, inplace=False, **PLAIN),
    Case("rrelu.functional", [S(SHAPE, 0.1, 0.3, True)], dtypes=MAIN, fn=lambda lib, *a: lib.nn.functional.rrelu(*a), **PLAIN),
    inplace("normal_", [S(SHAPE), S(LONG, 1.0, 3.0)], MAIN),
    inplace("uniform_", [S(SHAPE), S(LONG, -1.0, 3.0)], MAIN),
    inplace("bernoulli_", [S(SHAPE), S(LONG, 0.2)], MAIN),
    inplace("bernoulli_.tensor", [S(SHAPE, T((4,), low=0.1, high=0.9))], MAIN),
    inplace("cauchy_", [S(SHAPE), S(LONG, 1.0, 2.0)], MAIN),
    inplace("exponential_", [S(SHAPE), S(LONG, 2.0)], MAIN),
    inplace("geometric_", [S(SHAPE, 0.3)], MAIN),
    inplace("log_normal_", [S(SHAPE), S(LONG, 0.5, 0.25)], MAIN),
    inplace("random_", [S(SHAPE)], ("int64", "int32", *MAIN)),
    inplace("random_.to", [S(SHAPE, 9)], ("int64", *MAIN)),
    inplace("random_.from", [S(SHAPE, -4, 9)], ("int64", *MAIN)),
]
