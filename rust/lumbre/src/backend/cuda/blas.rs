//! Matrix products by NVIDIA's cuBLASLt. What it is told about a product (shapes, layouts, dtypes) is kept, with the way of
//! computing that its heuristic chose, so that a product met again costs a table look-up.

use super::Cx;
use super::view::CView;
use crate::cuda::{graph, status};
use crate::error::{Error, Kind, Result};
use cudarc::cublaslt::sys::{
    cublasComputeType_t as Compute, cublasLtEpilogue_t, cublasLtMatmulAlgo_t, cublasLtMatmulDescAttributes_t as DescAttribute,
    cublasLtMatmulHeuristicResult_t, cublasLtMatmulPreferenceAttributes_t as Preference, cublasLtMatrixLayoutAttribute_t as LayoutAttribute,
    cudaDataType,
};
use lumbre_kernels::DType;
use std::collections::HashMap;
use std::ffi::{c_int, c_void};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock};

/// Whether f32 products may round their inputs to TF32, as `backends.cuda.matmul.allow_tf32` says.
static TF32: AtomicBool = AtomicBool::new(false);

pub fn allow_tf32(on: bool) {
    TF32.store(on, Ordering::Relaxed);
}

pub fn tf32_allowed() -> bool {
    TF32.load(Ordering::Relaxed)
}

/// Room the library may use.
const WORKSPACE: usize = 32 << 20;
/// Plans that are kept; programs whose shapes never repeat begin again from nothing at times.
const PLANS: usize = 4096;

crate::nvidia_functions! { Lt of CublasLt:
    fn cublasLtCreate(*mut *mut c_void) -> c_int;
    fn cublasLtMatmulDescCreate(*mut *mut c_void, Compute, cudaDataType) -> c_int;
    fn cublasLtMatmulDescDestroy(*mut c_void) -> c_int;
    fn cublasLtMatmulDescSetAttribute(*mut c_void, DescAttribute, *const c_void, usize) -> c_int;
    fn cublasLtMatrixLayoutCreate(*mut *mut c_void, cudaDataType, u64, u64, i64) -> c_int;
    fn cublasLtMatrixLayoutDestroy(*mut c_void) -> c_int;
    fn cublasLtMatrixLayoutSetAttribute(*mut c_void, LayoutAttribute, *const c_void, usize) -> c_int;
    fn cublasLtMatmulPreferenceCreate(*mut *mut c_void) -> c_int;
    fn cublasLtMatmulPreferenceDestroy(*mut c_void) -> c_int;
    fn cublasLtMatmulPreferenceSetAttribute(*mut c_void, Preference, *const c_void, usize) -> c_int;
    fn cublasLtMatmulAlgoGetHeuristic(
        *mut c_void, *mut c_void, *mut c_void, *mut c_void, *mut c_void, *mut c_void, *mut c_void, c_int, *mut cublasLtMatmulHeuristicResult_t, *mut c_int,
    ) -> c_int;
    fn cublasLtMatmul(
        *mut c_void, *mut c_void, *const c_void, *const c_void, *mut c_void, *const c_void, *mut c_void, *const c_void, *const c_void, *mut c_void,
        *mut c_void, *mut c_void, *const cublasLtMatmulAlgo_t, *mut c_void, usize, *mut c_void,
    ) -> c_int;
}

/// A matrix of a batch as the library wants it: columns one after the other.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Stored {
    rows: u64,
    cols: u64,
    ld: i64,
    batch: i64,
    transposed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    device: u8,
    dtype: DType,
    tf32: bool,
    biased: bool,
    count: i64,
    a: Stored,
    b: Stored,
    d: Stored,
    /// The common alignment of the addresses, which decides what the heuristic may choose.
    aligned: u32,
}

struct Plan {
    lt: &'static Lt,
    desc: *mut c_void,
    layouts: [*mut c_void; 3],
    algo: cublasLtMatmulAlgo_t,
    workspace: usize,
}

impl Drop for Plan {
    fn drop(&mut self) {
        for l in self.layouts.into_iter().filter(|l| !l.is_null()) {
            // SAFETY: an object of ours that is not used again; products that were started do not need it.
            unsafe { (self.lt.cublasLtMatrixLayoutDestroy)(l) };
        }
        // SAFETY: as above.
        unsafe { (self.lt.cublasLtMatmulDescDestroy)(self.desc) };
    }
}

struct Library {
    lt: &'static Lt,
    handles: HashMap<u8, usize>,
    /// `None` for what the library does not take.
    plans: HashMap<Key, Option<Plan>>,
}

// SAFETY: the library's objects may be used by any thread; they are touched under the lock.
unsafe impl Send for Library {}

static LIBRARY: OnceLock<Mutex<Library>> = OnceLock::new();

/// `cublasStatus_t` in words.
pub(super) fn status_name(code: c_int) -> &'static str {
    match code {
        1 => "CUBLAS_STATUS_NOT_INITIALIZED",
        3 => "CUBLAS_STATUS_ALLOC_FAILED",
        7 => "CUBLAS_STATUS_INVALID_VALUE",
        8 => "CUBLAS_STATUS_ARCH_MISMATCH",
        11 => "CUBLAS_STATUS_MAPPING_ERROR",
        13 => "CUBLAS_STATUS_EXECUTION_FAILED",
        14 => "CUBLAS_STATUS_INTERNAL_ERROR",
        15 => "CUBLAS_STATUS_NOT_SUPPORTED",
        16 => "CUBLAS_STATUS_LICENSE_ERROR",
        _ => "an unknown status",
    }
}

pub(super) fn ok(what: &str, code: c_int) -> Result<()> {
    if code == 0 { Ok(()) } else { Err(Error::new(Kind::Runtime, format!("CUDA error: {} ({code}) when calling {what}", status_name(code)))) }
}

/// A two-dimensional view whose transpose is `rows` by `cols`, columns first; `None` where elements have gaps both ways.
fn stored(rows: i64, cols: i64, along_rows: i64, along_cols: i64, batch: i64) -> Option<Stored> {
    let plain = |rows: i64, cols: i64, ld: i64, transposed: bool| {
        (ld >= rows.max(1)).then_some(Stored { rows: rows as u64, cols: cols as u64, ld, batch, transposed })
    };
    if along_rows == 1 || rows == 1 {
        let ld = if cols == 1 { along_cols.max(rows).max(1) } else { along_cols };
        if let Some(s) = plain(rows, cols, ld, false) {
            return Some(s);
        }
    }
    if along_cols == 1 || cols == 1 {
        let ld = if rows == 1 { along_rows.max(cols).max(1) } else { along_rows };
        return plain(cols, rows, ld, true);
    }
    None
}

fn types(d: DType, tf32: bool) -> Option<(cudaDataType, Compute, cudaDataType)> {
    let single = if tf32 { Compute::CUBLAS_COMPUTE_32F_FAST_TF32 } else { Compute::CUBLAS_COMPUTE_32F };
    Some(match d {
        DType::F16 => (cudaDataType::CUDA_R_16F, Compute::CUBLAS_COMPUTE_32F, cudaDataType::CUDA_R_32F),
        DType::BF16 => (cudaDataType::CUDA_R_16BF, Compute::CUBLAS_COMPUTE_32F, cudaDataType::CUDA_R_32F),
        DType::F32 => (cudaDataType::CUDA_R_32F, single, cudaDataType::CUDA_R_32F),
        DType::F64 => (cudaDataType::CUDA_R_64F, Compute::CUBLAS_COMPUTE_64F, cudaDataType::CUDA_R_64F),
        DType::C64 => (cudaDataType::CUDA_C_32F, single, cudaDataType::CUDA_C_32F),
        DType::C128 => (cudaDataType::CUDA_C_64F, Compute::CUBLAS_COMPUTE_64F, cudaDataType::CUDA_C_64F),
        _ => return None,
    })
}

/// `out[z] = a[z] @ b[z] (+ bias)` of three-dimensional views, with `add` to what `out` holds; false where the library does not take
/// them or is not there.
pub fn bmm(cx: &Cx, a: &CView, b: &CView, bias: Option<&CView>, add: bool, out: &CView) -> Result<bool> {
    let tf32 = tf32_allowed();
    let Some(kinds) = types(out.dtype, tf32) else { return Ok(false) };
    let (count, m, n, k) = (out.sizes[0], out.sizes[1], out.sizes[2], a.sizes[2]);
    let Ok(lt) = Lt::get() else { return Ok(false) };
    if k == 0 || bias.is_some_and(|v| v.strides.last() != Some(&1) && n > 1) {
        return Ok(false);
    }
    // Row-major matrices are column-major transposes: out' = b' a'.
    let first = stored(n, k, b.strides[2], b.strides[1], b.strides[0]);
    let second = stored(k, m, a.strides[2], a.strides[1], a.strides[0]);
    let (Some(first), Some(second), Some(result)) = (first, second, stored(n, m, out.strides[2], out.strides[1], out.strides[0])) else {
        return Ok(false);
    };
    if result.transposed {
        return Ok(false);
    }
    // The library adds a bias to real numbers of at most 32 bits only: elsewhere the product is added to the bias.
    let spread = bias.filter(|_| matches!(out.dtype, DType::F64 | DType::C64 | DType::C128));
    if let Some(v) = spread {
        let strides = [0, 0, v.strides.last().copied().unwrap_or(0)];
        super::elementwise::copy(cx, CView { sizes: out.sizes, strides: &strides, ..*v }, *out)?;
    }
    let bias = if spread.is_some() { None } else { bias };
    let bits = a.address | b.address | out.address | bias.map_or(0, |v| v.address);
    let key = Key {
        device: cx.gpu.index,
        dtype: out.dtype,
        tf32,
        biased: bias.is_some(),
        count,
        a: first,
        b: second,
        d: result,
        aligned: bits.trailing_zeros().min(8),
    };
    let library = LIBRARY.get_or_init(|| Mutex::new(Library { lt, handles: HashMap::new(), plans: HashMap::new() }));
    let mut library = library.lock().unwrap_or_else(|e| e.into_inner());
    let handle = library.handle(cx)?;
    if !library.plans.contains_key(&key) {
        let plan = Plan::new(lt, handle, &key, kinds)?;
        if library.plans.len() >= PLANS {
            library.plans.clear();
        }
        library.plans.insert(key, plan);
    }
    let Some(Some(plan)) = library.plans.get(&key) else {
        return match spread {
            Some(_) => cx.refuse(": cuBLASLt does not take this product"),
            None => Ok(false),
        };
    };
    plan.run(cx, handle, out.dtype, add || spread.is_some(), [b.address, a.address, out.address], bias.map(|v| v.address))?;
    status::launched(cx.op);
    Ok(true)
}

impl Library {
    fn handle(&mut self, cx: &Cx) -> Result<*mut c_void> {
        if let Some(h) = self.handles.get(&cx.gpu.index) {
            return Ok(*h as *mut c_void);
        }
        let mut handle = std::ptr::null_mut();
        // SAFETY: a place for the handle; the context is bound.
        ok("cublasLtCreate", graph::relaxed(|| unsafe { (self.lt.cublasLtCreate)(&mut handle) }))?;
        self.handles.insert(cx.gpu.index, handle as usize);
        Ok(handle)
    }
}

fn layout(lt: &Lt, kind: cudaDataType, s: &Stored, count: i64) -> Result<*mut c_void> {
    let mut made = std::ptr::null_mut();
    // SAFETY: a place for the object.
    ok("cublasLtMatrixLayoutCreate", unsafe { (lt.cublasLtMatrixLayoutCreate)(&mut made, kind, s.rows, s.cols, s.ld) })?;
    let many = count as i32;
    let set = |attribute, value: *const c_void, size| {
        // SAFETY: a live object, and a value of the size that is given.
        ok("cublasLtMatrixLayoutSetAttribute", unsafe { (lt.cublasLtMatrixLayoutSetAttribute)(made, attribute, value, size) })
    };
    set(LayoutAttribute::CUBLASLT_MATRIX_LAYOUT_BATCH_COUNT, (&raw const many).cast(), 4)?;
    set(LayoutAttribute::CUBLASLT_MATRIX_LAYOUT_STRIDED_BATCH_OFFSET, (&raw const s.batch).cast(), 8)?;
    Ok(made)
}

impl Plan {
    fn new(lt: &'static Lt, handle: *mut c_void, key: &Key, (kind, compute, scale): (cudaDataType, Compute, cudaDataType)) -> Result<Option<Plan>> {
        let mut desc = std::ptr::null_mut();
        // SAFETY: a place for the object.
        ok("cublasLtMatmulDescCreate", unsafe { (lt.cublasLtMatmulDescCreate)(&mut desc, compute, scale) })?;
        let set = |attribute, value: i32| {
            // SAFETY: a live object; the attributes set here are four bytes wide.
            ok("cublasLtMatmulDescSetAttribute", unsafe { (lt.cublasLtMatmulDescSetAttribute)(desc, attribute, (&raw const value).cast(), 4) })
        };
        set(DescAttribute::CUBLASLT_MATMUL_DESC_TRANSA, key.a.transposed as i32)?;
        set(DescAttribute::CUBLASLT_MATMUL_DESC_TRANSB, key.b.transposed as i32)?;
        if key.biased {
            set(DescAttribute::CUBLASLT_MATMUL_DESC_EPILOGUE, cublasLtEpilogue_t::CUBLASLT_EPILOGUE_BIAS as i32)?;
        }
        let mut plan = Plan { lt, desc, layouts: [std::ptr::null_mut(); 3], algo: cublasLtMatmulAlgo_t { data: [0; 8] }, workspace: 0 };
        for (slot, s) in plan.layouts.iter_mut().zip([&key.a, &key.b, &key.d]) {
            *slot = layout(lt, kind, s, key.count)?;
        }
        let [a, b, d] = plan.layouts;
        let mut preference = std::ptr::null_mut();
        // SAFETY: a place for the object.
        ok("cublasLtMatmulPreferenceCreate", unsafe { (lt.cublasLtMatmulPreferenceCreate)(&mut preference) })?;
        let room = WORKSPACE;
        let alignment = 1u32 << key.aligned;
        let wish = |attribute, value: *const c_void, size| {
            // SAFETY: a live object, and a value of the size that is given.
            ok("cublasLtMatmulPreferenceSetAttribute", unsafe { (lt.cublasLtMatmulPreferenceSetAttribute)(preference, attribute, value, size) })
        };
        wish(Preference::CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES, (&raw const room).cast(), 8)?;
        for attribute in [
            Preference::CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_A_BYTES,
            Preference::CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_B_BYTES,
            Preference::CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_C_BYTES,
            Preference::CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_D_BYTES,
        ] {
            wish(attribute, (&raw const alignment).cast(), 4)?;
        }
        // SAFETY: a structure of numbers, filled by the call.
        let mut found: cublasLtMatmulHeuristicResult_t = unsafe { std::mem::zeroed() };
        let mut got = 0;
        // SAFETY: live objects, room for one answer and its count.
        let code = unsafe { (lt.cublasLtMatmulAlgoGetHeuristic)(handle, desc, a, b, d, d, preference, 1, &mut found, &mut got) };
        // SAFETY: the object is not used again.
        unsafe { (lt.cublasLtMatmulPreferenceDestroy)(preference) };
        if code != 0 || got == 0 {
            return Ok(None);
        }
        (plan.algo, plan.workspace) = (found.algo, found.workspaceSize);
        Ok(Some(plan))
    }

    /// `add`: to what the result's memory holds.
    fn run(&self, cx: &Cx, handle: *mut c_void, dtype: DType, add: bool, [a, b, d]: [u64; 3], bias: Option<u64>) -> Result<()> {
        if let Some(bias) = bias {
            let what = DescAttribute::CUBLASLT_MATMUL_DESC_BIAS_POINTER;
            // SAFETY: a live object; the attribute is an address.
            let code = unsafe { (self.lt.cublasLtMatmulDescSetAttribute)(self.desc, what, (&raw const bias).cast(), 8) };
            ok("cublasLtMatmulDescSetAttribute", code)?;
        }
        let (lt, room) = (self.lt, cx.temporary(self.workspace)?);
        // One and zero in the widest scale type; narrower ones read the front of f32 or f64 pairs.
        let (single, double) = ([[1f32, 0.0], [0.0, 0.0]], [[1f64, 0.0], [0.0, 0.0]]);
        let (one, zero): (*const c_void, *const c_void) = match dtype {
            DType::F64 | DType::C128 => ((&raw const double[0]).cast(), (&raw const double[1]).cast()),
            _ => ((&raw const single[0]).cast(), (&raw const single[1]).cast()),
        };
        let [la, lb, ld] = self.layouts;
        let stream = crate::cuda::Stream::current(cx.gpu.index);
        // SAFETY: live objects that describe the memory at the addresses; the caller's views are as long.
        let code = unsafe {
            (lt.cublasLtMatmul)(
                handle,
                self.desc,
                one,
                a as *const c_void,
                la,
                b as *const c_void,
                lb,
                if add { one } else { zero },
                d as *const c_void,
                ld,
                d as *mut c_void,
                ld,
                &self.algo,
                room.address as *mut c_void,
                self.workspace,
                stream.raw().cast(),
            )
        };
        ok("cublasLtMatmul", code)
    }
}
