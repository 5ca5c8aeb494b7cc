"""Adam for sparse gradients: only the rows a gradient names are moved."""

import math

from ._lists import _check_betas, _check_lr, _zeros_like
from .optimizer import Optimizer, _to_scalar, _use_grad_for_differentiable

__all__ = ["SparseAdam"]


class SparseAdam(Optimizer):
    """Adam on the entries that sparse gradients name; moments of others stay as they are.

    Args:
        params: dense parameters whose gradients are sparse (``nn.Embedding(sparse=True)``).
    """

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, maximize=False):
        _check_lr(lr)
        if not lr > 0.0:
            raise ValueError(f"Invalid learning rate: {lr}")
        if not eps > 0.0:
            raise ValueError(f"Invalid epsilon value: {eps}")
        _check_betas(betas)
        defaults = {"lr": lr, "betas": betas, "eps": eps, "maximize": maximize}
        super().__init__(params, defaults)
        sparse = [
            (i, j)
            for i, group in enumerate(self.param_groups)
            for j, p in enumerate(group["params"])
            if p.is_sparse
        ]
        if sparse:
            raise ValueError(f"Sparse params at indices {sparse}: SparseAdam requires dense parameter tensors")
        complex_ = [
            [i, j]
            for i, group in enumerate(self.param_groups)
            for j, p in enumerate(group["params"])
            if p.is_complex()
        ]
        if complex_:
            raise ValueError(f"Complex params at indices {complex_}: SparseAdam does not support complex parameters")

    @_use_grad_for_differentiable
    def step(self, closure=None):
        """Do one optimization step; ``closure`` recomputes and returns the loss."""
        loss = self._evaluate(closure)
        for group in self.param_groups:
            lists = params, grads, exp_avgs, exp_avg_sqs, steps = [], [], [], [], []
            for p in group["params"]:
                if p.grad is None:
                    continue
                if not p.grad.is_sparse:
                    raise RuntimeError(
                        "SparseAdam does not support dense gradients, please consider Adam instead"
                    )
                state = self.state[p]
                if not state:
                    state["step"] = 0
                    state["exp_avg"] = _zeros_like(p)
                    state["exp_avg_sq"] = _zeros_like(p)
                state["step"] += 1
                values = p, p.grad, state["exp_avg"], state["exp_avg_sq"], state["step"]
                for kept, value in zip(lists, values):
                    kept.append(value)
            beta1, beta2 = group["betas"]
            sparse_adam(
                *lists,
                eps=group["eps"],
                beta1=beta1,
                beta2=beta2,
                lr=_to_scalar(group["lr"]),
                maximize=group["maximize"],
            )
        return loss


def sparse_adam(
    params, grads, exp_avgs, exp_avg_sqs, state_steps, *, eps, beta1, beta2, lr, maximize
):
    """Do one step over lists of dense tensors with sparse gradients; steps are counted by the caller."""
    for p, grad, exp_avg, exp_avg_sq, step in zip(
        params, grads, exp_avgs, exp_avg_sqs, state_steps
    ):
        grad = (-grad if maximize else grad).coalesce()
        at, values = tuple(grad._indices()), grad._values()
        if values.numel() == 0:
            continue
        first = exp_avg[at].lerp(values, 1 - beta1)
        second = exp_avg_sq[at].lerp(values * values, 1 - beta2)
        exp_avg[at] = first
        exp_avg_sq[at] = second
        rate = lr * math.sqrt(1 - beta2**step) / (1 - beta1**step)
        p[at] = p[at] - rate * (first / second.sqrt().add_(eps))
