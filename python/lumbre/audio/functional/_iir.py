"""Recursive filters without a loop over samples.

``y[n] = x[n] - sum(a[k] y[n - k])`` is solved in blocks: inside a block by the triangular matrix of the impulse response, across
blocks by a scan of the last ``order`` outputs in log2(blocks) doublings. All of it in double precision.
"""

import numpy as np

import lumbre
from lumbre.autograd import Function
from lumbre.nn import functional as nnf

# Inside a block the work grows with its length, across blocks with their number; 64 to 256 measure alike.
_BLOCK = 128


def _responses(a, length):
    """For each filter (f, order + 1): the answer to an impulse (f, length) and to each of the last outputs (f, length, order)."""
    filters, order = a.shape[0], a.shape[1] - 1
    impulse = np.zeros((filters, length + order))
    free = np.zeros((filters, length + order, order))
    free[:, :order] = np.eye(order)
    impulse[:, order] = 1.0
    back = a[:, :0:-1]
    with np.errstate(all="ignore"):
        for n in range(order, length + order):
            free[:, n] = -np.einsum("fk,fko->fo", back, free[:, n - order : n])
            if n > order:
                impulse[:, n] = -(back * impulse[:, n - order : n]).sum(1)
    return impulse[:, order:], free[:, order:]


def _in_blocks(x, a):
    """The filter over x (batch, filter, time), double precision; None where the answers overflow."""
    batch, filters, time = x.shape
    order = a.shape[1] - 1
    length = max(min(_BLOCK, time), order)
    impulse, free = _responses(a.cpu().numpy(), length)
    if not (np.isfinite(impulse).all() and np.isfinite(free).all()):
        return None
    lag = np.subtract.outer(np.arange(length), np.arange(length))
    inside = lumbre.from_numpy(np.where(lag >= 0, impulse[:, np.maximum(lag, 0)], 0.0)).to(x.device)
    free = lumbre.from_numpy(np.ascontiguousarray(free)).to(x.device)
    blocks = -(-time // length)
    x = nnf.pad(x, (0, blocks * length - time)).reshape(batch, filters, blocks, length)
    y = lumbre.matmul(x, inside.transpose(-1, -2))
    # The state after a block is its last outputs; `step` carries it over one block, squared over two, and so on.
    state, step, reach = y[..., length - order :], free[:, length - order :], 1
    while reach < blocks:
        carried = lumbre.matmul(state[:, :, :-reach], step.transpose(-1, -2))
        state = lumbre.cat([state[:, :, :reach], state[:, :, reach:] + carried], 2)
        step, reach = step @ step, reach * 2
    before = nnf.pad(state[:, :, :-1], (0, 0, 1, 0))
    y = y + lumbre.matmul(before, free.transpose(-1, -2))
    return y.reshape(batch, filters, -1)[..., :time]


def _one_by_one(x, a):
    """The same by the definition, for signals and filters that are not finite, where the blocks would spread a NaN backwards."""
    signal, taps = x.cpu().numpy(), a.cpu().numpy()
    order = taps.shape[1] - 1
    out = np.zeros((*signal.shape[:2], signal.shape[2] + order))
    back = taps[:, :0:-1]
    with np.errstate(all="ignore"):
        for n in range(signal.shape[2]):
            out[:, :, n + order] = signal[:, :, n] - (back * out[:, :, n : n + order]).sum(-1)
    return lumbre.from_numpy(out[..., order:].copy()).to(x.device)


def _filter(x, a):
    if x.numel() == 0 or a.shape[1] == 1:
        return x.clone()
    wide, taps = x.detach().to(lumbre.float64), a.detach().to(lumbre.float64)
    out = _in_blocks(wide, taps) if bool(lumbre.isfinite(wide).all()) else None
    return (_one_by_one(wide, taps) if out is None else out).to(x.dtype)


class AllPole(Function):
    """The filter ``1 / (1 + a[1] z^-1 + ...)`` over (batch, filter, time); its gradient is the same filter run backwards in time."""

    @staticmethod
    def forward(ctx, x, a):
        y = _filter(x, a)
        ctx.save_for_backward(a, y)
        return y

    @staticmethod
    def backward(ctx, g):
        a, y = ctx.saved_tensors
        dx = AllPole.apply(g.flip(2), a).flip(2)
        da = None
        if ctx.needs_input_grad[1]:
            order = a.shape[1] - 1
            past = nnf.pad(y, (order, 0))
            da = lumbre.stack([-(dx * past[..., order - k : past.shape[-1] - k]).sum((0, 2)) for k in range(order + 1)], 1)
        return dx, da
