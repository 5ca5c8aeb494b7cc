"""The generalized Pareto distribution."""

import lumbre as torch
from lumbre import inf
from lumbre.distributions import constraints
from lumbre.distributions.distribution import Distribution
from lumbre.distributions.utils import broadcast_all

__all__ = ["GeneralizedPareto"]


class GeneralizedPareto(Distribution):
    """Excesses over a threshold `loc`, of size `scale` and tail index `concentration` (0: exponential; negative: bounded)."""

    arg_constraints = {"loc": constraints.real, "scale": constraints.positive, "concentration": constraints.real}
    has_rsample = True
    _batched = {"loc": 0, "scale": 0, "concentration": 0}

    def __init__(self, loc, scale, concentration, validate_args=None):
        self.loc, self.scale, self.concentration = broadcast_all(loc, scale, concentration)
        super().__init__(self.loc.size(), validate_args=validate_args)

    @constraints.dependent_property(is_discrete=False, event_dim=0)
    def support(self):
        upper = torch.where(self.concentration < 0, self.loc - self.scale / self.concentration, inf)
        return constraints.interval(self.loc, upper)

    def _z(self, value):
        return (value - self.loc) / self.scale

    def _tail(self):
        """Where the tail index counts as 0, and the index with those entries replaced by 1."""
        zero = torch.isclose(self.concentration, torch.zeros_like(self.concentration))
        return zero, torch.where(zero, torch.ones_like(self.concentration), self.concentration)

    @property
    def mean(self):
        c = self.concentration
        return torch.where(c < 1, self.loc + self.scale / torch.where(c < 1, 1 - c, 1.0), inf)

    @property
    def mode(self):
        return self.loc

    @property
    def variance(self):
        c = torch.where(self.concentration < 0.5, self.concentration, 0.0)
        return torch.where(self.concentration < 0.5, self.scale**2 / ((1 - c) ** 2 * (1 - 2 * c)), inf)

    def rsample(self, sample_shape=torch.Size()):
        return self.icdf(torch.rand(self._extended_shape(sample_shape), dtype=self.loc.dtype, device=self.loc.device))

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        z, (zero, c) = self._z(value), self._tail()
        power = 1 / c + torch.ones_like(z)
        # At the bound of a distribution of index -1 the power is 0 and the logarithm infinite: their product is 0.
        tail = torch.where(power == 0, power, power * torch.log1p(c * z))
        return -self.scale.log().expand_as(z) - torch.where(zero, z, tail)

    def log_survival_function(self, value):
        """Logarithm of the probability of values above `value`."""
        if self._validate_args:
            self._validate_sample(value)
        z, (zero, c) = self._z(value), self._tail()
        return torch.where(zero, -z, -torch.log1p(c * z) / c)

    def log_cdf(self, value):
        """Logarithm of `cdf(value)`."""
        return torch.log1p(-torch.exp(self.log_survival_function(value)))

    def cdf(self, value):
        return torch.exp(self.log_cdf(value))

    def icdf(self, value):
        zero, c = self._tail()
        log_left = torch.log1p(-value)
        return torch.where(zero, self.loc - self.scale * log_left, self.loc + self.scale * torch.expm1(-c * log_left) / c)

    def entropy(self):
        return torch.log(self.scale) + self.concentration + 1
