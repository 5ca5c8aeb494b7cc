"""The same names by the module that holds them in PyTorch."""

from . import *  # noqa: F403
from . import _get_default_group, _get_default_store, __getattr__  # noqa: F401
from ._groups import _World as _world  # noqa: F401
from ._groups import default_pg_timeout  # noqa: F401
