"""Kullback-Leibler divergences, by the types of the two distributions."""

import warnings
from functools import total_ordering

import lumbre as torch
from lumbre import inf
from lumbre.distributions.bernoulli import Bernoulli
from lumbre.distributions.beta import Beta
from lumbre.distributions.binomial import Binomial
from lumbre.distributions.categorical import Categorical
from lumbre.distributions.cauchy import Cauchy
from lumbre.distributions.continuous_bernoulli import ContinuousBernoulli
from lumbre.distributions.dirichlet import Dirichlet
from lumbre.distributions.distribution import Distribution
from lumbre.distributions.exp_family import ExponentialFamily
from lumbre.distributions.exponential import Exponential
from lumbre.distributions.gamma import Gamma
from lumbre.distributions.geometric import Geometric
from lumbre.distributions.gumbel import Gumbel
from lumbre.distributions.half_normal import HalfNormal
from lumbre.distributions.independent import Independent
from lumbre.distributions.laplace import Laplace
from lumbre.distributions.lowrank_multivariate_normal import LowRankMultivariateNormal
from lumbre.distributions.multivariate_normal import MultivariateNormal
from lumbre.distributions.normal import Normal
from lumbre.distributions.one_hot_categorical import OneHotCategorical
from lumbre.distributions.pareto import Pareto
from lumbre.distributions.poisson import Poisson
from lumbre.distributions.transformed_distribution import TransformedDistribution
from lumbre.distributions.uniform import Uniform
from lumbre.distributions.utils import _sum_rightmost

__all__ = ["register_kl", "kl_divergence"]

_KL_REGISTRY = {}
# What was found for a pair of types, until a registration changes it.
_KL_MEMOIZE = {}


def register_kl(type_p, type_q):
    """A decorator: the function gives `KL(p || q)` for distributions of the two types and their subclasses.

    The most specific match is used; a pair of types between two equally good ones should be registered itself.
    """
    for kind, name in ((type_p, "type_p"), (type_q, "type_q")):
        if not isinstance(kind, type) and issubclass(kind, Distribution):
            raise TypeError(f"Expected {name} to be a Distribution subclass but got {kind}")

    def decorator(fun):
        _KL_REGISTRY[type_p, type_q] = fun
        _KL_MEMOIZE.clear()
        return fun

    return decorator


@total_ordering
class _Match:
    """Orders types from specific to general, position by position."""

    def __init__(self, *types):
        self.types = types

    def __eq__(self, other):
        return self.types == other.types

    def __le__(self, other):
        for x, y in zip(self.types, other.types):
            if not issubclass(x, y):
                return False
            if x is not y:
                break
        return True


def _dispatch_kl(type_p, type_q):
    """The most specific function for the two types, or NotImplemented."""
    matches = [(p, q) for p, q in _KL_REGISTRY if issubclass(type_p, p) and issubclass(type_q, q)]
    if not matches:
        return NotImplemented
    # Specific by p first, and by q first; where these disagree the choice is ambiguous.
    left_p, left_q = min(_Match(*m) for m in matches).types
    right_q, right_p = min(_Match(*reversed(m)) for m in matches).types
    left, right = _KL_REGISTRY[left_p, left_q], _KL_REGISTRY[right_p, right_q]
    if left is not right:
        warnings.warn(
            f"Ambiguous kl_divergence({type_p.__name__}, {type_q.__name__}). "
            f"Please register_kl({left_p.__name__}, {right_q.__name__})",
            RuntimeWarning,
        )
    return left


def kl_divergence(p, q):
    """`KL(p || q)`, the mean of `log p - log q` under `p`, of shape `batch_shape`.

    Raises `NotImplementedError` where no formula for the two types is registered.
    """
    key = type(p), type(q)
    if key not in _KL_MEMOIZE:
        _KL_MEMOIZE[key] = _dispatch_kl(*key)
    fun = _KL_MEMOIZE[key]
    if fun is NotImplemented:
        raise NotImplementedError(f"No KL(p || q) is implemented for p type {p.__class__.__name__} and q type {q.__class__.__name__}")
    return fun(p, q)


def _infinite_like(tensor):
    return torch.full_like(tensor, inf)


def _x_log_x(tensor):
    return torch.special.xlogy(tensor, tensor)


def _batch_trace_XXT(bmat):
    """The trace of `X X'`."""
    return bmat.reshape(bmat.shape[:-2] + (-1,)).pow(2).sum(-1)


@register_kl(Bernoulli, Bernoulli)
def _kl_bernoulli_bernoulli(p, q):
    softplus = torch.nn.functional.softplus
    yes = p.probs * (softplus(-q.logits) - softplus(-p.logits))
    yes = torch.where(q.probs == 0, inf, yes)
    yes = torch.where(p.probs == 0, 0.0, yes)
    no = (1 - p.probs) * (softplus(q.logits) - softplus(p.logits))
    no = torch.where(q.probs == 1, inf, no)
    no = torch.where(p.probs == 1, 0.0, no)
    return yes + no


@register_kl(Beta, Beta)
def _kl_beta_beta(p, q):
    total_p, total_q = p.concentration1 + p.concentration0, q.concentration1 + q.concentration0
    norms = q.concentration1.lgamma() + q.concentration0.lgamma() + total_p.lgamma()
    norms = norms - (p.concentration1.lgamma() + p.concentration0.lgamma() + total_q.lgamma())
    return (
        norms
        + (p.concentration1 - q.concentration1) * torch.digamma(p.concentration1)
        + (p.concentration0 - q.concentration0) * torch.digamma(p.concentration0)
        + (total_q - total_p) * torch.digamma(total_p)
    )


@register_kl(Binomial, Binomial)
def _kl_binomial_binomial(p, q):
    # From Csiszár and Talata's formula for equal counts; p with more trials than q has values q cannot take.
    if (p.total_count < q.total_count).any():
        raise NotImplementedError("KL between Binomials where q.total_count > p.total_count is not implemented")
    kl = p.total_count * (p.probs * (p.logits - q.logits) + (-p.probs).log1p() - (-q.probs).log1p())
    return torch.where(p.total_count > q.total_count, inf, kl)


@register_kl(Categorical, Categorical)
def _kl_categorical_categorical(p, q):
    t = p.probs * (p.logits - q.logits)
    t = torch.where((q.probs == 0).expand_as(t), inf, t)
    t = torch.where((p.probs == 0).expand_as(t), 0.0, t)
    return t.sum(-1)


@register_kl(OneHotCategorical, OneHotCategorical)
def _kl_onehotcategorical_onehotcategorical(p, q):
    return _kl_categorical_categorical(p._categorical, q._categorical)


@register_kl(ContinuousBernoulli, ContinuousBernoulli)
def _kl_continuous_bernoulli_continuous_bernoulli(p, q):
    return (
        p.mean * (p.logits - q.logits)
        + p._cont_bern_log_norm() + torch.log1p(-p.probs)
        - q._cont_bern_log_norm() - torch.log1p(-q.probs)
    )


@register_kl(Dirichlet, Dirichlet)
def _kl_dirichlet_dirichlet(p, q):
    total_p, total_q = p.concentration.sum(-1), q.concentration.sum(-1)
    norms = total_p.lgamma() - total_q.lgamma() - (p.concentration.lgamma() - q.concentration.lgamma()).sum(-1)
    slopes = p.concentration.digamma() - total_p.digamma().unsqueeze(-1)
    return norms + ((p.concentration - q.concentration) * slopes).sum(-1)


@register_kl(Exponential, Exponential)
def _kl_exponential_exponential(p, q):
    ratio = q.rate / p.rate
    return ratio - ratio.log() - 1


@register_kl(ExponentialFamily, ExponentialFamily)
def _kl_expfamily_expfamily(p, q):
    if type(p) is not type(q):
        raise NotImplementedError(
            "The cross KL-divergence between different exponential families cannot be computed using Bregman divergences"
        )
    p_params = [x.detach().requires_grad_() for x in p._natural_params]
    q_params = q._natural_params
    with torch.enable_grad():
        normalizer = p._log_normalizer(*p_params)
    gradients = torch.autograd.grad(normalizer.sum(), p_params, create_graph=True)
    result = q._log_normalizer(*q_params) - normalizer
    for a, b, gradient in zip(p_params, q_params, gradients):
        result = result - _sum_rightmost((b - a) * gradient, len(q.event_shape))
    return result


@register_kl(Gamma, Gamma)
def _kl_gamma_gamma(p, q):
    return (
        q.concentration * (p.rate / q.rate).log()
        + torch.lgamma(q.concentration) - torch.lgamma(p.concentration)
        + (p.concentration - q.concentration) * torch.digamma(p.concentration)
        + (q.rate - p.rate) * (p.concentration / p.rate)
    )


@register_kl(Gumbel, Gumbel)
def _kl_gumbel_gumbel(p, q):
    from lumbre.distributions.utils import euler_constant

    ratio, shift, place = p.scale / q.scale, q.loc / q.scale, p.loc / q.scale
    rest = shift - place
    return (-ratio.log() - rest) + ratio * euler_constant + torch.exp(rest + (1 + ratio).lgamma()) - (1 + euler_constant)


@register_kl(Geometric, Geometric)
def _kl_geometric_geometric(p, q):
    return -p.entropy() - torch.log1p(-q.probs) / p.probs - q.logits


@register_kl(HalfNormal, HalfNormal)
def _kl_halfnormal_halfnormal(p, q):
    return _kl_normal_normal(p.base_dist, q.base_dist)


@register_kl(Laplace, Laplace)
def _kl_laplace_laplace(p, q):
    ratio, off = p.scale / q.scale, (p.loc - q.loc).abs()
    return -ratio.log() + off / q.scale + ratio * torch.exp(-off / p.scale) - 1


@register_kl(LowRankMultivariateNormal, LowRankMultivariateNormal)
def _kl_lowrankmultivariatenormal_lowrankmultivariatenormal(p, q):
    from lumbre.distributions.lowrank_multivariate_normal import _batch_lowrank_mahalanobis

    _need_equal_events("Low Rank Multivariate Normals", p, q)
    W, D = q._unbroadcasted_cov_factor, q._unbroadcasted_cov_diag
    distance = _batch_lowrank_mahalanobis(W, D, q.loc - p.loc, q._capacitance_tril)
    # The trace of q's precision times p's covariance, piece by piece.
    scaled = W.mT / D.unsqueeze(-2)
    A = torch.linalg.solve_triangular(q._capacitance_tril, scaled, upper=False)
    trace = (p._unbroadcasted_cov_diag / D).sum(-1)
    trace = trace + _batch_trace_XXT(p._unbroadcasted_cov_factor * D.rsqrt().unsqueeze(-1))
    trace = trace - _batch_trace_XXT(A * p._unbroadcasted_cov_diag.sqrt().unsqueeze(-2))
    trace = trace - _batch_trace_XXT(A.matmul(p._unbroadcasted_cov_factor))
    return 0.5 * (q._log_det() - p._log_det() + trace + distance - p.event_shape[0])


@register_kl(MultivariateNormal, LowRankMultivariateNormal)
def _kl_multivariatenormal_lowrankmultivariatenormal(p, q):
    from lumbre.distributions.lowrank_multivariate_normal import _batch_lowrank_mahalanobis

    _need_equal_events("(Low Rank) Multivariate Normals", p, q)
    W, D = q._unbroadcasted_cov_factor, q._unbroadcasted_cov_diag
    distance = _batch_lowrank_mahalanobis(W, D, q.loc - p.loc, q._capacitance_tril)
    A = torch.linalg.solve_triangular(q._capacitance_tril, W.mT / D.unsqueeze(-2), upper=False)
    trace = _batch_trace_XXT(p._unbroadcasted_scale_tril * D.rsqrt().unsqueeze(-1))
    trace = trace - _batch_trace_XXT(A.matmul(p._unbroadcasted_scale_tril))
    return 0.5 * (q._log_det() - 2 * p._half_log_det() + trace + distance - p.event_shape[0])


@register_kl(LowRankMultivariateNormal, MultivariateNormal)
def _kl_lowrankmultivariatenormal_multivariatenormal(p, q):
    from lumbre.distributions.multivariate_normal import _batch_mahalanobis

    _need_equal_events("(Low Rank) Multivariate Normals", p, q)
    n = p.event_shape[0]
    factor = q._unbroadcasted_scale_tril
    distance = _batch_mahalanobis(factor, q.loc - p.loc)
    W = torch.linalg.solve_triangular(factor, p._unbroadcasted_cov_factor, upper=False)
    roots = torch.diag_embed(p._unbroadcasted_cov_diag.sqrt())
    trace = _batch_trace_XXT(W) + _batch_trace_XXT(torch.linalg.solve_triangular(factor, roots, upper=False))
    return 0.5 * (2 * q._half_log_det() - p._log_det() + trace + distance - n)


@register_kl(MultivariateNormal, MultivariateNormal)
def _kl_multivariatenormal_multivariatenormal(p, q):
    from lumbre.distributions.multivariate_normal import _batch_mahalanobis

    _need_equal_events("Multivariate Normals", p, q)
    n = p.event_shape[0]
    trace = _batch_trace_XXT(torch.linalg.solve_triangular(q._unbroadcasted_scale_tril, p._unbroadcasted_scale_tril, upper=False))
    distance = _batch_mahalanobis(q._unbroadcasted_scale_tril, q.loc - p.loc)
    return q._half_log_det() - p._half_log_det() + 0.5 * (trace + distance - n)


def _need_equal_events(names, p, q):
    if p.event_shape != q.event_shape:
        raise ValueError(f"KL-divergence between two {names} with different event shapes cannot be computed")


@register_kl(Normal, Normal)
def _kl_normal_normal(p, q):
    ratio = (p.scale / q.scale).pow(2)
    distance = ((p.loc - q.loc) / q.scale).pow(2)
    return 0.5 * (ratio + distance - 1 - ratio.log())


@register_kl(Pareto, Pareto)
def _kl_pareto_pareto(p, q):
    ratio = q.alpha / p.alpha
    kl = q.alpha * (p.scale / q.scale).log() - ratio.log() + ratio - 1
    return torch.where(p.support.lower_bound < q.support.lower_bound, inf, kl)


@register_kl(Poisson, Poisson)
def _kl_poisson_poisson(p, q):
    return p.rate * (p.rate.log() - q.rate.log()) - (p.rate - q.rate)


@register_kl(TransformedDistribution, TransformedDistribution)
def _kl_transformed_transformed(p, q):
    if p.transforms != q.transforms:
        raise NotImplementedError
    if p.event_shape != q.event_shape:
        raise NotImplementedError
    return kl_divergence(p.base_dist, q.base_dist)


@register_kl(Uniform, Uniform)
def _kl_uniform_uniform(p, q):
    kl = ((q.high - q.low) / (p.high - p.low)).log()
    return torch.where((q.low > p.low) | (q.high < p.high), inf, kl)


@register_kl(Independent, Independent)
def _kl_independent_independent(p, q):
    if p.reinterpreted_batch_ndims != q.reinterpreted_batch_ndims:
        raise NotImplementedError
    return _sum_rightmost(kl_divergence(p.base_dist, q.base_dist), p.reinterpreted_batch_ndims)


@register_kl(Cauchy, Cauchy)
def _kl_cauchy_cauchy(p, q):
    # Chyzak and Nielsen, "A closed-form formula for the Kullback-Leibler divergence between Cauchy distributions", 2019.
    above = ((p.scale + q.scale).pow(2) + (p.loc - q.loc).pow(2)).log()
    return above - (4 * p.scale * q.scale).log()


from lumbre.distributions import _kl_mixed  # noqa: E402,F401  (registers the pairs of different families)
