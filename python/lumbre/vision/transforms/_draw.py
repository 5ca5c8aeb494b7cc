"""What random transforms draw, in the order in which torchvision draws it: the same seed gives the same pictures."""

import math
import numbers
from collections.abc import Sequence

import lumbre


def uniform(low, high):
    """A number of [low, high), in single precision."""
    return lumbre.empty(1).uniform_(low, high).item()


def integer(low, high):
    """A whole number of low ... high - 1."""
    return int(lumbre.randint(low, high, (1,)).item())


def chance(p):
    """True with probability p."""
    return lumbre.rand(1).item() < p


def logs(ratio):
    """The logarithms of a range, in single precision."""
    return lumbre.log(lumbre.tensor(ratio, dtype=lumbre.float32)).tolist()


def _sides(area, scale, log_ratio):
    """Two sides of a rectangle: the second over the first has a ratio within the range."""
    area = area * uniform(*scale)
    ratio = lumbre.exp(lumbre.empty(1).uniform_(*log_ratio)).item()
    return int(round(math.sqrt(area * ratio))), int(round(math.sqrt(area / ratio)))


def resized_crop(height, width, scale, ratio):
    """(top, left, height, width) of a part with the given share of the area and ratio of width to height."""
    log_ratio = logs(ratio)
    for _ in range(10):
        w, h = _sides(height * width, scale, log_ratio)
        if 0 < w <= width and 0 < h <= height:
            return integer(0, height - h + 1), integer(0, width - w + 1), h, w
    # The largest part in the middle that has a ratio within the range.
    have = float(width) / float(height)
    w, h = width, height
    if have < min(ratio):
        h = int(round(w / min(ratio)))
    elif have > max(ratio):
        w = int(round(h * max(ratio)))
    return (height - h) // 2, (width - w) // 2, h, w


def erased(channels, height, width, scale, ratio, value):
    """(top, left, height, width, values) of a part to erase, or None where ten draws did not fit; `value` None means noise."""
    log_ratio = logs(ratio)
    for _ in range(10):
        h, w = _sides(height * width, scale, log_ratio)
        if h < height and w < width:
            v = lumbre.empty([channels, h, w], dtype=lumbre.float32).normal_() if value is None else lumbre.tensor(value)[:, None, None]
            return integer(0, height - h + 1), integer(0, width - w + 1), h, w, v
    return None


def corners(width, height, distortion):
    """Start and end points of a perspective map that moves the corners inward."""
    across, down = int(distortion * (width // 2)) + 1, int(distortion * (height // 2)) + 1
    left, right, top, bottom = (0, across), (width - across, width), (0, down), (height - down, height)
    ends = [[integer(*x), integer(*y)] for x, y in ((left, top), (right, top), (right, bottom), (left, bottom))]
    return [[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]], ends


def affine(degrees, translate, scales, shears, width, height):
    """(angle, (x, y), scale, (shear in x, shear in y))"""
    angle = uniform(float(degrees[0]), float(degrees[1]))
    moved = (0, 0)
    if translate is not None:
        moved = tuple(int(round(uniform(-float(t * n), float(t * n)))) for t, n in zip(translate, (width, height)))
    scale = uniform(*scales) if scales is not None else 1.0
    x = uniform(shears[0], shears[1]) if shears is not None else 0.0
    y = uniform(shears[2], shears[3]) if shears is not None and len(shears) == 4 else 0.0
    return angle, moved, scale, (x, y)


def jitter(*ranges):
    """The order of the four colour changes, and a factor for each range that is not None."""
    order = lumbre.randperm(4)
    return order, *(None if r is None else uniform(*r) for r in ranges)


def displacement(height, width, alpha, sigma, blur):
    """(1, height, width, 2): smooth random moves for an elastic map."""
    parts = []
    for a, s, n in zip(alpha, sigma, (width, height)):
        d = lumbre.rand([1, 1, height, width]) * 2 - 1
        if s > 0.0:
            size = int(8 * s + 1) | 1
            d = blur(d, [size, size], list(sigma))
        parts.append(d * a / n)
    return lumbre.concat(parts, 1).permute(0, 2, 3, 1)


# Checks of the arguments that these draws are made of.


def sequence(x, name, sizes):
    """Refuses what is no sequence of one of the given lengths."""
    wanted = " or ".join(map(str, sizes))
    if not isinstance(x, Sequence):
        raise TypeError(f"{name} should be a sequence of length {wanted}.")
    if len(x) not in sizes:
        raise ValueError(f"{name} should be a sequence of length {wanted}.")


def size(value, message="Please provide only two dimensions (h, w) for size."):
    """(height, width) of one number or two."""
    if isinstance(value, numbers.Number):
        return int(value), int(value)
    if isinstance(value, Sequence) and len(value) == 1:
        return value[0], value[0]
    if len(value) != 2:
        raise ValueError(message)
    return value


def angles(value, name, sizes=(2,)):
    """A range of degrees: one number is taken to both sides of 0."""
    if isinstance(value, numbers.Number):
        if value < 0:
            raise ValueError(f"If {name} is a single number, it must be positive.")
        value = [-value, value]
    else:
        sequence(value, name, sizes)
    return [float(d) for d in value]


def factors(value, name, center=1, bound=(0, float("inf"))):
    """A range of factors around `center`, or None where nothing would change."""
    if isinstance(value, numbers.Number):
        if value < 0:
            raise ValueError(f"If {name} is a single number, it must be non negative.")
        value = [center - float(value), center + float(value)]
        if center == 1:
            value[0] = max(value[0], 0.0)
    elif isinstance(value, (tuple, list)) and len(value) == 2:
        value = [float(v) for v in value]
    else:
        raise TypeError(f"{name} should be a single number or a list/tuple with length 2.")
    if not bound[0] <= value[0] <= value[1] <= bound[1]:
        raise ValueError(f"{name} values should be between {bound}, but got {value}.")
    return None if value[0] == value[1] == center else tuple(value)


def fill_of(fill):
    """The colour for what lies outside: None means 0."""
    if fill is None:
        return 0
    if not isinstance(fill, (Sequence, numbers.Number)):
        raise TypeError("Fill should be either a sequence or a number.")
    return fill


def affine_arguments(degrees, translate, scale, shear, center):
    """The checked ranges of an affine map."""
    degrees = angles(degrees, "degrees")
    if translate is not None:
        sequence(translate, "translate", (2,))
        if not all(0.0 <= t <= 1.0 for t in translate):
            raise ValueError("translation values should be between 0 and 1")
    if scale is not None:
        sequence(scale, "scale", (2,))
        if min(scale) <= 0:
            raise ValueError("scale values should be positive")
    if center is not None:
        sequence(center, "center", (2,))
    return degrees, translate, scale, shear if shear is None else angles(shear, "shear", (2, 4)), center


def blur_arguments(kernel_size, sigma):
    """The checked sizes and range of deviations of a blur."""
    kernel_size = size(kernel_size, "Kernel size should be a tuple/list of two integers")
    if any(k <= 0 or k % 2 == 0 for k in kernel_size):
        raise ValueError("Kernel size value should be an odd and positive number.")
    sigma = (sigma, sigma) if isinstance(sigma, numbers.Number) else sigma
    if not isinstance(sigma, Sequence) or len(sigma) != 2:
        raise ValueError("sigma should be a single number or a list/tuple with length 2.")
    if not 0.0 < sigma[0] <= sigma[1]:
        raise ValueError("sigma values should be positive and of the form (min, max).")
    return kernel_size, sigma


def erasing_arguments(p, scale, ratio, value):
    """The checked arguments of random erasing."""
    if not isinstance(value, (numbers.Number, str, tuple, list)):
        raise TypeError("Argument value should be either a number or str or a sequence")
    if isinstance(value, str) and value != "random":
        raise ValueError("If value is str, it should be 'random'")
    for name, v in (("Scale", scale), ("Ratio", ratio)):
        if not isinstance(v, Sequence):
            raise TypeError(f"{name} should be a sequence")
    if scale[0] < 0 or scale[1] > 1:
        raise ValueError("Scale should be between 0 and 1")
    if not 0 <= p <= 1:
        raise ValueError("Random erasing probability should be between 0 and 1")


def elastic_arguments(alpha, sigma):
    """Two strengths and two deviations, for x and y."""
    both = []
    for name, v in (("alpha", alpha), ("sigma", sigma)):
        if not isinstance(v, (float, int, Sequence)):
            raise TypeError(f"{name} should be float or a sequence of floats. Got {type(v)}")
        v = [float(v)] * 2 if isinstance(v, (float, int)) else [float(x) for x in v] * (2 // max(len(v), 1))
        if len(v) != 2:
            raise ValueError(f"{name} is a sequence its length should be 2. Got {len(v)}")
        both.append(v)
    return both
