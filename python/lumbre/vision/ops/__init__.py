"""Operations and layers of vision networks: boxes, regions, losses, blocks."""

from . import boxes, feature_pyramid_network, misc, roi, stochastic_depth as _stochastic_depth
from .boxes import *  # noqa: F403
from .feature_pyramid_network import *  # noqa: F403
from .misc import *  # noqa: F403
from .roi import *  # noqa: F403
from .stochastic_depth import *  # noqa: F403

__all__ = [*boxes.__all__, *feature_pyramid_network.__all__, *misc.__all__, *roi.__all__, *_stochastic_depth.__all__]
