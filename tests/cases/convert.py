from .common import Case, S, T

ANY = dict(dtypes="bifc", values=True)
NAMES = ("bfloat16", "half", "float", "double", "int", "long", "short", "char", "byte", "bool", "cfloat", "cdouble")
WHOLE = T((2, 3), low=0, high=9)

CASES = [
    # The derivative is checked in double precision, which these are not.
    *[Case(name, [S(WHOLE)], dtypes="bif" if name in ("double", "cdouble") else ("bool", "uint8", "int64", "float16", "float32"),
           grad=name not in ("int", "long", "short", "char", "byte", "bool"), fn=lambda lib, x, name=name: getattr(x, name)(), tol={"bfloat16": (1e-2, 1e-2)},
           complex_grad=False) for name in NAMES],
    Case("cpu", [S(T((2, 3)))], ref=lambda x: x, fn=lambda lib, x: x.cpu(), meta=False, **ANY),
    Case("cuda", [S(T((2, 3)))], dtypes=("float32",), meta=False, values=False, layouts=("contiguous",),
         fn=lambda lib, x: x.cuda() if lib.cuda.is_available() else x.cpu()),
    Case("to.dtype", [S(T((2, 3)), "float64"), S(T((2, 3)), "complex128", copy=True)], dtypes="bif", fn=lambda lib, x, d, **k: x.to(getattr(lib, d), **k)),
    Case("to.device", [S(T((2, 3)), "cpu", copy=True), S(T((2, 3)), "cpu")], ref=lambda x, *a, **k: x, meta=False, fn=lambda lib, x, *a, **k: x.to(*a, **k), **ANY),
    Case("to.other", [S(T((2, 3)), T((1,), dtype="float64", grad=False))], dtypes="bif", fn=lambda lib, x, y: x.to(y)),
    Case("type_as", [S(T((2, 3)), T((1,), dtype="float64", grad=False))], dtypes="bif", fn=lambda lib, x, y: x.type_as(y)),
]
