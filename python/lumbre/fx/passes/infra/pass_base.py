"""The base of passes."""

import abc
from typing import NamedTuple

from ...graph_module import GraphModule

__all__ = ["PassResult", "PassBase"]


class PassResult(NamedTuple):
    """What a pass made, and whether anything changed."""

    graph_module: GraphModule
    modified: bool


class PassBase(abc.ABC):
    """A change of a `GraphModule`: subclasses define `call`, and `requires` and `ensures` to check before and after."""

    def __call__(self, graph_module):
        self.requires(graph_module)
        result = self.call(graph_module)
        self.ensures(graph_module)
        return result

    @abc.abstractmethod
    def call(self, graph_module):
        pass

    def requires(self, graph_module):
        pass

    def ensures(self, graph_module):
        pass
