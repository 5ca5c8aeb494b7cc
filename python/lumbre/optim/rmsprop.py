"""RMSprop: gradients divided by the root of their running mean square."""

from ._lists import _check_lr, _check_non_negative, _ListOptimizer, _step_each, _zeros_like
from ._recorded import add_quotient, add_scaled

__all__ = ["RMSprop", "rmsprop"]


class RMSprop(_ListOptimizer):
    """RMSprop (Hinton, 2012): ``v = alpha v + (1 - alpha) g**2``, ``p -= lr * g / (sqrt(v) + eps)``.

    ``centered`` divides by an estimate of the standard deviation instead (Graves, 2013);
    ``momentum`` accumulates the scaled gradients.
    """

    _lists = ("square_avg", "momentum_buffer", "grad_avg")
    _late = {**_ListOptimizer._late, "momentum": 0, "centered": False}

    def __init__(
        self, params, lr=1e-2, alpha=0.99, eps=1e-8, weight_decay=0, momentum=0, centered=False,
        capturable=False, foreach=None, maximize=False, differentiable=False,
    ):  # fmt: skip
        _check_lr(lr)
        _check_non_negative(lr=lr, eps=eps, momentum=momentum, weight_decay=weight_decay, alpha=alpha)
        defaults = {
            "lr": lr, "momentum": momentum, "alpha": alpha, "eps": eps, "centered": centered,
            "weight_decay": weight_decay, "capturable": capturable, "foreach": foreach,
            "maximize": maximize, "differentiable": differentiable,
        }  # fmt: skip
        super().__init__(params, defaults)

    def _new_state(self, p, grad, group):
        state = {"square_avg": _zeros_like(p)}
        if group["momentum"] > 0:
            state["momentum_buffer"] = _zeros_like(p)
        if group["centered"]:
            state["grad_avg"] = _zeros_like(p)
        return state

    def _update(self, lists, options):
        params, grads, square_avgs, buffers, grad_avgs, steps = lists
        rmsprop(params, grads, square_avgs, grad_avgs, buffers, steps, **options)


def rmsprop(
    params, grads, square_avgs, grad_avgs, momentum_buffer_list, state_steps, foreach=None,
    maximize=False, differentiable=False, capturable=False, has_complex=False,
    *, lr, alpha, eps, weight_decay, momentum, centered,
):  # fmt: skip
    """Do one RMSprop step over lists of tensors."""
    _step_each(
        _single,
        params,
        grads,
        [square_avgs, grad_avgs if centered else [], momentum_buffer_list if momentum > 0 else []],
        state_steps,
        {"lr": lr, "alpha": alpha, "eps": eps, "weight_decay": weight_decay, "momentum": momentum, "centered": centered},
        native="rmsprop",
        maximize=maximize,
        differentiable=differentiable,
        capturable=capturable,
        has_complex=has_complex,
    )


def _single(p, grad, square_avg, grad_avg, buf, step, *, lr, alpha, eps, weight_decay, momentum, centered):
    square_avg.mul_(alpha).addcmul_(grad, grad, value=1 - alpha)
    if centered:
        grad_avg.lerp_(grad, 1 - alpha)
        spread = square_avg.addcmul(grad_avg, grad_avg, value=-1).sqrt().add(eps)
    else:
        spread = square_avg.sqrt().add(eps)
    if momentum > 0:
        buf.mul_(momentum).addcdiv_(grad, spread)
        add_scaled(p, buf, -lr)
    else:
        add_quotient(p, grad, spread, -lr)
