from .common import Case, S, T


def op(name):
    return lambda lib, *args: getattr(lib.ops.torchvision, name)(*args)


BOXES = T(values=[[0, 0, 10, 10], [1, 1, 11, 11], [20, 20, 30, 31], [0, 0, 9, 10], [21, 19, 30, 30]])
SCORES = T(values=[0.5, 0.75, 0.25, 0.875, 0.375])
ROIS = T(values=[[0, 1.25, 2, 5.5, 6], [1, -2, 0, 12, 4.5], [0, 3.5, 1.25, 4, 5]], grad=False)
WINDOW = (1, 1, 1, 1, 1, 1)

CASES = [
    Case("nms", [S(BOXES, SCORES, 0.5), S(BOXES, SCORES, 0.0), S(T((0, 4)), T((0,)), 0.5)], fn=op("nms"), dtypes=("float32", "float64"), meta=False, grad=False, layouts=("contiguous", "transposed", "sliced")),
    Case("roi_align", [
        S(T((2, 3, 6, 7)), ROIS, 0.8, 3, 2, 2, False), S(T((2, 3, 6, 7)), ROIS, 0.8, 2, 2, -1, True), S(T((2, 1, 3, 4)), ROIS, 0.6, 2, 1, 2, True), S(T((1, 2, 4, 4)), T((0, 5), grad=False), 1.0, 2, 2, 2, False),
    ], fn=op("roi_align"), dtypes=("float32", "float64")),
    Case("ps_roi_align", [S(T((2, 12, 6, 7)), ROIS, 0.8, 3, 2, 2), S(T((2, 2, 3, 4)), ROIS, 0.6, 2, 1, 2)], fn=op("ps_roi_align"), dtypes=("float32", "float64")),
    Case("ps_roi_pool", [S(T((2, 12, 6, 7)), ROIS, 0.8, 3, 2), S(T((2, 2, 3, 4)), ROIS, 0.6, 2, 1)], fn=op("ps_roi_pool"), dtypes=("float32", "float64")),
    Case("roi_pool", [S(T((2, 3, 6, 7)), ROIS, 0.8, 3, 2), S(T((2, 1, 3, 4)), ROIS, 0.6, 2, 1)], fn=op("roi_pool"), dtypes=("float32", "float64")),
    Case("deform_conv2d", [
        S(T((1, 4, 5, 5)), T((2, 2, 3, 3)), T((1, 36, 5, 5)), T((1, 18, 5, 5)), T((2,)), *WINDOW, 2, 2, True),
        S(T((1, 2, 3, 3)), T((2, 2, 1, 2)), T((1, 4, 3, 2)), T((1, 2, 3, 2)), T((2,)), 1, 1, 0, 0, 1, 1, 1, 1, True),
        S(T((2, 2, 4, 5)), T((3, 2, 1, 2)), T((2, 4, 2, 3)), T((0,)), T((3,)), 2, 2, 0, 1, 1, 2, 1, 1, False),
    ], fn=op("deform_conv2d"), dtypes=("float32", "float64")),
]
