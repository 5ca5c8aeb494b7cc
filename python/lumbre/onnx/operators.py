"""Shapes as tensors, which an exporter can follow."""

import lumbre


def shape_as_tensor(x):
    """The sizes of `x` as an int64 tensor."""
    return lumbre.tensor(list(x.shape))


def reshape_from_tensor_shape(x, shape):
    return x.reshape(shape.tolist())
