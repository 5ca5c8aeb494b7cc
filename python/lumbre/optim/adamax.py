"""Adamax: Adam with the infinity norm in place of the second moment."""

import lumbre

from ._lists import (
    _check_betas,
    _check_lr,
    _check_non_negative,
    _ListOptimizer,
    _step_each,
    _zeros_like,
)
from ._recorded import add_quotient, number

__all__ = ["Adamax", "adamax"]


class Adamax(_ListOptimizer):
    """Adamax (Kingma & Ba, 2015).

    ``m = b1 m + (1 - b1) g``, ``u = max(b2 u, |g| + eps)``, ``p -= lr / (1 - b1**t) * m / u``.
    """

    _lists = ("exp_avg", "exp_inf")

    def __init__(
        self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, foreach=None,
        *, maximize=False, differentiable=False, capturable=False,
    ):  # fmt: skip
        _check_lr(lr)
        _check_non_negative(lr=lr, eps=eps)
        _check_betas(betas)
        _check_non_negative(weight_decay=weight_decay)
        defaults = {
            "lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "foreach": foreach,
            "maximize": maximize, "differentiable": differentiable, "capturable": capturable,
        }  # fmt: skip
        super().__init__(params, defaults)

    def _new_state(self, p, grad, group):
        return {"exp_avg": _zeros_like(p), "exp_inf": _zeros_like(p)}

    def _update(self, lists, options):
        adamax(*lists, **options)


def adamax(
    params, grads, exp_avgs, exp_infs, state_steps, foreach=None, maximize=False,
    differentiable=False, capturable=False, has_complex=False,
    *, eps, beta1, beta2, lr, weight_decay,
):  # fmt: skip
    """Do one Adamax step over lists of tensors."""
    _step_each(
        _single,
        params,
        grads,
        [exp_avgs, exp_infs],
        state_steps,
        {"lr": lr, "beta1": beta1, "beta2": beta2, "eps": eps, "weight_decay": weight_decay},
        native="adamax",
        maximize=maximize,
        differentiable=differentiable,
        capturable=capturable,
        has_complex=has_complex,
    )


def _single(p, grad, exp_avg, exp_inf, step, *, lr, beta1, beta2, eps, weight_decay):
    exp_avg.lerp_(grad, 1 - beta1)
    exp_inf.copy_(lumbre.maximum(exp_inf * beta2, grad.abs() + eps))
    add_quotient(p, exp_avg, exp_inf, -lr / (1 - beta1 ** number(step)))
