"""What several models share."""

from collections import OrderedDict

from lumbre import nn


def _make_divisible(v, divisor, min_value=None):
    """The multiple of `divisor` nearest to `v`, but not more than a tenth below it."""
    rounded = max(divisor if min_value is None else min_value, int(v + divisor / 2) // divisor * divisor)
    return rounded + divisor if rounded < 0.9 * v else rounded


class IntermediateLayerGetter(nn.ModuleDict):
    """The children of a model up to the last one asked for; gives the outputs of those in `return_layers` under their new names."""

    _version = 2

    def __init__(self, model, return_layers):
        if not set(return_layers) <= {name for name, _ in model.named_children()}:
            raise ValueError("return_layers are not present in model")
        open_names = {str(k) for k in return_layers}
        layers = OrderedDict()
        for name, child in model.named_children():
            layers[name] = child
            open_names.discard(name)
            if not open_names:
                break
        super().__init__(layers)
        self.return_layers = return_layers

    def forward(self, x):
        out = OrderedDict()
        for name, child in self.items():
            x = child(x)
            if name in self.return_layers:
                out[self.return_layers[name]] = x
        return out


def initialize(model, conv=None, linear=None, norm=(nn.BatchNorm2d, nn.GroupNorm)):
    """Fills the weights of convolutions and linear layers by functions of the layer, biases with 0, norms with 1 and 0."""
    for m in model.modules():
        if isinstance(m, nn.Conv2d) and conv is not None:
            conv(m)
        elif isinstance(m, nn.Linear) and linear is not None:
            linear(m)
        elif isinstance(m, norm):
            nn.init.ones_(m.weight)
        else:
            continue
        if getattr(m, "bias", None) is not None:
            nn.init.zeros_(m.bias)


def fan_out(m):
    """He's initial weights of a convolution, by what flows backward."""
    nn.init.kaiming_normal_(m.weight, mode="fan_out", nonlinearity="relu")


def normal(std):
    """Normal initial weights of the given deviation."""
    return lambda m: nn.init.normal_(m.weight, 0, std)


def flat_head(model, x):
    """Features, pooling and the classifier of a model that has them under these names."""
    return model.classifier(model.avgpool(model.features(x)).flatten(1))
