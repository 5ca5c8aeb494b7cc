"""The base of all probability distributions."""

import warnings

import lumbre as torch
from lumbre.distributions import constraints
from lumbre.distributions.utils import lazy_property

__all__ = ["Distribution"]


class Distribution:
    """A probability distribution over values of shape `event_shape`, one for each index of `batch_shape`.

    A sample of `sample_shape` has the shape `sample_shape + batch_shape + event_shape`; `log_prob` of it, `sample_shape + batch_shape`.
    With `validate_args` (by default where Python runs with assertions), parameters and values outside their constraints raise `ValueError`.
    """

    has_rsample = False
    has_enumerate_support = False
    _validate_args = __debug__
    # Tensors with batch dimensions first: attribute name -> number of dimensions after them.
    _batched = None

    @staticmethod
    def set_default_validate_args(value):
        """Whether distributions check their arguments from here on."""
        if value not in (True, False):
            raise ValueError
        Distribution._validate_args = value

    def __init__(self, batch_shape=torch.Size(), event_shape=torch.Size(), validate_args=None):
        self._batch_shape, self._event_shape = batch_shape, event_shape
        if validate_args is not None:
            self._validate_args = validate_args
        if self._validate_args:
            self._check_parameters()
        super().__init__()

    def _check_parameters(self):
        try:
            arg_constraints = self.arg_constraints
        except NotImplementedError:
            arg_constraints = {}
            warnings.warn(
                f"{self.__class__} does not define `arg_constraints`. Please set `arg_constraints = {{}}` or initialize the "
                "distribution with `validate_args=False` to turn off validation."
            )
        for name, constraint in arg_constraints.items():
            if constraints.is_dependent(constraint):
                continue
            # A parameter that would only now be computed from another one needs no check.
            if name not in self.__dict__ and isinstance(getattr(type(self), name), lazy_property):
                continue
            value = getattr(self, name)
            if not constraint.check(value).all():
                raise ValueError(
                    f"Expected parameter {name} ({type(value).__name__} of shape {tuple(value.shape)}) of distribution {self!r} "
                    f"to satisfy the constraint {constraint!r}, but found invalid values:\n{value}"
                )

    def expand(self, batch_shape, _instance=None):
        """The same distribution with its batch dimensions expanded to `batch_shape`, without copying its parameters."""
        home = next((c for c in type(self).__mro__ if c.__dict__.get("_batched") is not None), None)
        if home is None:
            raise NotImplementedError
        batch_shape = torch.Size(batch_shape)
        new = self._get_checked_instance(home, _instance)
        for name, event_dims in home._batched.items():
            if name in self.__dict__:
                value = self.__dict__[name]
                if isinstance(value, Distribution):
                    value = value.expand(batch_shape + value.batch_shape[value._batch_dim() - event_dims :])
                else:
                    value = value.expand(batch_shape + value.shape[value.dim() - event_dims :])
                new.__dict__[name] = value
        self._keep(new)
        Distribution.__init__(new, batch_shape, self._event_shape, validate_args=False)
        new._validate_args = self._validate_args
        return new

    def _batch_dim(self):
        return len(self._batch_shape)

    def _keep(self, new):
        """Copies what has no batch dimensions to an expanded instance."""

    @property
    def batch_shape(self):
        """The shape over which the parameters are batched."""
        return self._batch_shape

    @property
    def event_shape(self):
        """The shape of one value."""
        return self._event_shape

    @property
    def arg_constraints(self):
        """Constraints that the arguments must satisfy, by their names."""
        raise NotImplementedError

    @property
    def support(self):
        """The constraint on the distribution's values."""
        raise NotImplementedError

    @property
    def mean(self):
        raise NotImplementedError

    @property
    def mode(self):
        raise NotImplementedError(f"{self.__class__} does not implement mode")

    @property
    def variance(self):
        raise NotImplementedError

    @property
    def stddev(self):
        """The square root of the variance."""
        return self.variance.sqrt()

    def sample(self, sample_shape=torch.Size()):
        """Draws values of shape `sample_shape + batch_shape + event_shape`, without gradients."""
        with torch.no_grad():
            return self.rsample(sample_shape)

    def rsample(self, sample_shape=torch.Size()):
        """Draws values as differentiable functions of the parameters."""
        raise NotImplementedError

    def sample_n(self, n):
        """Draws `n` values or batches of values. Deprecated: `sample((n,))` does the same."""
        warnings.warn("sample_n will be deprecated. Use .sample((n,)) instead", UserWarning, stacklevel=2)
        return self.sample(torch.Size((n,)))

    def log_prob(self, value):
        """The logarithm of the density (or of the probability, for discrete values) at `value`."""
        raise NotImplementedError

    def cdf(self, value):
        """The probability of values up to `value`."""
        raise NotImplementedError

    def icdf(self, value):
        """The value up to which the probability is `value`: the inverse of `cdf`."""
        raise NotImplementedError

    def enumerate_support(self, expand=True):
        """All values of a discrete distribution along a new first dimension, expanded over the batch or of size 1 there."""
        raise NotImplementedError

    def entropy(self):
        """The entropy in nats, of shape `batch_shape`."""
        raise NotImplementedError

    def perplexity(self):
        """`exp(entropy)`, of shape `batch_shape`."""
        return torch.exp(self.entropy())

    def _extended_shape(self, sample_shape=torch.Size()):
        if not isinstance(sample_shape, torch.Size):
            sample_shape = torch.Size(sample_shape)
        return torch.Size(sample_shape + self._batch_shape + self._event_shape)

    def _validate_sample(self, value):
        """Raises `ValueError` unless `value` is a tensor that broadcasts with the distribution and lies in its support."""
        if not isinstance(value, torch.Tensor):
            raise ValueError("The value argument to log_prob must be a Tensor")
        event_dims = len(self._event_shape)
        if tuple(value.shape[max(value.dim() - event_dims, 0) :]) != tuple(self._event_shape):
            raise ValueError(f"The right-most size of value must match event_shape: {value.size()} vs {self._event_shape}.")
        expected = self._batch_shape + self._event_shape
        for i, j in zip(reversed(value.size()), reversed(expected)):
            if i != 1 and j != 1 and i != j:
                raise ValueError(f"Value is not broadcastable with batch_shape+event_shape: {value.size()} vs {expected}.")
        try:
            support = self.support
        except NotImplementedError:
            warnings.warn(
                f"{self.__class__} does not define `support` to enable sample validation. Please initialize the distribution with "
                "`validate_args=False` to turn off validation."
            )
            return
        if not support.check(value).all():
            raise ValueError(
                f"Expected value argument ({type(value).__name__} of shape {tuple(value.shape)}) to be within the support ({support!r}) "
                f"of the distribution {self!r}, but found invalid values:\n{value}"
            )

    def _get_checked_instance(self, cls, _instance=None):
        """An instance for `expand` to fill; a subclass with its own constructor must bring its own `expand` too."""
        if _instance is None and type(self).__init__ != cls.__init__:
            raise NotImplementedError(
                f"Subclass {self.__class__.__name__} of {cls.__name__} that defines a custom __init__ method must also define a custom "
                ".expand() method."
            )
        return self.__new__(type(self)) if _instance is None else _instance

    def __repr__(self):
        def shown(value):
            return value if value.numel() == 1 else value.size()

        names = [k for k in self.arg_constraints if k in self.__dict__]
        return type(self).__name__ + "(" + ", ".join(f"{k}: {shown(self.__dict__[k])}" for k in names) + ")"
