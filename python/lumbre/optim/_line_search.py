"""A line search for the strong Wolfe conditions."""

from dataclasses import dataclass
from typing import Any

_ARMIJO = 1e-4
_CURVATURE = 0.9


@dataclass
class _Point:
    """A step, the loss there, the gradient, and its slope along the direction."""

    t: Any
    loss: float
    grad: Any
    slope: Any


def _minimum(a, b, low=None, high=None):
    """Where the cubic through two points' losses and slopes is least, within the bounds."""
    if low is None:
        low, high = min(a.t, b.t), max(a.t, b.t)
    chord = a.slope + b.slope - 3 * (a.loss - b.loss) / (a.t - b.t)
    square = chord**2 - a.slope * b.slope
    if not square >= 0:
        return (low + high) / 2.0
    root = square**0.5
    if a.t > b.t:
        a, b = b, a
    t = b.t - (b.t - a.t) * ((b.slope + root - chord) / (b.slope - a.slope + 2 * root))
    return min(max(t, low), high)


def strong_wolfe(evaluate, t, d, loss, grad, slope, tolerance, max_steps):
    """Search along ``d`` from the present point: first bracket a good step, then close in on it.

    ``evaluate(t)`` gives loss and gradient. Returns ``(loss, grad, t, evaluations)``
    (Nocedal & Wright, Numerical Optimization, section 3.5).
    """
    start = _Point(0, loss, grad.clone(), slope)

    def look(t):
        loss, grad = evaluate(t)
        return _Point(t, loss, grad, grad.dot(d))

    def too_high(p):
        return p.loss > start.loss + _ARMIJO * p.t * slope

    def flat(p):
        return abs(p.slope) <= -_CURVATURE * slope

    before, now = start, look(t)
    evaluations, steps = 1, 0
    bracket, done = None, False
    while steps < max_steps:
        if too_high(now) or (steps > 1 and now.loss >= before.loss):
            bracket = [before, now]
        elif flat(now):
            bracket, done = [now], True
        elif now.slope >= 0:
            bracket = [before, now]
        if bracket:
            break
        t = _minimum(before, now, now.t + 0.01 * (now.t - before.t), now.t * 10)
        before, now = now, look(t)
        evaluations += 1
        steps += 1
    if steps == max_steps:
        bracket = [start, now]

    low = 0 if bracket[0].loss <= bracket[-1].loss else 1
    size = d.abs().max()
    stalled = False
    while not done and steps < max_steps:
        left, right = sorted((bracket[0].t, bracket[1].t))
        if (right - left) * size < tolerance:
            break
        t = _minimum(*bracket)
        # Close to an end twice, or beyond it: take a point a tenth inside.
        margin = 0.1 * (right - left)
        if min(right - t, t - left) < margin:
            if stalled or t >= right or t <= left:
                t = right - margin if abs(t - right) < abs(t - left) else left + margin
                stalled = False
            else:
                stalled = True
        else:
            stalled = False
        new = look(t)
        evaluations += 1
        steps += 1
        high = 1 - low
        if too_high(new) or new.loss >= bracket[low].loss:
            bracket[high] = new
            low = 0 if bracket[0].loss <= bracket[1].loss else 1
            continue
        if flat(new):
            done = True
        elif new.slope * (bracket[high].t - bracket[low].t) >= 0:
            bracket[high] = bracket[low]
        bracket[low] = new
    best = bracket[low]
    return best.loss, best.grad, best.t, evaluations
