"""The name tensors with gradients once had."""

import lumbre

__all__ = ["VariableMeta", "Variable"]


class VariableMeta(type):
    def __instancecheck__(cls, other):
        return isinstance(other, lumbre.Tensor)


class Variable(metaclass=VariableMeta):
    """`Variable(data, requires_grad=False)` is a tensor that shares the data."""

    _execution_engine = None

    def __new__(cls, data=None, requires_grad=False, volatile=None):
        if data is None:
            data = lumbre.empty(0)
        return data.detach().requires_grad_(requires_grad)
