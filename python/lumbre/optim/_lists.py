"""What optimizers share that keep running tensors for every parameter."""

import lumbre

from .optimizer import (
    Optimizer,
    _get_capturable_supported_devices,
    _get_scalar_dtype,
    _native_group,
    _real_view,
    _to_scalar,
    _use_grad_for_differentiable,
)


class _ListOptimizer(Optimizer):
    """Gathers a group's parameters, gradients and state in lists for the function that steps them.

    A subclass names its state in `_lists`, makes it in `_new_state`, and steps in `_update`.
    """

    _lists = ()
    # Options that pickles of older versions may lack.
    _late = {"foreach": None, "maximize": False, "differentiable": False, "capturable": False}
    # Options whose parts the function takes one by one.
    _parts = {"betas": ("beta1", "beta2")}

    def __setstate__(self, state):
        super().__setstate__(state)
        for group in self.param_groups:
            for key, value in self._late.items():
                group.setdefault(key, value)
            for p in group["params"]:
                entry = self.state.get(p)
                if entry and not isinstance(entry.get("step", None), lumbre.Tensor):
                    entry["step"] = _new_step(float(entry["step"]))

    def _init_group(self, group, params, grads, *lists):
        """Fill the lists, the step counters last; returns whether a parameter is complex."""
        *kept, steps = lists
        has_complex = False
        for p in group["params"]:
            grad = p.grad
            if grad is None:
                continue
            state = self.state[p]
            if not state:
                self._refuse_sparse(grad)
                state["step"] = _new_step()
                state.update(self._new_state(p, grad, group))
            has_complex = has_complex or p.dtype.is_complex
            params.append(p)
            grads.append(grad)
            for name, values in zip(self._lists, kept):
                if name in state:
                    values.append(state[name])
            steps.append(state["step"])
        return has_complex

    def prepare_state(self):
        for group in self.param_groups:
            for p in group["params"]:
                if p.requires_grad and not self.state[p]:
                    self.state[p].update({"step": _new_step(), **self._new_state(p, lumbre.zeros_like(p).detach(), group)})

    def _new_state(self, p, grad, group):
        raise NotImplementedError

    def _refuse_sparse(self, grad):
        if grad.layout != lumbre.strided:
            raise RuntimeError(f"{type(self).__name__} does not support sparse gradients")

    def _options(self, group):
        options = {}
        for name in self.defaults:
            if name in self._parts:
                options.update(zip(self._parts[name], group[name]))
            elif name in group:
                options[name] = group[name]
        return options

    def _update(self, lists, options):
        raise NotImplementedError

    @_use_grad_for_differentiable
    def step(self, closure=None):
        """Do one optimization step; ``closure`` recomputes and returns the loss."""
        loss = self._evaluate(closure)
        for group in self.param_groups:
            lists = [[] for _ in range(len(self._lists) + 3)]
            has_complex = self._init_group(group, *lists)
            self._update(lists, {**self._options(group), "has_complex": has_complex})
        return loss


def _step_each(
    update, params, grads, states, steps, options,
    *, native=None, scalars=(), decoupled=False, maximize=False, differentiable=False, capturable=False,
    has_complex=False,
):  # fmt: skip
    """Step dense real tensors by one native call where there is one, others by ``update`` one by one.

    ``update(p, grad, *state, *scalar, step, **options)`` works in place; lists in ``states`` may be
    empty, those in ``scalars`` hold 0-dim tensors.
    """
    if not all(isinstance(step, lumbre.Tensor) for step in steps):
        raise RuntimeError(
            "API has changed, `state_steps` argument must contain a list of singleton tensors"
        )
    _check_capturable(capturable, params)
    options = {key: _to_scalar(value) for key, value in options.items()}
    plain = not any(isinstance(v, lumbre.Tensor) for k, v in options.items() if k != "lr")
    if native and plain and not differentiable and not has_complex and _native_group(params, grads):
        flags = {"decoupled": decoupled, "maximize": maximize}
        if lumbre._C._fused_adaptive(native, params, grads, states, steps, scalars, options, **flags):
            return
    states = [*states, *scalars]
    for i, (p, grad) in enumerate(zip(params, grads)):
        steps[i] += 1
        if maximize:
            grad = -grad
        tensors = [values[i] if values else None for values in states]
        if p.dtype.is_complex:
            p, grad, *tensors = map(_real_view, (p, grad, *tensors))
        weight_decay = options.get("weight_decay", 0)
        if weight_decay != 0:
            if decoupled:
                p.mul_(1 - options["lr"] * weight_decay)
            else:
                grad = grad.add(p, alpha=weight_decay)
        if differentiable:
            # The states are written over while the graph still holds what they were.
            tensors = [t.clone() if t is not None and t.requires_grad else t for t in tensors]
        update(p, grad, *tensors, steps[i], **options)


def _check_capturable(capturable, params):
    devices = _get_capturable_supported_devices()
    if capturable and not all(p.device.type in devices for p in params):
        raise AssertionError(
            f"If capturable=True, params and state_steps must be on supported devices: {devices}."
        )


def _new_step(value=0.0):
    return lumbre.tensor(value, dtype=_get_scalar_dtype())


def _zeros_like(p):
    return lumbre.zeros_like(p, memory_format=lumbre.preserve_format)


def _check_non_negative(**values):
    """Raise PyTorch's ``Invalid learning rate: -1``-like errors for negative options."""
    words = {"lr": "learning rate", "eps": "epsilon value"}
    for key, value in values.items():
        if not value >= 0.0:
            raise ValueError(f"Invalid {words.get(key, key + ' value')}: {value}")


def _check_betas(betas):
    for i, beta in enumerate(betas):
        if not 0.0 <= beta < 1.0:
            raise ValueError(f"Invalid beta parameter at index {i}: {beta}")


def _check_lr(lr):
    if isinstance(lr, lumbre.Tensor) and lr.numel() != 1:
        raise ValueError("Tensor lr must be 1-element")
