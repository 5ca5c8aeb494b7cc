"""Averages of a model's weights along its training: SWA and exponential moving averages."""

import itertools
import math
from copy import deepcopy

import lumbre

from ..nn import Module
from ..nn.modules.batchnorm import _BatchNorm
from .lr_scheduler import LRScheduler, _format_param, _warn_get_lr_called_within_step

__all__ = [
    "AveragedModel", "update_bn", "SWALR", "get_ema_multi_avg_fn", "get_swa_multi_avg_fn",
    "get_ema_avg_fn", "get_swa_avg_fn",
]  # fmt: skip


def _check_decay(decay):
    if decay < 0.0 or decay > 1.0:
        raise ValueError(f"Invalid decay value {decay} provided. Please provide a value in [0,1] range.")


def get_ema_avg_fn(decay=0.999):
    """A function giving ``decay * average + (1 - decay) * current``."""
    _check_decay(decay)

    @lumbre.no_grad()
    def ema_update(ema_param, current_param, num_averaged):
        return decay * ema_param + (1 - decay) * current_param

    return ema_update


def get_swa_avg_fn():
    """A function giving the mean after one more model."""

    @lumbre.no_grad()
    def swa_update(averaged_param, current_param, num_averaged):
        return averaged_param + (current_param - averaged_param) / (num_averaged + 1)

    return swa_update


def get_ema_multi_avg_fn(decay=0.999):
    """Like :func:`get_ema_avg_fn`, for lists of tensors and in place."""
    _check_decay(decay)

    @lumbre.no_grad()
    def ema_update(ema_param_list, current_param_list, _):
        if _is_inexact(ema_param_list[0]):
            lumbre._foreach_lerp_(ema_param_list, current_param_list, 1 - decay)
            return
        for ema, current in zip(ema_param_list, current_param_list):
            ema.copy_(ema * decay + current * (1 - decay))

    return ema_update


def get_swa_multi_avg_fn():
    """Like :func:`get_swa_avg_fn`, for lists of tensors and in place."""

    @lumbre.no_grad()
    def swa_update(averaged_param_list, current_param_list, num_averaged):
        share = 1.0 / (int(num_averaged) + 1)
        if _is_inexact(averaged_param_list[0]):
            lumbre._foreach_lerp_(averaged_param_list, current_param_list, share)
            return
        for average, current in zip(averaged_param_list, current_param_list):
            average.copy_(average + (current - average) * share)

    return swa_update


def _is_inexact(t):
    return t.is_floating_point() or t.is_complex()


class AveragedModel(Module):
    """A copy of `model` whose weights average those given to :meth:`update_parameters`.

    Args:
        device: where the copy lives; by default with the model.
        avg_fn: ``f(average, current, n)`` gives the new average of one tensor.
        multi_avg_fn: ``f(averages, currents, n)`` updates lists in place. Without either the
            average is the plain mean (stochastic weight averaging, Izmailov et al., 2018).
        use_buffers: average buffers too; otherwise they are copied from the model.
    """

    def __init__(self, model, device=None, avg_fn=None, multi_avg_fn=None, use_buffers=False):
        super().__init__()
        if avg_fn is not None and multi_avg_fn is not None:
            raise AssertionError("Only one of avg_fn and multi_avg_fn should be provided")
        self.module = deepcopy(model)
        if device is not None:
            self.module = self.module.to(device)
        self.register_buffer("n_averaged", lumbre.tensor(0, dtype=lumbre.long, device=device))
        self.avg_fn = avg_fn
        self.multi_avg_fn = multi_avg_fn
        self.use_buffers = use_buffers

    def forward(self, *args, **kwargs):
        """Call the averaged model."""
        return self.module(*args, **kwargs)

    def update_parameters(self, model):
        """Take the model's present weights into the average; the first ones are copied."""
        ours, theirs = self._averaged(self.module), self._averaged(model)
        pairs = [(a.detach(), b.detach().to(a.device)) for a, b in zip(ours, theirs)]
        if self.n_averaged == 0:
            for average, current in pairs:
                average.copy_(current)
        elif self.avg_fn is not None:
            for average, current in pairs:
                average.copy_(self.avg_fn(average, current, self.n_averaged.to(average.device)))
        else:
            update = self.multi_avg_fn or get_swa_multi_avg_fn()
            for device, averages, currents in _by_device_and_dtype(pairs):
                update(averages, currents, self.n_averaged.to(device))
        if not self.use_buffers:
            for kept, new in zip(self.module.buffers(), model.buffers()):
                kept.detach().copy_(new.detach().to(kept.device))
        self.n_averaged += 1

    def _averaged(self, model):
        if self.use_buffers:
            return itertools.chain(model.parameters(), model.buffers())
        return model.parameters()


def _by_device_and_dtype(pairs):
    groups = {}
    for average, current in pairs:
        group = groups.setdefault((average.device, average.dtype), ([], []))
        group[0].append(average)
        group[1].append(current)
    return [(device, *lists) for (device, _), lists in groups.items()]


@lumbre.no_grad()
def update_bn(loader, model, device=None):
    """Set the running statistics of batch norms to the means over one pass of `loader`.

    Batches are tensors, or lists or tuples that begin with the model's input.
    """
    norms = [m for m in model.modules() if isinstance(m, _BatchNorm)]
    if not norms:
        return
    momenta = [m.momentum for m in norms]
    was_training = model.training
    model.train()
    for norm in norms:
        norm.reset_running_stats()
        # The cumulative mean.
        norm.momentum = None
    for batch in loader:
        x = batch[0] if isinstance(batch, (list, tuple)) else batch
        model(x if device is None else x.to(device))
    for norm, momentum in zip(norms, momenta):
        norm.momentum = momentum
    model.train(was_training)


class SWALR(LRScheduler):
    """The rate goes to ``swa_lr`` in ``anneal_epochs`` epochs (along a line or half a cosine) and stays there."""

    def __init__(
        self, optimizer, swa_lr, anneal_epochs=10, anneal_strategy="cos", last_epoch=-1
    ):
        for value, group in zip(_format_param("swa_lr", optimizer, swa_lr), optimizer.param_groups):
            group["swa_lr"] = value
        if anneal_strategy not in ("cos", "linear"):
            raise ValueError(
                f"anneal_strategy must be one of 'cos' or 'linear', instead got {anneal_strategy}"
            )
        self._anneal_strategy = anneal_strategy
        if not isinstance(anneal_epochs, int) or anneal_epochs < 0:
            raise ValueError(f"anneal_epochs must be equal or greater than 0, got {anneal_epochs}")
        self.anneal_epochs = anneal_epochs
        super().__init__(optimizer, last_epoch)

    def anneal_func(self, t):
        """How far the rate has come at the part `t` of the epochs."""
        return t if self._anneal_strategy == "linear" else (1 - math.cos(math.pi * t)) / 2

    def get_lr(self):
        """The rates of the current epoch."""
        _warn_get_lr_called_within_step(self)
        step = self._step_count - 1
        if self.anneal_epochs == 0:
            step = max(1, step)
        before, now = (
            self.anneal_func(max(0, min(1, s / max(1, self.anneal_epochs)))) for s in (step - 1, step)
        )
        rates = []
        for group in self.optimizer.param_groups:
            high, low = group["lr"], group["swa_lr"]
            start = low if before == 1 else (high - before * low) / (1 - before)
            rates.append(low * now + start * (1 - now))
        return rates
