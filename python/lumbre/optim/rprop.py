"""Resilient backpropagation: steps that only look at the gradients' signs."""

import lumbre

from ._lists import _check_lr, _check_non_negative, _ListOptimizer, _step_each, _zeros_like

__all__ = ["Rprop", "rprop"]


class Rprop(_ListOptimizer):
    """Rprop (Riedmiller & Braun, 1993), for full batches.

    Each element's step grows by ``etas[1]`` while its gradient keeps its sign and shrinks by
    ``etas[0]`` when it turns (that step is left out), within ``step_sizes``.
    """

    _lists = ("prev", "step_size")
    _parts = {"etas": ("etaminus", "etaplus"), "step_sizes": ("step_size_min", "step_size_max")}

    def __init__(
        self, params, lr=1e-2, etas=(0.5, 1.2), step_sizes=(1e-6, 50),
        *, capturable=False, foreach=None, maximize=False, differentiable=False,
    ):  # fmt: skip
        _check_lr(lr)
        _check_non_negative(lr=lr)
        if not 0.0 < etas[0] < 1.0 < etas[1]:
            raise ValueError(f"Invalid eta values: {etas[0]}, {etas[1]}")
        defaults = {
            "lr": lr, "etas": etas, "step_sizes": step_sizes, "foreach": foreach,
            "maximize": maximize, "differentiable": differentiable, "capturable": capturable,
        }  # fmt: skip
        super().__init__(params, defaults)

    def _new_state(self, p, grad, group):
        lr = float(group["lr"])
        start = complex(lr, lr) if p.dtype.is_complex else lr
        return {"prev": _zeros_like(p), "step_size": lumbre.full_like(grad, start)}

    def _options(self, group):
        options = super()._options(group)
        # The first step size; later ones are kept for each element.
        del options["lr"]
        return options

    def _update(self, lists, options):
        rprop(*lists, **options)


def rprop(
    params, grads, prevs, step_sizes, state_steps, foreach=None, capturable=False, maximize=False,
    differentiable=False, has_complex=False,
    *, step_size_min, step_size_max, etaminus, etaplus,
):  # fmt: skip
    """Do one Rprop step over lists of tensors."""
    _step_each(
        _single,
        params,
        grads,
        [prevs, step_sizes],
        state_steps,
        {"low": step_size_min, "high": step_size_max, "etaminus": etaminus, "etaplus": etaplus},
        native="rprop",
        maximize=maximize,
        differentiable=differentiable,
        capturable=capturable,
        has_complex=has_complex,
    )


def _single(p, grad, prev, step_size, step, *, low, high, etaminus, etaplus):
    sign = grad.mul(prev).sign()
    turned = sign < 0
    factor = lumbre.ones_like(sign).masked_fill(sign > 0, etaplus).masked_fill(turned, etaminus)
    step_size.mul_(factor).clamp_(low, high)
    grad = grad.masked_fill(turned, 0)
    p.addcmul_(grad.sign(), step_size, value=-1)
    prev.copy_(grad)
