"""Stochastic gradient descent with momentum."""

import lumbre

from ._lists import _check_lr, _check_non_negative
from ._recorded import add_scaled
from .optimizer import (
    Optimizer,
    _check_step_flags,
    _native_group,
    _to_scalar,
    _use_grad_for_differentiable,
)

__all__ = ["SGD", "sgd"]


class SGD(Optimizer):
    """Gradient descent, ``p -= lr * g``, with optional (Nesterov) momentum.

    With momentum ``m`` the buffer ``b = m * b + (1 - dampening) * g`` takes the place of ``g``
    (Nesterov: ``g + m * b``). Weight decay adds ``weight_decay * p`` to ``g``.
    """

    def __init__(
        self,
        params,
        lr=1e-3,
        momentum=0,
        dampening=0,
        weight_decay=0,
        nesterov=False,
        *,
        maximize=False,
        foreach=None,
        differentiable=False,
        fused=None,
    ):
        _check_lr(lr)
        _check_non_negative(lr=lr, momentum=momentum, weight_decay=weight_decay)
        defaults = {
            "lr": lr,
            "momentum": momentum,
            "dampening": dampening,
            "weight_decay": weight_decay,
            "nesterov": nesterov,
            "maximize": maximize,
            "foreach": foreach,
            "differentiable": differentiable,
            "fused": fused,
        }
        if nesterov and (momentum <= 0 or dampening != 0):
            raise ValueError("Nesterov momentum requires a momentum and zero dampening")
        super().__init__(params, defaults)
        _check_step_flags(self, defaults)

    def __setstate__(self, state):
        super().__setstate__(state)
        for group in self.param_groups:
            for key, value in (
                ("nesterov", False),
                ("maximize", False),
                ("foreach", None),
                ("differentiable", False),
                ("fused", None),
            ):
                group.setdefault(key, value)

    def _init_group(self, group, params, grads, momentum_buffer_list):
        has_sparse_grad = False
        momentum = group["momentum"]
        for p in group["params"]:
            grad = p.grad
            if grad is None:
                continue
            params.append(p)
            grads.append(grad)
            has_sparse_grad = has_sparse_grad or grad.layout != lumbre.strided
            if momentum != 0:
                momentum_buffer_list.append(self.state[p].get("momentum_buffer"))
        return has_sparse_grad

    def prepare_state(self):
        for group in self.param_groups:
            for p in group["params"]:
                if group["momentum"] == 0 or not p.requires_grad or "momentum_buffer" in self.state[p]:
                    continue
                if group["dampening"] != 0:
                    raise NotImplementedError("trace: SGD with dampening starts otherwise than it goes on; take one step before tracing")
                self.state[p]["momentum_buffer"] = lumbre.zeros_like(p).detach()

    @_use_grad_for_differentiable
    def step(self, closure=None):
        """Do one optimization step; ``closure`` recomputes and returns the loss."""
        loss = self._evaluate(closure)
        for group in self.param_groups:
            if type(self) is SGD and lumbre._C._sgd_group(group, self.state):
                continue
            params, grads, buffers = [], [], []
            has_sparse_grad = self._init_group(group, params, grads, buffers)
            sgd(
                params,
                grads,
                buffers,
                has_sparse_grad=has_sparse_grad,
                foreach=group["foreach"],
                fused=group["fused"],
                weight_decay=group["weight_decay"],
                momentum=group["momentum"],
                lr=group["lr"],
                dampening=group["dampening"],
                nesterov=group["nesterov"],
                maximize=group["maximize"],
                differentiable=group["differentiable"],
            )
            if group["momentum"] != 0:
                for p, buffer in zip(params, buffers):
                    self.state[p]["momentum_buffer"] = buffer
        return loss


def sgd(
    params,
    d_p_list,
    momentum_buffer_list,
    has_sparse_grad=False,
    foreach=None,
    fused=None,
    grad_scale=None,
    found_inf=None,
    differentiable=False,
    *,
    weight_decay,
    momentum,
    lr,
    dampening,
    nesterov,
    maximize,
):
    """Do one SGD step over lists of tensors; missing momentum buffers are put in the list."""
    if not differentiable:
        weight_decay, momentum, lr = (_to_scalar(x) for x in (weight_decay, momentum, lr))
    options = {
        "lr": lr,
        "momentum": momentum,
        "dampening": dampening,
        "weight_decay": weight_decay,
        "nesterov": nesterov,
        "maximize": maximize,
    }
    # Parameters whose momentum starts now take their gradient as the buffer.
    started = [momentum != 0 and b is None for b in momentum_buffer_list] or [False] * len(params)
    plain = not any(isinstance(x, lumbre.Tensor) for x in (weight_decay, momentum))
    native = plain and not differentiable and not has_sparse_grad and _native_group(params, d_p_list)
    for first in (True, False):
        picked = [i for i, new in enumerate(started) if new == first]
        if not picked:
            continue
        if native:
            buffers = momentum_buffer_list
            if first:
                buffers = [lumbre.empty_like(p) for p in params]
            lists = [params, d_p_list, buffers if momentum != 0 else []]
            if len(picked) < len(params):
                lists = [[values[i] for i in picked] if values else [] for values in lists]
            if lumbre._C._fused_sgd(*lists, first=first, **options):
                if first:
                    for i, buffer in zip(picked, lists[2]):
                        momentum_buffer_list[i] = buffer
                continue
        for i in picked:
            buffer = momentum_buffer_list[i] if momentum != 0 else None
            buffer = _single_tensor_sgd(params[i], d_p_list[i], buffer, **options)
            if momentum != 0:
                momentum_buffer_list[i] = buffer


def _single_tensor_sgd(p, grad, buffer, lr, momentum, dampening, weight_decay, nesterov, maximize):
    if maximize:
        grad = -grad
    if isinstance(weight_decay, lumbre.Tensor):
        # Keeps the graph of a learned weight decay.
        grad = lumbre.addcmul(grad, p.clone(), weight_decay)
    elif weight_decay != 0:
        grad = grad.add(p, alpha=weight_decay)
    if momentum != 0:
        if buffer is None:
            buffer = grad.detach().clone()
        else:
            buffer.mul_(momentum).add_(grad, alpha=1 - dampening)
        grad = grad.add(buffer, alpha=momentum) if nesterov else buffer
    if isinstance(lr, lumbre.Tensor) and lr.requires_grad:
        p.addcmul_(grad, lr, value=-1)
    else:
        add_scaled(p, grad, -_to_scalar(lr))
    return buffer
