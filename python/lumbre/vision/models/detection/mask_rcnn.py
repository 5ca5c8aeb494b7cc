"""Mask R-CNN. He et al., "Mask R-CNN", 2017."""

from collections import OrderedDict

from lumbre import nn

from ...ops import Conv2dNormActivation, MultiScaleRoIAlign
from .._utils import fan_out
from .faster_rcnn import _RESNET, FasterRCNN, check_kind, detector, draw_fan_out, first_weights_eps, heads_v2, pyramid, pyramid_v2
from .rpn import rename


class MaskRCNNHeads(nn.Sequential):
    """Convolutions over a region's features."""

    _version = 2

    def __init__(self, in_channels, layers, dilation, norm_layer=None):
        blocks = []
        for channels in layers:
            blocks.append(Conv2dNormActivation(in_channels, channels, padding=dilation, dilation=dilation, norm_layer=norm_layer))
            in_channels = channels
        super().__init__(*blocks)
        draw_fan_out(self)

    def _load_from_state_dict(self, state_dict, prefix, local_metadata, *rest):
        if (local_metadata.get("version") or 1) < 2:
            rename(state_dict, prefix, [(f"mask_fcn{i + 1}", f"{i}.0") for i in range(len(self))])
        super()._load_from_state_dict(state_dict, prefix, local_metadata, *rest)


class MaskRCNNPredictor(nn.Sequential):
    """A mask for each class, at twice the size."""

    def __init__(self, in_channels, dim_reduced, num_classes):
        larger, logits = nn.ConvTranspose2d(in_channels, dim_reduced, 2, 2, 0), nn.Conv2d(dim_reduced, num_classes, 1, 1, 0)
        super().__init__(OrderedDict(conv5_mask=larger, relu=nn.ReLU(inplace=True), mask_fcn_logits=logits))
        for layer in (larger, logits):
            fan_out(layer)


class MaskRCNN(FasterRCNN):
    """Faster R-CNN with a mask for each detection: targets have "masks" (n, height, width), detections (n, 1, height, width).

    The other arguments are those of `FasterRCNN`.
    """

    def __init__(self, backbone, num_classes=None, *args, mask_roi_pool=None, mask_head=None, mask_predictor=None, **kwargs):
        check_kind(mask_roi_pool, MultiScaleRoIAlign, "mask_roi_pool")
        if num_classes is not None and mask_predictor is not None:
            raise ValueError("num_classes should be None when mask_predictor is specified")
        mask_roi_pool = mask_roi_pool or MultiScaleRoIAlign(["0", "1", "2", "3"], 14, 2)
        if mask_head is None:
            mask_head = MaskRCNNHeads(backbone.out_channels, (256,) * 4, 1)
        if mask_predictor is None:
            mask_predictor = MaskRCNNPredictor(256, 256, num_classes)
        super().__init__(backbone, num_classes, *args, **kwargs)
        self.roi_heads.mask_roi_pool, self.roi_heads.mask_head, self.roi_heads.mask_predictor = mask_roi_pool, mask_head, mask_predictor


def _over_resnet(num_classes, weights_backbone, progress, trained=False, trainable_backbone_layers=None, **kwargs):
    """Mask R-CNN over ResNet-50."""
    return MaskRCNN(pyramid(weights_backbone, progress, trained, trainable_backbone_layers), num_classes, **kwargs)


_over_resnet.after_weights = first_weights_eps


def _over_resnet_v2(num_classes, weights_backbone, progress, trained=False, trainable_backbone_layers=None, **kwargs):
    """Mask R-CNN over ResNet-50, with deeper heads and batch norms that learn. Li et al., 2021."""
    backbone = pyramid_v2(weights_backbone, progress, trained, trainable_backbone_layers, norm_layer=nn.BatchNorm2d)
    heads = heads_v2(backbone)
    heads["mask_head"] = MaskRCNNHeads(backbone.out_channels, [256] * 4, 1, norm_layer=nn.BatchNorm2d)
    return MaskRCNN(backbone, num_classes, **{**heads, **kwargs})


maskrcnn_resnet50_fpn = detector("maskrcnn_resnet50_fpn", "MaskRCNN_ResNet50_FPN_Weights", _RESNET, _over_resnet)
maskrcnn_resnet50_fpn_v2 = detector(
    "maskrcnn_resnet50_fpn_v2", "MaskRCNN_ResNet50_FPN_V2_Weights", ("ResNet50_Weights", None), _over_resnet_v2
)
