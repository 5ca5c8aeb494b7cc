"""Decorators of steps."""

from .datapipe import IterDataPipe, MapDataPipe

__all__ = ["functional_datapipe", "non_deterministic", "guaranteed_datapipes_determinism", "argument_validation", "runtime_validation", "runtime_validation_disabled"]


class functional_datapipe:
    """Registers a class of steps under a short name."""

    def __init__(self, name, enable_df_api_tracing=False):
        self.name = name

    def __call__(self, cls):
        if issubclass(cls, IterDataPipe):
            IterDataPipe.register_datapipe_as_function(self.name, cls)
        elif issubclass(cls, MapDataPipe):
            MapDataPipe.register_datapipe_as_function(self.name, cls)
        else:
            raise TypeError(f"Can only decorate IterDataPipe or MapDataPipe, got {cls}")
        return cls


_determinism = False


class guaranteed_datapipes_determinism:
    """Inside, steps marked as `non_deterministic` raise."""

    def __init__(self):
        global _determinism
        self._before, _determinism = _determinism, True

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        global _determinism
        _determinism = self._before


class non_deterministic:
    """Marks a class of steps whose order may change from run to run."""

    def __init__(self, arg):
        self.cls = arg if isinstance(arg, type) else None
        self.is_random = (lambda *a, **k: True) if self.cls is not None else arg

    def __call__(self, *args, **kwargs):
        if self.cls is not None:
            self._check(self.cls, args, kwargs)
            return self.cls(*args, **kwargs)
        cls = args[0]

        def make(*args, **kwargs):
            self._check(cls, args, kwargs)
            return cls(*args, **kwargs)

        return make

    def _check(self, cls, args, kwargs):
        if _determinism and self.is_random(*args, **kwargs):
            raise TypeError(
                f"{cls.__name__} is non-deterministic with the arguments given. Leave "
                "`guaranteed_datapipes_determinism` to use it."
            )


def argument_validation(f):
    """Kept for programs that decorate with it; arguments are not checked against hints."""
    return f


runtime_validation = argument_validation


class runtime_validation_disabled:
    """Kept for programs that use it."""

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return None
