"""One vector for a text."""

import lumbre


def mean_pooling(x, mask, normalize=False):
    """The mean of the vectors of each text's tokens: (batch, length, width) and mask (batch, length) -> (batch, width).

    A text without tokens gives zeros. ``normalize`` makes the vectors' lengths 1, so that products are cosines.
    """
    weights = mask.to(x.dtype).unsqueeze(-1)
    mean = (x * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
    return lumbre.nn.functional.normalize(mean, dim=-1) if normalize else mean
