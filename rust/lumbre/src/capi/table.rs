//! The table.

use super::abi::{LUMBRE_ABI_VERSION, LumbreApi};
use super::errors::{error, fail, guard};
use super::{extension, program, registry, tensor, value};
use crate::modes;
use lumbre_kernels::parallel;
use std::ffi::c_char;

unsafe extern "C" fn version() -> *const c_char {
    const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\0");
    VERSION.as_ptr() as *const c_char
}

unsafe extern "C" fn num_threads() -> i64 {
    parallel::get_num_threads() as i64
}

unsafe extern "C" fn set_num_threads(count: i64) -> i32 {
    guard(|| {
        crate::ensure!((1..=1024).contains(&count), Value, "{count} threads");
        parallel::set_num_threads(count as usize);
        Ok(())
    })
}

unsafe extern "C" fn manual_seed(seed: u64) -> i32 {
    guard(|| {
        crate::manual_seed(seed);
        Ok(())
    })
}

unsafe extern "C" fn set_grad_enabled(on: i32) -> i32 {
    let before = modes::grad_enabled();
    let word = modes::get();
    modes::set(if on != 0 { word & !modes::NO_GRAD } else { word | modes::NO_GRAD });
    before as i32
}

/// The functions of this engine.
pub static API: LumbreApi = LumbreApi {
    size: size_of::<LumbreApi>() as u64,
    abi_version: LUMBRE_ABI_VERSION,
    reserved: 0,
    version,
    error,
    fail,
    num_threads,
    set_num_threads,
    manual_seed,
    set_grad_enabled,
    dtype_size: tensor::dtype_size,
    dtype_name: tensor::dtype_name,
    tensor_copy: tensor::copy,
    tensor_borrow: tensor::borrow,
    tensor_zeros: tensor::zeros,
    tensor_meta: tensor::meta,
    tensor_share: tensor::share,
    tensor_free: tensor::free,
    tensor_dtype: tensor::dtype_of,
    tensor_dim: tensor::dim,
    tensor_sizes: tensor::sizes,
    tensor_strides: tensor::strides,
    tensor_numel: tensor::numel,
    tensor_data: tensor::data,
    tensor_contiguous: tensor::contiguous,
    tensor_to: tensor::to,
    tensor_read: tensor::read_into,
    tensor_requires_grad: tensor::requires_grad,
    tensor_set_requires_grad: tensor::set_requires_grad,
    tensor_backward: tensor::backward,
    tensor_grad: tensor::grad,
    value_list: value::list,
    value_text: value::string,
    value_free: value::free,
    op_call: registry::call,
    op_register: registry::register,
    extension_load: extension::load,
    module_load: program::load_path,
    module_load_bytes: program::load_bytes,
    module_free: program::free,
    module_method: program::method,
    module_input_count: program::input_count,
    module_input_name: program::input_name,
    module_input_type: program::input_type,
    module_run: program::run,
    module_weight: program::weight,
    tensors_load: program::tensors_load,
    tensors_save: program::tensors_save,
};
