"""L-BFGS: quasi-Newton steps from the last few gradients."""

import lumbre

from ._line_search import strong_wolfe
from ._lists import _check_lr, _check_non_negative
from .optimizer import Optimizer, _to_scalar

__all__ = ["LBFGS"]


class LBFGS(Optimizer):
    """Limited-memory BFGS (Nocedal, 1980) over all parameters as one vector.

    Args:
        max_iter: iterations in one :meth:`step`.
        max_eval: evaluations of the closure in one step (``max_iter * 5 // 4``).
        tolerance_grad: stop when no gradient element is larger.
        tolerance_change: stop when neither parameters nor loss change by more.
        history_size: how many past steps the curvature is estimated from.
        line_search_fn: None for steps of ``lr``, or ``"strong_wolfe"``.
    """

    def __init__(
        self, params, lr=1, max_iter=20, max_eval=None, tolerance_grad=1e-7, tolerance_change=1e-9,
        history_size=100, line_search_fn=None, *, maximize=False,
    ):  # fmt: skip
        _check_lr(lr)
        _check_non_negative(lr=lr)
        defaults = {
            "lr": lr,
            "max_iter": max_iter,
            "max_eval": max_iter * 5 // 4 if max_eval is None else max_eval,
            "tolerance_grad": tolerance_grad,
            "tolerance_change": tolerance_change,
            "history_size": history_size,
            "line_search_fn": line_search_fn,
            "maximize": maximize,
        }
        super().__init__(params, defaults)
        if len(self.param_groups) != 1:
            raise ValueError("LBFGS doesn't support per-parameter options (parameter groups)")
        self._params = self.param_groups[0]["params"]

    # All parameters as one vector

    def _gather_flat_grad(self):
        parts = []
        for p in self._params:
            grad = lumbre.zeros_like(p) if p.grad is None else p.grad
            if grad.layout != lumbre.strided:
                grad = grad.to_dense()
            parts.append(_real(grad).reshape(-1))
        flat = lumbre.cat(parts, 0)
        return flat.neg_() if self.param_groups[0].get("maximize", False) else flat

    def _add_grad(self, step_size, update):
        offset = 0
        for p in map(_real, self._params):
            p.add_(update[offset : offset + p.numel()].view(p.shape), alpha=float(step_size))
            offset += p.numel()

    def _evaluate_at(self, closure, start, t, d):
        """Loss and gradient at ``start + t * d``; the parameters end at ``start``."""
        self._add_grad(t, d)
        loss, grad = self._loss(closure), self._gather_flat_grad()
        for p, value in zip(self._params, start):
            p.copy_(value)
        return loss, grad

    def _loss(self, closure):
        loss = float(closure())
        return -loss if self.param_groups[0].get("maximize", False) else loss

    @lumbre.no_grad()
    def step(self, closure):
        """Do up to ``max_iter`` iterations; ``closure`` recomputes gradients and returns the loss."""
        closure = lumbre.enable_grad()(closure)
        group = self.param_groups[0]
        search = group["line_search_fn"]
        tolerance_grad, tolerance_change = group["tolerance_grad"], group["tolerance_change"]
        max_iter, max_eval = group["max_iter"], group["max_eval"]
        lr = _to_scalar(group["lr"])
        # The state is the whole vector's; it is kept with the first parameter so that it is saved.
        state = self.state[self._params[0]]
        state.setdefault("func_evals", 0)
        state.setdefault("n_iter", 0)

        first_loss = closure()
        loss = -float(first_loss) if group.get("maximize", False) else float(first_loss)
        evals = 1
        state["func_evals"] += 1
        grad = self._gather_flat_grad()
        if grad.abs().max() <= tolerance_grad:
            return first_loss

        n = 0
        while n < max_iter:
            n += 1
            state["n_iter"] += 1
            d = self._direction(state, grad, group["history_size"])
            if state.get("prev_flat_grad") is None:
                state["prev_flat_grad"] = grad.clone()
            else:
                state["prev_flat_grad"].copy_(grad)
            state["prev_loss"] = loss
            first = state["n_iter"] == 1
            t = min(1.0, 1.0 / grad.abs().sum()) * lr if first else lr
            slope = grad.dot(d)
            state["t"] = t
            if slope > -tolerance_change:
                break
            if search is None:
                self._add_grad(t, d)
                used = 0
                # The last iteration's result is seen by the next step.
                if n != max_iter:
                    loss, grad, used = self._loss(closure), self._gather_flat_grad(), 1
            elif search == "strong_wolfe":
                start = [p.clone() for p in self._params]
                loss, grad, t, used = strong_wolfe(
                    lambda t, start=start, d=d: self._evaluate_at(closure, start, t, d),
                    t, d, loss, grad, slope, tolerance_change, max_eval - evals,
                )  # fmt: skip
                self._add_grad(t, d)
            else:
                raise RuntimeError("only 'strong_wolfe' is supported")
            state["t"] = t
            evals += used
            state["func_evals"] += used
            if (
                n == max_iter
                or evals >= max_eval
                or grad.abs().max() <= tolerance_grad
                or d.mul(t).abs().max() <= tolerance_change
                or abs(loss - state["prev_loss"]) < tolerance_change
            ):
                break
        return first_loss

    @staticmethod
    def _direction(state, grad, history_size):
        """Minus the approximate inverse Hessian times the gradient, by the two-loop recursion."""
        if state["n_iter"] == 1:
            state.update(old_dirs=[], old_stps=[], ro=[], H_diag=1, d=grad.neg())
            return state["d"]
        dirs, steps, ro = state["old_dirs"], state["old_stps"], state["ro"]
        y = grad.sub(state["prev_flat_grad"])
        s = state["d"].mul(state["t"])
        ys = y.dot(s)
        if ys > 1e-10:
            if len(dirs) == history_size:
                for kept in (dirs, steps, ro):
                    kept.pop(0)
            dirs.append(y)
            steps.append(s)
            ro.append(1.0 / ys)
            state["H_diag"] = ys / y.dot(y)
        al = state.setdefault("al", [None] * history_size)
        q = grad.neg()
        for i in reversed(range(len(dirs))):
            al[i] = steps[i].dot(q) * ro[i]
            q.add_(dirs[i], alpha=-al[i].item())
        d = q * state["H_diag"]
        for i in range(len(dirs)):
            d.add_(steps[i], alpha=(al[i] - dirs[i].dot(d) * ro[i]).item())
        state["d"] = d
        return d


def _real(t):
    return lumbre.view_as_real(t) if t.is_complex() else t
