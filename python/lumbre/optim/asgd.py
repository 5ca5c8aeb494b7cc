"""Averaged stochastic gradient descent."""

import lumbre

from ._lists import _check_lr, _check_non_negative, _ListOptimizer, _step_each, _zeros_like
from ._recorded import add_scaled, number, recording
from .optimizer import _get_scalar_dtype, _to_scalar

__all__ = ["ASGD", "asgd"]


class ASGD(_ListOptimizer):
    """Averaged SGD (Polyak & Juditsky, 1992).

    ``p = (1 - lambd * eta) p - eta g`` with ``eta = lr / (1 + lambd * lr * t)**alpha``; from step
    ``t0`` on ``state["ax"]`` is the running mean of the parameters.
    """

    _lists = ("mu", "ax", "eta")

    def __init__(
        self, params, lr=1e-2, lambd=1e-4, alpha=0.75, t0=1e6, weight_decay=0, foreach=None,
        maximize=False, differentiable=False, capturable=False,
    ):  # fmt: skip
        _check_lr(lr)
        _check_non_negative(lr=lr, weight_decay=weight_decay, lambd=lambd, alpha=alpha)
        defaults = {
            "lr": lr, "lambd": lambd, "alpha": alpha, "t0": t0, "weight_decay": weight_decay,
            "foreach": foreach, "maximize": maximize, "differentiable": differentiable,
            "capturable": capturable,
        }  # fmt: skip
        super().__init__(params, defaults)

    def __setstate__(self, state):
        super().__setstate__(state)
        for entry in self.state.values():
            for key in ("eta", "mu"):
                if entry and not isinstance(entry[key], lumbre.Tensor):
                    entry[key] = lumbre.tensor(entry[key], dtype=_get_scalar_dtype())

    def _new_state(self, p, grad, group):
        dtype = _get_scalar_dtype()
        eta = lumbre.as_tensor(group["lr"], dtype=dtype).clone().detach()
        return {"eta": eta, "mu": lumbre.ones((), dtype=dtype), "ax": _zeros_like(p)}

    def _update(self, lists, options):
        params, grads, mus, axs, etas, steps = lists
        asgd(params, grads, axs, mus, etas, steps, **options)


def asgd(
    params, grads, axs, mus, etas, state_steps, foreach=None, maximize=False, differentiable=False,
    capturable=False, has_complex=False, *, lambd, lr, t0, alpha, weight_decay,
):  # fmt: skip
    """Do one ASGD step over lists of tensors."""
    _step_each(
        _single,
        params,
        grads,
        [axs],
        state_steps,
        {"lambd": lambd, "lr": _to_scalar(lr), "t0": t0, "alpha": alpha, "weight_decay": weight_decay},
        native="asgd",
        scalars=[etas, mus],
        maximize=maximize,
        differentiable=differentiable,
        capturable=capturable,
        has_complex=has_complex,
    )


def _single(p, grad, ax, eta, mu, step, *, lambd, lr, t0, alpha, weight_decay):
    t, rate, share = number(step), number(eta), number(mu)
    p.mul_(1 - lambd * rate)
    add_scaled(p, grad, -rate)
    if recording():
        ax.copy_(lumbre.where(share == 1, p, ax + (p - ax) * share))
        eta.copy_(lr / (1 + lambd * lr * t) ** alpha)
        mu.copy_(1 / (t - t0).clamp(min=1))
        return
    if share == 1:
        ax.copy_(p)
    else:
        ax.add_((p - ax).mul_(share))
    eta.fill_(lr / (1 + lambd * lr * t) ** alpha)
    mu.fill_(1 / max(1, t - t0))
