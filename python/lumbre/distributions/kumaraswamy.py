"""The Kumaraswamy distribution."""

import lumbre as torch
from lumbre import nan
from lumbre.distributions import constraints
from lumbre.distributions.transformed_distribution import TransformedDistribution
from lumbre.distributions.transforms import AffineTransform, PowerTransform
from lumbre.distributions.uniform import Uniform
from lumbre.distributions.utils import broadcast_all, euler_constant

__all__ = ["Kumaraswamy"]


def _moments(a, b, n):
    """The mean of `x ** n`."""
    arg = 1 + n / a
    return b * torch.exp(torch.lgamma(arg) + torch.lgamma(b) - torch.lgamma(arg + b))


class Kumaraswamy(TransformedDistribution):
    """On (0, 1): `cdf = 1 - (1 - x ** concentration1) ** concentration0`, close to the beta distribution."""

    arg_constraints = {"concentration1": constraints.positive, "concentration0": constraints.positive}
    support = constraints.unit_interval
    has_rsample = True
    _batched = {"concentration1": 0, "concentration0": 0}

    def __init__(self, concentration1, concentration0, validate_args=None):
        self.concentration1, self.concentration0 = broadcast_all(concentration1, concentration0)
        limits = torch.finfo(self.concentration0.dtype)
        base = Uniform(
            torch.full_like(self.concentration0, limits.tiny), torch.full_like(self.concentration0, 1 - limits.eps), validate_args=validate_args
        )
        transforms = [
            PowerTransform(exponent=self.concentration0.reciprocal()),
            AffineTransform(loc=1.0, scale=-1.0),
            PowerTransform(exponent=self.concentration1.reciprocal()),
        ]
        super().__init__(base, transforms, validate_args=validate_args)

    @property
    def mean(self):
        return _moments(self.concentration1, self.concentration0, 1)

    @property
    def mode(self):
        a, b = self.concentration1, self.concentration0
        peak = ((a - 1) / (a * b - 1)).pow(a.reciprocal())
        # At a = b = 1 the density is flat; below 1 it has no peak inside.
        return torch.where((a < 1) | (b < 1) | (a * b == 1), nan, peak)

    @property
    def variance(self):
        return _moments(self.concentration1, self.concentration0, 2) - torch.pow(self.mean, 2)

    def entropy(self):
        t1, t0 = 1 - self.concentration1.reciprocal(), 1 - self.concentration0.reciprocal()
        harmonic = torch.digamma(self.concentration0 + 1) + euler_constant
        return t0 + t1 * harmonic - torch.log(self.concentration1) - torch.log(self.concentration0)
