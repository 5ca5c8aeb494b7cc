"""Layers keep the channels innermost where the input has them there, as PyTorch's do."""

import numpy as np
import pytest

import lumbre
import lumbre.nn.functional as F


@pytest.mark.parametrize("call", [
    lambda x: F.interpolate(x, scale_factor=2),
    lambda x: F.interpolate(x, size=(3, 3), mode="bilinear"),
    lambda x: F.interpolate(x, size=(3, 3), mode="bicubic", antialias=True),
    lambda x: F.pad(x, (1, 1, 1, 1), mode="reflect"),
    lambda x: F.pad(x, (1, 0, 2, 1), mode="replicate"),
    lambda x: F.pixel_unshuffle(x, 2),
    lambda x: x.roll(1, 2),
    lambda x: x.sort(1)[0],
    lambda x: F.max_unpool2d(*F.max_pool2d(x, 2, return_indices=True), 2),
])  # fmt: skip
def test_images_with_channels_innermost_stay_so(call):
    x = lumbre.arange(2 * 3 * 4 * 6.0).reshape(2, 3, 4, 6).sin()
    plain, last = call(x), call(x.contiguous(memory_format=lumbre.channels_last))
    assert plain.is_contiguous() and last.is_contiguous(memory_format=lumbre.channels_last) and not last.is_contiguous()
    np.testing.assert_allclose(last.numpy(), plain.numpy(), rtol=1e-6)


def test_gradients_go_through_the_change_of_layout():
    x = lumbre.arange(2 * 3 * 4 * 4.0).reshape(2, 3, 4, 4).sin().requires_grad_()
    g = lumbre.arange(2 * 3 * 8 * 8.0).reshape(2, 3, 8, 8).cos()
    (plain,) = lumbre.autograd.grad(F.interpolate(x, scale_factor=2), x, g)
    (last,) = lumbre.autograd.grad(F.interpolate(x.contiguous(memory_format=lumbre.channels_last), scale_factor=2), x, g)
    np.testing.assert_allclose(last.numpy(), plain.numpy(), rtol=1e-6)


@pytest.mark.parametrize("n", [5, 28])
def test_affine_grid_has_the_bits_of_single_precision_steps(n):
    grid = F.affine_grid(lumbre.eye(2, 3)[None], (1, 1, n, n), align_corners=False)
    line = lumbre.linspace(-1, 1, n).numpy() * np.float32(n - 1) / np.float32(n)
    np.testing.assert_array_equal(grid[0, 0, :, 0].numpy(), line)
    np.testing.assert_array_equal(grid[0, :, 0, 1].numpy(), line)
