"""RAFT: how far each pixel moves from one picture to the next. Teed and Deng, "RAFT", 2020."""

from functools import partial

import lumbre
from lumbre import nn
from lumbre.nn import functional as nnf

from ...ops.misc import Conv2dNormActivation
from .._api import builder
from .._utils import fan_out


def _shortcut(in_channels, out_channels, norm_layer, stride):
    return Conv2dNormActivation(
        in_channels, out_channels, norm_layer=norm_layer, kernel_size=1, stride=stride, bias=True, activation_layer=None
    )


class ResidualBlock(nn.Module):
    """Two convolutions beside a shortcut."""

    def __init__(self, in_channels, out_channels, *, norm_layer, stride=1, always_project=False):
        super().__init__()
        unit = partial(Conv2dNormActivation, norm_layer=norm_layer, kernel_size=3, bias=True)
        self.convnormrelu1 = unit(in_channels, out_channels, stride=stride)
        self.convnormrelu2 = unit(out_channels, out_channels)
        plain = stride == 1 and not always_project
        self.downsample = nn.Identity() if plain else _shortcut(in_channels, out_channels, norm_layer, stride)
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x):
        return self.relu(self.downsample(x) + self.convnormrelu2(self.convnormrelu1(x)))


class BottleneckBlock(nn.Module):
    """A convolution on fewer channels beside a shortcut."""

    def __init__(self, in_channels, out_channels, *, norm_layer, stride=1):
        super().__init__()
        inner = out_channels // 4
        unit = partial(Conv2dNormActivation, norm_layer=norm_layer, bias=True)
        self.convnormrelu1 = unit(in_channels, inner, kernel_size=1)
        self.convnormrelu2 = unit(inner, inner, kernel_size=3, stride=stride)
        self.convnormrelu3 = unit(inner, out_channels, kernel_size=1)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = nn.Identity() if stride == 1 else _shortcut(in_channels, out_channels, norm_layer, stride)

    def forward(self, x):
        return self.relu(self.downsample(x) + self.convnormrelu3(self.convnormrelu2(self.convnormrelu1(x))))


class FeatureEncoder(nn.Module):
    """Features at an eighth of the size."""

    def __init__(self, *, block=ResidualBlock, layers=(64, 64, 96, 128, 256), strides=(2, 1, 2, 2), norm_layer=nn.BatchNorm2d):
        super().__init__()
        if len(layers) != 5:
            raise ValueError(f"The expected number of layers is 5, instead got {len(layers)}")
        self.convnormrelu = Conv2dNormActivation(3, layers[0], norm_layer=norm_layer, kernel_size=7, stride=strides[0], bias=True)
        for i in (1, 2, 3):
            first = block(layers[i - 1], layers[i], norm_layer=norm_layer, stride=strides[i])
            setattr(self, f"layer{i}", nn.Sequential(first, block(layers[i], layers[i], norm_layer=norm_layer, stride=1)))
        self.conv = nn.Conv2d(layers[3], layers[4], 1)
        for m in self.modules():
            if isinstance(m, nn.Conv2d):
                fan_out(m)
        self.output_dim, self.downsample_factor = layers[-1], 2 ** sum(s == 2 for s in strides)

    def forward(self, x):
        return self.conv(self.layer3(self.layer2(self.layer1(self.convnormrelu(x)))))


class MotionEncoder(nn.Module):
    """Features of the flow so far and of what matches around it."""

    def __init__(self, *, in_channels_corr, corr_layers=(256, 192), flow_layers=(128, 64), out_channels=128):
        super().__init__()
        if len(flow_layers) != 2:
            raise ValueError(f"The expected number of flow_layers is 2, instead got {len(flow_layers)}")
        if len(corr_layers) not in (1, 2):
            raise ValueError(f"The number of corr_layers should be 1 or 2, instead got {len(corr_layers)}")
        unit = partial(Conv2dNormActivation, norm_layer=None)
        self.convcorr1 = unit(in_channels_corr, corr_layers[0], kernel_size=1)
        self.convcorr2 = unit(*corr_layers, kernel_size=3) if len(corr_layers) == 2 else nn.Identity()
        self.convflow1 = unit(2, flow_layers[0], kernel_size=7)
        self.convflow2 = unit(*flow_layers, kernel_size=3)
        self.conv = unit(corr_layers[-1] + flow_layers[-1], out_channels - 2, kernel_size=3)
        self.out_channels = out_channels

    def forward(self, flow, corr_features):
        both = [self.convcorr2(self.convcorr1(corr_features)), self.convflow2(self.convflow1(flow))]
        return lumbre.cat([self.conv(lumbre.cat(both, 1)), flow], 1)


class ConvGRU(nn.Module):
    """A gated recurrent unit of convolutions."""

    def __init__(self, *, input_size, hidden_size, kernel_size, padding):
        super().__init__()
        for name in ("convz", "convr", "convq"):
            setattr(self, name, nn.Conv2d(hidden_size + input_size, hidden_size, kernel_size, padding=padding))

    def forward(self, h, x):
        both = lumbre.cat([h, x], 1)
        z, r = self.convz(both).sigmoid(), self.convr(both).sigmoid()
        q = self.convq(lumbre.cat([r * h, x], 1)).tanh()
        return (1 - z) * h + z * q


class RecurrentBlock(nn.Module):
    """One or two `ConvGRU`, one after the other."""

    def __init__(self, *, input_size, hidden_size, kernel_size=((1, 5), (5, 1)), padding=((0, 2), (2, 0))):
        super().__init__()
        if len(kernel_size) != len(padding):
            raise ValueError(f"kernel_size should have the same length as padding, instead got {len(kernel_size)} and {len(padding)}")
        if len(kernel_size) not in (1, 2):
            raise ValueError(f"kernel_size should either 1 or 2, instead got {len(kernel_size)}")
        for i, (size, pad) in enumerate(zip(kernel_size, padding), 1):
            setattr(self, f"convgru{i}", ConvGRU(input_size=input_size, hidden_size=hidden_size, kernel_size=size, padding=pad))
        self.hidden_size, self._count = hidden_size, len(kernel_size)

    def forward(self, h, x):
        h = self.convgru1(h, x)
        return self.convgru2(h, x) if self._count == 2 else h


class FlowHead(nn.Module):
    """By how much the flow changes."""

    def __init__(self, *, in_channels, hidden_size):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, hidden_size, 3, padding=1)
        self.conv2 = nn.Conv2d(hidden_size, 2, 3, padding=1)
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x):
        return self.conv2(self.relu(self.conv1(x)))


class UpdateBlock(nn.Module):
    """One step: the new state, and by how much the flow changes."""

    def __init__(self, *, motion_encoder, recurrent_block, flow_head):
        super().__init__()
        self.motion_encoder, self.recurrent_block, self.flow_head = motion_encoder, recurrent_block, flow_head
        self.hidden_state_size = recurrent_block.hidden_size

    def forward(self, hidden_state, context, corr_features, flow):
        motion = self.motion_encoder(flow, corr_features)
        hidden_state = self.recurrent_block(hidden_state, lumbre.cat([context, motion], 1))
        return hidden_state, self.flow_head(hidden_state)


class MaskPredictor(nn.Module):
    """The weights by which a pixel's flow is made of nine coarse ones."""

    def __init__(self, *, in_channels, hidden_size, multiplier=0.25):
        super().__init__()
        self.convrelu = Conv2dNormActivation(in_channels, hidden_size, norm_layer=None, kernel_size=3)
        self.conv = nn.Conv2d(hidden_size, 8 * 8 * 9, 1)
        self.multiplier = multiplier

    def forward(self, x):
        return self.multiplier * self.conv(self.convrelu(x))


class CorrBlock(nn.Module):
    """How well each place of one picture matches those of the other, at several sizes."""

    def __init__(self, *, num_levels=4, radius=4):
        super().__init__()
        self.num_levels, self.radius = num_levels, radius
        self.corr_pyramid = []
        self.out_channels = num_levels * (2 * radius + 1) ** 2

    def build_pyramid(self, fmap1, fmap2):
        """Compares the features (batch, channel, height, width) of two pictures."""
        if fmap1.shape != fmap2.shape:
            raise ValueError(f"Input feature maps should have the same shape, instead got {fmap1.shape} != {fmap2.shape}")
        least = 2**self.num_levels
        if min(fmap1.shape[-2:]) < least:
            raise ValueError(
                f"Feature maps are too small to be down-sampled by the correlation pyramid. H and W of feature maps should be at least {least}; "
                f"got: {fmap1.shape[-2:]}. Input images to the model are downsampled by 8, so that means their dimensions should be at least "
                f"8 * {least} = {8 * least}."
            )
        batch, channels, h, w = fmap1.shape
        volume = fmap1.flatten(2).transpose(1, 2) @ fmap2.flatten(2)
        volume = (volume / lumbre.tensor(channels).sqrt()).reshape(batch * h * w, 1, h, w)
        self.corr_pyramid = [volume]
        for _ in range(self.num_levels - 1):
            self.corr_pyramid.append(nnf.avg_pool2d(self.corr_pyramid[-1], 2, 2))

    def index_pyramid(self, centroids_coords):
        """The matches around places (batch, 2, height, width): (batch, out_channels, height, width)."""
        batch, _, h, w = centroids_coords.shape
        steps = lumbre.linspace(-self.radius, self.radius, 2 * self.radius + 1, device=centroids_coords.device)
        around = lumbre.stack(lumbre.meshgrid(steps, steps, indexing="ij"), -1).unsqueeze(0)
        places = centroids_coords.permute(0, 2, 3, 1).reshape(batch * h * w, 1, 1, 2)
        found = []
        for volume in self.corr_pyramid:
            rows, columns = volume.shape[-2:]
            x, y = (places + around).unbind(-1)
            # The last level of a small picture has one row.
            grid = lumbre.stack([2 * x / (columns - 1) - 1, 2 * y / (rows - 1) - 1 if rows > 1 else y], -1)
            found.append(nnf.grid_sample(volume, grid, mode="bilinear", align_corners=True).view(batch, h, w, -1))
            places = places / 2
        return lumbre.cat(found, -1).permute(0, 3, 1, 2).contiguous()


def _grid(batch, h, w, device):
    """Each place's own x and y, (batch, 2, height, width)."""
    y, x = lumbre.meshgrid(lumbre.arange(h, device=device), lumbre.arange(w, device=device), indexing="ij")
    return lumbre.stack([x, y]).float().repeat(batch, 1, 1, 1)


def _upsampled(flow, mask=None, factor=8):
    """The flow of every pixel: by bilinear weights, or by those of the mask."""
    batch, channels, h, w = flow.shape
    if mask is None:
        return factor * nnf.interpolate(flow, size=(h * factor, w * factor), mode="bilinear", align_corners=True)
    weights = mask.view(batch, 1, 9, factor, factor, h, w).softmax(2)
    near = nnf.unfold(factor * flow, 3, padding=1).view(batch, channels, 9, 1, 1, h, w)
    return (weights * near).sum(2).permute(0, 1, 4, 2, 5, 3).reshape(batch, channels, h * factor, w * factor)


class RAFT(nn.Module):
    """Two pictures (batch, 3, height, width) in [-1, 1] to a list of flows (batch, 2, height, width) in pixels, the best last.

    Raises ValueError unless both have the same size and it is a multiple of 8.
    """

    def __init__(self, *, feature_encoder, context_encoder, corr_block, update_block, mask_predictor=None):
        super().__init__()
        self.feature_encoder, self.context_encoder, self.corr_block = feature_encoder, context_encoder, corr_block
        self.update_block, self.mask_predictor = update_block, mask_predictor
        if not hasattr(update_block, "hidden_state_size"):
            raise ValueError("The update_block parameter should expose a 'hidden_state_size' attribute.")

    def forward(self, image1, image2, num_flow_updates=12):
        batch, _, h, w = image1.shape
        if (h, w) != tuple(image2.shape[-2:]):
            raise ValueError(f"input images should have the same shape, instead got ({h}, {w}) != {image2.shape[-2:]}")
        if h % 8 or w % 8:
            raise ValueError(f"input image H and W should be divisible by 8, instead got {h} (h) and {w} (w)")
        first, second = self.feature_encoder(lumbre.cat([image1, image2])).chunk(2)
        context = self.context_encoder(image1)
        for name, x in (("feature", first), ("context", context)):
            if tuple(x.shape[-2:]) != (h // 8, w // 8):
                raise ValueError(f"The {name} encoder should downsample H and W by 8")
        self.corr_block.build_pyramid(first, second)
        size = self.update_block.hidden_state_size
        if context.shape[1] <= size:
            raise ValueError(f"The context encoder outputs {context.shape[1]} channels, but it should have more than hidden_state={size} channels")
        hidden, context = context[:, :size].tanh(), nnf.relu(context[:, size:])
        start = _grid(batch, h // 8, w // 8, first.device)
        places, flows = start, []
        for _ in range(num_flow_updates):
            # No gradient goes back through the places.
            places = places.detach()
            matches = self.corr_block.index_pyramid(places)
            hidden, change = self.update_block(hidden, context, matches, places - start)
            places = places + change
            mask = None if self.mask_predictor is None else self.mask_predictor(hidden)
            flows.append(_upsampled(places - start, mask))
        return flows


def _raft(
    *, feature_encoder_layers, feature_encoder_block, feature_encoder_norm_layer, context_encoder_layers, context_encoder_block,
    context_encoder_norm_layer, corr_block_num_levels, corr_block_radius, motion_encoder_corr_layers, motion_encoder_flow_layers,
    motion_encoder_out_channels, recurrent_block_hidden_state_size, recurrent_block_kernel_size, recurrent_block_padding,
    flow_head_hidden_size, use_mask_predictor, feature_encoder=None, context_encoder=None, corr_block=None, update_block=None,
    mask_predictor=None, **kwargs,
):  # fmt: skip
    """RAFT."""
    hidden = recurrent_block_hidden_state_size
    feature_encoder = feature_encoder or FeatureEncoder(
        block=feature_encoder_block, layers=feature_encoder_layers, norm_layer=feature_encoder_norm_layer
    )
    context_encoder = context_encoder or FeatureEncoder(
        block=context_encoder_block, layers=context_encoder_layers, norm_layer=context_encoder_norm_layer
    )
    corr_block = corr_block or CorrBlock(num_levels=corr_block_num_levels, radius=corr_block_radius)
    if update_block is None:
        motion = MotionEncoder(
            in_channels_corr=corr_block.out_channels, corr_layers=motion_encoder_corr_layers, flow_layers=motion_encoder_flow_layers,
            out_channels=motion_encoder_out_channels,
        )  # fmt: skip
        recurrent = RecurrentBlock(
            input_size=motion.out_channels + context_encoder_layers[-1] - hidden, hidden_size=hidden, kernel_size=recurrent_block_kernel_size,
            padding=recurrent_block_padding,
        )  # fmt: skip
        head = FlowHead(in_channels=hidden, hidden_size=flow_head_hidden_size)
        update_block = UpdateBlock(motion_encoder=motion, recurrent_block=recurrent, flow_head=head)
    if mask_predictor is None and use_mask_predictor:
        mask_predictor = MaskPredictor(in_channels=hidden, hidden_size=256)
    return RAFT(
        feature_encoder=feature_encoder, context_encoder=context_encoder, corr_block=corr_block, update_block=update_block,
        mask_predictor=mask_predictor, **kwargs,
    )  # fmt: skip


raft_large = builder(
    "raft_large", "Raft_Large_Weights", _raft, fixed=(), feature_encoder_layers=(64, 64, 96, 128, 256), feature_encoder_block=ResidualBlock,
    feature_encoder_norm_layer=nn.InstanceNorm2d, context_encoder_layers=(64, 64, 96, 128, 256), context_encoder_block=ResidualBlock,
    context_encoder_norm_layer=nn.BatchNorm2d, corr_block_num_levels=4, corr_block_radius=4, motion_encoder_corr_layers=(256, 192),
    motion_encoder_flow_layers=(128, 64), motion_encoder_out_channels=128, recurrent_block_hidden_state_size=128,
    recurrent_block_kernel_size=((1, 5), (5, 1)), recurrent_block_padding=((0, 2), (2, 0)), flow_head_hidden_size=256,
    use_mask_predictor=True,
)  # fmt: skip
raft_small = builder(
    "raft_small", "Raft_Small_Weights", _raft, fixed=(), feature_encoder_layers=(32, 32, 64, 96, 128), feature_encoder_block=BottleneckBlock,
    feature_encoder_norm_layer=nn.InstanceNorm2d, context_encoder_layers=(32, 32, 64, 96, 160), context_encoder_block=BottleneckBlock,
    context_encoder_norm_layer=None, corr_block_num_levels=4, corr_block_radius=3, motion_encoder_corr_layers=(96,),
    motion_encoder_flow_layers=(64, 32), motion_encoder_out_channels=82, recurrent_block_hidden_state_size=96,
    recurrent_block_kernel_size=(3,), recurrent_block_padding=(1,), flow_head_hidden_size=128, use_mask_predictor=False,
)  # fmt: skip
