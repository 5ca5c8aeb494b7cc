"""Communication that returns new tensors."""

from .. import _absent

all_reduce = _absent.function("distributed._functional_collectives.all_reduce")
all_gather_tensor = _absent.function("distributed._functional_collectives.all_gather_tensor")
all_to_all_single = _absent.function("distributed._functional_collectives.all_to_all_single")
all_to_all_single_autograd = _absent.function("distributed._functional_collectives.all_to_all_single_autograd")
broadcast = _absent.function("distributed._functional_collectives.broadcast")
reduce_scatter_tensor = _absent.function("distributed._functional_collectives.reduce_scatter_tensor")
wait_tensor = _absent.function("distributed._functional_collectives.wait_tensor")
AsyncCollectiveTensor = _absent.kind("distributed._functional_collectives.AsyncCollectiveTensor")
