"""State of models spread over processes."""

from ... import _absent

get_model_state_dict = _absent.function("distributed.checkpoint.state_dict.get_model_state_dict")
set_model_state_dict = _absent.function("distributed.checkpoint.state_dict.set_model_state_dict")
get_optimizer_state_dict = _absent.function("distributed.checkpoint.state_dict.get_optimizer_state_dict")
set_optimizer_state_dict = _absent.function("distributed.checkpoint.state_dict.set_optimizer_state_dict")
get_state_dict = _absent.function("distributed.checkpoint.state_dict.get_state_dict")
set_state_dict = _absent.function("distributed.checkpoint.state_dict.set_state_dict")
StateDictOptions = _absent.kind("distributed.checkpoint.state_dict.StateDictOptions")
