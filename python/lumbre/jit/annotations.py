"""Types that scripted code is annotated with."""

from typing import Any, Dict, List, NamedTuple, Optional, Tuple, Union  # noqa: F401

from .._jit_internal import (  # noqa: F401
    BroadcastingList1,
    BroadcastingList2,
    BroadcastingList3,
    is_dict,
    is_list,
    is_optional,
    is_tuple,
)


class Module:
    """A named table of types."""

    def __init__(self, name, members):
        self.name, self.members = name, members

    def __getattr__(self, name):
        try:
            return self.members[name]
        except KeyError:
            raise RuntimeError(f"Module {self.name} has no member called {name}") from None
