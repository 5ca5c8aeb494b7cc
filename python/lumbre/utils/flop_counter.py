"""Counting floating-point operations is not part of this build; the class is there to be named."""

from .. import _absent

FlopCounterMode = _absent.kind("utils.flop_counter.FlopCounterMode")
register_flop_formula = _absent.function("utils.flop_counter.register_flop_formula")
flop_registry = {}
