"""Adagrad: gradients divided by the root of the sum of their squares."""

import lumbre

from ._lists import _check_lr, _check_non_negative, _ListOptimizer, _new_step, _step_each
from ._recorded import add_quotient, number
from .optimizer import _check_step_flags, _to_scalar

__all__ = ["Adagrad", "adagrad"]


class Adagrad(_ListOptimizer):
    """Adagrad (Duchi et al., 2011): ``s += g**2``, ``p -= lr_t * g / (sqrt(s) + eps)``.

    ``lr_t = lr / (1 + (t - 1) * lr_decay)``; ``s`` starts at ``initial_accumulator_value``.
    """

    _lists = ("sum",)
    _late = {"foreach": None, "maximize": False, "differentiable": False, "fused": None}

    def __init__(
        self, params, lr=1e-2, lr_decay=0, weight_decay=0, initial_accumulator_value=0, eps=1e-10,
        foreach=None, *, maximize=False, differentiable=False, fused=None,
    ):  # fmt: skip
        _check_lr(lr)
        _check_non_negative(
            lr=lr,
            lr_decay=lr_decay,
            weight_decay=weight_decay,
            initial_accumulator_value=initial_accumulator_value,
            eps=eps,
        )
        defaults = {
            "lr": lr, "lr_decay": lr_decay, "eps": eps, "weight_decay": weight_decay,
            "initial_accumulator_value": initial_accumulator_value, "foreach": foreach,
            "maximize": maximize, "differentiable": differentiable, "fused": fused,
        }  # fmt: skip
        super().__init__(params, defaults)
        _check_step_flags(self, defaults)
        # Made here and not at the first step, so that the sums can be shared between processes.
        for group in self.param_groups:
            for p in group["params"]:
                self.state[p] = {"step": _new_step(), **self._new_state(p, None, group)}

    def _new_state(self, p, grad, group):
        start = group["initial_accumulator_value"]
        value = complex(start, start) if p.dtype.is_complex else start
        return {"sum": lumbre.full_like(p, value, memory_format=lumbre.preserve_format)}

    def _refuse_sparse(self, grad):
        pass

    def share_memory(self):
        """Move the sums to memory that other processes see."""
        for group in self.param_groups:
            for p in group["params"]:
                self.state[p]["sum"].share_memory_()

    def _options(self, group):
        options = super()._options(group)
        del options["initial_accumulator_value"]
        return options

    def _update(self, lists, options):
        adagrad(*lists, has_sparse_grad=any(_is_sparse(g) for g in lists[1]), **options)


def adagrad(
    params, grads, state_sums, state_steps, fused=None, grad_scale=None, found_inf=None,
    has_sparse_grad=False, foreach=None, differentiable=False, has_complex=False,
    *, lr, weight_decay, lr_decay, eps, maximize,
):  # fmt: skip
    """Do one Adagrad step over lists of tensors."""
    if has_sparse_grad:
        picked = [i for i, g in enumerate(grads) if _is_sparse(g)]
        if weight_decay != 0 and picked:
            raise RuntimeError("weight_decay option is not compatible with sparse gradients")
        for i in picked:
            state_steps[i] += 1
            rate = _to_scalar(lr) / (1 + (state_steps[i].item() - 1) * lr_decay)
            _sparse(params[i], -grads[i] if maximize else grads[i], state_sums[i], rate, eps)
        dense = [i for i in range(len(params)) if i not in set(picked)]
        lists = ([values[i] for i in dense] for values in (params, grads, state_sums, state_steps))
        params, grads, state_sums, state_steps = lists
    _step_each(
        _single,
        params,
        grads,
        [state_sums],
        state_steps,
        {"lr": lr, "weight_decay": weight_decay, "lr_decay": lr_decay, "eps": eps},
        native="adagrad",
        maximize=maximize,
        differentiable=differentiable,
        has_complex=has_complex,
    )


def _is_sparse(grad):
    return grad.layout != lumbre.strided


def _single(p, grad, total, step, *, lr, weight_decay, lr_decay, eps):
    rate = lr / (1 + (number(step) - 1) * lr_decay)
    total.addcmul_(grad, grad, value=1)
    add_quotient(p, grad, total.sqrt().add(eps), -rate)


def _sparse(p, grad, total, rate, eps):
    """The step for the rows that a sparse gradient names."""
    grad = grad.coalesce()
    at, values = tuple(grad._indices()), grad._values()
    sums = total[at] + values * values
    total[at] = sums
    p[at] = p[at] - rate * values / (sums.sqrt() + eps)
