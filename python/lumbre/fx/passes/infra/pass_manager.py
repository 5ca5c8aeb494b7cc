"""Passes one after the other."""

from .pass_base import PassResult

__all__ = ["PassManager"]


class PassManager:
    """Runs passes in order, `steps` times or until nothing changes."""

    def __init__(self, passes=None, constraints=None, steps=1, run_checks_after_each_pass=False, suppress_check_failures=False):
        self.passes, self.steps = list(passes or []), steps

    def add_pass(self, p):
        self.passes.append(p)

    def __call__(self, module):
        changed = False
        for _ in range(self.steps):
            again = False
            for p in self.passes:
                result = p(module)
                if not isinstance(result, PassResult):
                    raise TypeError(f"The result of the pass {p} should be type PassResult. Please wrap it with pass_result_wrapper()")
                module, again = result.graph_module, again or result.modified
                module.recompile()
            changed = changed or again
            if not again:
                break
        return PassResult(module, changed)
