"""Which modules are at work right now."""

import weakref

from ..autograd.graph import register_multi_grad_hook
from ..nn.modules.module import register_module_forward_hook, register_module_forward_pre_hook
from ._pytree import tree_leaves

__all__ = ["ModuleTracker"]


def _tracked(values):
    return [v for v in tree_leaves(values) if getattr(v, "requires_grad", False)]


class ModuleTracker:
    """A block in which ``parents`` holds the paths of the modules being computed, forward or backward, and "Global".

    Paths begin with the class of the outermost module: "Net.layer1.conv".
    """

    def __init__(self):
        self.parents = {"Global"}
        self.is_bw = False
        self._names, self._seen, self._hooks = weakref.WeakKeyDictionary(), weakref.WeakSet(), []

    def _name(self, module):
        name = self._names.setdefault(module, type(module).__name__)
        if module not in self._seen:
            self._seen.add(module)
            for child, inner in module.named_children():
                self._names[inner] = f"{name}.{child}"
                self._name(inner)
        return name

    def _enter(self, name, backward=False):
        def enter(*_):
            self.is_bw = backward
            self.parents.add(name)

        return enter

    def _leave(self, name, backward=False):
        def leave(*_):
            self.parents.discard(name)
            if backward and self.parents == {"Global"}:
                self.is_bw = False

        return leave

    def _before(self, module, args):
        name = self._name(module)
        self.parents.add(name)
        inputs = _tracked(args)
        if inputs:
            # The gradients of the inputs are the last thing a backward pass computes of a module.
            self._hooks.append(register_multi_grad_hook(inputs, self._leave(name, True)))

    def _after(self, module, args, output):
        name = self._name(module)
        self.parents.discard(name)
        outputs = _tracked(output)
        if outputs:
            self._hooks.append(register_multi_grad_hook(outputs, self._enter(name, True)))

    def __enter__(self):
        self._hooks = [register_module_forward_pre_hook(self._before), register_module_forward_hook(self._after)]
        return self

    def __exit__(self, *error):
        for hook in self._hooks:
            hook.remove()
        self._hooks.clear()
        self.parents = {"Global"}
