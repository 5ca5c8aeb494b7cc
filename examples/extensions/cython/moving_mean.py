"""A custom op whose loops are Cython's: the moving mean, with its gradient.

    python examples/extensions/cython/build.py

compiles `moving.pyx` beside this file; then `import moving_mean` makes `ops.example_cython.moving_mean`.
"""

import lumbre
import moving
import numpy as np
from lumbre import Tensor
from lumbre.library import custom_op


def _rows(x: Tensor) -> np.ndarray:
    """The tensor's memory as rows of doubles; a copy only where it is laid out differently."""
    return np.ascontiguousarray(x.detach().double().numpy()).reshape(-1, x.shape[-1])


def _like(out: np.ndarray, x: Tensor) -> Tensor:
    return lumbre.from_numpy(out).reshape(*x.shape[:-1], out.shape[-1]).to(x.dtype)


@custom_op("example_cython::moving_mean", mutates_args=())
def moving_mean(x: Tensor, width: int = 3) -> Tensor:
    """The mean of each `width` neighbours along the last dimension, which gets `width - 1` shorter."""
    if not 1 <= width <= x.shape[-1]:
        raise ValueError(f"moving_mean: width {width} of {x.shape[-1]} elements")
    return _like(moving.forward(_rows(x), width), x)


@custom_op("example_cython::moving_mean_backward", mutates_args=())
def moving_mean_backward(grad: Tensor, width: int) -> Tensor:
    return _like(moving.backward(_rows(grad), width), grad)


moving_mean.register_fake(lambda x, width=3: x.new_empty((*x.shape[:-1], x.shape[-1] - width + 1)))
moving_mean_backward.register_fake(lambda grad, width: grad.new_empty((*grad.shape[:-1], grad.shape[-1] + width - 1)))


def _width(ctx, inputs, output):
    ctx.width = inputs[1]


# Each is linear and the other's transpose, so gradients of any order follow.
moving_mean.register_autograd(lambda ctx, g: (moving_mean_backward(g, ctx.width), None), setup_context=_width)
moving_mean_backward.register_autograd(lambda ctx, g: (moving_mean(g, ctx.width), None), setup_context=_width)
