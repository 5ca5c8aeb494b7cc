"""An activation with a derivative of its own, as a `torch.autograd.Function`."""

import torch


class Hinge(torch.autograd.Function):
    """`max(x, 0)` that lets a tenth of the gradient through below zero."""

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        out = grad.clone()
        out[x < 0] *= 0.1
        return out


torch.manual_seed(3)
x, y = torch.randn(64, 50), torch.randn(64, 5)
w1 = torch.randn(50, 30, requires_grad=True)
w2 = torch.randn(30, 5, requires_grad=True)
for step in range(100):
    loss = (Hinge.apply(x.mm(w1)).mm(w2) - y).pow(2).sum()
    print(step, loss.item())
    loss.backward()
    with torch.no_grad():
        w1 -= 5e-6 * w1.grad
        w2 -= 5e-6 * w2.grad
        w1.grad.zero_()
        w2.grad.zero_()
