"""The help of Python functions in front of ops: their own words, then what the op says of shapes, dtypes, errors and source."""

from . import _C

# The op under a function of another name.
UNDER = {
    "affine_grid": "affine_grid_generator", "grid_sample": "grid_sampler", "dropout1d": "feature_dropout", "dropout2d": "feature_dropout",
    "dropout3d": "feature_dropout", "adaptive_max_pool1d": "adaptive_max_pool1d_with_indices",
    "adaptive_max_pool2d": "adaptive_max_pool2d_with_indices", "adaptive_max_pool3d": "adaptive_max_pool3d_with_indices",
    "fractional_max_pool2d": "fractional_max_pool2d_with_indices", "fractional_max_pool3d": "fractional_max_pool3d_with_indices",
    "celu_": "celu", "elu_": "elu", "hardtanh_": "hardtanh", "leaky_relu_": "leaky_relu", "rrelu_": "rrelu", "selu_": "selu",
    "threshold_": "threshold",
}  # fmt: skip


def with_parts(fn):
    """`fn` with the lines of its op in its help, but for those that it has itself."""
    ours = _dedented(fn.__doc__ or "")
    help = _C._op_help(UNDER.get(fn.__name__, fn.__name__))
    if not help:
        return fn
    own = {line.split(":")[0] for line in ours.splitlines() if ":" in line}
    lines, taken = [], True
    for line in help[help.index("Shapes:") :].splitlines():
        # Lines that begin with spaces go on with the one before.
        taken = taken if line.startswith(" ") else line.split(":")[0] not in own
        lines += [line] * taken
    fn.__doc__ = ours + ("\n" if own & {"Shapes", "Dtypes", "Raises", "Source"} else "\n\n") + "\n".join(lines) if lines else ours
    return fn


def _dedented(doc):
    """As `inspect.cleandoc`, which is slow to import."""
    return "\n".join(line[4:] if line.startswith("    ") else line for line in doc.strip().splitlines())
