from .common import Case, S, T

GRID = dict(low=-1.3, high=1.3)
SINGLE = ("float32", "float64")

CASES = [
    Case("grid_sampler_2d", [
        *(S(T((1, 2, 3, 4)), T((1, 2, 2, 2), **GRID), 0, padding, align) for padding in (0, 1, 2) for align in (False, True)),
        S(T((1, 2, 3, 4)), T((1, 2, 2, 2), grad=False, **GRID), 1, 2, False),
        S(T((1, 1, 3, 4)), T((1, 2, 2, 2), **GRID), 2, 0, False),
        S(T((1, 1, 3, 4)), T((1, 2, 2, 2), grad=False, **GRID), 2, 2, True),
    ], dtypes=SINGLE),
    Case("grid_sampler_3d", [
        *(S(T((1, 1, 3, 2, 4)), T((1, 2, 2, 1, 3), **GRID), 0, padding, True) for padding in (0, 1, 2)),
        S(T((1, 1, 3, 2, 4)), T((1, 2, 2, 1, 3), grad=False, **GRID), 1, 0, False),
    ], dtypes=SINGLE),
    Case("grid_sampler", [S(T((2, 2, 3, 4)), T((2, 2, 3, 2), **GRID), 0, 0, False), S(T((1, 1, 2, 2, 2)), T((1, 2, 2, 1, 3), **GRID), 0, 1, True)], dtypes=SINGLE),
    Case("affine_grid_generator", [S(T((2, 2, 3)), (2, 1, 3, 2), align) for align in (False, True)] + [S(T((1, 3, 4)), (1, 1, 2, 1, 3), False)], dtypes=SINGLE),
]
