from .common import Case, S, T

ANY = dict(dtypes="bifc")

CASES = [
    Case("alias_copy", [S(T((2, 3)))], ref=lambda x: x, **ANY),
    Case("as_strided_copy", [S(T((6,)), (2, 2), (3, 1), 1)], layouts=("contiguous",), **ANY),
    Case("detach_copy", [S(T((2, 3)))], ref=lambda x: x, grad=False, **ANY),
    Case("diagonal_copy", [S(T((3, 4)), 1), S(T((2, 3, 4)), 0, 2, 1)], **ANY),
    Case("expand_copy", [S(T((1, 3)), (2, 3)), S(T((3,)), (2, -1))], **ANY),
    Case("narrow_copy", [S(T((3, 5)), 1, 2, 2), S(T((3, 5)), 0, -2, 1)], **ANY),
    Case("permute_copy", [S(T((2, 3, 4)), (2, 0, 1))], **ANY),
    Case("select_copy", [S(T((3, 4)), 1, -1)], **ANY),
    Case("slice_copy", [S(T((3, 7)), 1, 1, 6, 2), S(T((3, 7)))], **ANY),
    Case("squeeze_copy", [S(T((1, 3, 1)))], **ANY),
    Case("squeeze_copy.dim", [S(T((1, 3, 1)), 0), S(T((1, 3, 1)), (0, 2))], **ANY),
    Case("t_copy", [S(T((2, 3)))], **ANY),
    Case("transpose_copy", [S(T((2, 3, 4)), 0, 2)], **ANY),
    Case("unfold_copy", [S(T((3, 7)), 1, 3, 2)], **ANY),
    Case("unsqueeze_copy", [S(T((2, 3)), 1)], **ANY),
    Case("view_copy", [S(T((2, 6)), (3, -1))], layouts=("contiguous", "offset"), **ANY),
    Case("view_copy.dtype", [S(T((2, 6)), 0)], dtypes=("float32", "int32"), grad=False, layouts=("contiguous", "offset"),
         ref=lambda x, _: x, fn=lambda lib, x, _: lib.view_copy(x, dtype=lib.int16).view(x.dtype), out=False, meta=False),
    Case("view_as_complex_copy", [S(T((3, 2)))], dtypes=("float32", "float64"), layouts=("contiguous",)),
    Case("view_as_real_copy", [S(T((3, 2)))], dtypes=("complex64", "complex128")),
    Case("split_copy", [S(T((5, 2)), 2), S(T((2, 5)), 3, 1)], **ANY),
    Case("split_with_sizes_copy", [S(T((5, 2)), (1, 4)), S(T((2, 5)), (2, 0, 3), 1)], **ANY),
    Case("unbind_copy", [S(T((3, 2))), S(T((2, 3)), 1)], **ANY),
    Case("slice_inverse", [S(T((6,)), T((3,), grad=False), 0, 0, 3)], dtypes="f", layouts=("contiguous",),
         fn=lambda lib, x, y, *a: x.slice_inverse(y, *a) if hasattr(lib, "_C") and hasattr(lib._C, "_call_op") else lib.slice_inverse(x, y, *a)),
    Case("unsafe_split_with_sizes", [S(T((5, 2)), (1, 4)), S(T((2, 5)), (2, 3), 1)], **ANY),
    Case("view.dtype", [S(T((2, 6)), "int16"), S(T((2, 6)), "uint8"), S(T((2, 6)), "int64"), S(T((2, 6)), "float32")], dtypes=("float32", "int32", "complex64"),
         grad=False, layouts=("contiguous", "offset"), ref=lambda x, d: x[..., :4], fn=lambda lib, x, d: x[..., :4].contiguous().view(getattr(lib, d)).view(x.dtype), meta=False),
]
