"""An optimizer whose state is spread over the processes of a group: each keeps, and steps, its share of the parameters."""

import lumbre

from .. import _collectives, _groups

__all__ = ["ZeroRedundancyOptimizer"]


class ZeroRedundancyOptimizer(lumbre.optim.Optimizer):
    """Steps as `optimizer_class` would, with its state (Adam's moments, say) in one process for each parameter.

    Every process has all parameters and gradients (as `DistributedDataParallel` gives them), steps those of its share, and sends them to
    the others. Shares are alike in size.

    Args:
        params: parameters, or groups of them.
        optimizer_class: the optimizer of a share; `defaults` are its arguments.
        process_group: the group; the default one.
        parameters_as_bucket_view, overlap_with_ddp: accepted as False.
    """

    def __init__(self, params, optimizer_class, process_group=None, parameters_as_bucket_view=False, overlap_with_ddp=False, **defaults):
        if overlap_with_ddp:
            raise NotImplementedError("ZeroRedundancyOptimizer with overlap_with_ddp")
        self.process_group = _groups.member(process_group)
        self.rank, self.world_size = self.process_group.rank(), self.process_group.size()
        self._optim_constructor, self._optim_defaults = optimizer_class, defaults
        super().__init__(params, dict(defaults))
        self._deal()

    def _deal(self):
        """Gives each parameter, the largest first, to the process with the least so far."""
        loads, self._owner = [0] * self.world_size, {}
        for g in self.param_groups:
            for p in sorted(g["params"], key=lambda p: -p.numel()):
                owner = min(range(self.world_size), key=lambda r: (loads[r], r))
                loads[owner] += p.numel()
                self._owner[id(p)] = owner
        self._all_state_dicts = None
        mine = [{**g, "params": [p for p in g["params"] if self._owner[id(p)] == self.rank]} for g in self.param_groups]
        # A share may be empty, which optimizers refuse.
        self.optim = self._optim_constructor([g for g in mine if g["params"]], **self._optim_defaults) if any(g["params"] for g in mine) else None
        self._mine = [k for k, g in enumerate(mine) if g["params"]]
        for k, local in zip(self._mine, self.optim.param_groups if self.optim else [], strict=True):
            for name, value in local.items():
                if name != "params":
                    self.param_groups[k].setdefault(name, value)

    def add_param_group(self, param_group):
        super().add_param_group(param_group)
        if hasattr(self, "_owner"):
            if self.optim is not None and self.optim.state:
                raise NotImplementedError("ZeroRedundancyOptimizer.add_param_group after steps were made")
            self._deal()

    def step(self, closure=None, **kwargs):
        """Steps this process's share, and brings the others' here."""
        loss = None
        if closure is not None:
            with lumbre.enable_grad():
                loss = closure()
        if self.optim is not None:
            # Schedules change the groups of this object.
            for k, local in zip(self._mine, self.optim.param_groups, strict=True):
                local.update({name: v for name, v in self.param_groups[k].items() if name != "params"})
            self.optim.step(**kwargs)
        self._sync_params()
        return loss

    def _sync_params(self):
        with lumbre.no_grad():
            works = [
                _collectives.broadcast(p.detach(), group=self.process_group, async_op=True, group_src=self._owner[id(p)])
                for g in self.param_groups for p in g["params"]
            ]  # fmt: skip
        for work in works:
            work.wait()

    def _index(self):
        return {id(p): k for k, p in enumerate(p for g in self.param_groups for p in g["params"])}

    def _own_state(self):
        index = self._index()
        return {} if self.optim is None else {index[id(p)]: s for p, s in self.optim.state.items()}

    def consolidate_state_dict(self, to=0):
        """Brings all state to process `to`, whose `state_dict` then has it. Every process calls this."""
        everything = [None] * self.world_size if self.rank == to else None
        _collectives.gather_object(self._own_state(), everything, group=self.process_group, group_dst=to)
        self._all_state_dicts = everything

    def state_dict(self):
        """The state as the optimizer without shares has it, after `consolidate_state_dict` at its process."""
        if self._all_state_dicts is None:
            raise RuntimeError(
                f"Optimizer state has not been consolidated on this rank. Please call `consolidate_state_dict(to={self.rank})` on all ranks beforehand if you meant to save the global state."
            )
        index = self._index()
        groups = [{**{n: v for n, v in g.items() if n != "params"}, "params": [index[id(p)] for p in g["params"]]} for g in self.param_groups]
        state = {k: s for part in self._all_state_dicts for k, s in part.items()}
        return {"state": dict(sorted(state.items())), "param_groups": groups}

    def load_state_dict(self, state_dict):
        """Takes this process's share of a whole state."""
        for g, given in zip(self.param_groups, state_dict["param_groups"], strict=True):
            g.update({n: v for n, v in given.items() if n != "params"})
        if self.optim is None:
            return
        index = self._index()
        locals_, position = [], 0
        state = {}
        for k, local in zip(self._mine, self.optim.param_groups, strict=True):
            places = []
            for p in local["params"]:
                if index[id(p)] in state_dict["state"]:
                    state[position] = state_dict["state"][index[id(p)]]
                places.append(position)
                position += 1
            locals_.append({**{n: v for n, v in self.param_groups[k].items() if n != "params"}, "params": places})
        self.optim.load_state_dict({"state": state, "param_groups": locals_})
