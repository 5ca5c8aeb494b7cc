"""Adafactor: second moments of matrices kept as a row and a column."""

import lumbre

from ._lists import _check_lr, _ListOptimizer, _zeros_like
from .optimizer import _to_scalar

__all__ = ["Adafactor", "adafactor"]


class Adafactor(_ListOptimizer):
    """Adafactor (Shazeer & Stern, 2018).

    The second moment of a matrix is estimated by the outer product of its row and column means.
    The step is relative to the parameter's root mean square (at least ``eps[1]``), its own root
    mean square is clipped at ``d``, and ``1 - t**beta2_decay`` weighs the past.
    """

    _lists = ("row_var", "col_var", "variance")
    _late = {"foreach": None}
    _parts = {"eps": ("eps1", "eps2")}

    def __init__(
        self, params, lr=1e-2, beta2_decay=-0.8, eps=(None, 1e-3), d=1.0, weight_decay=0.0,
        *, foreach=None, maximize=False,
    ):  # fmt: skip
        _check_lr(lr)
        for holds, complaint in (
            (lr >= 0.0, f"Learning rate should be >= 0 but is: {lr}"),
            (beta2_decay <= 0.0, f"beta2_decay should be <= 0 but is: {beta2_decay}"),
            (eps[0] is None or eps[0] >= 0.0, f"epsilon1 should be >= 0 but is: {eps[0]}"),
            (eps[1] >= 0.0, f"epsilon2 should be >= 0 but is: {eps[1]}"),
            (d >= 1.0, f"Clipping threshold d should be >= 1 but is: {d}"),
            (weight_decay >= 0.0, f"weight_decay should be >= 0 but is: {weight_decay}"),
        ):
            if not holds:
                raise ValueError(complaint)
        defaults = {
            "lr": lr, "beta2_decay": beta2_decay, "eps": eps, "d": d,
            "weight_decay": weight_decay, "foreach": foreach, "maximize": maximize,
        }  # fmt: skip
        super().__init__(params, defaults)

    def _init_group(self, group, params, grads, *lists):
        for p in group["params"]:
            if p.grad is not None and p.is_complex():
                raise RuntimeError("Adafactor does not support complex parameters")
        before = len(params)
        super()._init_group(group, params, grads, *lists)
        # Vectors have no rows and columns, matrices no plain variance.
        for name, values in zip(self._lists, lists):
            values[before:] = [self.state[p].get(name) for p in params[before:]]
        return False

    def _new_state(self, p, grad, group):
        if grad.dim() < 2:
            return {"variance": _zeros_like(grad)}
        rows, cols = list(grad.shape), list(grad.shape)
        rows[-1] = cols[-2] = 1
        return {"row_var": grad.new_zeros(rows), "col_var": grad.new_zeros(cols)}

    def _update(self, lists, options):
        # Loading a state gives every optimizer this default.
        options.pop("differentiable", None)
        adafactor(*lists, **options)


def adafactor(
    params, grads, row_vars, col_vars, variances, state_steps, foreach=None, grad_scale=None,
    found_inf=None, has_complex=False,
    *, d, lr, beta2_decay, weight_decay, eps1, eps2, maximize,
):  # fmt: skip
    """Do one Adafactor step over lists of tensors."""
    if grad_scale is not None or found_inf is not None:
        raise AssertionError("Grad scaling should occur outside of optimizer.step()")
    lr = _to_scalar(lr)
    for p, grad, row_var, col_var, variance, step in zip(
        params, grads, row_vars, col_vars, variances, state_steps
    ):
        step += 1
        t = step.item()
        floor = lumbre.finfo(p.dtype).eps if eps1 is None else eps1
        size = max(eps2, p.norm(2).item() / p.numel() ** 0.5) * min(lr, t**-0.5)
        if weight_decay != 0:
            p.mul_(1 - lr * weight_decay)
        if maximize:
            grad = -grad
        estimate = _second_moment(grad, row_var, col_var, variance, t**beta2_decay, floor)
        update = estimate.clamp_(min=floor * floor).rsqrt_().mul_(grad)
        clip = max(1.0, update.norm(2).item() / (update.numel() ** 0.5 * d))
        p.add_(update, alpha=-size / clip)


def _second_moment(grad, row_var, col_var, variance, weight, floor):
    if grad.dim() < 2:
        return variance.lerp_(grad * grad, weight).clone()
    for var, dim in ((row_var, -1), (col_var, -2)):
        # The norm's square, so that no squared copy of the gradient is made.
        mean = lumbre.linalg.vector_norm(grad, dim=dim, keepdim=True).square_().div_(grad.size(dim))
        var.lerp_(mean, weight)
    return (row_var @ col_var).div_(row_var.mean(dim=-2, keepdim=True).clamp_(min=floor))
