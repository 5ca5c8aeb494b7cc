"""NAdam: Adam with Nesterov momentum."""

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
from .optimizer import _get_scalar_dtype

__all__ = ["NAdam", "nadam"]


class NAdam(_ListOptimizer):
    """NAdam (Dozat, 2016): Adam that looks ahead along its momentum.

    The momentum of step ``t`` is ``b1 * (1 - 0.96**(t * momentum_decay) / 2)``; the correction for
    the start at zero is by the product of these. Decoupled decay takes ``lr * weight_decay`` off
    the parameter.
    """

    _lists = ("exp_avg", "exp_avg_sq", "mu_product")
    _late = {**_ListOptimizer._late, "decoupled_weight_decay": False}

    def __init__(
        self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, momentum_decay=4e-3,
        decoupled_weight_decay=False,
        *, foreach=None, maximize=False, capturable=False, differentiable=False,
    ):  # fmt: skip
        _check_lr(lr)
        _check_non_negative(lr=lr, eps=eps)
        _check_betas(betas)
        _check_non_negative(weight_decay=weight_decay, momentum_decay=momentum_decay)
        defaults = {
            "lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay,
            "momentum_decay": momentum_decay, "decoupled_weight_decay": decoupled_weight_decay,
            "maximize": maximize, "foreach": foreach, "capturable": capturable,
            "differentiable": differentiable,
        }  # fmt: skip
        super().__init__(params, defaults)

    def __setstate__(self, state):
        super().__setstate__(state)
        for entry in self.state.values():
            if entry and not isinstance(entry["mu_product"], lumbre.Tensor):
                entry["mu_product"] = lumbre.tensor(entry["mu_product"], dtype=_get_scalar_dtype())

    def _new_state(self, p, grad, group):
        product = lumbre.ones((), dtype=_get_scalar_dtype())
        return {"mu_product": product, "exp_avg": _zeros_like(p), "exp_avg_sq": _zeros_like(p)}

    def _update(self, lists, options):
        nadam(*lists, **options)


def nadam(
    params, grads, exp_avgs, exp_avg_sqs, mu_products, state_steps, decoupled_weight_decay=False,
    foreach=None, capturable=False, differentiable=False, has_complex=False, maximize=False,
    *, beta1, beta2, lr, weight_decay, momentum_decay, eps,
):  # fmt: skip
    """Do one NAdam step over lists of tensors."""
    if not all(isinstance(product, lumbre.Tensor) for product in mu_products):
        raise RuntimeError(
            "API has changed, `mu_products` argument must contain a list of singleton tensors"
        )
    _step_each(
        _single,
        params,
        grads,
        [exp_avgs, exp_avg_sqs],
        state_steps,
        {"lr": lr, "beta1": beta1, "beta2": beta2, "eps": eps, "weight_decay": weight_decay, "momentum_decay": momentum_decay},
        native="nadam",
        scalars=[mu_products],
        decoupled=decoupled_weight_decay,
        maximize=maximize,
        differentiable=differentiable,
        capturable=capturable,
        has_complex=has_complex,
    )


def _single(
    p, grad, exp_avg, exp_avg_sq, mu_product, step,
    *, lr, beta1, beta2, eps, weight_decay, momentum_decay,
):  # fmt: skip
    t = number(step)
    now, then = (beta1 * (1 - 0.5 * 0.96 ** (s * momentum_decay)) for s in (t, t + 1))
    mu_product *= now
    product = number(mu_product)
    exp_avg.lerp_(grad, 1 - beta1)
    exp_avg_sq.mul_(beta2).addcmul_(grad, grad, value=1 - beta2)
    spread = exp_avg_sq.div(1 - beta2**t).sqrt().add(eps)
    add_quotient(p, grad, spread, -lr * (1 - now) / (1 - product))
    add_quotient(p, exp_avg, spread, -lr * then / (1 - product * then))
