"""Modules in oneDNN's layouts, which this build does not have."""

from .._absent import function

to_mkldnn = function("utils.mkldnn.to_mkldnn")
__all__ = ["to_mkldnn"]
