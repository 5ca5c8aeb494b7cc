//! The types of the C interface, version 1. Frozen: fields are added at the end of `LumbreApi` and `LumbreOp` only, whose `size`
//! says how much of them there is. `lumbre.h` is made from this file.

use crate::tensor::{Dims, Tensor};
use std::ffi::{c_char, c_void};

/// What `lumbre_api` and the entry of an extension are asked for.
pub const LUMBRE_ABI_VERSION: u32 = 1;

/// A tensor: one reference to it, given back by `tensor_free`.
pub struct LumbreTensor {
    pub(crate) tensor: Tensor,
    pub(crate) sizes: Dims,
    pub(crate) strides: Dims,
}

/// A loaded program. It may be used by several threads at a time.
pub struct LumbreModule {
    pub(crate) module: crate::jit::Module,
    pub(crate) methods: Vec<super::program::Named>,
    pub(crate) weight_names: Vec<std::ffi::CString>,
    pub(crate) gradients: bool,
}

/// Element types, as `tensor_dtype` tells them.
#[repr(i32)]
#[derive(Clone, Copy)]
pub enum LumbreDtype {
    Bool = 0,
    U8 = 1,
    I8 = 2,
    I16 = 3,
    I32 = 4,
    I64 = 5,
    F16 = 6,
    Bf16 = 7,
    F32 = 8,
    F64 = 9,
    C64 = 10,
    C128 = 11,
    U16 = 12,
    U32 = 13,
    U64 = 14,
    F8e4m3 = 15,
    F8e5m2 = 16,
}

/// What functions return: 0, or what went wrong; `error` has the message.
#[repr(i32)]
#[derive(Clone, Copy)]
pub enum LumbreStatus {
    Ok = 0,
    Runtime = 1,
    Value = 2,
    Type = 3,
    Index = 4,
    Key = 5,
    Attribute = 6,
    NotImplemented = 7,
    OutOfMemory = 8,
    Overflow = 9,
    Io = 10,
    Unpickling = 11,
    Linalg = 12,
    Interrupted = 13,
    Foreign = 14,
}

/// What a `LumbreValue` holds.
#[repr(i32)]
#[derive(Clone, Copy)]
pub enum LumbreKind {
    None = 0,
    /// `of.tensor`
    Tensor = 1,
    /// `of.integer`, 0 or 1
    Bool = 2,
    /// `of.integer`
    Int = 3,
    /// `of.number`
    Float = 4,
    /// `of.complex`
    Complex = 5,
    /// `of.text`: UTF-8 that ends with 0; `count` bytes without the 0
    Str = 6,
    /// `of.integer`: a `LumbreDtype`
    Dtype = 7,
    /// `of.items`: `count` values
    List = 8,
    /// `of.items`: `count` values
    Tuple = 9,
    /// `of.items`: `count` values, keys and values by turns
    Dict = 10,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct LumbreComplex {
    pub re: f64,
    pub im: f64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub union LumbreData {
    pub tensor: *mut LumbreTensor,
    pub integer: i64,
    pub number: f64,
    pub complex: LumbreComplex,
    pub text: *const c_char,
    pub items: *mut LumbreValue,
}

/// An argument or a result. All zeros is None.
///
/// What is passed in is borrowed and stays the caller's; what comes out belongs to the caller, who gives it back with
/// `value_free` (or takes the tensor out and calls `tensor_free`).
#[repr(C)]
#[derive(Clone, Copy)]
pub struct LumbreValue {
    /// A `LumbreKind`.
    pub kind: i32,
    pub reserved: i32,
    pub count: i64,
    pub of: LumbreData,
}

/// How a program is loaded. Set `size` to `sizeof(LumbreLoadOptions)`; zero elsewhere stands for the default.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct LumbreLoadOptions {
    pub size: u64,
    /// Bytes of live intermediate values during a run; 0 for no limit.
    pub max_memory: u64,
    /// Turns of one loop; 0 for no limit.
    pub max_trips: u64,
    /// Whether runs take part in automatic differentiation.
    pub gradients: i32,
    pub reserved: i32,
}

/// Called once when nobody uses borrowed memory any more; on any thread.
pub type LumbreRelease = Option<unsafe extern "C" fn(context: *mut c_void)>;

/// The function of an op: reads `args` (all arguments of the declaration, in order), fills `outs` (one value a result, zeroed
/// before) with values of its own. Returns 0, or what `fail` returned. Called on any thread.
pub type LumbreKernel =
    Option<unsafe extern "C" fn(context: *mut c_void, api: *const LumbreApi, args: *const LumbreValue, arg_count: i64, outs: *mut LumbreValue, out_count: i64) -> i32>;

/// What an op's backward function is told of the call.
#[repr(C)]
pub struct LumbreSaved {
    /// The arguments; tensors among them are None unless the op saves its inputs.
    pub args: *const LumbreValue,
    pub arg_count: i64,
    /// The tensors among the results; None unless the op saves its outputs.
    pub outs: *const LumbreValue,
    pub out_count: i64,
    /// For each tensor among the arguments, whether its gradient is asked for.
    pub needs: *const u8,
    pub need_count: i64,
}

/// The gradients of an op: `grads` are those of the tensors among the results, never NULL. Fills `inputs`, one pointer for each
/// tensor among the arguments, NULL before, which stands for zero. What it computes by `op_call` can be differentiated again,
/// what it writes into memory cannot.
pub type LumbreGradient = Option<
    unsafe extern "C" fn(
        context: *mut c_void,
        api: *const LumbreApi,
        saved: *const LumbreSaved,
        grads: *const *mut LumbreTensor,
        grad_count: i64,
        inputs: *mut *mut LumbreTensor,
        input_count: i64,
    ) -> i32,
>;

/// What an op keeps for its backward function.
#[repr(i32)]
#[derive(Clone, Copy)]
pub enum LumbreSaves {
    Inputs = 0,
    Outputs = 1,
    Both = 2,
    Nothing = 3,
}

/// An op to register. Set `size` to `sizeof(LumbreOp)`.
#[repr(C)]
pub struct LumbreOp {
    pub size: u64,
    /// `namespace::name(Tensor x, float scale=1.0) -> Tensor`, in PyTorch's schema language.
    pub schema: *const c_char,
    pub forward: LumbreKernel,
    /// NULL where the op has no gradient.
    pub backward: LumbreGradient,
    /// The results without data, from arguments without data (their `tensor_data` is NULL); may be NULL.
    pub fake: LumbreKernel,
    /// A `LumbreSaves`.
    pub saves: i32,
    pub reserved: i32,
    /// Given to every function; `release` is called when the op cannot be registered.
    pub context: *mut c_void,
    pub release: LumbreRelease,
}

/// The entry of an extension: a library exports `int32_t lumbre_extension_v1(const LumbreApi *api)`, which registers its ops and
/// returns 0, or what `fail` or another function returned.
pub type LumbreExtension = Option<unsafe extern "C" fn(api: *const LumbreApi) -> i32>;

/// The functions of the engine. They return a `LumbreStatus` unless it says otherwise; NULL where a value is needed is an error,
/// and nothing but NULL is checked of a pointer. Results are written through `out` only where the status is 0.
#[repr(C)]
pub struct LumbreApi {
    /// Bytes of this table: a function that lies beyond is not there.
    pub size: u64,
    /// `LUMBRE_ABI_VERSION`.
    pub abi_version: u32,
    pub reserved: u32,

    /// The version of the library.
    pub version: unsafe extern "C" fn() -> *const c_char,
    /// The message of this thread's last error; valid until the next one.
    pub error: unsafe extern "C" fn() -> *const c_char,
    /// Sets this thread's error (`status` of `LumbreStatus`) and returns its status: `return api->fail(LUMBRE_STATUS_VALUE, "…");`
    pub fail: unsafe extern "C" fn(status: i32, message: *const c_char) -> i32,
    /// How many threads compute. Returns the number.
    pub num_threads: unsafe extern "C" fn() -> i64,
    pub set_num_threads: unsafe extern "C" fn(count: i64) -> i32,
    /// Seeds the default random generator.
    pub manual_seed: unsafe extern "C" fn(seed: u64) -> i32,
    /// Whether this thread records gradients. Returns the setting before.
    pub set_grad_enabled: unsafe extern "C" fn(on: i32) -> i32,

    /// Bytes of an element; 0 for no dtype.
    pub dtype_size: unsafe extern "C" fn(dtype: i32) -> i64,
    /// `float32`, …; NULL for no dtype.
    pub dtype_name: unsafe extern "C" fn(dtype: i32) -> *const c_char,

    /// A tensor with a copy of the caller's memory. `strides`, in elements, may be NULL for row-major.
    pub tensor_copy: unsafe extern "C" fn(data: *const c_void, dtype: i32, dim: i64, sizes: *const i64, strides: *const i64, out: *mut *mut LumbreTensor) -> i32,
    /// A tensor over the caller's memory, which must stay until `release(context)` is called. With `read_only`, writing raises.
    pub tensor_borrow: unsafe extern "C" fn(
        data: *mut c_void,
        dtype: i32,
        dim: i64,
        sizes: *const i64,
        strides: *const i64,
        read_only: i32,
        release: LumbreRelease,
        context: *mut c_void,
        out: *mut *mut LumbreTensor,
    ) -> i32,
    pub tensor_zeros: unsafe extern "C" fn(dtype: i32, dim: i64, sizes: *const i64, out: *mut *mut LumbreTensor) -> i32,
    /// A tensor without data, as fake functions return.
    pub tensor_meta: unsafe extern "C" fn(dtype: i32, dim: i64, sizes: *const i64, out: *mut *mut LumbreTensor) -> i32,
    /// Another reference to the same tensor. Returns NULL for NULL.
    pub tensor_share: unsafe extern "C" fn(tensor: *const LumbreTensor) -> *mut LumbreTensor,
    /// NULL is fine.
    pub tensor_free: unsafe extern "C" fn(tensor: *mut LumbreTensor),
    /// A `LumbreDtype`; -1 for NULL.
    pub tensor_dtype: unsafe extern "C" fn(tensor: *const LumbreTensor) -> i32,
    /// The number of dimensions; -1 for NULL.
    pub tensor_dim: unsafe extern "C" fn(tensor: *const LumbreTensor) -> i64,
    /// `dim` sizes, valid as long as the reference.
    pub tensor_sizes: unsafe extern "C" fn(tensor: *const LumbreTensor) -> *const i64,
    /// `dim` strides in elements, valid as long as the reference.
    pub tensor_strides: unsafe extern "C" fn(tensor: *const LumbreTensor) -> *const i64,
    /// The number of elements; -1 for NULL.
    pub tensor_numel: unsafe extern "C" fn(tensor: *const LumbreTensor) -> i64,
    /// The first element, valid as long as the reference. NULL for tensors without elements or data, and for lazily conjugated
    /// ones (`tensor_contiguous` resolves them).
    pub tensor_data: unsafe extern "C" fn(tensor: *const LumbreTensor) -> *mut c_void,
    /// The same elements in row-major order: the tensor itself, or a copy.
    pub tensor_contiguous: unsafe extern "C" fn(tensor: *const LumbreTensor, out: *mut *mut LumbreTensor) -> i32,
    /// The same elements as another dtype.
    pub tensor_to: unsafe extern "C" fn(tensor: *const LumbreTensor, dtype: i32, out: *mut *mut LumbreTensor) -> i32,
    /// Copies the elements, row-major, into memory of exactly `bytes` bytes.
    pub tensor_read: unsafe extern "C" fn(tensor: *const LumbreTensor, data: *mut c_void, bytes: u64) -> i32,
    /// 0 or 1.
    pub tensor_requires_grad: unsafe extern "C" fn(tensor: *const LumbreTensor) -> i32,
    pub tensor_set_requires_grad: unsafe extern "C" fn(tensor: *const LumbreTensor, on: i32) -> i32,
    /// Adds the gradients of everything the one-element tensor depends on to their leaves.
    pub tensor_backward: unsafe extern "C" fn(tensor: *const LumbreTensor) -> i32,
    /// The gradient of a leaf; NULL where there is none.
    pub tensor_grad: unsafe extern "C" fn(tensor: *const LumbreTensor, out: *mut *mut LumbreTensor) -> i32,

    /// A list with copies of the values (tensors are shared).
    pub value_list: unsafe extern "C" fn(items: *const LumbreValue, count: i64, out: *mut LumbreValue) -> i32,
    /// A string with a copy of the text.
    pub value_text: unsafe extern "C" fn(text: *const c_char, out: *mut LumbreValue) -> i32,
    /// Gives back what a value holds, and makes it None. NULL is fine.
    pub value_free: unsafe extern "C" fn(value: *mut LumbreValue),

    /// Calls an op by its name (`add`, `sum.dim`, `namespace::name`), with its arguments in the order of the declaration; those
    /// left out at the end have their defaults. Writes the number of results to `out_count` (NULL is fine), which is at most `capacity`.
    pub op_call: unsafe extern "C" fn(name: *const c_char, args: *const LumbreValue, arg_count: i64, outs: *mut LumbreValue, capacity: i64, out_count: *mut i64) -> i32,
    /// Registers an op, for everything that runs in this process.
    pub op_register: unsafe extern "C" fn(op: *const LumbreOp) -> i32,
    /// Opens a library and calls its `lumbre_extension_v1`.
    pub extension_load: unsafe extern "C" fn(path: *const c_char) -> i32,

    /// Reads and verifies a program. `options` may be NULL.
    pub module_load: unsafe extern "C" fn(path: *const c_char, options: *const LumbreLoadOptions, out: *mut *mut LumbreModule) -> i32,
    pub module_load_bytes: unsafe extern "C" fn(data: *const c_void, bytes: u64, options: *const LumbreLoadOptions, out: *mut *mut LumbreModule) -> i32,
    /// NULL is fine.
    pub module_free: unsafe extern "C" fn(module: *mut LumbreModule),
    /// The name of method `index`; NULL beyond the last.
    pub module_method: unsafe extern "C" fn(module: *const LumbreModule, index: i64) -> *const c_char,
    /// How many arguments a method takes (NULL stands for the first method); -1 where there is none of this name.
    pub module_input_count: unsafe extern "C" fn(module: *const LumbreModule, method: *const c_char) -> i64,
    /// The name of an argument; NULL beyond the last.
    pub module_input_name: unsafe extern "C" fn(module: *const LumbreModule, method: *const c_char, index: i64) -> *const c_char,
    /// The type of an argument as Python writes it.
    pub module_input_type: unsafe extern "C" fn(module: *const LumbreModule, method: *const c_char, index: i64) -> *const c_char,
    /// Runs a method (NULL stands for the first). A tuple is given as its items; `out_count` (NULL is fine) says how many there
    /// are, at most `capacity`.
    pub module_run: unsafe extern "C" fn(
        module: *const LumbreModule,
        method: *const c_char,
        args: *const LumbreValue,
        arg_count: i64,
        outs: *mut LumbreValue,
        capacity: i64,
        out_count: *mut i64,
    ) -> i32,
    /// Parameter or buffer `index`: its name, valid as long as the module, and a reference to it. Status `INDEX` beyond the last.
    pub module_weight: unsafe extern "C" fn(module: *const LumbreModule, index: i64, name: *mut *const c_char, out: *mut *mut LumbreTensor) -> i32,

    /// The tensors of a `.npy`, `.npz` or `.safetensors` file, as a dict by name.
    pub tensors_load: unsafe extern "C" fn(path: *const c_char, out: *mut LumbreValue) -> i32,
    /// Writes such a file; its ending says which.
    pub tensors_save: unsafe extern "C" fn(path: *const c_char, names: *const *const c_char, tensors: *const *const LumbreTensor, count: i64) -> i32,
}
