"""Kullback-Leibler divergences between different families."""

import math

import lumbre as torch
from lumbre import inf
from lumbre.distributions.bernoulli import Bernoulli
from lumbre.distributions.beta import Beta
from lumbre.distributions.binomial import Binomial
from lumbre.distributions.continuous_bernoulli import ContinuousBernoulli
from lumbre.distributions.exponential import Exponential
from lumbre.distributions.gamma import Gamma
from lumbre.distributions.gumbel import Gumbel
from lumbre.distributions.kl import _infinite_like, _x_log_x, register_kl
from lumbre.distributions.laplace import Laplace
from lumbre.distributions.normal import Normal
from lumbre.distributions.pareto import Pareto
from lumbre.distributions.poisson import Poisson
from lumbre.distributions.uniform import Uniform
from lumbre.distributions.utils import euler_constant

_HALF_LOG_TAU = 0.5 * math.log(2 * math.pi)


def _infinite(kind, attribute, *others):
    """`p` of this kind takes values that the others never take."""

    def kl(p, q):
        return _infinite_like(getattr(p, attribute))

    for other in others:
        register_kl(kind, other)(kl)


_infinite(Beta, "concentration1", Pareto)
_infinite(ContinuousBernoulli, "probs", Pareto)
_infinite(Exponential, "rate", Beta, ContinuousBernoulli, Pareto, Uniform)
_infinite(Gamma, "concentration", Beta, ContinuousBernoulli, Pareto, Uniform)
_infinite(Gumbel, "loc", Beta, ContinuousBernoulli, Exponential, Gamma, Pareto, Uniform)
_infinite(Laplace, "loc", Beta, ContinuousBernoulli, Exponential, Gamma, Pareto, Uniform)
_infinite(Normal, "loc", Beta, ContinuousBernoulli, Exponential, Gamma, Pareto, Uniform)
_infinite(Pareto, "scale", Beta, ContinuousBernoulli, Uniform)
_infinite(Poisson, "rate", Bernoulli, Binomial)


@register_kl(Bernoulli, Poisson)
def _kl_bernoulli_poisson(p, q):
    return -p.entropy() - (p.probs * q.rate.log() - q.rate)


@register_kl(Beta, ContinuousBernoulli)
def _kl_beta_continuous_bernoulli(p, q):
    return -p.entropy() - p.mean * q.logits - torch.log1p(-q.probs) - q._cont_bern_log_norm()


@register_kl(Beta, Exponential)
def _kl_beta_exponential(p, q):
    return -p.entropy() - q.rate.log() + q.rate * p.mean


def _mean_log_beta(p):
    return p.concentration1.digamma() - (p.concentration1 + p.concentration0).digamma()


@register_kl(Beta, Gamma)
def _kl_beta_gamma(p, q):
    norm = q.concentration.lgamma() - q.concentration * q.rate.log()
    return -p.entropy() + norm - (q.concentration - 1) * _mean_log_beta(p) + q.rate * p.mean


def _cross_normal(p, q):
    """The mean of `-log q` under a `p` of finite variance, `q` normal."""
    return _HALF_LOG_TAU + q.scale.log() + 0.5 * (p.variance + (p.mean - q.loc).pow(2)) / q.scale.pow(2)


@register_kl(Beta, Normal)
@register_kl(ContinuousBernoulli, Normal)
@register_kl(Exponential, Normal)
@register_kl(Gamma, Normal)
@register_kl(Gumbel, Normal)
@register_kl(Laplace, Normal)
@register_kl(Uniform, Normal)
def _kl_any_normal(p, q):
    return -p.entropy() + _cross_normal(p, q)


@register_kl(Pareto, Normal)
def _kl_pareto_normal(p, q):
    return torch.where(p.alpha <= 2, inf, -p.entropy() + _cross_normal(p, q))


@register_kl(Beta, Uniform)
def _kl_beta_uniform(p, q):
    kl = -p.entropy() + (q.high - q.low).log()
    return torch.where((q.low > 0) | (q.high < 1), inf, kl)


@register_kl(ContinuousBernoulli, Exponential)
def _kl_continuous_bernoulli_exponential(p, q):
    return -p.entropy() - torch.log(q.rate) + q.rate * p.mean


@register_kl(ContinuousBernoulli, Uniform)
def _kl_continuous_bernoulli_uniform(p, q):
    kl = -p.entropy() + (q.high - q.low).log()
    return torch.where((q.low > 0) | (q.high < 1), inf, kl)


@register_kl(Exponential, Gamma)
def _kl_exponential_gamma(p, q):
    ratio = q.rate / p.rate
    return -q.concentration * torch.log(ratio) + ratio + q.concentration.lgamma() + q.concentration * euler_constant - (1 + euler_constant)


@register_kl(Exponential, Gumbel)
def _kl_exponential_gumbel(p, q):
    product, shift = p.rate * q.scale, q.loc / q.scale
    # The mean of exp(-x / scale) under p is product / (product + 1).
    return product.log() - 1 + product.reciprocal() - shift + torch.exp(shift) * product / (product + 1)


@register_kl(Gamma, Exponential)
def _kl_gamma_exponential(p, q):
    return -p.entropy() - q.rate.log() + q.rate * p.concentration / p.rate


@register_kl(Gamma, Gumbel)
def _kl_gamma_gumbel(p, q):
    product = p.rate * q.scale
    # The mean of exp(-x / scale) under p.
    tail = torch.exp(q.loc / q.scale) * (1 + product.reciprocal()).pow(-p.concentration)
    return -p.entropy() + q.scale.log() + p.concentration / product - q.loc / q.scale + tail


@register_kl(Normal, Gumbel)
def _kl_normal_gumbel(p, q):
    mean, ratio = p.loc / q.scale, (p.scale / q.scale).pow(2)
    shift = q.loc / q.scale
    return -p.entropy() + q.scale.log() + mean - shift + torch.exp(shift - mean + 0.5 * ratio)


@register_kl(Normal, Laplace)
def _kl_normal_laplace(p, q):
    off = p.loc - q.loc
    z = off / p.scale
    # The mean distance from q's centre: a folded normal distribution's mean.
    distance = math.sqrt(2 / math.pi) * p.scale * torch.exp(-0.5 * z.pow(2)) + off * torch.erf(math.sqrt(0.5) * z)
    return -p.entropy() + torch.log(2 * q.scale) + distance / q.scale


@register_kl(Pareto, Exponential)
def _kl_pareto_exponential(p, q):
    kl = -p.entropy() - q.rate.log() + q.rate * p.mean
    return torch.where(p.alpha <= 1, inf, kl)


@register_kl(Pareto, Gamma)
def _kl_pareto_gamma(p, q):
    mean_log = p.scale.log() + p.alpha.reciprocal()
    norm = q.concentration.lgamma() - q.concentration * q.rate.log()
    kl = -p.entropy() + norm + (1 - q.concentration) * mean_log + q.rate * p.mean
    return torch.where(p.alpha <= 1, inf, kl)


def _mean_log_uniform(p):
    return (_x_log_x(p.high) - _x_log_x(p.low)) / (p.high - p.low) - 1


@register_kl(Uniform, Beta)
def _kl_uniform_beta(p, q):
    mean_log_left = (_x_log_x(1 - p.low) - _x_log_x(1 - p.high)) / (p.high - p.low) - 1
    norm = q.concentration1.lgamma() + q.concentration0.lgamma() - (q.concentration1 + q.concentration0).lgamma()
    kl = -p.entropy() - (q.concentration1 - 1) * _mean_log_uniform(p) - (q.concentration0 - 1) * mean_log_left + norm
    return torch.where((p.high > 1) | (p.low < 0), inf, kl)


@register_kl(Uniform, ContinuousBernoulli)
def _kl_uniform_continuous_bernoulli(p, q):
    kl = -p.entropy() - p.mean * q.logits - torch.log1p(-q.probs) - q._cont_bern_log_norm()
    return torch.where((p.high > 1) | (p.low < 0), inf, kl)


@register_kl(Uniform, Exponential)
def _kl_uniform_exponetial(p, q):
    kl = -p.entropy() + q.rate * p.mean - q.rate.log()
    return torch.where(p.low < 0, inf, kl)


@register_kl(Uniform, Gamma)
def _kl_uniform_gamma(p, q):
    norm = q.concentration.lgamma() - q.concentration * q.rate.log()
    kl = -p.entropy() + norm + (1 - q.concentration) * _mean_log_uniform(p) + q.rate * p.mean
    return torch.where(p.low < 0, inf, kl)


@register_kl(Uniform, Gumbel)
def _kl_uniform_gumbel(p, q):
    width = (p.high - p.low) / q.scale
    low, high = (q.loc - p.low) / q.scale, (q.loc - p.high) / q.scale
    return -p.entropy() + q.scale.log() + (p.mean - q.loc) / q.scale + (torch.exp(low) - torch.exp(high)) / width


@register_kl(Uniform, Pareto)
def _kl_uniform_pareto(p, q):
    kl = -p.entropy() - q.alpha.log() - q.alpha * q.scale.log() + (q.alpha + 1) * _mean_log_uniform(p)
    return torch.where(p.low < q.support.lower_bound, inf, kl)
