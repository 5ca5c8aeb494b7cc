"""Adam: gradient steps scaled by running first and second moments."""

import lumbre

from ._lists import (
    _check_betas,
    _check_capturable,
    _check_lr,
    _check_non_negative,
    _ListOptimizer,
    _zeros_like,
)
from ._recorded import add_quotient, number, root
from .optimizer import _check_step_flags, _native_group, _real_view, _to_scalar

__all__ = ["Adam", "adam"]


class Adam(_ListOptimizer):
    """Adam (Kingma & Ba, 2015).

    ``m = b1 m + (1 - b1) g``, ``v = b2 v + (1 - b2) g**2`` and, with both corrected for their
    start at zero, ``p -= lr * m / (sqrt(v) + eps)``. ``amsgrad`` keeps the largest ``v`` seen.
    Weight decay is added to the gradient, or, if decoupled (AdamW), taken off the parameter.
    """

    _lists = ("exp_avg", "exp_avg_sq", "max_exp_avg_sq")
    _late = {**_ListOptimizer._late, "amsgrad": False, "decoupled_weight_decay": False, "fused": None}

    def __init__(
        self,
        params,
        lr=1e-3,
        betas=(0.9, 0.999),
        eps=1e-8,
        weight_decay=0,
        amsgrad=False,
        *,
        foreach=None,
        maximize=False,
        capturable=False,
        differentiable=False,
        fused=None,
        decoupled_weight_decay=False,
    ):
        if isinstance(lr, lumbre.Tensor) and foreach and not capturable:
            raise ValueError(
                "lr as a Tensor is not supported for capturable=False and foreach=True"
            )
        for i, beta in enumerate(betas):
            if isinstance(beta, lumbre.Tensor) and foreach and not capturable:
                raise ValueError(
                    f"betas[{i}] as a Tensor is not supported for capturable=False and foreach=True"
                )
        _check_lr(lr)
        _check_non_negative(lr=lr, eps=eps)
        _check_betas(betas)
        _check_non_negative(weight_decay=weight_decay)
        if len({isinstance(beta, lumbre.Tensor) for beta in betas}) != 1:
            raise ValueError("betas must be either both floats or both Tensors")
        defaults = {
            "lr": lr,
            "betas": betas,
            "eps": eps,
            "weight_decay": weight_decay,
            "amsgrad": amsgrad,
            "maximize": maximize,
            "foreach": foreach,
            "capturable": capturable,
            "differentiable": differentiable,
            "fused": fused,
            "decoupled_weight_decay": decoupled_weight_decay,
        }
        super().__init__(params, defaults)
        _check_step_flags(self, defaults)

    def _refuse_sparse(self, grad):
        if grad.layout != lumbre.strided:
            raise RuntimeError(
                "Adam does not support sparse gradients, please consider SparseAdam instead"
            )

    def _new_state(self, p, grad, group):
        state = {"exp_avg": _zeros_like(p), "exp_avg_sq": _zeros_like(p)}
        if group["amsgrad"]:
            state["max_exp_avg_sq"] = _zeros_like(p)
        return state

    def _update(self, lists, options):
        adam(*lists, **options)


def adam(
    params,
    grads,
    exp_avgs,
    exp_avg_sqs,
    max_exp_avg_sqs,
    state_steps,
    foreach=None,
    capturable=False,
    differentiable=False,
    fused=None,
    grad_scale=None,
    found_inf=None,
    has_complex=False,
    decoupled_weight_decay=False,
    *,
    amsgrad,
    beta1,
    beta2,
    lr,
    weight_decay,
    eps,
    maximize,
):
    """Do one Adam step over lists of tensors."""
    if not all(isinstance(step, lumbre.Tensor) for step in state_steps):
        raise RuntimeError(
            "API has changed, `state_steps` argument must contain a list of singleton tensors"
        )
    _check_capturable(capturable, params)
    if not differentiable:
        lr, beta1, beta2 = _to_scalar(lr), _to_scalar(beta1), _to_scalar(beta2)
    options = {
        "lr": lr,
        "beta1": beta1,
        "beta2": beta2,
        "eps": eps,
        "weight_decay": weight_decay,
        "amsgrad": amsgrad,
        "maximize": maximize,
        "decoupled": decoupled_weight_decay,
    }
    lists = (params, grads, exp_avgs, exp_avg_sqs, max_exp_avg_sqs, state_steps)
    plain = not any(isinstance(x, lumbre.Tensor) for x in (beta1, beta2, weight_decay, eps))
    if plain and not differentiable and not has_complex and _native_group(params, grads):
        if lumbre._C._fused_adam(*lists, **options):
            return
    update = _differentiable_adam if differentiable else _single_tensor_adam
    for i in range(len(params)):
        tensors = [values[i] if values else None for values in lists]
        update(*tensors, **options)


def _prepare(p, grad, lr, weight_decay, maximize, decoupled):
    if maximize:
        grad = -grad
    if weight_decay != 0:
        if decoupled:
            p.mul_(1 - lr * weight_decay)
        else:
            grad = grad.add(p, alpha=weight_decay)
    return grad


def _single_tensor_adam(
    p, grad, exp_avg, exp_avg_sq, max_exp_avg_sq, step,
    *, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize, decoupled,
):  # fmt: skip
    step += 1
    grad = _prepare(p, grad, lr, weight_decay, maximize, decoupled)
    if p.dtype.is_complex:
        p, grad, exp_avg, exp_avg_sq, max_exp_avg_sq = map(
            _real_view, (p, grad, exp_avg, exp_avg_sq, max_exp_avg_sq)
        )
    exp_avg.lerp_(grad, 1 - beta1)
    exp_avg_sq.mul_(beta2).addcmul_(grad, grad, value=1 - beta2)
    t = number(step)
    step_size = lr / (1 - beta1**t)
    scale = root(1 - beta2**t)
    if amsgrad:
        lumbre.maximum(max_exp_avg_sq, exp_avg_sq, out=max_exp_avg_sq)
        exp_avg_sq = max_exp_avg_sq
    denom = (exp_avg_sq.sqrt() / scale).add_(eps)
    add_quotient(p, exp_avg, denom, -step_size)


def _differentiable_adam(
    p, grad, exp_avg, exp_avg_sq, max_exp_avg_sq, step,
    *, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize, decoupled,
):  # fmt: skip
    """The same update with every hyperparameter kept in the graph."""
    step += 1
    grad = _prepare(p, grad, lr, weight_decay, maximize, decoupled)
    real = [_real_view(x) for x in (p, grad, exp_avg, exp_avg_sq, max_exp_avg_sq)]
    p, grad, exp_avg, exp_avg_sq, max_exp_avg_sq = real
    t = step.item()
    exp_avg.lerp_(grad, 1 - beta1)
    # `mul` and not `addcmul(value=)`, so that a tensor beta gets its gradient.
    exp_avg_sq.mul_(beta2).add_(grad * grad * (1 - beta2))
    second = exp_avg_sq
    if amsgrad:
        # A copy, because the buffer is overwritten while its old value is still in the graph.
        max_exp_avg_sq.copy_(lumbre.maximum(max_exp_avg_sq.clone(), exp_avg_sq))
        second = max_exp_avg_sq
    denom = second.sqrt() / (1 - beta2**t) ** 0.5 + eps
    p.add_(exp_avg / denom * (-lr / (1 - beta1**t)))
