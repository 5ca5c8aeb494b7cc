"""What a layout defines for its tensors: functions under the names by which PyTorch's functions and methods ask for them."""


class Handlers(dict):
    """Names to functions."""

    def register(self, *names):
        """A decorator that puts a function under each of `names`."""

        def keep(function):
            self.update(dict.fromkeys(names, function))
            return function

        return keep

    def call(self, func, args, kwargs, layout):
        """What `func` gives for `args` and `kwargs`; raises `NotImplementedError` with its name and `layout()` where nothing is defined."""
        name = getattr(func, "__name__", str(func))
        if name == "__get__":
            name = getattr(getattr(func, "__self__", None), "__name__", name)
        handler = self.get(name.strip("_") if name.startswith("__") else name)
        if handler is None:
            raise NotImplementedError(f"{name}(): not implemented for tensors of layout {layout()}")
        return handler(*args, **(kwargs or {}))
