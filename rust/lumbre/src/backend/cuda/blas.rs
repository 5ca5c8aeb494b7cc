//! Matrix products by NVIDIA's cuBLASLt. What it is told about a product (shapes, layouts, dtypes) is kept, with the way of
//! computing that its heuristic chose, so that a product met again costs a table look-up.

use super::Cx;
use super::view::CView;
use crate::cuda::libraries::{Lib, need};
use crate::cuda::{graph, status};
use crate::error::{Error, Kind, Result};
use cudarc::cublaslt::sys::{
    self, cublasComputeType_t as Compute, cublasLtEpilogue_t, cublasLtMatmulDescAttributes_t as DescAttribute,
    cublasLtMatmulPreferenceAttributes_t as Preference, cublasLtMatrixLayoutAttribute_t as LayoutAttribute, cublasStatus_t, cudaDataType,
};
use lumbre_kernels::DType;
use std::collections::HashMap;
use std::ffi::c_void;
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
    desc: sys::cublasLtMatmulDesc_t,
    a: sys::cublasLtMatrixLayout_t,
    b: sys::cublasLtMatrixLayout_t,
    d: sys::cublasLtMatrixLayout_t,
    algo: sys::cublasLtMatmulAlgo_t,
    workspace: usize,
}

struct Library {
    handles: HashMap<u8, usize>,
    plans: HashMap<Key, Plan>,
}

// SAFETY: the library's objects may be used by any thread; they are touched under the lock.
unsafe impl Send for Library {}

static LIBRARY: OnceLock<Mutex<Library>> = OnceLock::new();

fn ok(what: &str, code: cublasStatus_t) -> Result<()> {
    if code == cublasStatus_t::CUBLAS_STATUS_SUCCESS { Ok(()) } else { Err(Error::new(Kind::Runtime, format!("CUDA error: {code:?} when calling {what}"))) }
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

/// `out[z] = a[z] @ b[z] (+ bias)` of three-dimensional views; false where the library does not take them or is not there.
pub fn bmm(cx: &Cx, a: &CView, b: &CView, bias: Option<&CView>, out: &CView) -> Result<bool> {
    let tf32 = tf32_allowed();
    let Some(kinds) = types(out.dtype, tf32) else { return Ok(false) };
    let (count, m, n, k) = (out.sizes[0], out.sizes[1], out.sizes[2], a.sizes[2]);
    if k == 0 || need(Lib::CublasLt).is_err() || bias.is_some_and(|v| v.strides.last() != Some(&1) && n > 1) {
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
    let library = LIBRARY.get_or_init(|| Mutex::new(Library { handles: HashMap::new(), plans: HashMap::new() }));
    let mut library = library.lock().unwrap_or_else(|e| e.into_inner());
    let handle = library.handle(cx)?;
    if !library.plans.contains_key(&key) {
        match Plan::new(handle, &key, kinds)? {
            Some(plan) => {
                library.plans.insert(key, plan);
            }
            None => return Ok(false),
        }
    }
    let Some(plan) = library.plans.get(&key) else { return Ok(false) };
    plan.run(cx, handle, out.dtype, [b.address, a.address, out.address], bias.map(|v| v.address))?;
    status::launched(cx.op);
    Ok(true)
}

impl Library {
    fn handle(&mut self, cx: &Cx) -> Result<sys::cublasLtHandle_t> {
        if let Some(h) = self.handles.get(&cx.gpu.index) {
            return Ok(*h as sys::cublasLtHandle_t);
        }
        let mut handle = std::ptr::null_mut();
        // SAFETY: a place for the handle; the context is bound.
        ok("cublasLtCreate", graph::relaxed(|| unsafe { sys::cublasLtCreate(&mut handle) }))?;
        self.handles.insert(cx.gpu.index, handle as usize);
        Ok(handle)
    }
}

fn layout(kind: cudaDataType, s: &Stored, count: i64) -> Result<sys::cublasLtMatrixLayout_t> {
    let mut made = std::ptr::null_mut();
    // SAFETY: a place for the object.
    ok("cublasLtMatrixLayoutCreate", unsafe { sys::cublasLtMatrixLayoutCreate(&mut made, kind, s.rows, s.cols, s.ld) })?;
    let many = count as i32;
    let set = |attribute, value: *const c_void, size| {
        // SAFETY: a live object, and a value of the size that is given.
        ok("cublasLtMatrixLayoutSetAttribute", unsafe { sys::cublasLtMatrixLayoutSetAttribute(made, attribute, value, size) })
    };
    set(LayoutAttribute::CUBLASLT_MATRIX_LAYOUT_BATCH_COUNT, (&raw const many).cast(), 4)?;
    set(LayoutAttribute::CUBLASLT_MATRIX_LAYOUT_STRIDED_BATCH_OFFSET, (&raw const s.batch).cast(), 8)?;
    Ok(made)
}

impl Plan {
    fn new(handle: sys::cublasLtHandle_t, key: &Key, (kind, compute, scale): (cudaDataType, Compute, cudaDataType)) -> Result<Option<Plan>> {
        let mut desc = std::ptr::null_mut();
        // SAFETY: a place for the object.
        ok("cublasLtMatmulDescCreate", unsafe { sys::cublasLtMatmulDescCreate(&mut desc, compute, scale) })?;
        let set = |attribute, value: i32| {
            // SAFETY: a live object; the attributes set here are four bytes wide.
            ok("cublasLtMatmulDescSetAttribute", unsafe { sys::cublasLtMatmulDescSetAttribute(desc, attribute, (&raw const value).cast(), 4) })
        };
        set(DescAttribute::CUBLASLT_MATMUL_DESC_TRANSA, key.a.transposed as i32)?;
        set(DescAttribute::CUBLASLT_MATMUL_DESC_TRANSB, key.b.transposed as i32)?;
        if key.biased {
            set(DescAttribute::CUBLASLT_MATMUL_DESC_EPILOGUE, cublasLtEpilogue_t::CUBLASLT_EPILOGUE_BIAS as i32)?;
        }
        let (a, b, d) = (layout(kind, &key.a, key.count)?, layout(kind, &key.b, key.count)?, layout(kind, &key.d, key.count)?);
        let mut preference = std::ptr::null_mut();
        // SAFETY: a place for the object.
        ok("cublasLtMatmulPreferenceCreate", unsafe { sys::cublasLtMatmulPreferenceCreate(&mut preference) })?;
        let room = WORKSPACE;
        let alignment = 1u32 << key.aligned;
        let wish = |attribute, value: *const c_void, size| {
            // SAFETY: a live object, and a value of the size that is given.
            ok("cublasLtMatmulPreferenceSetAttribute", unsafe { sys::cublasLtMatmulPreferenceSetAttribute(preference, attribute, value, size) })
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
        let mut found: sys::cublasLtMatmulHeuristicResult_t = unsafe { std::mem::zeroed() };
        let mut got = 0;
        // SAFETY: live objects, room for one answer and its count.
        let code = unsafe { sys::cublasLtMatmulAlgoGetHeuristic(handle, desc, a, b, d, d, preference, 1, &mut found, &mut got) };
        // SAFETY: the object is not used again.
        unsafe { sys::cublasLtMatmulPreferenceDestroy(preference) };
        if code != cublasStatus_t::CUBLAS_STATUS_SUCCESS || got == 0 {
            return Ok(None);
        }
        Ok(Some(Plan { desc, a, b, d, algo: found.algo, workspace: found.workspaceSize }))
    }

    fn run(&self, cx: &Cx, handle: sys::cublasLtHandle_t, dtype: DType, [a, b, d]: [u64; 3], bias: Option<u64>) -> Result<()> {
        if let Some(bias) = bias {
            let what = DescAttribute::CUBLASLT_MATMUL_DESC_BIAS_POINTER;
            // SAFETY: a live object; the attribute is an address.
            let code = unsafe { sys::cublasLtMatmulDescSetAttribute(self.desc, what, (&raw const bias).cast(), 8) };
            ok("cublasLtMatmulDescSetAttribute", code)?;
        }
        let room = cx.temporary(self.workspace)?;
        // One and zero in the widest scale type; narrower ones read the front of f32 or f64 pairs.
        let (single, double) = ([[1f32, 0.0], [0.0, 0.0]], [[1f64, 0.0], [0.0, 0.0]]);
        let (one, zero): (*const c_void, *const c_void) = match dtype {
            DType::F64 | DType::C128 => ((&raw const double[0]).cast(), (&raw const double[1]).cast()),
            _ => ((&raw const single[0]).cast(), (&raw const single[1]).cast()),
        };
        let stream = crate::cuda::Stream::current(cx.gpu.index);
        // SAFETY: live objects that describe the memory at the addresses; the caller's views are as long.
        let code = unsafe {
            sys::cublasLtMatmul(
                handle,
                self.desc,
                one,
                a as *const c_void,
                self.a,
                b as *const c_void,
                self.b,
                zero,
                d as *const c_void,
                self.d,
                d as *mut c_void,
                self.d,
                &self.algo,
                room.address as *mut c_void,
                self.workspace,
                stream.raw().cast(),
            )
        };
        ok("cublasLtMatmul", code)
    }
}
