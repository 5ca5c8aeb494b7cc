"""One instance of every distribution, for a library that is PyTorch or stands in for it."""


def catalogue(T):
    """(instances by name, the leaves among their parameters by name); `T` is the library."""
    D, t, leaves = T.distributions, T.tensor, {}
    double = {"dtype": T.float64}

    def leaf(values):
        x = t(values, **double).requires_grad_()
        leaves.setdefault("now", []).append(x)
        return x

    cov, tril = t([[2.0, 0.3], [0.3, 1.0]], **double), t([[1.0, 0.0], [0.5, 2.0]], **double)
    makers = {
        "Normal": lambda: D.Normal(leaf([0.0, 1.0]), leaf([1.0, 0.5])),
        "Bernoulli": lambda: D.Bernoulli(leaf([0.2, 0.9])),
        "Beta": lambda: D.Beta(leaf([0.5, 2.0]), leaf([0.7, 1.0])),
        "Binomial": lambda: D.Binomial(30, leaf([0.1, 0.8])),
        "Categorical": lambda: D.Categorical(leaf([[0.1, 0.2, 0.7], [1.0, 1.0, 2.0]])),
        "Cauchy": lambda: D.Cauchy(leaf([0.0, 1.0]), leaf([1.0, 2.0])),
        "Chi2": lambda: D.Chi2(leaf([0.5, 3.0])),
        "ContinuousBernoulli": lambda: D.ContinuousBernoulli(leaf([0.1, 0.4995])),
        "Dirichlet": lambda: D.Dirichlet(leaf([[0.5, 1.0, 2.0], [3.0, 4.0, 5.0]])),
        "Exponential": lambda: D.Exponential(leaf([0.5, 2.0])),
        "FisherSnedecor": lambda: D.FisherSnedecor(leaf([3.0, 5.0]), leaf([5.0, 6.0])),
        "Gamma": lambda: D.Gamma(leaf([0.3, 4.0]), leaf([1.0, 2.0])),
        "GeneralizedPareto": lambda: D.GeneralizedPareto(leaf([0.0, 1.0, 0.0]), leaf([1.0, 2.0, 1.0]), leaf([0.3, 0.0, -0.4])),
        "Geometric": lambda: D.Geometric(leaf([0.2, 0.7])),
        "Gumbel": lambda: D.Gumbel(leaf([0.0, 1.0]), leaf([1.0, 2.0])),
        "HalfCauchy": lambda: D.HalfCauchy(leaf([1.0, 2.0])),
        "HalfNormal": lambda: D.HalfNormal(leaf([1.0, 2.0])),
        "Independent": lambda: D.Independent(D.Normal(leaf([[0.0, 1.0]]), leaf([[1.0, 2.0]])), 1),
        "InverseGamma": lambda: D.InverseGamma(leaf([1.5, 4.0]), leaf([1.0, 2.0])),
        "Kumaraswamy": lambda: D.Kumaraswamy(leaf([0.5, 2.0]), leaf([1.5, 3.0])),
        "LKJCholesky": lambda: D.LKJCholesky(3, leaf([0.5, 2.0])),
        "Laplace": lambda: D.Laplace(leaf([0.0, 1.0]), leaf([1.0, 2.0])),
        "LogNormal": lambda: D.LogNormal(leaf([0.0, 1.0]), leaf([1.0, 0.5])),
        "LogisticNormal": lambda: D.LogisticNormal(leaf([0.0, 1.0]), leaf([1.0, 0.5])),
        "LowRankMultivariateNormal": lambda: D.LowRankMultivariateNormal(leaf([0.0, 1.0]), leaf([[1.0], [2.0]]), leaf([1.0, 0.5])),
        "MixtureSameFamily": lambda: D.MixtureSameFamily(D.Categorical(leaf([0.2, 0.8])), D.Normal(leaf([0.0, 2.0]), leaf([1.0, 0.5]))),
        "Multinomial": lambda: D.Multinomial(5, leaf([0.1, 0.2, 0.7])),
        "MultivariateNormal": lambda: D.MultivariateNormal(leaf([0.0, 1.0]), cov),
        "MultivariateNormal precision": lambda: D.MultivariateNormal(leaf([0.0, 1.0]), precision_matrix=cov),
        "MultivariateNormal tril": lambda: D.MultivariateNormal(leaf([[0.0, 1.0], [2.0, 3.0]]), scale_tril=tril),
        "NegativeBinomial": lambda: D.NegativeBinomial(t([3.0, 1.5], **double), leaf([0.3, 0.8])),
        "OneHotCategorical": lambda: D.OneHotCategorical(leaf([0.1, 0.2, 0.7])),
        "OneHotCategoricalStraightThrough": lambda: D.OneHotCategoricalStraightThrough(logits=leaf([0.0, 1.0, 2.0])),
        "Pareto": lambda: D.Pareto(leaf([1.0, 2.0]), leaf([1.5, 3.0])),
        "Poisson": lambda: D.Poisson(leaf([0.5, 20.0])),
        "RelaxedBernoulli": lambda: D.RelaxedBernoulli(t(0.7, **double), leaf([0.2, 0.6])),
        "RelaxedOneHotCategorical": lambda: D.RelaxedOneHotCategorical(t(0.7, **double), leaf([0.1, 0.2, 0.7])),
        "StudentT": lambda: D.StudentT(leaf([1.5, 4.0]), leaf([0.0, 1.0]), leaf([1.0, 2.0])),
        "Transformed": lambda: D.TransformedDistribution(
            D.Normal(leaf([0.0, 1.0]), leaf([1.0, 2.0])), [D.AffineTransform(1.0, -2.0), D.SigmoidTransform()]
        ),
        "Uniform": lambda: D.Uniform(leaf([0.0, -1.0]), leaf([1.0, 3.0])),
        "VonMises": lambda: D.VonMises(leaf([0.0, 1.0]), leaf([0.5, 5.0])),
        "Weibull": lambda: D.Weibull(leaf([1.0, 2.0]), leaf([0.7, 3.0])),
        "Wishart": lambda: D.Wishart(leaf([4.0]), cov),
    }
    return makers, leaves


def numbers(x):
    """A tensor as nested lists; None stays None."""
    return None if x is None else x.detach().tolist()


QUANTITIES = ("mean", "variance", "mode", "entropy", "samples", "state", "rsample_grad", "log_prob", "log_prob_grad", "cdf", "icdf", "expanded")


def describe(T, name, value, only=None):
    """What the library gives for one distribution: quantities by name, an error's class where it has none."""
    makers, leaves = catalogue(T)

    def fresh():
        leaves.clear()
        return makers[name](), leaves.get("now", [])

    def gradients(of):
        d, params = fresh()
        T.manual_seed(11)
        out = of(d)
        return [numbers(g) for g in T.autograd.grad(out.sum(), params, allow_unused=True)]

    def samples():
        T.manual_seed(3)
        return [numbers(fresh()[0].sample()), numbers(fresh()[0].sample((2, 3)))]

    def state():
        samples()
        return int(sum(int(b) * (i + 1) for i, b in enumerate(T.get_rng_state().tolist())))

    d = fresh()[0]
    v = T.tensor(value, dtype=T.float64)
    todo = {
        "mean": lambda: numbers(d.mean), "variance": lambda: numbers(d.variance), "mode": lambda: numbers(d.mode),
        "entropy": lambda: numbers(d.entropy()), "samples": samples, "state": state,
        "rsample_grad": lambda: gradients(lambda d: d.rsample((4,)).sin()), "log_prob": lambda: numbers(d.log_prob(v)),
        "log_prob_grad": lambda: gradients(lambda d: d.log_prob(v)), "cdf": lambda: numbers(d.cdf(v)),
        "icdf": lambda: numbers(d.icdf(T.tensor(0.3, dtype=T.float64))),
        "expanded": lambda: numbers(d.expand((2,) + tuple(d.batch_shape)).log_prob(v[:1])),
    }
    out = {"repr": repr(d), "shapes": [list(d.batch_shape), list(d.event_shape)]}
    for key in QUANTITIES if only is None else only:
        try:
            out[key] = todo[key]()
        except NotImplementedError:
            out[key] = "NotImplementedError"
        except (RuntimeError, ValueError) as error:
            out[key] = f"{type(error).__name__}: {error}"
    return out
