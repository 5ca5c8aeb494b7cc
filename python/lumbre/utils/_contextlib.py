"""Context managers that decorate: functions, generators and classes."""

import functools


def context_decorator(ctx, func):
    """`func` with `ctx()` (or a fresh copy of `ctx`) around each call; a generator is entered at every step."""
    factory = ctx if callable(ctx) and not hasattr(ctx, "__enter__") else (lambda: ctx)
    if isinstance(func, type):
        raise RuntimeError(
            "Cannot decorate classes; it is ambiguous whether or not only the constructor or all methods should have the context manager applied"
        )
    import inspect

    if inspect.isgeneratorfunction(func):
        return _wrap_generator(factory, func)

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        with factory():
            return func(*args, **kwargs)

    return wrapper


def _wrap_generator(factory, func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        gen = func(*args, **kwargs)
        try:
            with factory():
                value = gen.send(None)
            while True:
                try:
                    sent = yield value
                except GeneratorExit:
                    with factory():
                        gen.close()
                    raise
                except BaseException as error:
                    with factory():
                        value = gen.throw(error)
                else:
                    with factory():
                        value = gen.send(sent)
        except StopIteration as stop:
            return stop.value

    return wrapper


class _DecoratorContextManager:
    def __call__(self, orig_func):
        if isinstance(orig_func, type):
            import warnings

            warnings.warn(
                "Decorating classes is deprecated and will be disabled in future versions. You should only decorate functions or methods. "
                "To preserve the current behavior of class decoration, you can directly decorate the `__init__` method and nothing else.",
                FutureWarning,
                stacklevel=2,
            )
            orig_func.__init__ = context_decorator(self.clone, orig_func.__init__)
            return orig_func
        return context_decorator(self.clone, orig_func)

    def __enter__(self):
        raise NotImplementedError

    def __exit__(self, *exc):
        raise NotImplementedError

    def clone(self):
        return self.__class__()


class _NoParamDecoratorContextManager(_DecoratorContextManager):
    """Works with and without brackets: `@no_grad` and `@no_grad()`."""

    def __new__(cls, orig_func=None):
        if orig_func is None:
            return super().__new__(cls)
        return cls()(orig_func)
