"""Chains of SoX effects, which are not part of this build; `lumbre.audio.functional` has the filters one by one."""

from .._absent import function

apply_effects_tensor = function("audio.sox_effects.apply_effects_tensor")
apply_effects_file = function("audio.sox_effects.apply_effects_file")
effect_names = function("audio.sox_effects.effect_names")
init_sox_effects = function("audio.sox_effects.init_sox_effects")
shutdown_sox_effects = function("audio.sox_effects.shutdown_sox_effects")
