"""Weights from the web, by the older name."""

from ..hub import load_state_dict_from_url as load_url  # noqa: F401

try:
    from tqdm.auto import tqdm
except ImportError:

    class tqdm:  # noqa: N801
        """A progress bar that shows nothing."""

        def __init__(self, iterable=None, *args, **kwargs):
            self.iterable = iterable

        def __iter__(self):
            return iter(self.iterable)

        def update(self, n=1):
            """Shows nothing."""

        close = update

        def __enter__(self):
            return self

        def __exit__(self, *exc):
            return False
