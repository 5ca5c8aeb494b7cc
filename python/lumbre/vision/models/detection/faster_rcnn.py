"""Faster R-CNN. Ren et al., "Faster R-CNN: towards real-time object detection with region proposal networks", 2015."""

from functools import partial

from lumbre import nn
from lumbre.nn import functional as nnf

from ...ops import Conv2dNormActivation, FrozenBatchNorm2d, MultiScaleRoIAlign
from ...ops.feature_pyramid_network import LastLevelP6P7
from .._api import task_builder
from .._utils import fan_out
from ..mobilenetv3 import mobilenet_v3_large
from ..resnet import resnet50
from ._utils import overwrite_eps
from .anchor_utils import AnchorGenerator
from .backbone_utils import _mobilenet_extractor, _resnet_fpn_extractor, _validate_trainable_layers
from .generalized_rcnn import GeneralizedRCNN
from .roi_heads import RoIHeads
from .rpn import RegionProposalNetwork, RPNHead
from .transform import MEAN, STD, GeneralizedRCNNTransform


def anchors():
    """One size for each of five levels, three ratios."""
    return AnchorGenerator(((32,), (64,), (128,), (256,), (512,)), ((0.5, 1.0, 2.0),) * 5)


def check_backbone(backbone):
    """Refuses a backbone that does not say how many channels it gives."""
    if not hasattr(backbone, "out_channels"):
        raise ValueError(
            "backbone should contain an attribute out_channels specifying the number of output channels (assumed to be the same for all the levels)"
        )


def check_kind(value, kind, name):
    """Refuses what is neither None nor of the kind."""
    if value is not None and not isinstance(value, kind):
        raise TypeError(f"{name} should be of type {kind.__name__} or None instead of {type(value)}")


class TwoMLPHead(nn.Module):
    """Two linear layers over a region's features."""

    def __init__(self, in_channels, representation_size):
        super().__init__()
        self.fc6 = nn.Linear(in_channels, representation_size)
        self.fc7 = nn.Linear(representation_size, representation_size)

    def forward(self, x):
        return nnf.relu(self.fc7(nnf.relu(self.fc6(x.flatten(1)))))


def draw_fan_out(head):
    """He's weights for the convolutions of a head, and no bias."""
    for layer in head.modules():
        if isinstance(layer, nn.Conv2d):
            fan_out(layer)
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)


class FastRCNNConvFCHead(nn.Sequential):
    """Convolutions, then linear layers over a region's features (channels, height, width)."""

    def __init__(self, input_size, conv_layers, fc_layers, norm_layer=None):
        width, height, length = input_size
        blocks = []
        for channels in conv_layers:
            blocks.append(Conv2dNormActivation(width, channels, norm_layer=norm_layer))
            width = channels
        blocks.append(nn.Flatten())
        width *= height * length
        for channels in fc_layers:
            blocks += [nn.Linear(width, channels), nn.ReLU(inplace=True)]
            width = channels
        super().__init__(*blocks)
        draw_fan_out(self)


class FastRCNNPredictor(nn.Module):
    """A region's classes (n, classes) and a box for each, (n, 4 * classes)."""

    def __init__(self, in_channels, num_classes):
        super().__init__()
        self.cls_score = nn.Linear(in_channels, num_classes)
        self.bbox_pred = nn.Linear(in_channels, num_classes * 4)

    def forward(self, x):
        if x.dim() == 4 and tuple(x.shape[2:]) != (1, 1):
            raise AssertionError(f"x has the wrong shape, expecting the last two dimensions to be [1,1] instead of {list(x.shape[2:])}")
        x = x.flatten(1)
        return self.cls_score(x), self.bbox_pred(x)


class FasterRCNN(GeneralizedRCNN):
    """Faster R-CNN over a backbone that gives features by name ("0" to "3") of ``backbone.out_channels``.

    ``min_size`` and ``max_size`` are sides in pixels; ``rpn_*`` is about the proposals, ``box_*`` about the detections.
    See `GeneralizedRCNN` for what a call takes and gives.
    """

    def __init__(
        self, backbone, num_classes=None, min_size=800, max_size=1333, image_mean=None, image_std=None, rpn_anchor_generator=None,
        rpn_head=None, rpn_pre_nms_top_n_train=2000, rpn_pre_nms_top_n_test=1000, rpn_post_nms_top_n_train=2000,
        rpn_post_nms_top_n_test=1000, rpn_nms_thresh=0.7, rpn_fg_iou_thresh=0.7, rpn_bg_iou_thresh=0.3, rpn_batch_size_per_image=256,
        rpn_positive_fraction=0.5, rpn_score_thresh=0.0, box_roi_pool=None, box_head=None, box_predictor=None, box_score_thresh=0.05,
        box_nms_thresh=0.5, box_detections_per_img=100, box_fg_iou_thresh=0.5, box_bg_iou_thresh=0.5, box_batch_size_per_image=512,
        box_positive_fraction=0.25, bbox_reg_weights=None, **kwargs,
    ):  # fmt: skip
        check_backbone(backbone)
        check_kind(rpn_anchor_generator, AnchorGenerator, "rpn_anchor_generator")
        check_kind(box_roi_pool, MultiScaleRoIAlign, "box_roi_pool")
        if (num_classes is None) == (box_predictor is None):
            state = "not be None when box_predictor is not" if num_classes is None else "be None when box_predictor is"
            raise ValueError(f"num_classes should {state} specified")
        channels = backbone.out_channels
        rpn_anchor_generator = rpn_anchor_generator or anchors()
        rpn_head = rpn_head or RPNHead(channels, rpn_anchor_generator.num_anchors_per_location()[0])
        rpn = RegionProposalNetwork(
            rpn_anchor_generator, rpn_head, rpn_fg_iou_thresh, rpn_bg_iou_thresh, rpn_batch_size_per_image, rpn_positive_fraction,
            {"training": rpn_pre_nms_top_n_train, "testing": rpn_pre_nms_top_n_test},
            {"training": rpn_post_nms_top_n_train, "testing": rpn_post_nms_top_n_test}, rpn_nms_thresh, rpn_score_thresh,
        )  # fmt: skip
        box_roi_pool = box_roi_pool or MultiScaleRoIAlign(["0", "1", "2", "3"], 7, 2)
        if box_head is None:
            box_head = TwoMLPHead(channels * box_roi_pool.output_size[0] ** 2, 1024)
        if box_predictor is None:
            box_predictor = FastRCNNPredictor(1024, num_classes)
        heads = RoIHeads(
            box_roi_pool, box_head, box_predictor, box_fg_iou_thresh, box_bg_iou_thresh, box_batch_size_per_image, box_positive_fraction,
            bbox_reg_weights, box_score_thresh, box_nms_thresh, box_detections_per_img,
        )  # fmt: skip
        transform = GeneralizedRCNNTransform(min_size, max_size, image_mean or MEAN, image_std or STD, **kwargs)
        super().__init__(backbone, rpn, heads, transform)


def first_weights_eps(model, chosen):
    """The first published weights were trained with an eps of 0."""
    if chosen.name == "COCO_V1":
        overwrite_eps(model, 0.0)


def _more_levels(channels):
    return None if channels is None else LastLevelP6P7(channels, 256)


def pyramid(weights_backbone, progress, trained, trainable, returned_layers=None, p6_channels=None):
    """A ResNet-50 with a feature pyramid, its batch norms frozen where its weights are trained.

    With ``p6_channels`` two more levels are made of features of that many channels.
    """
    trained = trained or weights_backbone is not None
    layers = _validate_trainable_layers(trained, trainable, 5, 3)
    backbone = resnet50(weights=weights_backbone, progress=progress, norm_layer=FrozenBatchNorm2d if trained else nn.BatchNorm2d)
    return _resnet_fpn_extractor(backbone, layers, returned_layers, _more_levels(p6_channels))


def pyramid_v2(weights_backbone, progress, trained, trainable, returned_layers=None, p6_channels=None, norm_layer=None):
    """The same with batch norms that learn, also in the pyramid."""
    layers = _validate_trainable_layers(trained or weights_backbone is not None, trainable, 5, 3)
    backbone = resnet50(weights=weights_backbone, progress=progress)
    return _resnet_fpn_extractor(backbone, layers, returned_layers, _more_levels(p6_channels), norm_layer=norm_layer)


def heads_v2(backbone):
    """The deeper heads of the second versions."""
    generator = anchors()
    channels = backbone.out_channels
    head = RPNHead(channels, generator.num_anchors_per_location()[0], conv_depth=2)
    box_head = FastRCNNConvFCHead((channels, 7, 7), [256] * 4, [1024], norm_layer=nn.BatchNorm2d)
    return {"rpn_anchor_generator": generator, "rpn_head": head, "box_head": box_head}


def _over_resnet(num_classes, weights_backbone, progress, trained=False, trainable_backbone_layers=None, **kwargs):
    """Faster R-CNN over ResNet-50."""
    return FasterRCNN(pyramid(weights_backbone, progress, trained, trainable_backbone_layers), num_classes, **kwargs)


_over_resnet.after_weights = first_weights_eps


def _over_resnet_v2(num_classes, weights_backbone, progress, trained=False, trainable_backbone_layers=None, **kwargs):
    """Faster R-CNN over ResNet-50, with deeper heads and batch norms that learn. Li et al., 2021."""
    backbone = pyramid_v2(weights_backbone, progress, trained, trainable_backbone_layers, norm_layer=nn.BatchNorm2d)
    return FasterRCNN(backbone, num_classes, **{**heads_v2(backbone), **kwargs})


def _over_mobilenet(num_classes, weights_backbone, progress, trained=False, trainable_backbone_layers=None, **kwargs):
    """Faster R-CNN over MobileNetV3."""
    trained = trained or weights_backbone is not None
    layers = _validate_trainable_layers(trained, trainable_backbone_layers, 6, 3)
    norm = FrozenBatchNorm2d if trained else nn.BatchNorm2d
    backbone = mobilenet_v3_large(weights=weights_backbone, progress=progress, norm_layer=norm)
    generator = AnchorGenerator(((32, 64, 128, 256, 512),) * 3, ((0.5, 1.0, 2.0),) * 3)
    given = {"rpn_score_thresh": 0.05, **kwargs}
    return FasterRCNN(_mobilenet_extractor(backbone, True, layers), num_classes, rpn_anchor_generator=generator, **given)


def _small(*args, **kwargs):
    """Faster R-CNN over MobileNetV3, for pictures of 320 pixels."""
    sizes = {"min_size": 320, "max_size": 640, "rpn_pre_nms_top_n_test": 150, "rpn_post_nms_top_n_test": 150}
    return _over_mobilenet(*args, **{**sizes, **kwargs})


detector = partial(task_builder, classes=91, options=(("trainable_backbone_layers", None),))
_RESNET, _MOBILENET = ("ResNet50_Weights", "IMAGENET1K_V1"), ("MobileNet_V3_Large_Weights", "IMAGENET1K_V1")
fasterrcnn_resnet50_fpn = detector("fasterrcnn_resnet50_fpn", "FasterRCNN_ResNet50_FPN_Weights", _RESNET, _over_resnet)
fasterrcnn_resnet50_fpn_v2 = detector(
    "fasterrcnn_resnet50_fpn_v2", "FasterRCNN_ResNet50_FPN_V2_Weights", ("ResNet50_Weights", None), _over_resnet_v2
)
fasterrcnn_mobilenet_v3_large_fpn = detector(
    "fasterrcnn_mobilenet_v3_large_fpn", "FasterRCNN_MobileNet_V3_Large_FPN_Weights", _MOBILENET, _over_mobilenet
)
fasterrcnn_mobilenet_v3_large_320_fpn = detector(
    "fasterrcnn_mobilenet_v3_large_320_fpn", "FasterRCNN_MobileNet_V3_Large_320_FPN_Weights", _MOBILENET, _small
)
