"""Operations as modules, so that what they compute can be watched."""

import lumbre
from lumbre import nn

__all__ = ["FloatFunctional", "FXFloatFunctional", "QFunctional"]


class FloatFunctional(nn.Module):
    """Additions and the like as methods; each result goes through `activation_post_process`, where an observer can be put."""

    def __init__(self):
        super().__init__()
        self.activation_post_process = nn.Identity()

    def forward(self, x):
        raise RuntimeError("FloatFunctional is not intended to use the 'forward'. Please use the underlying operation")

    def add(self, x, y):
        return self.activation_post_process(lumbre.add(x, y))

    def add_scalar(self, x, y):
        return lumbre.add(x, y)

    def mul(self, x, y):
        return self.activation_post_process(lumbre.mul(x, y))

    def mul_scalar(self, x, y):
        return lumbre.mul(x, y)

    def cat(self, x, dim=0):
        return self.activation_post_process(lumbre.cat(x, dim=dim))

    def add_relu(self, x, y):
        return self.activation_post_process(nn.functional.relu(lumbre.add(x, y)))

    def matmul(self, x, y):
        return self.activation_post_process(lumbre.matmul(x, y))


class FXFloatFunctional(FloatFunctional):
    """The same without a place for an observer."""

    def __init__(self):
        nn.Module.__init__(self)
        self.__dict__["activation_post_process"] = lambda x: x


class QFunctional(nn.Module):
    """Operations on quantized tensors: not implemented."""

    def __init__(self, *args):
        raise NotImplementedError("torch.ao.nn.quantized.QFunctional")
