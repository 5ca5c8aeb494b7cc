"""What steps of a pipeline have in common."""

from ..dataset import Dataset, IterableDataset

__all__ = ["DataChunk", "DFIterDataPipe", "IterDataPipe", "MapDataPipe"]


class _Pipe:
    """Finds steps by their short names: ``pipe.map(f)`` is ``Mapper(pipe, f)``."""

    def __getattr__(self, name):
        make = type(self).functions.get(name) if not name.startswith("__") else None
        if make is None:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        return lambda *args, **kwargs: make(self, *args, **kwargs)

    @classmethod
    def register_function(cls, function_name, function):
        """Make ``pipe.function_name(...)`` call ``function(pipe, ...)``."""
        cls.functions[function_name] = function

    @classmethod
    def register_datapipe_as_function(cls, function_name, cls_to_register, enable_df_api_tracing=False):
        """Make ``pipe.function_name(...)`` build a step of the class."""
        if function_name in cls.functions:
            raise Exception(  # noqa: TRY002  (PyTorch's class)
                f"Unable to add DataPipe function name {function_name} as it is already taken"
            )
        cls.functions[function_name] = cls_to_register

    def __getstate__(self):
        return self.__dict__

    def __setstate__(self, state):
        self.__dict__.update(state)

    def __repr__(self):
        return type(self).__qualname__

    __str__ = __repr__


class IterDataPipe(_Pipe, IterableDataset):
    """A step that is iterated over."""

    functions = {}

    def reset(self):
        """Called before a new pass."""


class DFIterDataPipe(IterDataPipe):
    """A step over data frames."""


class MapDataPipe(_Pipe, Dataset):
    """A step that is indexed."""

    functions = {}


class DataChunk(list):
    """A list of samples that a step has put together."""

    def __init__(self, items):
        items = list(items)
        super().__init__(items)
        self.items = items

    def as_str(self, indent=""):
        """The samples, as text."""
        return indent + "[" + ", ".join(str(i) for i in iter(self)) + "]"

    def raw_iterator(self):
        """Iterate over the samples."""
        yield from self.items
