"""Gradient functions that modules are built on."""

from ...autograd import Function

__all__ = ["BackwardHookFunction"]


class BackwardHookFunction(Function):
    """The identity, as one node through which all given tensors and their gradients pass."""

    @staticmethod
    def forward(ctx, *args):
        ctx.mark_non_differentiable(*[a for a in args if not a.requires_grad])
        return args

    @staticmethod
    def backward(ctx, *args):
        return args
