"""Devices of other makers, which this build has no place for."""

from .._absent import function

rename_privateuse1_backend = function("utils.rename_privateuse1_backend")
generate_methods_for_privateuse1_backend = function("utils.generate_methods_for_privateuse1_backend")
__all__ = ["rename_privateuse1_backend", "generate_methods_for_privateuse1_backend"]
