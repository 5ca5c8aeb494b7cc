"""Counting floating-point operations is not part of this build; the class is there to be named, and to say that it has counted nothing."""

from .. import _absent


class FlopCounterMode:
    """Made, it has counted nothing; entering it, to count, raises NotImplementedError."""

    def __init__(self, mods=None, depth=2, display=True, custom_mapping=None):
        self.depth, self.display = depth, display

    def get_total_flops(self):
        """0: nothing was counted."""
        return 0

    def get_flop_counts(self):
        """{}: nothing was counted."""
        return {}

    def __enter__(self):
        raise NotImplementedError("utils.flop_counter.FlopCounterMode")

    def __exit__(self, *exc):
        return False


register_flop_formula = _absent.function("utils.flop_counter.register_flop_formula")
flop_registry = {}
