"""The changes that learned and random policies of augmentation are made of. Cubuk et al., "AutoAugment", 2019."""

import math
from enum import Enum

import lumbre

from . import functional as F
from ._image import largest


class AutoAugmentPolicy(Enum):
    """The data set that a policy was learned on."""

    IMAGENET = "imagenet"
    CIFAR10 = "cifar10"
    SVHN = "svhn"


# Each policy: pairs of (change, probability, number of the strength), in the words of the paper.
_TEXT = {
    "imagenet": """Posterize .4 8 Rotate .6 9; Solarize .6 5 AutoContrast .6 -; Equalize .8 - Equalize .6 -; Posterize .6 7 Posterize .6 6;
        Equalize .4 - Solarize .2 4; Equalize .4 - Rotate .8 8; Solarize .6 3 Equalize .6 -; Posterize .8 5 Equalize 1 -; Rotate .2 3 Solarize .6 8;
        Equalize .6 - Posterize .4 6; Rotate .8 8 Color .4 0; Rotate .4 9 Equalize .6 -; Equalize 0 - Equalize .8 -; Invert .6 - Equalize 1 -;
        Color .6 4 Contrast 1 8; Rotate .8 8 Color 1 2; Color .8 8 Solarize .8 7; Sharpness .4 7 Invert .6 -; ShearX .6 5 Equalize 1 -;
        Color .4 0 Equalize .6 -; Equalize .4 - Solarize .2 4; Solarize .6 5 AutoContrast .6 -; Invert .6 - Equalize 1 -; Color .6 4 Contrast 1 8;
        Equalize .8 - Equalize .6 -""",
    "cifar10": """Invert .1 - Contrast .2 6; Rotate .7 2 TranslateX .3 9; Sharpness .8 1 Sharpness .9 3; ShearY .5 8 TranslateY .7 9;
        AutoContrast .5 - Equalize .9 -; ShearY .2 7 Posterize .3 7; Color .4 3 Brightness .6 7; Sharpness .3 9 Brightness .7 9; Equalize .6 - Equalize .5 -;
        Contrast .6 7 Sharpness .6 5; Color .7 7 TranslateX .5 8; Equalize .3 - AutoContrast .4 -; TranslateY .4 3 Sharpness .2 6; Brightness .9 6 Color .2 8;
        Solarize .5 2 Invert 0 -; Equalize .2 - AutoContrast .6 -; Equalize .2 - Equalize .6 -; Color .9 9 Equalize .6 -; AutoContrast .8 - Solarize .2 8;
        Brightness .1 3 Color .7 0; Solarize .4 5 AutoContrast .9 -; TranslateY .9 9 TranslateY .7 9; AutoContrast .9 - Solarize .8 3; Equalize .8 - Invert .1 -;
        TranslateY .7 9 AutoContrast .9 -""",
    "svhn": """ShearX .9 4 Invert .2 -; ShearY .9 8 Invert .7 -; Equalize .6 - Solarize .6 6; Invert .9 - Equalize .6 -; Equalize .6 - Rotate .9 3;
        ShearX .9 4 AutoContrast .8 -; ShearY .9 8 Invert .4 -; ShearY .9 5 Solarize .2 6; Invert .9 - AutoContrast .8 -; Equalize .6 - Rotate .9 3;
        ShearX .9 4 Solarize .3 3; ShearY .8 8 Invert .7 -; Equalize .9 - TranslateY .6 6; Invert .9 - Equalize .6 -; Contrast .3 3 Rotate .8 4;
        Invert .8 - TranslateY 0 2; ShearY .7 6 Solarize .4 8; Invert .6 - Rotate .8 4; ShearY .3 7 TranslateX .9 3; ShearX .1 6 Invert .6 -;
        Solarize .7 2 TranslateY .6 7; ShearY .8 4 Invert .8 -; ShearX .7 9 TranslateY .8 3; ShearY .8 5 AutoContrast .7 -; ShearX .7 2 Invert .1 -""",
}


def policies(policy):
    """The 25 pairs of one policy: ((change, probability, number of the strength or None), ...)."""
    if not isinstance(policy, AutoAugmentPolicy):
        raise ValueError(f"The provided policy {policy} is not recognized.")
    out = []
    for pair in _TEXT[policy.value].split(";"):
        words = pair.split()
        out.append(tuple((words[i], float(words[i + 1]), None if words[i + 2] == "-" else int(words[i + 2])) for i in (0, 3)))
    return out


# Changes of colour whose strength goes both ways.
_SIGNED = ("ShearX", "ShearY", "TranslateX", "TranslateY", "Rotate", "Brightness", "Color", "Contrast", "Sharpness")
COLOURS = ("Brightness", "Color", "Contrast", "Sharpness")


def space(names, bins, shear, across, down, angle, colour, bits=(8, 4), bright=255.0):
    """{change: (strengths or None, whether they go both ways)} in the order of the names.

    The largest shear, shift in x and y (pixels), angle (degrees) and change of colour; the bits kept, and how many fewer at most.
    """
    top = {"ShearX": shear, "ShearY": shear, "TranslateX": across, "TranslateY": down, "Rotate": angle, **dict.fromkeys(COLOURS, colour)}
    out = {}
    for name in names:
        strengths = None
        if name in top:
            strengths = lumbre.linspace(0.0, top[name], bins)
        elif name == "Posterize":
            strengths = bits[0] - (lumbre.arange(bins) / ((bins - 1) / bits[1])).round().int()
        elif name == "Solarize":
            strengths = lumbre.linspace(bright, 0.0, bins)
        out[name] = strengths, name in _SIGNED
    return out


MOVES = ("ShearX", "ShearY", "TranslateX", "TranslateY", "Rotate")
LEVELS = ("Posterize", "Solarize", "AutoContrast", "Equalize")


def change(img, name, strength, interpolation, fill, relative=False):
    """The image changed. `relative`: the threshold of Solarize is a share of full brightness."""
    move = {"ShearX": (strength, 0.0), "ShearY": (0.0, strength)}
    if name in move:
        # The strengths are tangents.
        shear = [math.degrees(math.atan(s)) for s in move[name]]
        return F.affine(img, 0.0, [0, 0], 1.0, shear, interpolation=interpolation, fill=fill, center=[0, 0])
    if name in ("TranslateX", "TranslateY"):
        by = [int(strength), 0] if name == "TranslateX" else [0, int(strength)]
        return F.affine(img, 0.0, by, 1.0, [0.0, 0.0], interpolation=interpolation, fill=fill)
    if name == "Rotate":
        return F.rotate(img, strength, interpolation=interpolation, fill=fill)
    if name in COLOURS:
        adjust = {"Brightness": F.adjust_brightness, "Color": F.adjust_saturation, "Contrast": F.adjust_contrast, "Sharpness": F.adjust_sharpness}
        return adjust[name](img, 1.0 + strength)
    if name == "Posterize":
        return F.posterize(img, int(strength))
    if name == "Solarize":
        bound = largest(img.dtype) if isinstance(img, lumbre.Tensor) else 255.0
        return F.solarize(img, bound * strength if relative else strength)
    if name == "Identity":
        return img
    plain = {"AutoContrast": F.autocontrast, "Equalize": F.equalize, "Invert": F.invert}
    if name not in plain:
        raise ValueError(f"The provided operator {name} is not recognized.")
    return plain[name](img)
