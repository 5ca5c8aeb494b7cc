//! Decompositions and solvers by NVIDIA's cuSOLVER and cuBLAS. Matrices are column-major, as LAPACK has them; those of a batch are
//! taken one after the other, in the queue's order (small ones at once, by `small`), and nothing here waits for the GPU.

use super::elementwise;
use super::view::CView;
use super::{Cx, Family, Temporary, small, types};
use crate::cuda::launch::Grid;
use crate::cuda::{Stream, graph, status};
use crate::error::{Error, Kind, Result};
use crate::kernel_args;
use lumbre_kernels::DType;
use lumbre_kernels::unary::Unary;
use std::collections::HashMap;
use std::ffi::{c_char, c_int, c_void};
use std::sync::Mutex;

type Handle = *mut c_void;
type Ptr = *mut c_void;
type Orm = unsafe extern "C" fn(Handle, c_int, c_int, c_int, c_int, c_int, Ptr, c_int, Ptr, Ptr, c_int, Ptr, c_int, *mut c_int) -> c_int;
type OrmSize = unsafe extern "C" fn(Handle, c_int, c_int, c_int, c_int, c_int, Ptr, c_int, Ptr, Ptr, c_int, *mut c_int) -> c_int;
type Trsm = unsafe extern "C" fn(Handle, c_int, c_int, c_int, c_int, c_int, c_int, Ptr, Ptr, c_int, Ptr, c_int) -> c_int;

// The generic functions of 64 bits: (handle, parameters, .., dtype and memory of each operand, compute dtype, room on GPU and host, code).
crate::nvidia_functions! { Dense of Cusolver:
    fn cusolverDnCreate(*mut Handle) -> c_int;
    fn cusolverDnSetStream(Handle, Ptr) -> c_int;
    fn cusolverDnCreateParams(*mut Ptr) -> c_int;
    fn cusolverDnXpotrf_bufferSize(Handle, Ptr, c_int, i64, c_int, Ptr, i64, c_int, *mut usize, *mut usize) -> c_int;
    fn cusolverDnXpotrf(Handle, Ptr, c_int, i64, c_int, Ptr, i64, c_int, Ptr, usize, Ptr, usize, *mut c_int) -> c_int;
    fn cusolverDnXgetrf_bufferSize(Handle, Ptr, i64, i64, c_int, Ptr, i64, c_int, *mut usize, *mut usize) -> c_int;
    fn cusolverDnXgetrf(Handle, Ptr, i64, i64, c_int, Ptr, i64, *mut i64, c_int, Ptr, usize, Ptr, usize, *mut c_int) -> c_int;
    fn cusolverDnXgetrs(Handle, Ptr, c_int, i64, i64, c_int, Ptr, i64, *const i64, c_int, Ptr, i64, *mut c_int) -> c_int;
    fn cusolverDnXgeqrf_bufferSize(Handle, Ptr, i64, i64, c_int, Ptr, i64, c_int, Ptr, c_int, *mut usize, *mut usize) -> c_int;
    fn cusolverDnXgeqrf(Handle, Ptr, i64, i64, c_int, Ptr, i64, c_int, Ptr, c_int, Ptr, usize, Ptr, usize, *mut c_int) -> c_int;
    fn cusolverDnXsyevd_bufferSize(Handle, Ptr, c_int, c_int, i64, c_int, Ptr, i64, c_int, Ptr, c_int, *mut usize, *mut usize) -> c_int;
    fn cusolverDnXsyevd(Handle, Ptr, c_int, c_int, i64, c_int, Ptr, i64, c_int, Ptr, c_int, Ptr, usize, Ptr, usize, *mut c_int) -> c_int;
    fn cusolverDnXgesvd_bufferSize(
        Handle, Ptr, c_char, c_char, i64, i64, c_int, Ptr, i64, c_int, Ptr, c_int, Ptr, i64, c_int, Ptr, i64, c_int, *mut usize, *mut usize,
    ) -> c_int;
    fn cusolverDnXgesvd(
        Handle, Ptr, c_char, c_char, i64, i64, c_int, Ptr, i64, c_int, Ptr, c_int, Ptr, i64, c_int, Ptr, i64, c_int, Ptr, usize, Ptr, usize, *mut c_int,
    ) -> c_int;
    fn cusolverDnSormqr_bufferSize(Handle, c_int, c_int, c_int, c_int, c_int, Ptr, c_int, Ptr, Ptr, c_int, *mut c_int) -> c_int;
    fn cusolverDnDormqr_bufferSize(Handle, c_int, c_int, c_int, c_int, c_int, Ptr, c_int, Ptr, Ptr, c_int, *mut c_int) -> c_int;
    fn cusolverDnCunmqr_bufferSize(Handle, c_int, c_int, c_int, c_int, c_int, Ptr, c_int, Ptr, Ptr, c_int, *mut c_int) -> c_int;
    fn cusolverDnZunmqr_bufferSize(Handle, c_int, c_int, c_int, c_int, c_int, Ptr, c_int, Ptr, Ptr, c_int, *mut c_int) -> c_int;
    fn cusolverDnSormqr(Handle, c_int, c_int, c_int, c_int, c_int, Ptr, c_int, Ptr, Ptr, c_int, Ptr, c_int, *mut c_int) -> c_int;
    fn cusolverDnDormqr(Handle, c_int, c_int, c_int, c_int, c_int, Ptr, c_int, Ptr, Ptr, c_int, Ptr, c_int, *mut c_int) -> c_int;
    fn cusolverDnCunmqr(Handle, c_int, c_int, c_int, c_int, c_int, Ptr, c_int, Ptr, Ptr, c_int, Ptr, c_int, *mut c_int) -> c_int;
    fn cusolverDnZunmqr(Handle, c_int, c_int, c_int, c_int, c_int, Ptr, c_int, Ptr, Ptr, c_int, Ptr, c_int, *mut c_int) -> c_int;
}

// Came with CUDA 12.8: in a table of its own, so that the others do not need it.
crate::nvidia_functions! { General of Cusolver:
    fn cusolverDnXgeev_bufferSize(
        Handle, Ptr, c_int, c_int, i64, c_int, Ptr, i64, c_int, Ptr, c_int, Ptr, i64, c_int, Ptr, i64, c_int, *mut usize, *mut usize,
    ) -> c_int;
    fn cusolverDnXgeev(
        Handle, Ptr, c_int, c_int, i64, c_int, Ptr, i64, c_int, Ptr, c_int, Ptr, i64, c_int, Ptr, i64, c_int, Ptr, usize, Ptr, usize, *mut c_int,
    ) -> c_int;
}

crate::nvidia_functions! { Blas of Cublas:
    fn cublasCreate_v2(*mut Handle) -> c_int;
    fn cublasSetStream_v2(Handle, Ptr) -> c_int;
    fn cublasStrsm_v2(Handle, c_int, c_int, c_int, c_int, c_int, c_int, Ptr, Ptr, c_int, Ptr, c_int) -> c_int;
    fn cublasDtrsm_v2(Handle, c_int, c_int, c_int, c_int, c_int, c_int, Ptr, Ptr, c_int, Ptr, c_int) -> c_int;
    fn cublasCtrsm_v2(Handle, c_int, c_int, c_int, c_int, c_int, c_int, Ptr, Ptr, c_int, Ptr, c_int) -> c_int;
    fn cublasZtrsm_v2(Handle, c_int, c_int, c_int, c_int, c_int, c_int, Ptr, Ptr, c_int, Ptr, c_int) -> c_int;
}

const LOWER: c_int = 0;
const UPPER: c_int = 1;
const LEFT: c_int = 0;
const PLAIN: c_int = 0;
const TRANSPOSED: c_int = 1;
const ADJOINT: c_int = 2;
/// `CUSOLVER_EIG_MODE_NOVECTOR` and `_VECTOR` are 0 and 1.
const VECTOR: c_int = 1;

/// Handles by GPU: of cuSOLVER with its parameters, and of cuBLAS. The lock is held while one is in use: it keeps a queue.
struct Handles {
    dense: HashMap<u8, (usize, usize)>,
    blas: HashMap<u8, usize>,
}

static HANDLES: Mutex<Option<Handles>> = Mutex::new(None);

fn ok(what: &str, code: c_int) -> Result<()> {
    let name = match code {
        0 => return Ok(()),
        1 => "CUSOLVER_STATUS_NOT_INITIALIZED",
        2 => "CUSOLVER_STATUS_ALLOC_FAILED",
        3 => "CUSOLVER_STATUS_INVALID_VALUE",
        4 => "CUSOLVER_STATUS_ARCH_MISMATCH",
        6 => "CUSOLVER_STATUS_EXECUTION_FAILED",
        7 => "CUSOLVER_STATUS_INTERNAL_ERROR",
        8 => "CUSOLVER_STATUS_MATRIX_TYPE_NOT_SUPPORTED",
        9 => "CUSOLVER_STATUS_NOT_SUPPORTED",
        _ => "an unknown status",
    };
    Err(Error::new(Kind::Runtime, format!("cuSOLVER error: {name} ({code}) in {what}")))
}

/// `cudaDataType`.
fn kind(d: DType) -> c_int {
    match d {
        DType::F64 => 1,
        DType::C64 => 4,
        DType::C128 => 5,
        _ => 0,
    }
}

/// cuSOLVER's functions with a handle that works in the current queue.
struct Solver {
    lib: &'static Dense,
    handle: Handle,
    params: Ptr,
}

fn with_solver<T>(cx: &Cx, f: impl FnOnce(&Solver) -> Result<T>) -> Result<T> {
    let lib = cx.library(Dense::get())?;
    let mut all = HANDLES.lock().unwrap_or_else(|e| e.into_inner());
    let all = all.get_or_insert_with(|| Handles { dense: HashMap::new(), blas: HashMap::new() });
    let (handle, params) = match all.dense.get(&cx.gpu.index) {
        Some(known) => *known,
        None => {
            let (mut handle, mut params) = (std::ptr::null_mut(), std::ptr::null_mut());
            // SAFETY: places for the handles; the context is bound.
            graph::relaxed(|| unsafe {
                ok("cusolverDnCreate", (lib.cusolverDnCreate)(&mut handle))?;
                ok("cusolverDnCreateParams", (lib.cusolverDnCreateParams)(&mut params))
            })?;
            *all.dense.entry(cx.gpu.index).or_insert((handle as usize, params as usize))
        }
    };
    let (handle, params) = (handle as Handle, params as Ptr);
    let stream = Stream::current(cx.gpu.index);
    // SAFETY: live handles.
    ok("cusolverDnSetStream", unsafe { (lib.cusolverDnSetStream)(handle, stream.raw().cast()) })?;
    status::launched(cx.op);
    f(&Solver { lib, handle, params })
}

/// Room that a function asked for: on the GPU, and on the host for the length of the call.
struct Room {
    gpu: Temporary,
    gpu_bytes: usize,
    host: Vec<u64>,
    host_bytes: usize,
}

impl Room {
    fn new(cx: &Cx, gpu_bytes: usize, host_bytes: usize) -> Result<Room> {
        Ok(Room { gpu: cx.temporary(gpu_bytes)?, gpu_bytes, host: vec![0; host_bytes.div_ceil(8)], host_bytes })
    }

    fn asked(cx: &Cx, what: &str, ask: impl FnOnce(*mut usize, *mut usize) -> c_int) -> Result<Room> {
        let (mut gpu, mut host) = (0usize, 0usize);
        ok(what, ask(&mut gpu, &mut host))?;
        Room::new(cx, gpu, host)
    }

    fn on_gpu(&self) -> Ptr {
        self.gpu.address as Ptr
    }

    fn on_host(&mut self) -> Ptr {
        self.host.as_mut_ptr().cast()
    }
}

/// Address of the `i`th of a batch (the first dimension).
fn nth(v: &CView, i: i64) -> u64 {
    v.address.wrapping_add_signed(i * v.strides[0] * v.dtype.size() as i64)
}

/// Leading dimension of a column-major batch.
fn ld(v: &CView) -> i64 {
    v.strides[2].max(v.sizes[1]).max(1)
}

/// `to = from`, or the conjugate of `from`.
fn copy(cx: &Cx, from: CView, to: CView, conj: bool) -> Result<()> {
    if conj && from.dtype.is_complex() {
        return elementwise::unary(cx, Unary::Conj, from.dtype, from.into(), to);
    }
    elementwise::copy(cx, from, to)
}

/// The lower Cholesky factor in place of the lower triangle.
pub fn cholesky(cx: &Cx, a: CView, info: CView) -> Result<()> {
    if small::cholesky(cx, &a, &info)? {
        return Ok(());
    }
    let (n, lda, t) = (a.sizes[1], ld(&a), kind(a.dtype));
    with_solver(cx, |s| {
        let p = a.address as Ptr;
        // SAFETY: live handles, a matrix of the sizes given, places for the answers.
        let mut room = Room::asked(cx, "cusolverDnXpotrf_bufferSize", |g, h| unsafe {
            (s.lib.cusolverDnXpotrf_bufferSize)(s.handle, s.params, LOWER, n, t, p, lda, t, g, h)
        })?;
        for i in 0..a.sizes[0] {
            let (p, code, host) = (nth(&a, i) as Ptr, nth(&info, i) as *mut c_int, room.on_host());
            // SAFETY: as above, with the room that was asked for; the code is one of the batch's.
            ok("cusolverDnXpotrf", unsafe {
                (s.lib.cusolverDnXpotrf)(s.handle, s.params, LOWER, n, t, p, lda, t, room.on_gpu(), room.gpu_bytes, host, room.host_bytes, code)
            })?;
        }
        Ok(())
    })
}

/// Views of a run of numbers as two dtypes: pivots have 64 bits in the library and 32 in tensors.
fn convert(cx: &Cx, from: u64, source: DType, to: u64, target: DType, n: i64) -> Result<()> {
    let (sizes, strides) = ([n], [1]);
    let view = |address, dtype| CView { address, dtype, sizes: &sizes, strides: &strides };
    elementwise::copy(cx, view(from, source), view(to, target))
}

/// LU factors in place, row exchanges numbered from 1, and the number of the first pivot that is zero.
pub fn lu(cx: &Cx, a: CView, pivots: CView, info: CView, pivot: bool) -> Result<()> {
    if small::lu(cx, &a, &pivots, &info, pivot)? {
        return Ok(());
    }
    let (m, n, lda, t) = (a.sizes[1], a.sizes[2], ld(&a), kind(a.dtype));
    let (count, k) = (a.sizes[0], m.min(n));
    let wide = cx.temporary((count * k * 8) as usize)?;
    with_solver(cx, |s| {
        let p = a.address as Ptr;
        // SAFETY: live handles, a matrix of the sizes given, places for the answers.
        let mut room = Room::asked(cx, "cusolverDnXgetrf_bufferSize", |g, h| unsafe {
            (s.lib.cusolverDnXgetrf_bufferSize)(s.handle, s.params, m, n, t, p, lda, t, g, h)
        })?;
        for i in 0..count {
            let (p, code, host) = (nth(&a, i) as Ptr, nth(&info, i) as *mut c_int, room.on_host());
            let order = if pivot { (wide.address + (i * k * 8) as u64) as *mut i64 } else { std::ptr::null_mut() };
            // SAFETY: as above; without a place for them rows are not exchanged.
            ok("cusolverDnXgetrf", unsafe {
                (s.lib.cusolverDnXgetrf)(s.handle, s.params, m, n, t, p, lda, order, t, room.on_gpu(), room.gpu_bytes, host, room.host_bytes, code)
            })?;
        }
        Ok(())
    })?;
    if pivot { convert(cx, wide.address, DType::I64, pivots.address, DType::I32, count * k) } else { same_rows(cx, pivots) }
}

/// Pivots that exchange nothing: 1, 2, ... in each row.
fn same_rows(cx: &Cx, pivots: CView) -> Result<()> {
    let (batch, k) = (pivots.sizes[0] as u64, pivots.sizes[1] as u64);
    let f = cx.kernel(Family::Fill, "same_rows", "k_same", types([]), 0, || "PIVOTS(k)\n".into())?;
    // SAFETY: the kernel's signature in `fill.cuh`; the view is live memory.
    unsafe { cx.launch(f, Grid::covering((batch * k) as usize, 256, 1), &mut kernel_args![batch, k, pivots.address]) }
}

/// The order of rows that exchanges lead to. A pivot out of range is reported as a bad index is.
pub fn permutation(cx: &Cx, pivots: CView, order: CView) -> Result<()> {
    let (batch, k, rows) = (order.sizes[0] as u64, pivots.sizes[1] as u64, order.sizes[1] as u64);
    let op = crate::cuda::fault::number_of(cx.op) as u32;
    let f = cx.kernel(Family::Fill, "pivots", "k_order", types([]), 0, || "PIVOTS(k)\n".into())?;
    let grid = Grid::covering(batch as usize, 64, 1);
    // SAFETY: as above.
    unsafe { cx.launch(f, grid, &mut kernel_args![batch, k, rows, pivots.address, order.address, op, cx.gpu.fault.device]) }
}

/// `A X = B`, or `A^H X = B`, in place of B, from factors of `lu`.
pub fn lu_solve(cx: &Cx, a: CView, pivots: CView, b: CView, adjoint: bool) -> Result<()> {
    if small::lu_solve(cx, &a, &pivots, &b, adjoint)? {
        return Ok(());
    }
    let (n, lda, ldb, t) = (a.sizes[1], ld(&a), ld(&b), kind(a.dtype));
    let (count, k) = (b.sizes[0], pivots.sizes[1]);
    let wide = cx.temporary((count * k * 8) as usize)?;
    let code = cx.temporary(4)?;
    convert(cx, pivots.address, DType::I32, wide.address, DType::I64, count * k)?;
    let way = if !adjoint { PLAIN } else if a.dtype.is_complex() { ADJOINT } else { TRANSPOSED };
    with_solver(cx, |s| {
        for i in 0..count {
            let (p, q, order) = (nth(&a, i) as Ptr, nth(&b, i) as Ptr, (wide.address + (i * k * 8) as u64) as *const i64);
            // SAFETY: live handles and matrices of the sizes given.
            ok("cusolverDnXgetrs", unsafe {
                (s.lib.cusolverDnXgetrs)(s.handle, s.params, way, n, b.sizes[2], t, p, lda, order, t, q, ldb, code.address as *mut c_int)
            })?;
        }
        Ok(())
    })
}

/// Reflections in place, and their factors.
pub fn qr(cx: &Cx, a: CView, tau: CView) -> Result<()> {
    if small::qr(cx, &a, &tau)? {
        return Ok(());
    }
    let (m, n, lda, t) = (a.sizes[1], a.sizes[2], ld(&a), kind(a.dtype));
    let code = cx.temporary(4)?;
    with_solver(cx, |s| {
        let (p, q) = (a.address as Ptr, tau.address as Ptr);
        // SAFETY: live handles, a matrix of the sizes given, places for the answers.
        let mut room = Room::asked(cx, "cusolverDnXgeqrf_bufferSize", |g, h| unsafe {
            (s.lib.cusolverDnXgeqrf_bufferSize)(s.handle, s.params, m, n, t, p, lda, t, q, t, g, h)
        })?;
        for i in 0..a.sizes[0] {
            let (p, q, host) = (nth(&a, i) as Ptr, nth(&tau, i) as Ptr, room.on_host());
            // SAFETY: as above.
            ok("cusolverDnXgeqrf", unsafe {
                (s.lib.cusolverDnXgeqrf)(
                    s.handle, s.params, m, n, t, p, lda, t, q, t, room.on_gpu(), room.gpu_bytes, host, room.host_bytes, code.address as *mut c_int,
                )
            })?;
        }
        Ok(())
    })
}

/// `c = op(Q) c` for the Q of reflections.
pub fn apply_q(cx: &Cx, v: CView, tau: CView, c: CView, adjoint: bool) -> Result<()> {
    if small::apply_q(cx, &v, &tau, &c, adjoint)? {
        return Ok(());
    }
    let small = |n: i64| c_int::try_from(n).map_err(|_| super::missing(cx.op, " for matrices of 2^31 rows"));
    let (m, n, k) = (small(c.sizes[1])?, small(c.sizes[2])?, small(tau.sizes[1])?);
    let (lda, ldc, code) = (small(ld(&v))?, small(ld(&c))?, cx.temporary(4)?);
    let way = if !adjoint { PLAIN } else if c.dtype.is_complex() { ADJOINT } else { TRANSPOSED };
    with_solver(cx, |s| {
        let (size, run): (OrmSize, Orm) = match c.dtype {
            DType::F64 => (s.lib.cusolverDnDormqr_bufferSize, s.lib.cusolverDnDormqr),
            DType::C64 => (s.lib.cusolverDnCunmqr_bufferSize, s.lib.cusolverDnCunmqr),
            DType::C128 => (s.lib.cusolverDnZunmqr_bufferSize, s.lib.cusolverDnZunmqr),
            _ => (s.lib.cusolverDnSormqr_bufferSize, s.lib.cusolverDnSormqr),
        };
        let mut elements = 0;
        let (p, q, r) = (v.address as Ptr, tau.address as Ptr, c.address as Ptr);
        // SAFETY: live handles, matrices of the sizes given, a place for the answer.
        ok("cusolverDnXormqr_bufferSize", unsafe { size(s.handle, LEFT, way, m, n, k, p, lda, q, r, ldc, &mut elements) })?;
        let room = Room::new(cx, elements.max(0) as usize * c.dtype.size(), 0)?;
        for i in 0..c.sizes[0] {
            let (p, q, r) = (nth(&v, i) as Ptr, nth(&tau, i) as Ptr, nth(&c, i) as Ptr);
            // SAFETY: as above, with as much room as was asked for.
            ok("cusolverDnXormqr", unsafe {
                run(s.handle, LEFT, way, m, n, k, p, lda, q, r, ldc, room.on_gpu(), elements, code.address as *mut c_int)
            })?;
        }
        Ok(())
    })
}

/// Eigenvalues, ascending, and vectors of Hermitian matrices of which the lower triangle is read; `a` is written over.
pub fn eigh(cx: &Cx, a: CView, w: CView, v: Option<CView>, info: CView) -> Result<()> {
    let (n, lda, t, tw) = (a.sizes[1], ld(&a), kind(a.dtype), kind(w.dtype));
    let mode = v.is_some() as c_int * VECTOR;
    with_solver(cx, |s| {
        let (p, q) = (a.address as Ptr, w.address as Ptr);
        // SAFETY: live handles, a matrix of the sizes given, places for the answers.
        let mut room = Room::asked(cx, "cusolverDnXsyevd_bufferSize", |g, h| unsafe {
            (s.lib.cusolverDnXsyevd_bufferSize)(s.handle, s.params, mode, LOWER, n, t, p, lda, tw, q, t, g, h)
        })?;
        for i in 0..a.sizes[0] {
            let (p, q, code, host) = (nth(&a, i) as Ptr, nth(&w, i) as Ptr, nth(&info, i) as *mut c_int, room.on_host());
            // SAFETY: as above.
            ok("cusolverDnXsyevd", unsafe {
                (s.lib.cusolverDnXsyevd)(
                    s.handle, s.params, mode, LOWER, n, t, p, lda, tw, q, t, room.on_gpu(), room.gpu_bytes, host, room.host_bytes, code,
                )
            })?;
        }
        Ok(())
    })?;
    match v {
        Some(v) => copy(cx, a, v, false),
        None => Ok(()),
    }
}

/// A batch of column-major matrices of our own.
struct Matrices {
    own: Temporary,
    dtype: DType,
    sizes: [i64; 3],
    strides: [i64; 3],
}

impl Matrices {
    fn new(cx: &Cx, dtype: DType, sizes: [i64; 3]) -> Result<Matrices> {
        let own = cx.temporary(sizes.iter().product::<i64>() as usize * dtype.size())?;
        Ok(Matrices { own, dtype, sizes, strides: [sizes[1] * sizes[2], 1, sizes[1]] })
    }

    fn view(&self) -> CView<'_> {
        CView { address: self.own.address, dtype: self.dtype, sizes: &self.sizes, strides: &self.strides }
    }
}

/// `to = from^H` for batches; where `to` has fewer columns, only as many rows of `from`.
fn adjoint_into(cx: &Cx, from: CView, to: CView) -> Result<()> {
    let strides = [from.strides[0], from.strides[2], from.strides[1]];
    copy(cx, CView { sizes: to.sizes, strides: &strides, ..from }, to, true)
}

/// `A = U diag(s) V^H`. The library wants at least as many rows as columns: a wide matrix is turned, and U and V change places.
pub fn svd(cx: &Cx, a: CView, s: CView, uv: Option<(CView, CView)>, info: CView) -> Result<()> {
    let (count, turned) = (a.sizes[0], a.sizes[1] < a.sizes[2]);
    let (m, n) = (a.sizes[1].max(a.sizes[2]), a.sizes[1].min(a.sizes[2]));
    let (t, ts) = (kind(a.dtype), kind(s.dtype));
    let work = Matrices::new(cx, a.dtype, [count, m, n])?;
    if turned { adjoint_into(cx, a, work.view())? } else { copy(cx, a, work.view(), false)? }
    // The left vectors of the tall matrix, all or as many as singular values, and the right ones, transposed.
    let left = uv.map(|(u, v)| if turned { v } else { u });
    let wide = left.map_or(n, |l| l.sizes[2]);
    let right = uv.map(|_| Matrices::new(cx, a.dtype, [count, n, n])).transpose()?;
    let (ju, jv) = match left {
        None => (b'N', b'N'),
        Some(_) if wide == n => (b'S', b'S'),
        Some(_) => (b'A', b'S'),
    };
    let (ju, jv) = (ju as c_char, jv as c_char);
    with_solver(cx, |h| {
        let at = |i: i64| {
            let vt = right.as_ref().map_or(0, |r| nth(&r.view(), i));
            [nth(&work.view(), i), nth(&s, i), left.map_or(0, |l| nth(&l, i)), vt].map(|p| p as Ptr)
        };
        let [p, q, u, vt] = at(0);
        // SAFETY: live handles, matrices of the sizes given, places for the answers.
        let mut room = Room::asked(cx, "cusolverDnXgesvd_bufferSize", |g, host| unsafe {
            (h.lib.cusolverDnXgesvd_bufferSize)(h.handle, h.params, ju, jv, m, n, t, p, m, ts, q, t, u, m, t, vt, n, t, g, host)
        })?;
        for i in 0..count {
            let ([p, q, u, vt], code, host) = (at(i), nth(&info, i) as *mut c_int, room.on_host());
            // SAFETY: as above.
            ok("cusolverDnXgesvd", unsafe {
                (h.lib.cusolverDnXgesvd)(
                    h.handle, h.params, ju, jv, m, n, t, p, m, ts, q, t, u, m, t, vt, n, t, room.on_gpu(), room.gpu_bytes, host, room.host_bytes, code,
                )
            })?;
        }
        Ok(())
    })?;
    match (uv, right) {
        (Some((u, v)), Some(right)) => adjoint_into(cx, right.view(), if turned { u } else { v }),
        _ => Ok(()),
    }
}

/// Complex eigenvalues and vectors of length 1 of any square matrices.
pub fn eig(cx: &Cx, a: CView, w: CView, v: Option<CView>, info: CView) -> Result<()> {
    let Ok(lib) = General::get() else { return cx.refuse(": this cuSOLVER has no function for it (one of CUDA 12.8 has)") };
    let (n, t) = (a.sizes[1], kind(w.dtype));
    let work = Matrices::new(cx, w.dtype, [a.sizes[0], n, n])?;
    copy(cx, a, work.view(), false)?;
    let mode = v.is_some() as c_int * VECTOR;
    with_solver(cx, |s| {
        let at = |i: i64| [nth(&work.view(), i), nth(&w, i), v.as_ref().map_or(0, |v| nth(v, i))].map(|p| p as Ptr);
        let ([p, q, r], none) = (at(0), std::ptr::null_mut());
        // SAFETY: live handles, matrices of the sizes given, places for the answers.
        let mut room = Room::asked(cx, "cusolverDnXgeev_bufferSize", |g, h| unsafe {
            (lib.cusolverDnXgeev_bufferSize)(s.handle, s.params, 0, mode, n, t, p, n, t, q, t, none, n, t, r, n, t, g, h)
        })?;
        for i in 0..a.sizes[0] {
            let ([p, q, r], code, host) = (at(i), nth(&info, i) as *mut c_int, room.on_host());
            // SAFETY: as above.
            ok("cusolverDnXgeev", unsafe {
                (lib.cusolverDnXgeev)(
                    s.handle, s.params, 0, mode, n, t, p, n, t, q, t, none, n, t, r, n, t, room.on_gpu(), room.gpu_bytes, host, room.host_bytes, code,
                )
            })?;
        }
        Ok(())
    })
}

/// `op(A) X = B` in place of B for triangular A of any strides; `conj`: of the conjugate of A.
pub fn solve_triangular(cx: &Cx, a: CView, b: CView, upper: bool, unit: bool, conj: bool) -> Result<()> {
    if small::solve_triangular(cx, &a, &b, upper, unit, conj)? {
        return Ok(());
    }
    let lib = cx.library(Blas::get())?;
    let small = |n: i64| c_int::try_from(n).map_err(|_| super::missing(cx.op, " for matrices of 2^31 rows"));
    let (n, k, ldb) = (small(b.sizes[1])?, small(b.sizes[2])?, small(ld(&b))?);
    let conj = conj && a.dtype.is_complex();
    let gap = |s: i64| s >= a.sizes[1].max(1);
    let by_columns = (a.strides[1] == 1 && gap(a.strides[2])) && !conj;
    let by_rows = a.strides[2] == 1 && gap(a.strides[1]);
    // What the library cannot read as it lies is packed first.
    let made = if by_columns || by_rows { None } else { Some(Matrices::new(cx, a.dtype, [a.sizes[0], a.sizes[1], a.sizes[2]])?) };
    if let Some(made) = &made {
        copy(cx, a, made.view(), conj)?;
    }
    let turned = made.is_none() && !by_columns;
    let a = made.as_ref().map_or(a, Matrices::view);
    let lda = small(if turned { a.strides[1] } else { ld(&a) }.max(1))?;
    let way = match (turned, conj) {
        (false, _) => PLAIN,
        (true, false) => TRANSPOSED,
        (true, true) => ADJOINT,
    };
    let side = if upper != turned { UPPER } else { LOWER };
    let mut all = HANDLES.lock().unwrap_or_else(|e| e.into_inner());
    let all = all.get_or_insert_with(|| Handles { dense: HashMap::new(), blas: HashMap::new() });
    let handle = match all.blas.get(&cx.gpu.index) {
        Some(h) => *h as Handle,
        None => {
            let mut h = std::ptr::null_mut();
            // SAFETY: a place for the handle; the context is bound.
            super::blas::ok("cublasCreate", graph::relaxed(|| unsafe { (lib.cublasCreate_v2)(&mut h) }))?;
            all.blas.insert(cx.gpu.index, h as usize);
            h
        }
    };
    // SAFETY: live handles.
    super::blas::ok("cublasSetStream", unsafe { (lib.cublasSetStream_v2)(handle, Stream::current(cx.gpu.index).raw().cast()) })?;
    let run: Trsm = match a.dtype {
        DType::F64 => lib.cublasDtrsm_v2,
        DType::C64 => lib.cublasCtrsm_v2,
        DType::C128 => lib.cublasZtrsm_v2,
        _ => lib.cublasStrsm_v2,
    };
    let (mut single, mut double) = ([1f32, 0.0], [1f64, 0.0]);
    let one: Ptr = if matches!(a.dtype, DType::F64 | DType::C128) { double.as_mut_ptr().cast() } else { single.as_mut_ptr().cast() };
    for i in 0..b.sizes[0] {
        let (p, q) = (nth(&a, i) as Ptr, nth(&b, i) as Ptr);
        // SAFETY: a live handle, matrices of the sizes given; the factor is read from the host before the call returns.
        super::blas::ok("cublasXtrsm", unsafe { run(handle, LEFT, side, way, unit as c_int, n, k, one, p, lda, q, ldb) })?;
    }
    status::launched(cx.op);
    Ok(())
}

/// LU factors of A with pivots and codes, and the solution in place of B.
pub fn solve(cx: &Cx, a: CView, pivots: CView, info: CView, b: CView) -> Result<()> {
    lu(cx, a, pivots, info, true)?;
    lu_solve(cx, a, pivots, b, false)
}
