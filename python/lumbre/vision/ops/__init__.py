"""Operations and layers of vision networks: boxes, regions, losses, blocks."""

import sys
import types

from . import boxes, feature_pyramid_network, misc, roi, stochastic_depth as _stochastic_depth
from .boxes import *  # noqa: F403
from .feature_pyramid_network import *  # noqa: F403
from .misc import *  # noqa: F403
from .roi import *  # noqa: F403
from .stochastic_depth import *  # noqa: F403

__all__ = [*boxes.__all__, *feature_pyramid_network.__all__, *misc.__all__, *roi.__all__, *_stochastic_depth.__all__]

# torchvision's other homes of these names, as in `from torchvision.ops.poolers import MultiScaleRoIAlign`.
for _home, _names in {
    "ciou_loss": "complete_box_iou_loss",
    "deform_conv": "DeformConv2d deform_conv2d",
    "diou_loss": "distance_box_iou_loss",
    "drop_block": "DropBlock2d DropBlock3d drop_block2d drop_block3d",
    "focal_loss": "sigmoid_focal_loss",
    "giou_loss": "generalized_box_iou_loss",
    "poolers": "MultiScaleRoIAlign",
    "roi_align": "RoIAlign roi_align",
    "roi_pool": "RoIPool roi_pool",
    "ps_roi_align": "PSRoIAlign ps_roi_align",
    "ps_roi_pool": "PSRoIPool ps_roi_pool",
}.items():
    _module = types.ModuleType(f"{__name__}.{_home}")
    _module.__dict__.update({_name: globals()[_name] for _name in _names.split()})
    sys.modules[_module.__name__] = _module
    globals().setdefault(_home, _module)
