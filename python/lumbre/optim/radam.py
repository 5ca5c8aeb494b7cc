"""RAdam: Adam that waits until its second moment can be trusted."""

import math

import lumbre

from ._lists import (
    _check_betas,
    _check_lr,
    _check_non_negative,
    _ListOptimizer,
    _step_each,
    _zeros_like,
)
from ._recorded import number, recording

__all__ = ["RAdam", "radam"]


class RAdam(_ListOptimizer):
    """RAdam (Liu et al., 2020): plain momentum for the first steps, then rectified Adam.

    The variance of the second moment after ``t`` steps is that of a moving average of length
    ``r = r_inf - 2 t b2**t / (1 - b2**t)``, ``r_inf = 2 / (1 - b2) - 1``; from ``r > 5`` on the
    step is Adam's times a factor that makes up for the variance.
    """

    _lists = ("exp_avg", "exp_avg_sq")
    _late = {**_ListOptimizer._late, "decoupled_weight_decay": False}

    def __init__(
        self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0,
        decoupled_weight_decay=False,
        *, foreach=None, maximize=False, capturable=False, differentiable=False,
    ):  # fmt: skip
        _check_lr(lr)
        _check_non_negative(lr=lr, eps=eps)
        _check_betas(betas)
        _check_non_negative(weight_decay=weight_decay)
        defaults = {
            "lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay,
            "maximize": maximize, "foreach": foreach, "capturable": capturable,
            "decoupled_weight_decay": decoupled_weight_decay, "differentiable": differentiable,
        }  # fmt: skip
        super().__init__(params, defaults)

    def _new_state(self, p, grad, group):
        return {"exp_avg": _zeros_like(p), "exp_avg_sq": _zeros_like(p)}

    def _update(self, lists, options):
        radam(*lists, **options)


def radam(
    params, grads, exp_avgs, exp_avg_sqs, state_steps, decoupled_weight_decay=False, foreach=None,
    differentiable=False, capturable=False, has_complex=False, maximize=False,
    *, beta1, beta2, lr, weight_decay, eps,
):  # fmt: skip
    """Do one RAdam step over lists of tensors."""
    _step_each(
        _single,
        params,
        grads,
        [exp_avgs, exp_avg_sqs],
        state_steps,
        {"lr": lr, "beta1": beta1, "beta2": beta2, "eps": eps, "weight_decay": weight_decay},
        native="radam",
        decoupled=decoupled_weight_decay,
        maximize=maximize,
        differentiable=differentiable,
        capturable=capturable,
        has_complex=has_complex,
    )


def _single(p, grad, exp_avg, exp_avg_sq, step, *, lr, beta1, beta2, eps, weight_decay):
    t = number(step)
    exp_avg.lerp_(grad, 1 - beta1)
    exp_avg_sq.mul_(beta2).addcmul_(grad, grad, value=1 - beta2)
    update = exp_avg / (1 - beta1**t) * lr
    left = 1 - beta2**t
    most = 2 / (1 - beta2) - 1
    length = most - 2 * t * beta2**t / left
    if recording():
        scaled = update * (left.sqrt() / exp_avg_sq.sqrt().add(eps)) * _spread(length, most).clamp(min=0).sqrt()
        p.sub_(lumbre.where(length > 5, scaled, update))
        return
    if length > 5:
        update = update * (math.sqrt(left) / exp_avg_sq.sqrt().add(eps)) * math.sqrt(_spread(length, most))
    p.sub_(update)


def _spread(length, most):
    return (length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length)
