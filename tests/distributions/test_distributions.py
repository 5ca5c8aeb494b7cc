"""Distributions against scipy, transforms against finite differences, and what is refused."""

import pickle

import lumbre
import numpy as np
import pytest
from lumbre import distributions as D
from lumbre.distributions import biject_to, constraints, transform_to
from scipy import stats

t = lambda *v: lumbre.tensor(v, dtype=lumbre.float64)  # noqa: E731

CONTINUOUS = [
    (D.Normal(t(1.0), t(2.0)), stats.norm(1, 2)),
    (D.Laplace(t(1.0), t(2.0)), stats.laplace(1, 2)),
    (D.Cauchy(t(1.0), t(2.0)), stats.cauchy(1, 2)),
    (D.Exponential(t(2.0)), stats.expon(scale=0.5)),
    (D.Gamma(t(2.5), t(3.0)), stats.gamma(2.5, scale=1 / 3)),
    (D.Chi2(t(3.0)), stats.chi2(3)),
    (D.Beta(t(2.0), t(3.0)), stats.beta(2, 3)),
    (D.StudentT(t(5.0), t(1.0), t(2.0)), stats.t(5, 1, 2)),
    (D.FisherSnedecor(t(4.0), t(6.0)), stats.f(4, 6)),
    (D.Gumbel(t(1.0), t(2.0)), stats.gumbel_r(1, 2)),
    (D.HalfNormal(t(2.0)), stats.halfnorm(scale=2)),
    (D.HalfCauchy(t(2.0)), stats.halfcauchy(scale=2)),
    (D.LogNormal(t(0.5), t(0.7)), stats.lognorm(0.7, scale=np.exp(0.5))),
    (D.Pareto(t(2.0), t(3.0)), stats.pareto(3, scale=2)),
    (D.Weibull(t(2.0), t(1.5)), stats.weibull_min(1.5, scale=2)),
    (D.Uniform(t(-1.0), t(2.0)), stats.uniform(-1, 3)),
    (D.VonMises(t(0.3), t(2.0)), stats.vonmises(2, 0.3)),
    (D.GeneralizedPareto(t(1.0), t(2.0), t(0.3)), stats.genpareto(0.3, 1, 2)),
    (D.InverseGamma(t(3.5), t(2.0)), stats.invgamma(3.5, scale=2)),
]
DISCRETE = [
    (D.Bernoulli(t(0.3)), stats.bernoulli(0.3)),
    (D.Binomial(10, t(0.3)), stats.binom(10, 0.3)),
    (D.Geometric(t(0.3)), stats.geom(0.3, loc=-1)),
    (D.NegativeBinomial(t(4.0), t(0.3)), stats.nbinom(4, 0.7)),
    (D.Poisson(t(3.0)), stats.poisson(3)),
]
name = lambda pair: type(pair).__name__ if isinstance(pair, D.Distribution) else ""  # noqa: E731


@pytest.mark.parametrize("ours, theirs", CONTINUOUS + DISCRETE, ids=name)
def test_density_agrees_with_scipy(ours, theirs):
    x = theirs.rvs(20, random_state=0)
    want = theirs.logpdf(x) if hasattr(theirs, "pdf") and hasattr(theirs.dist, "_pdf") and hasattr(theirs.dist, "xtol") else theirs.logpmf(x)
    np.testing.assert_allclose(ours.log_prob(lumbre.tensor(x, dtype=lumbre.float64)).numpy(), want, rtol=1e-9)


@pytest.mark.parametrize("ours, theirs", CONTINUOUS + DISCRETE, ids=name)
def test_moments_agree_with_scipy(ours, theirs):
    if isinstance(ours, (D.Cauchy, D.HalfCauchy, D.VonMises)):
        return
    mean, variance = theirs.stats("mv")
    np.testing.assert_allclose([ours.mean.item(), ours.variance.item(), ours.stddev.item()], [mean, variance, variance**0.5], rtol=1e-9)
    try:
        entropy = ours.entropy().item()
    except NotImplementedError:
        return
    np.testing.assert_allclose(entropy, theirs.entropy(), rtol=1e-7)


@pytest.mark.parametrize("ours, theirs", CONTINUOUS, ids=name)
def test_cdf_agrees_with_scipy(ours, theirs):
    x = np.sort(theirs.rvs(20, random_state=1))
    try:
        got = ours.cdf(lumbre.tensor(x)).numpy()
    except NotImplementedError:
        return
    np.testing.assert_allclose(got, theirs.cdf(x), rtol=1e-8)
    try:
        back = ours.icdf(lumbre.tensor(got)).numpy()
    except NotImplementedError:
        return
    np.testing.assert_allclose(back, x, rtol=1e-6)


@pytest.mark.parametrize("ours, theirs", CONTINUOUS, ids=name)
def test_samples_follow_the_distribution(ours, theirs):
    lumbre.manual_seed(1)
    assert stats.kstest(ours.sample((2000,)).numpy().ravel(), theirs.cdf).pvalue > 1e-3


MAPS = [
    D.ExpTransform(), D.SigmoidTransform(), D.TanhTransform(), D.SoftplusTransform(), D.AffineTransform(1.0, -2.0), D.PowerTransform(t(3.0)).inv,
    D.ComposeTransform([D.AffineTransform(0.5, 2.0), D.SigmoidTransform()]), D.CumulativeDistributionTransform(D.Normal(t(0.0), t(1.0))),
]


@pytest.mark.parametrize("transform", MAPS, ids=lambda m: type(m).__name__)
def test_transform_inverts_and_jacobian_agrees_with_differences(transform):
    x = t(0.3, 0.9, 1.7)
    y = transform(x)
    np.testing.assert_allclose(transform.inv(y).numpy(), x.numpy(), rtol=1e-9)
    h = 1e-6
    slope = (transform(x + h) - transform(x - h)) / (2 * h)
    np.testing.assert_allclose(transform.log_abs_det_jacobian(x, y).numpy(), slope.abs().log().numpy(), rtol=1e-6, atol=1e-8)
    np.testing.assert_allclose(transform.inv.log_abs_det_jacobian(y, x).numpy(), -slope.abs().log().numpy(), rtol=1e-6, atol=1e-8)
    assert transform.inv.inv is transform and transform == transform
    assert type(pickle.loads(pickle.dumps(transform))) is type(transform)


@pytest.mark.parametrize("transform, size", [(D.StickBreakingTransform(), 3), (D.CorrCholeskyTransform(), 3)], ids=["stick", "corr"])
def test_vector_transform_jacobian_is_the_determinant(transform, size):
    x = t(*[0.2, -0.7, 0.5][:size])
    y = transform(x)
    np.testing.assert_allclose(transform.inv(y).numpy(), x.numpy(), rtol=1e-8)
    columns = []
    for i in range(size):
        h = lumbre.zeros(size, dtype=lumbre.float64)
        h[i] = 1e-6
        columns.append(((transform(x + h) - transform(x - h)) / 2e-6).numpy())
    jacobian = np.stack(columns, -1)
    # Free coordinates of the image: all but the last of a simplex, the strictly lower triangle of a factor.
    free = jacobian[:-1] if y.dim() == 1 else np.array([jacobian[i, j] for i in range(3) for j in range(i)])
    np.testing.assert_allclose(transform.log_abs_det_jacobian(x, y).item(), np.log(abs(np.linalg.det(free))), rtol=1e-6)


REGIONS = [
    constraints.real, constraints.positive, constraints.greater_than(2.0), constraints.less_than(-1.0), constraints.unit_interval,
    constraints.interval(-2.0, 5.0), constraints.simplex, constraints.lower_cholesky, constraints.corr_cholesky,
    constraints.positive_definite, constraints.independent(constraints.positive, 1), constraints.real_vector,
    constraints.stack([constraints.positive, constraints.real]), constraints.cat([constraints.positive, constraints.real], lengths=[1, 2]),
]


@pytest.mark.parametrize("region", REGIONS, ids=repr)
def test_registered_transform_lands_in_its_region(region):
    lumbre.manual_seed(0)
    shape = {"corr_cholesky": (4, 3)}.get(next((n for n in ("corr_cholesky",) if region is getattr(constraints, n)), ""), (3, 3))
    shape = (2, 3) if isinstance(region, constraints.stack) else shape
    x = lumbre.randn(shape, dtype=lumbre.float64)
    for registry in (transform_to, biject_to):
        try:
            y = registry(region)(x)
        except NotImplementedError:
            assert registry is biject_to
            continue
        assert region.check(y).all()
        np.testing.assert_allclose(registry(region)(registry(region).inv(y)).numpy(), y.numpy(), rtol=1e-6, atol=1e-8)


REFUSED = [
    (lambda: D.Normal(0.0, -1.0), r"Expected parameter scale \(Tensor of shape \(\)\) of distribution Normal\(loc: 0.0, scale: -1.0\) to satisfy the constraint GreaterThan\(lower_bound=0.0\)"),
    (lambda: D.Normal(0.0, 1.0).log_prob(1.0), "must be a Tensor"),
    (lambda: D.Normal(lumbre.zeros(3), 1.0).log_prob(lumbre.zeros(2)), "not broadcastable"),
    (lambda: D.Bernoulli(0.5).log_prob(lumbre.tensor(0.3)), r"within the support \(Boolean\(\)\)"),
    (lambda: D.Categorical(lumbre.ones(2), lumbre.ones(2)), "Either `probs` or `logits`"),
    (lambda: D.Categorical(lumbre.tensor(1.0)), "at least one-dimensional"),
    (lambda: D.Categorical(lumbre.ones(3)).log_prob(lumbre.tensor(5)), "IntegerInterval"),
    (lambda: D.Uniform(1.0, 0.0), "LessThan"),
    (lambda: D.MultivariateNormal(lumbre.zeros(2)), "Exactly one"),
    (lambda: D.Independent(D.Normal(0.0, 1.0), 1), "actual 1 vs 0"),
    (lambda: D.LKJCholesky(1), "greater than or equal to 2"),
    (lambda: D.TransformedDistribution(D.Normal(0.0, 1.0), [3]), "must be a Transform"),
]


@pytest.mark.parametrize("make, text", REFUSED)
def test_bad_arguments_are_refused(make, text):
    with pytest.raises(ValueError, match=text):
        make()


def test_validation_can_be_turned_off():
    assert D.Normal(0.0, -1.0, validate_args=False).scale.item() == -1


def test_subclass_with_its_own_constructor_needs_its_own_expand():
    class Shifted(D.Normal):
        def __init__(self, shift):
            super().__init__(shift, 1.0)

    with pytest.raises(NotImplementedError, match="Shifted of Normal"):
        Shifted(0.0).expand((2,))


def test_user_distribution_with_only_log_prob_and_support_works():
    class Triangle(D.Distribution):
        arg_constraints = {}
        support = constraints.unit_interval

        def log_prob(self, value):
            if self._validate_args:
                self._validate_sample(value)
            return (2 * value).log()

    assert Triangle().log_prob(lumbre.tensor(0.5)).item() == 0
    with pytest.raises(ValueError, match="Triangle"):
        Triangle().log_prob(lumbre.tensor(2.0))
    with pytest.raises(NotImplementedError):
        Triangle().expand((2,))


def test_divergence_prefers_the_registration_of_the_subclass():
    class Mine(D.Normal):
        pass

    assert D.kl_divergence(Mine(0.0, 1.0), D.Normal(1.0, 1.0)).item() == pytest.approx(0.5)
    D.register_kl(Mine, D.Normal)(lambda p, q: lumbre.tensor(9.0))
    try:
        assert D.kl_divergence(Mine(0.0, 1.0), D.Normal(1.0, 1.0)).item() == 9
        assert D.kl_divergence(D.Normal(0.0, 1.0), Mine(1.0, 1.0)).item() == pytest.approx(0.5)
    finally:
        del D.kl._KL_REGISTRY[Mine, D.Normal]
        D.kl._KL_MEMOIZE.clear()


def test_policy_gradient_uses_log_prob_of_a_sample():
    logits = lumbre.tensor([0.0, 1.0, 2.0], requires_grad=True)
    d = D.Categorical(logits=logits)
    (-d.log_prob(lumbre.tensor(1))).backward()
    p = np.exp([0, 1, 2]) / np.exp([0, 1, 2]).sum()
    np.testing.assert_allclose(logits.grad.numpy(), p - np.array([0, 1, 0]), rtol=1e-6)


def test_lazy_property_is_computed_once_and_is_a_property_of_the_class():
    d = D.Bernoulli(logits=lumbre.tensor(0.0))
    assert "probs" not in d.__dict__ and d.probs is d.probs and "probs" in d.__dict__
    assert isinstance(type(d).probs, property)


def test_triangular_vectors_go_both_ways():
    from lumbre.distributions.utils import tril_matrix_to_vec, vec_to_tril_matrix

    for diag in (-1, 0, 1):
        m = lumbre.tril(lumbre.arange(1.0, 17.0).view(4, 4), diag)
        assert vec_to_tril_matrix(tril_matrix_to_vec(m, diag), diag).equal(m)
