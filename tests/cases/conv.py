from .common import Case, S, T

CASES = [
    Case("conv1d", [S(T((1, 2, 5)), T((2, 2, 3)), T((2,))), S(T((2, 4, 5)), T((4, 2, 2)), None, 2, 1, 2, 2), S(T((4, 9)), T((6, 4, 3)))], dtypes="fc"),
    Case("conv1d.padding", [S(T((1, 2, 5)), T((2, 2, 3)), None, 1, "same"), S(T((1, 2, 7)), T((2, 2, 2)), None, 1, "same", 3)]),
    Case("conv2d", [S(T((1, 2, 4, 3)), T((2, 2, 3, 2)), T((2,))), S(T((1, 4, 7, 6)), T((6, 2, 3, 3)), None, (2, 1), (1, 0), (1, 2), 2), S(T((4, 5, 6)), T((2, 4, 1, 1)))], dtypes="fc"),
    Case("conv2d.padding", [S(T((1, 2, 3, 4)), T((2, 2, 3, 2)), T((2,)), 1, "same"), S(T((2, 3, 5, 6)), T((4, 3, 3, 3)), None, 1, "valid")]),
    Case("conv3d", [S(T((1, 1, 2, 3, 2)), T((2, 1, 2, 2, 2)), T((2,)), 1, 1)]),
    Case("conv3d.padding", [S(T((1, 1, 2, 3, 2)), T((2, 1, 2, 2, 2)), None, 1, "same")]),
    Case("conv_transpose1d", [S(T((2, 4, 5)), T((4, 3, 3)), T((3,)), 2, 1, 1), S(T((2, 4, 5)), T((4, 2, 3)), None, 1, 0, 0, 2, 2)]),
    Case("conv_transpose2d", [S(T((2, 4, 4, 3)), T((4, 3, 3, 2)), T((3,)), (2, 1), (1, 0), (1, 0)), S(T((1, 4, 3, 3)), T((4, 2, 2, 2)), None, 2, 0, 1, 2, 2)], dtypes="fc"),
    Case("conv_transpose3d", [S(T((1, 1, 2, 2, 2)), T((1, 2, 2, 2, 2)), T((2,)), 2)]),
    Case("convolution", [S(T((2, 4, 7, 6)), T((6, 4, 3, 2)), T((6,)), (1, 1), (0, 0), (1, 1), False, (0, 0), 1), S(T((2, 4, 3)), T((4, 3, 3)), None, (2,), (1,), (1,), True, (1,), 1)]),
    Case("im2col", [S(T((1, 1, 4, 6)), (2, 3), (1, 2), (1, 0), (2, 1))], fn=lambda lib, *a: lib.nn.functional.unfold(*a)),
    Case("col2im", [S(T((1, 4, 6)), (3, 4), (2, 2), (1, 1), (0, 0), (1, 1))], fn=lambda lib, *a: lib.nn.functional.fold(*a)),
    Case("unfold.functional", [S(T((1, 1, 3, 4)), 2, 1, 1, 2)], fn=lambda lib, *a: lib.nn.functional.unfold(*a)),
    Case("fold", [S(T((1, 4, 6)), (3, 4), 2)], fn=lambda lib, *a: lib.nn.functional.fold(*a)),
    Case("pixel_shuffle", [S(T((1, 4, 2, 3)), 2)], fn=lambda lib, *a: lib.nn.functional.pixel_shuffle(*a)),
    Case("pixel_unshuffle", [S(T((1, 1, 4, 6)), 2)], fn=lambda lib, *a: lib.nn.functional.pixel_unshuffle(*a)),
    Case("channel_shuffle", [S(T((1, 6, 2, 2)), 3)], fn=lambda lib, *a: lib.nn.functional.channel_shuffle(*a)),
]
