"""Adadelta: steps scaled by the ratio of running mean squares of steps and gradients."""

from ._lists import _check_lr, _check_non_negative, _ListOptimizer, _step_each, _zeros_like
from ._recorded import add_scaled

__all__ = ["Adadelta", "adadelta"]


class Adadelta(_ListOptimizer):
    """Adadelta (Zeiler, 2012).

    ``v = rho v + (1 - rho) g**2``, ``d = sqrt(u + eps) / sqrt(v + eps) * g``,
    ``u = rho u + (1 - rho) d**2``, ``p -= lr * d``.
    """

    _lists = ("square_avg", "acc_delta")

    def __init__(
        self, params, lr=1.0, rho=0.9, eps=1e-6, weight_decay=0, foreach=None,
        *, capturable=False, maximize=False, differentiable=False,
    ):  # fmt: skip
        _check_lr(lr)
        _check_non_negative(lr=lr)
        if not 0.0 <= rho <= 1.0:
            raise ValueError(f"Invalid rho value: {rho}")
        _check_non_negative(eps=eps, weight_decay=weight_decay)
        defaults = {
            "lr": lr, "rho": rho, "eps": eps, "weight_decay": weight_decay, "maximize": maximize,
            "capturable": capturable, "foreach": foreach, "differentiable": differentiable,
        }  # fmt: skip
        super().__init__(params, defaults)

    def _new_state(self, p, grad, group):
        return {"square_avg": _zeros_like(p), "acc_delta": _zeros_like(p)}

    def _update(self, lists, options):
        adadelta(*lists, **options)


def adadelta(
    params, grads, square_avgs, acc_deltas, state_steps, capturable=False, foreach=None,
    differentiable=False, has_complex=False, *, lr, rho, eps, weight_decay, maximize,
):  # fmt: skip
    """Do one Adadelta step over lists of tensors."""
    _step_each(
        _single,
        params,
        grads,
        [square_avgs, acc_deltas],
        state_steps,
        {"lr": lr, "rho": rho, "eps": eps, "weight_decay": weight_decay},
        native="adadelta",
        maximize=maximize,
        differentiable=differentiable,
        capturable=capturable,
        has_complex=has_complex,
    )


def _single(p, grad, square_avg, acc_delta, step, *, lr, rho, eps, weight_decay):
    square_avg.mul_(rho).addcmul_(grad, grad, value=1 - rho)
    delta = acc_delta.add(eps).sqrt().div(square_avg.add(eps).sqrt()).mul(grad)
    acc_delta.mul_(rho).addcmul_(delta, delta, value=1 - rho)
    add_scaled(p, delta, -lr)
