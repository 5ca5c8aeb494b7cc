//! Python bindings of lumbre: `lumbre._C`.

mod autocast;
mod autograd;
mod batched;
mod call;
mod convert;
mod cuda;
mod data;
mod dlpack;
mod door;
mod errors;
mod formats;
mod function;
mod index;
mod io;
mod jit;
mod late;
mod library;
mod misc;
mod module;
mod nccl;
mod numpy;
mod object;
mod optim;
mod overrides;
mod pickled;
mod profile;
mod props;
mod shells_gen;
mod short;
// PyO3's macro expands to unsafe calls inside `macro_rules`.
#[allow(unsafe_op_in_unsafe_fn)]
mod slots;
mod sparse;
mod storage;
mod types;

use pyo3::prelude::*;

#[pymodule(name = "_C")]
fn extension(m: &Bound<PyModule>) -> PyResult<()> {
    let py = m.py();
    lumbre::storage::guard::register_fork_handler();
    lumbre::storage::guard::set_wait_hook(misc::detached);
    lumbre::backend::set_release_hook(misc::detached);
    lumbre::cuda::wait::set_release_hook(misc::detached);
    lumbre::cuda::libraries::set_folders_hook(cuda::wheel_folders);
    lumbre::error::set_warn_hook(errors::warn);
    lumbre::backend::set_poll_hook(misc::poll);
    lumbre::backend::set_interrupt_check(misc::interrupted);
    lumbre::autograd::set_keep_hook(object::keep);
    lumbre::jit::trace::set_escape_hook(jit::escape_hook);
    lumbre::ops::set_leave_hook(late::leave_hook);
    lumbre::autograd::set_trace_hook(autograd::trace_hook);
    lumbre::autograd::set_report_hook(autograd::report_hook);

    m.add_class::<object::PyTensor>()?;
    m.add_class::<nccl::Nccl>()?;
    m.add_class::<types::PyDType>()?;
    m.add_class::<types::PyDevice>()?;
    m.add_class::<types::PyLayout>()?;
    m.add_class::<types::PyMemoryFormat>()?;
    m.add_class::<types::PyGenerator>()?;
    m.add_class::<storage::PyStorage>()?;
    m.add_class::<io::Archive>()?;
    m.add_class::<autograd::PyNode>()?;
    m.add_class::<autograd::NoGrad>()?;
    m.add_class::<function::PyContext>()?;
    m.add_class::<jit::Program>()?;
    m.add_class::<cuda::CudaEvent>()?;
    m.add_class::<cuda::CudaGraph>()?;
    m.add_class::<numpy::ArrayView>()?;
    for d in lumbre::DType::ALL {
        m.add(d.name(), types::dtype_object(py, d)?)?;
    }
    for (name, _, ob) in types::layouts(py)? {
        m.add(name, ob)?;
    }
    for (name, _, ob) in types::memory_formats(py)? {
        m.add(name, ob)?;
    }
    m.add("_LinAlgError", py.get_type::<errors::_LinAlgError>())?;
    m.add("OutOfMemoryError", py.get_type::<errors::OutOfMemoryError>())?;
    m.add("_return_types", convert::return_types(py)?)?;

    macro_rules! functions {
        ($($path:path),* $(,)?) => { $(m.add_function(wrap_pyfunction!($path, m)?)?;)* };
    }
    functions!(
        formats::_read_safetensors,
        formats::_write_safetensors,
        formats::_read_npy,
        formats::_write_npy,
        formats::_read_npz,
        formats::_write_npz,
        sparse::_coo,
        sparse::_coo_parts,
        sparse::_set_coo,
        autograd::_register_hook,
        autograd::_register_post_accumulate_hook,
        autograd::_remove_hook,
        autograd::_run_backward,
        autograd::is_grad_enabled,
        autograd::_set_grad_enabled,
        autograd::_set_forward_depth,
        autograd::_forward_depth,
        autograd::is_inference_mode_enabled,
        autograd::_enter_inference,
        autograd::_get_modes,
        autograd::_set_modes,
        autograd::_set_anomaly,
        autograd::_will_reach,
        autograd::_increment_version,
        autograd::_push_saved_hooks,
        autograd::_pop_saved_hooks,
        autograd::_node_register_hook,
        autograd::_node_register_prehook,
        autograd::_node_remove_hook,
        autocast::_autocast_get,
        autocast::_autocast_set,
        autocast::_autocast_cache,
        autocast::clear_autocast_cache,
        autocast::_autocast_nest,
        batched::_set_batched,
        batched::_set_vmap_depth,
        batched::_wrap_batched,
        batched::_call_id,
        batched::_reaches_other_leaf,
        function::_function_apply,
        data::tensor,
        numpy::_array_view,
        numpy::from_numpy,
        numpy::frombuffer,
        data::_tensor_bytes,
        dlpack::_to_dlpack,
        dlpack::_from_dlpack,
        io::_load_checkpoint,
        io::_save_checkpoint,
        io::_name_globals,
        io::_rebuild_tensor,
        io::_write_file,
        io::_is_known_global,
        door::_namespace,
        door::_call_op,
        door::_op_table,
        door::_op_help,
        library::_library_define,
        library::_library_forget,
        library::_library_ops,
        library::_load_extension,
        library::_jit_recording,
        object::_set_legacy_constructor,
        overrides::_has_torch_function,
        overrides::_has_torch_function_unary,
        overrides::_has_torch_function_variadic,
        overrides::_torch_function_disable,
        overrides::_torch_function_disabled,
        overrides::_set_torch_function_modes,
        overrides::_set_disabled_torch_function_impl,
        types::_set_repr_prefix,
        types::_set_size_class,
        jit::_jit_start,
        jit::_jit_build,
        jit::_jit_inline,
        jit::_jit_number,
        jit::_jit_plain_sizes,
        jit::_jit_bytes,
        jit::_jit_save,
        jit::_jit_finish,
        jit::_jit_abort,
        jit::_jit_is_tracing,
        jit::_jit_differentiated,
        jit::_jit_load,
        late::_late_enter,
        late::_late_leave,
        late::_late_finish,
        late::_late_counts,
        profile::_profile_begin,
        profile::_profile_end,
        profile::_profile_push,
        profile::_profile_pop,
        misc::_default_generator,
        misc::_cuda_default_generator,
        misc::_manual_seed,
        misc::get_default_dtype,
        misc::_set_default_dtype,
        misc::_get_default_device,
        misc::_set_default_device,
        misc::get_num_threads,
        misc::set_num_threads,
        misc::_empty_cache,
        misc::_heap_counts,
        misc::_tensor_from_storage,
        storage::_map_segment,
        storage::_write_segment,
        misc::_bytes_tensor,
        optim::_fused_adam,
        optim::_fused_adaptive,
        nccl::_nccl_unique_id,
        optim::_fused_sgd,
        optim::_fused_unscale,
        optim::_native_group,
        optim::_sgd_group,
        module::_set_module_call,
        module::_tree_parameters,
        module::_drop_grads,
        module::_set_training,
        cuda::_cuda_device_count,
        cuda::_cuda_unavailable,
        cuda::_cuda_is_initialized,
        cuda::_cuda_in_bad_fork,
        cuda::_cuda_init,
        cuda::_cuda_current_device,
        cuda::_cuda_set_device,
        cuda::_cuda_restore_device,
        cuda::_cuda_properties,
        cuda::_cuda_synchronize,
        cuda::_cuda_empty_cache,
        cuda::_cuda_memory_stats,
        cuda::_cuda_reset_peak,
        cuda::_cuda_reset_accumulated,
        cuda::_cuda_memory_blocks,
        cuda::_cuda_mem_get_info,
        cuda::_cuda_set_fraction,
        cuda::_cuda_can_access_peer,
        cuda::_cuda_new_stream,
        cuda::_cuda_current_stream,
        cuda::_cuda_set_stream,
        cuda::_cuda_stream_query,
        cuda::_cuda_stream_synchronize,
        cuda::_cuda_stream_wait_event,
        cuda::_cuda_is_capturing,
        cuda::_cuda_record_stream,
        cuda::_cuda_pin,
        cuda::_cuda_is_pinned,
        cuda::_cuda_libraries,
        cuda::_cuda_chains,
        cuda::_cuda_launches,
        cuda::_cuda_set_fallback,
        cuda::_cuda_new_pool,
        cuda::_cuda_allow_tf32,
        cuda::_cuda_driver_version,
    );
    door::install_methods(py)?;
    Ok(())
}
