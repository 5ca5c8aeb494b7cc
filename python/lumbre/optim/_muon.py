"""Muon: momentum whose matrix is made orthogonal."""

import math

import lumbre

from ._lists import _check_lr
from .optimizer import Optimizer, _to_scalar, _use_grad_for_differentiable

__all__ = ["Muon", "muon"]

_ADJUSTMENTS = {
    None: lambda rows, cols: math.sqrt(max(1, rows / cols)),
    "original": lambda rows, cols: math.sqrt(max(1, rows / cols)),
    "match_rms_adamw": lambda rows, cols: 0.2 * math.sqrt(max(rows, cols)),
    "spectral_unclamped": lambda rows, cols: math.sqrt(rows / cols),
}


class Muon(Optimizer):
    """Muon (Jordan et al., 2024), for the matrices of hidden layers.

    ``b = momentum * b + (1 - momentum) * g``; the step is ``b`` (with Nesterov's look-ahead) made
    nearly orthogonal by ``ns_steps`` Newton-Schulz iterations, times ``lr`` adjusted to the
    matrix's shape. Other parameters belong to another optimizer.
    """

    def __init__(
        self, params, lr=1e-3, weight_decay=0.1, momentum=0.95, nesterov=True,
        ns_coefficients=(3.4445, -4.775, 2.0315), eps=1e-7, ns_steps=5, adjust_lr_fn=None,
    ):  # fmt: skip
        _check_lr(lr)
        if not lr >= 0.0:
            raise ValueError(f"Learning rate should be >= 0 but is: {lr}")
        if not momentum >= 0.0:
            raise ValueError(f"momentum should be >= 0 but is: {momentum}")
        if not weight_decay >= 0.0:
            raise ValueError(f"weight decay should be >= 0 but is: {weight_decay}")
        if adjust_lr_fn not in _ADJUSTMENTS:
            raise ValueError(f"Adjust learning rate function {adjust_lr_fn} is not supported")
        defaults = {
            "lr": lr, "weight_decay": weight_decay, "momentum": momentum, "nesterov": nesterov,
            "ns_coefficients": ns_coefficients, "eps": eps, "ns_steps": ns_steps,
            "adjust_lr_fn": adjust_lr_fn,
        }  # fmt: skip
        super().__init__(params, defaults)
        for group in self.param_groups:
            for p in group["params"]:
                if p.ndim != 2:
                    raise ValueError(
                        "Muon only supports 2D parameters whereas we found a parameter with size: "
                        f"{p.size()}"
                    )

    @_use_grad_for_differentiable
    def step(self, closure=None):
        """Do one optimization step; ``closure`` recomputes and returns the loss."""
        loss = self._evaluate(closure)
        for group in self.param_groups:
            params = [p for p in group["params"] if p.grad is not None]
            for p in params:
                if p.is_complex():
                    raise RuntimeError("Muon does not support complex parameters")
                if p.grad.is_sparse:
                    raise RuntimeError("Muon does not support sparse gradients")
                if "momentum_buffer" not in self.state[p]:
                    self.state[p]["momentum_buffer"] = lumbre.zeros_like(p.grad)
            options = {key: group[key] for key in self.defaults if key != "differentiable"}
            buffers = [self.state[p]["momentum_buffer"] for p in params]
            muon(params, [p.grad for p in params], buffers, has_complex=False, **options)
        return loss


def muon(
    params, grads, muon_momentum_bufs, *, foreach=None, lr, weight_decay, momentum, nesterov,
    ns_coefficients, ns_steps, eps, adjust_lr_fn, has_complex,
):  # fmt: skip
    """Do one Muon step over lists of matrices."""
    if foreach:
        raise RuntimeError("Foreach is not supported for Muon yet")
    if has_complex:
        raise ValueError("Complex parameters are not supported")
    lr = _to_scalar(lr)
    for p, grad, buf in zip(params, grads, muon_momentum_bufs):
        if grad.ndim != 2:
            raise ValueError("Param gradient must be a 2D matrix")
        buf.lerp_(grad, 1 - momentum)
        update = grad.lerp(buf, momentum) if nesterov else buf
        update = _orthogonalized(update, ns_coefficients, ns_steps, eps)
        p.mul_(1 - lr * weight_decay)
        p.add_(update, alpha=-lr * _ADJUSTMENTS[adjust_lr_fn](*p.shape[:2]))


def _orthogonalized(matrix, coefficients, steps, eps):
    """Push all singular values towards 1 by an odd polynomial of degree 5, in bfloat16."""
    if steps >= 100:
        raise ValueError("Number of steps must be less than 100 for computational efficiency")
    if len(coefficients) != 3:
        raise ValueError("Coefficients must be a tuple of exactly 3 values")
    a, b, c = coefficients
    tall = matrix.size(0) > matrix.size(1)
    x = matrix.to(lumbre.bfloat16, copy=True)
    x = x.T if tall else x
    x.div_(x.norm().clamp(min=eps))
    for _ in range(steps):
        gram = x @ x.T
        x = lumbre.addmm(x, lumbre.addmm(gram, gram, gram, beta=b, alpha=c), x, beta=a)
    return x.T if tall else x
