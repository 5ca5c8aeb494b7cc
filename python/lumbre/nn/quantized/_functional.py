"""Sums, products and joins as modules, so that a quantized model could watch their results."""

import lumbre

from ..modules.linear import Identity
from ..modules.module import Module

__all__ = ["FloatFunctional", "FXFloatFunctional"]


class _Operations:
    def _watched(self, x):
        return x

    def add(self, x, y):
        return self._watched(lumbre.add(x, y))

    def add_scalar(self, x, y):
        return lumbre.add(x, y)

    def mul(self, x, y):
        return self._watched(lumbre.mul(x, y))

    def mul_scalar(self, x, y):
        return lumbre.mul(x, y)

    def cat(self, x, dim=0):
        return self._watched(lumbre.cat(x, dim=dim))

    def add_relu(self, x, y):
        return self._watched(lumbre.relu(lumbre.add(x, y)))

    def matmul(self, x, y):
        return self._watched(lumbre.matmul(x, y))


class FloatFunctional(_Operations, Module):
    """The operations on floats; results pass through `activation_post_process`, the identity unless it is replaced."""

    def __init__(self):
        super().__init__()
        self.activation_post_process = Identity()

    def _watched(self, x):
        return self.activation_post_process(x)

    def forward(self, x):
        raise RuntimeError("FloatFunctional is not intended to use the 'forward'. Please use the underlying operation")


class FXFloatFunctional(_Operations, Module):
    """The operations without anything that watches them."""

    def forward(self, x):
        raise RuntimeError("FloatFunctional is not intended to use the 'forward'. Please use the underlying operation")
