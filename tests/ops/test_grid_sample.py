"""Reading images between their pixels, against a plain loop: every mode, padding and number of dimensions, and the derivatives."""

import itertools
import math

import lumbre
import numpy as np
import pytest
from lumbre.nn import functional as F

random = np.random.RandomState(11)
PADDINGS = ["zeros", "border", "reflection"]


def reflected(x, low, high):
    span = high - low
    if span <= 0:
        return 0.0
    away = math.fmod(abs(x - low), 2 * span)
    return low + min(away, 2 * span - away)


def inside(x, n, padding, align):
    if padding == "reflection":
        x = reflected(x, 0.0, n - 1.0) if align else reflected(x, -0.5, n - 0.5)
    return x if padding == "zeros" else min(max(x, 0.0), n - 1.0)


def cubic(t):
    t, a = abs(t), -0.75
    if t <= 1:
        return ((a + 2) * t - (a + 3)) * t * t + 1
    return ((a * t - 5 * a) * t + 8 * a) * t - 4 * a


def taps(g, n, mode, padding, align):
    """(pixel, weight) along one dimension."""
    x = (g + 1) / 2 * (n - 1) if align else ((g + 1) * n - 1) / 2
    if mode == "bicubic":
        low = math.floor(x)
        found = [(inside(low + k, n, padding, align), cubic(x - low - k)) for k in range(-1, 3)]
    else:
        x = inside(x, n, padding, align)
        found = [(round(x), 1.0)] if mode == "nearest" else [(math.floor(x), 1 - x % 1), (math.floor(x) + 1, x % 1)]
    return [(int(p), w) for p, w in found if 0 <= p < n]


def sampled(x, grid, mode, padding, align):
    out = np.zeros((*x.shape[:2], *grid.shape[1:-1]))
    for at in np.ndindex(*out.shape[:1], *out.shape[2:]):
        place = grid[at]
        lists = [taps(place[-1 - d], n, mode, padding, align) for d, n in enumerate(x.shape[2:])]
        for pixel in itertools.product(*lists):
            weight = math.prod(w for _, w in pixel)
            out[(at[0], slice(None), *at[1:])] += x[(at[0], slice(None), *(p for p, _ in pixel))] * weight
    return out


@pytest.mark.parametrize("align", [False, True])
@pytest.mark.parametrize("padding", PADDINGS)
@pytest.mark.parametrize("mode", ["bilinear", "nearest", "bicubic"])
def test_every_mode_in_two_and_three_dimensions(mode, padding, align):
    for channels, size, points in ((1, (5, 4), (3, 7)), (3, (4, 6), (12, 13)), (6, (1, 3), (4, 4)), (5, (3, 4, 2), (3, 2, 5))):
        if len(size) == 3 and mode == "bicubic":
            continue
        x = random.standard_normal((2, channels, *size))
        grid = random.uniform(-2.3, 2.3, (2, *points, len(size)))
        wanted = sampled(x, grid, mode, padding, align)
        got = F.grid_sample(lumbre.from_numpy(x), lumbre.from_numpy(grid), mode, padding, align)
        np.testing.assert_allclose(got.numpy(), wanted, atol=1e-12)
        if mode != "nearest":
            # Rounded to single precision, a place may be nearer to another pixel.
            single = F.grid_sample(lumbre.from_numpy(x).float(), lumbre.from_numpy(grid).float(), mode, padding, align)
            np.testing.assert_allclose(single.numpy(), wanted, atol=2e-4)
        turned = F.grid_sample(lumbre.from_numpy(x).transpose(2, 3).contiguous().transpose(2, 3), lumbre.from_numpy(grid), mode, padding, align)
        np.testing.assert_array_equal(turned.numpy(), got.numpy())


@pytest.mark.parametrize("align", [False, True])
@pytest.mark.parametrize("padding", PADDINGS)
@pytest.mark.parametrize("mode", ["bilinear", "nearest", "bicubic"])
def test_derivatives_in_every_mode(mode, padding, align):
    for size, points in (((3, 4), (4, 3)), ((2, 3, 2), (2, 1, 3))):
        if len(size) == 3 and mode == "bicubic":
            continue
        x = lumbre.from_numpy(random.standard_normal((2, 3, *size))).requires_grad_()
        grid = lumbre.from_numpy(random.uniform(-1.6, 1.6, (2, *points, len(size)))).requires_grad_(mode != "nearest")

        def f(x, grid):
            return F.grid_sample(x, grid, mode, padding, align)

        assert lumbre.autograd.gradcheck(f, (x, grid))
        assert lumbre.autograd.gradcheck(lambda x: f(x, grid.detach()), (x,))
        assert lumbre.autograd.gradgradcheck(f, (x, grid))


def test_many_points_agree_with_few():
    x = lumbre.from_numpy(random.standard_normal((2, 3, 9, 8))).requires_grad_()
    grid = lumbre.from_numpy(random.uniform(-1.3, 1.3, (2, 23, 31, 2))).requires_grad_()
    for mode in ("bilinear", "bicubic"):
        whole = F.grid_sample(x, grid, mode, "zeros", False)
        rows = [F.grid_sample(x, grid[:, i : i + 1], mode, "zeros", False) for i in range(23)]
        np.testing.assert_array_equal(whole.detach().numpy(), lumbre.cat(rows, 2).detach().numpy())
        g = lumbre.randn_like(whole)
        ours = lumbre.autograd.grad(whole, (x, grid), g)
        theirs = lumbre.autograd.grad(lumbre.cat(rows, 2), (x, grid), g)
        for a, b in zip(ours, theirs):
            np.testing.assert_allclose(a.numpy(), b.numpy(), atol=1e-10)


def test_pixels_outside_do_not_count():
    x = lumbre.full((1, 1, 3, 3), float("inf"))
    x[0, 0, 1, 1] = 2.0
    far = lumbre.tensor([[[[5.0, 5.0], [-9.0, 0.0], [1e30, -1e30], [-1e30, 0.0]]]])
    for mode in ("bilinear", "nearest", "bicubic"):
        np.testing.assert_array_equal(F.grid_sample(x, far, mode, "zeros", False).numpy(), np.zeros((1, 1, 1, 4)))
    none = lumbre.tensor([[[[float("nan"), 0.0], [float("inf"), 0.0]]]])
    line = lumbre.arange(25.0).view(1, 1, 5, 5)
    np.testing.assert_array_equal(F.grid_sample(line, none, "nearest", "zeros", False).numpy().ravel(), [0, 0])
    np.testing.assert_array_equal(F.grid_sample(line, none, "bilinear", "zeros", False).numpy().ravel(), [np.nan, np.nan])
    np.testing.assert_array_equal(F.grid_sample(line, none, "bilinear", "border", False).numpy().ravel(), [10, 14])
    np.testing.assert_array_equal(F.grid_sample(line, none, "nearest", "reflection", False).numpy().ravel(), [10, 10])
    exact = F.grid_sample(x, lumbre.zeros(1, 1, 1, 2), "nearest", "zeros", False)
    assert exact.item() == 2.0
    corner = lumbre.full((1, 1, 2, 2), 3.0)
    corner[0, 0, 0, 0] = float("inf")
    # One pixel beyond the right edge only the right column counts.
    assert F.grid_sample(corner, lumbre.tensor([[[[1.25, 0.0]]]]), "bilinear", "zeros", False).item() == pytest.approx(0.75)


def test_empty_grids():
    assert F.grid_sample(lumbre.ones(2, 3, 4, 4), lumbre.ones(2, 0, 5, 2), align_corners=False).shape == (2, 3, 0, 5)
    assert F.grid_sample(lumbre.ones(0, 3, 4, 4), lumbre.ones(0, 2, 5, 2), align_corners=False).shape == (0, 3, 2, 5)
    assert F.grid_sample(lumbre.ones(2, 0, 4, 4), lumbre.ones(2, 2, 5, 2), align_corners=False).shape == (2, 0, 2, 5)
    with pytest.raises(RuntimeError):
        F.grid_sample(lumbre.ones(2, 3, 4, 4, 4), lumbre.ones(2, 2, 5, 5, 3), "bicubic", align_corners=False)
