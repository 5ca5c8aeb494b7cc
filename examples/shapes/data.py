"""Pictures of shapes, drawn with tensors: a shape is the set of points where its formula is negative."""

import math

import lumbre as torch

NAMES = ("disc", "ring", "square", "triangle", "cross", "star", "moon", "heart")
SIZE = 32


def formulas(x, y):
    """Every shape at points (x, y) of the plane: (shape, ...), negative inside, about the distance to the edge near it."""
    r, angle = torch.hypot(x, y), torch.atan2(y, x)
    return torch.stack((
        r - 0.75,
        (r - 0.65).abs() - 0.2,
        torch.maximum(x.abs(), y.abs()) - 0.68,
        r * torch.cos(torch.remainder(angle - math.pi / 6, 2 * math.pi / 3) - math.pi / 3) - 0.48,
        torch.minimum(torch.maximum(x.abs() - 0.85, y.abs() - 0.27), torch.maximum(y.abs() - 0.85, x.abs() - 0.27)),
        r - 0.6 - 0.25 * torch.cos(5 * (angle - math.pi / 2)),
        torch.maximum(r - 0.85, 0.7 - torch.hypot(x - 0.45, y)),
        x * x + y * y - 0.55 - 0.75 * x.abs().pow(2 / 3) * y,
    ))  # fmt: skip


def draw_shapes(count, seed, clouds=0.2, easy=False):
    """``count`` pictures (count, 3, SIZE, SIZE) from 0 to 1 and their shapes (count,).

    Place, size, angle, both colours, the background's pattern (as strong as ``clouds``) and the noise are drawn at random, so that only the
    form tells the classes apart. ``easy`` ones are light on dark, and learned in a moment.
    """
    draw = torch.Generator().manual_seed(seed)

    def uniform(low, high, *shape):
        return low + (high - low) * torch.rand(count, *shape, generator=draw)

    labels = torch.randint(0, len(NAMES), (count,), generator=draw)
    line = torch.linspace(-1, 1, SIZE)
    y, x = torch.meshgrid(-line, line, indexing="ij")
    size, angle = uniform(0.5, 0.8, 1, 1), uniform(-0.5, 0.5, 1, 1)
    x, y = (x - uniform(-0.2, 0.2, 1, 1)) / size, (y - uniform(-0.2, 0.2, 1, 1)) / size
    x, y = x * angle.cos() + y * angle.sin(), y * angle.cos() - x * angle.sin()
    edge = formulas(x, y)[labels, torch.arange(count)]
    inside = torch.sigmoid(-edge * size / 0.03).unsqueeze(1)

    # Each channel of the shape's colour differs from the background's by at least 0.3 (of 1, and going round), so no shape is invisible.
    back = uniform(0, 1, 3, 1, 1)
    front = torch.remainder(back + uniform(0.3, 0.7, 3, 1, 1), 1.0)
    if easy:
        back, front = 0.3 * back, 0.7 + 0.3 * front
    pattern = torch.nn.functional.interpolate(clouds * uniform(-1, 1, 3, 5, 5), (SIZE, SIZE), mode="bicubic")
    pictures = torch.lerp(back + pattern, front, inside) + 0.05 * torch.randn(count, 3, SIZE, SIZE, generator=draw)
    return pictures.clamp(0, 1), labels
