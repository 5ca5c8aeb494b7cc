//! Convolutions by NVIDIA's cuDNN, through its graph interface: a convolution is described once, the library's heuristic names the
//! ways of computing it, and the first that it can build is kept as a plan. What it does not take is left to the kernels of `conv.rs`.

use super::elementwise;
use super::view::{CView, Sizes};
use super::{Cx, Temporary};
use crate::cuda::{Stream, graph, status};
use crate::error::{Error, Kind, Result};
use lumbre_kernels::DType;
use lumbre_kernels::conv::ConvParams;
use lumbre_kernels::view::is_contiguous;
use std::collections::HashMap;
use std::ffi::{c_char, c_int, c_void};
use std::sync::Mutex;

type Raw = *mut c_void;

crate::nvidia_functions! { Cudnn of Cudnn:
    fn cudnnCreate(*mut Raw) -> c_int;
    fn cudnnSetStream(Raw, Raw) -> c_int;
    fn cudnnGetErrorString(c_int) -> *const c_char;
    fn cudnnBackendCreateDescriptor(c_int, *mut Raw) -> c_int;
    fn cudnnBackendDestroyDescriptor(Raw) -> c_int;
    fn cudnnBackendFinalize(Raw) -> c_int;
    fn cudnnBackendSetAttribute(Raw, c_int, c_int, i64, *const c_void) -> c_int;
    fn cudnnBackendGetAttribute(Raw, c_int, c_int, i64, *mut i64, *mut c_void) -> c_int;
    fn cudnnBackendExecute(Raw, Raw, Raw) -> c_int;
}

/// `cudnnBackendAttributeType_t`.
mod kind {
    pub const HANDLE: i32 = 0;
    pub const DATA_TYPE: i32 = 1;
    pub const BOOLEAN: i32 = 2;
    pub const INT64: i32 = 3;
    pub const FLOAT: i32 = 4;
    pub const DOUBLE: i32 = 5;
    pub const VOID_PTR: i32 = 6;
    pub const CONVOLUTION_MODE: i32 = 7;
    pub const HEUR_MODE: i32 = 8;
    pub const NUMERICAL_NOTE: i32 = 11;
    pub const DESCRIPTOR: i32 = 15;
}

/// `cudnnBackendDescriptorType_t`.
mod made {
    pub const CONVOLUTION: i32 = 1;
    pub const ENGINE: i32 = 2;
    pub const ENGINE_CONFIG: i32 = 3;
    pub const HEURISTIC: i32 = 4;
    pub const PLAN: i32 = 5;
    pub const FORWARD: i32 = 10;
    pub const BACKWARD_FILTER: i32 = 11;
    pub const BACKWARD_DATA: i32 = 12;
    pub const GRAPH: i32 = 15;
    pub const VARIANT_PACK: i32 = 16;
    pub const TENSOR: i32 = 17;
}

/// `cudnnBackendAttributeName_t`.
mod attribute {
    pub const CONV_COMPUTE: i32 = 100;
    pub const CONV_MODE: i32 = 101;
    pub const CONV_DILATIONS: i32 = 102;
    pub const CONV_STRIDES: i32 = 103;
    pub const CONV_POST_PADDINGS: i32 = 104;
    pub const CONV_PRE_PADDINGS: i32 = 105;
    pub const CONV_SPATIAL: i32 = 106;
    pub const HEUR_MODE: i32 = 200;
    pub const HEUR_GRAPH: i32 = 201;
    pub const HEUR_RESULTS: i32 = 202;
    pub const CONFIG_ENGINE: i32 = 300;
    pub const PLAN_HANDLE: i32 = 400;
    pub const PLAN_CONFIG: i32 = 401;
    pub const PLAN_WORKSPACE: i32 = 402;
    pub const GRAPH_HANDLE: i32 = 800;
    pub const GRAPH_OPS: i32 = 801;
    pub const TENSOR_ALIGNMENT: i32 = 900;
    pub const TENSOR_TYPE: i32 = 901;
    pub const TENSOR_SIZES: i32 = 902;
    pub const TENSOR_STRIDES: i32 = 903;
    pub const TENSOR_ID: i32 = 906;
    pub const TENSOR_VIRTUAL: i32 = 907;
    pub const PACK_IDS: i32 = 1000;
    pub const PACK_POINTERS: i32 = 1001;
    pub const PACK_WORKSPACE: i32 = 1003;
    pub const ENGINE_NOTES: i32 = 1303;
}

/// Ways of computing that are asked for, and room that one may take.
const CONFIGS: usize = 16;
const WORKSPACE: i64 = 2 << 30;
const PLANS: usize = 2048;
/// `CUDNN_HEUR_MODE_A` and `_FALLBACK`.
const MODES: [c_int; 2] = [3, 2];

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Side {
    Forward,
    Input,
    Weight,
}

impl Side {
    /// The descriptor and its attributes: the factors alpha and beta, the convolution, weight, input and output.
    fn attributes(self) -> (c_int, [c_int; 6]) {
        match self {
            Side::Forward => (made::FORWARD, [700, 701, 702, 703, 704, 705]),
            Side::Input => (made::BACKWARD_DATA, [706, 707, 708, 709, 710, 711]),
            Side::Weight => (made::BACKWARD_FILTER, [712, 713, 714, 715, 716, 717]),
        }
    }
}

/// A convolution as the library is told of it. Sizes are `[N, C, spatial..]`, with one spatial dimension as two.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    device: u8,
    side: Side,
    dtype: DType,
    exact: bool,
    last: bool,
    aligned: u32,
    sizes: [Sizes; 3],
    numbers: [Sizes; 3],
}

struct Descriptor {
    lib: &'static Cudnn,
    raw: Raw,
}

impl Drop for Descriptor {
    fn drop(&mut self) {
        // SAFETY: ours, and not used again.
        unsafe { (self.lib.cudnnBackendDestroyDescriptor)(self.raw) };
    }
}

struct Plan {
    plan: Descriptor,
    workspace: usize,
    // The plan refers to it.
    _config: Descriptor,
}

#[derive(Default)]
struct State {
    handles: HashMap<u8, usize>,
    /// `None` for what the library does not take.
    plans: HashMap<Key, Option<Plan>>,
}

// SAFETY: descriptors and handles may be used by any thread, one at a time: they are touched under the lock.
unsafe impl Send for State {}

static STATE: Mutex<Option<State>> = Mutex::new(None);

impl Cudnn {
    fn ok(&self, what: &str, code: c_int) -> Result<()> {
        if code == 0 {
            return Ok(());
        }
        // SAFETY: answers a constant string for every code.
        let text = unsafe { std::ffi::CStr::from_ptr((self.cudnnGetErrorString)(code)) }.to_string_lossy();
        Err(Error::new(Kind::Runtime, format!("cuDNN error: {text} ({code}) in {what}")))
    }

    fn create(&'static self, what: c_int) -> Result<Descriptor> {
        let mut raw = std::ptr::null_mut();
        // SAFETY: a place for the object.
        self.ok("cudnnBackendCreateDescriptor", unsafe { (self.cudnnBackendCreateDescriptor)(what, &mut raw) })?;
        Ok(Descriptor { lib: self, raw })
    }
}

impl Descriptor {
    /// Sets an attribute to a list of numbers, enumerators, addresses or objects of the type `kind`.
    fn set<T: Copy>(&self, name: c_int, kind: c_int, values: &[T]) -> Result<()> {
        // SAFETY: a live object and as many values as are said; `kind` says what they are.
        let code = unsafe { (self.lib.cudnnBackendSetAttribute)(self.raw, name, kind, values.len() as i64, values.as_ptr().cast()) };
        self.lib.ok(&format!("cudnnBackendSetAttribute({name})"), code)
    }

    fn finalize(&self) -> Result<()> {
        // SAFETY: a live object.
        self.lib.ok("cudnnBackendFinalize", unsafe { (self.lib.cudnnBackendFinalize)(self.raw) })
    }

    /// Reads up to `values.len()` values; how many there were.
    fn get<T>(&self, name: c_int, kind: c_int, values: &mut [T]) -> Result<usize> {
        let mut n = 0i64;
        // SAFETY: room for as many values as are said, of the type that `kind` says.
        let code = unsafe { (self.lib.cudnnBackendGetAttribute)(self.raw, name, kind, values.len() as i64, &mut n, values.as_mut_ptr().cast()) };
        self.lib.ok(&format!("cudnnBackendGetAttribute({name})"), code)?;
        Ok((n.max(0) as usize).min(values.len()))
    }
}

/// `cudnnDataType_t` of elements, and of what is computed in.
fn data_types(d: DType) -> Option<(c_int, c_int)> {
    match d {
        DType::F32 => Some((0, 0)),
        DType::F64 => Some((1, 1)),
        DType::F16 => Some((2, 0)),
        DType::BF16 => Some((9, 0)),
        _ => None,
    }
}

fn strides_of(sizes: &[i64], last: bool) -> Sizes {
    let mut strides: Sizes = smallvec::smallvec![1; sizes.len()];
    let order: Vec<usize> = if last { std::iter::once(0).chain(2..sizes.len()).chain([1]).collect() } else { (0..sizes.len()).collect() };
    let mut n = 1;
    for d in order.into_iter().rev() {
        strides[d] = n;
        n *= sizes[d].max(1);
    }
    strides
}

fn tensor(lib: &'static Cudnn, key: &Key, which: usize) -> Result<Descriptor> {
    let d = lib.create(made::TENSOR)?;
    let (element, _) = data_types(key.dtype).unwrap_or((0, 0));
    let sizes = &key.sizes[which];
    d.set(attribute::TENSOR_TYPE, kind::DATA_TYPE, &[element])?;
    d.set(attribute::TENSOR_SIZES, kind::INT64, sizes)?;
    d.set(attribute::TENSOR_STRIDES, kind::INT64, &strides_of(sizes, key.last))?;
    d.set(attribute::TENSOR_ID, kind::INT64, &[which as i64 + 1])?;
    d.set(attribute::TENSOR_ALIGNMENT, kind::INT64, &[1i64 << key.aligned])?;
    d.set(attribute::TENSOR_VIRTUAL, kind::BOOLEAN, &[false])?;
    d.finalize()?;
    Ok(d)
}

/// The graph of one operation, with what it is made of: all of it lives as long as the graph is asked.
fn operation(lib: &'static Cudnn, handle: Raw, key: &Key) -> Result<(Descriptor, Vec<Descriptor>)> {
    let [x, w, y] = [tensor(lib, key, 0)?, tensor(lib, key, 1)?, tensor(lib, key, 2)?];
    let (_, compute) = data_types(key.dtype).unwrap_or((0, 0));
    let conv = lib.create(made::CONVOLUTION)?;
    let [stride, padding, dilation] = &key.numbers;
    conv.set(attribute::CONV_COMPUTE, kind::DATA_TYPE, &[compute])?;
    // CUDNN_CROSS_CORRELATION
    conv.set(attribute::CONV_MODE, kind::CONVOLUTION_MODE, &[1 as c_int])?;
    conv.set(attribute::CONV_SPATIAL, kind::INT64, &[stride.len() as i64])?;
    conv.set(attribute::CONV_PRE_PADDINGS, kind::INT64, padding)?;
    conv.set(attribute::CONV_POST_PADDINGS, kind::INT64, padding)?;
    conv.set(attribute::CONV_STRIDES, kind::INT64, stride)?;
    conv.set(attribute::CONV_DILATIONS, kind::INT64, dilation)?;
    conv.finalize()?;
    let (what, [alpha, beta, conv_at, w_at, x_at, y_at]) = key.side.attributes();
    let op = lib.create(what)?;
    if key.dtype == DType::F64 {
        op.set(alpha, kind::DOUBLE, &[1f64])?;
        op.set(beta, kind::DOUBLE, &[0f64])?;
    } else {
        op.set(alpha, kind::FLOAT, &[1f32])?;
        op.set(beta, kind::FLOAT, &[0f32])?;
    }
    for (name, d) in [(conv_at, &conv), (w_at, &w), (x_at, &x), (y_at, &y)] {
        op.set(name, kind::DESCRIPTOR, &[d.raw])?;
    }
    op.finalize()?;
    let graph = lib.create(made::GRAPH)?;
    graph.set(attribute::GRAPH_HANDLE, kind::HANDLE, &[handle])?;
    graph.set(attribute::GRAPH_OPS, kind::DESCRIPTOR, &[op.raw])?;
    graph.finalize()?;
    Ok((graph, vec![op, conv, x, w, y]))
}

/// Whether an engine rounds f32 inputs to fewer digits: by its notes, tensor cores (0) and inputs converted down (1).
fn rounds_inputs(lib: &'static Cudnn, config: &Descriptor) -> Result<bool> {
    let engine = lib.create(made::ENGINE)?;
    let mut list = [engine.raw];
    config.get(attribute::CONFIG_ENGINE, kind::DESCRIPTOR, &mut list)?;
    let mut notes = [0 as c_int; 32];
    let n = engine.get(attribute::ENGINE_NOTES, kind::NUMERICAL_NOTE, &mut notes)?;
    Ok(notes[..n].iter().any(|n| *n == 0 || *n == 1))
}

/// The first way of computing that the library can build; `None` where there is none.
fn plan(lib: &'static Cudnn, handle: Raw, key: &Key) -> Result<Option<Plan>> {
    let (graph, _parts) = operation(lib, handle, key)?;
    for mode in MODES {
        let heuristic = lib.create(made::HEURISTIC)?;
        heuristic.set(attribute::HEUR_GRAPH, kind::DESCRIPTOR, &[graph.raw])?;
        heuristic.set(attribute::HEUR_MODE, kind::HEUR_MODE, &[mode])?;
        if heuristic.finalize().is_err() {
            continue;
        }
        let configs: Vec<Descriptor> = (0..CONFIGS).map(|_| lib.create(made::ENGINE_CONFIG)).collect::<Result<_>>()?;
        let mut list: Vec<Raw> = configs.iter().map(|c| c.raw).collect();
        let Ok(found) = heuristic.get(attribute::HEUR_RESULTS, kind::DESCRIPTOR, &mut list) else { continue };
        for config in configs.into_iter().take(found) {
            if key.exact && key.dtype == DType::F32 && rounds_inputs(lib, &config).unwrap_or(true) {
                continue;
            }
            let plan = lib.create(made::PLAN)?;
            plan.set(attribute::PLAN_HANDLE, kind::HANDLE, &[handle])?;
            plan.set(attribute::PLAN_CONFIG, kind::DESCRIPTOR, &[config.raw])?;
            if plan.finalize().is_err() {
                continue;
            }
            let mut bytes = [0i64];
            plan.get(attribute::PLAN_WORKSPACE, kind::INT64, &mut bytes)?;
            if (0..=WORKSPACE).contains(&bytes[0]) {
                return Ok(Some(Plan { plan, workspace: bytes[0] as usize, _config: config }));
            }
        }
    }
    Ok(None)
}

/// An operand in the layout that the library is told: itself, or a packed copy.
struct Laid {
    address: u64,
    own: Option<Temporary>,
}

fn lay(cx: &Cx, v: &CView, sizes: &[i64], last: bool, read: bool) -> Result<Laid> {
    let strides = strides_of(sizes, last);
    if v.dim() == sizes.len() && same_layout(v, &strides) {
        return Ok(Laid { address: v.address, own: None });
    }
    // One spatial dimension is told as two: a packed view stays packed.
    if v.dim() < sizes.len() && !last && is_contiguous(v.sizes, v.strides) {
        return Ok(Laid { address: v.address, own: None });
    }
    let own = cx.temporary(sizes.iter().product::<i64>() as usize * v.dtype.size())?;
    let laid = Laid { address: own.address, own: Some(own) };
    if read {
        elementwise::copy(cx, *v, laid.view(v, &narrowed(&strides, v.dim())))?;
    }
    Ok(laid)
}

/// Strides of as many dimensions as a view has: the spatial dimension put in for one-dimensional convolutions goes.
fn narrowed(strides: &[i64], dims: usize) -> Sizes {
    if strides.len() == dims { Sizes::from_slice(strides) } else { [&strides[..2], &strides[3..]].concat().into() }
}

fn same_layout(v: &CView, strides: &[i64]) -> bool {
    v.sizes.iter().zip(v.strides.iter().zip(strides)).all(|(n, (a, b))| *n == 1 || a == b)
}

impl Laid {
    fn view<'a>(&self, v: &CView<'a>, strides: &'a [i64]) -> CView<'a> {
        CView { address: self.address, dtype: v.dtype, sizes: v.sizes, strides }
    }
}

/// `[N, C, L]` as `[N, C, 1, L]`; others as they are.
fn widened(sizes: &[i64], fill: i64, spatial: bool) -> Sizes {
    let lead = if spatial { 0 } else { 2 };
    if sizes.len() - lead > 1 {
        return Sizes::from_slice(sizes);
    }
    let mut out = Sizes::from_slice(&sizes[..lead]);
    out.push(fill);
    out.extend_from_slice(&sizes[lead..]);
    out
}

/// One of the three products of a convolution `x * w = y`; the one that `side` names is written. False where the library is absent
/// or does not take it.
pub fn convolve(cx: &Cx, side: Side, x: &CView, w: &CView, y: &CView, p: &ConvParams) -> Result<bool> {
    if data_types(x.dtype).is_none() || [x, w, y].iter().any(|v| v.numel() == 0) || !natural(x, w, y, p) {
        return Ok(false);
    }
    let Ok(lib) = Cudnn::get() else { return Ok(false) };
    let last = [x, y].iter().any(|v| v.dim() > 3 && !is_contiguous(v.sizes, v.strides) && same_layout(v, &strides_of(v.sizes, true)));
    let sizes = [x, w, y].map(|v| widened(v.sizes, 1, false));
    let written = match side {
        Side::Input => 0,
        Side::Weight => 1,
        Side::Forward => 2,
    };
    let views = [x, w, y];
    let mut laid = Vec::with_capacity(3);
    for (i, v) in views.iter().enumerate() {
        laid.push(lay(cx, v, &sizes[i], last, i != written)?);
    }
    let bits = laid.iter().fold(1u64 << 4, |bits, l| bits | l.address);
    let numbers = [widened(p.stride, 1, true), widened(p.padding, 0, true), widened(p.dilation, 1, true)];
    let exact = !super::blas::tf32_allowed();
    let key = Key { device: cx.gpu.index, side, dtype: x.dtype, exact, last, aligned: bits.trailing_zeros(), sizes, numbers };
    if !run(cx, lib, key, [laid[0].address, laid[1].address, laid[2].address])? {
        return Ok(false);
    }
    let (out, target) = (&laid[written], views[written]);
    if out.own.is_some() {
        let strides = narrowed(&strides_of(&widened(target.sizes, 1, false), last), target.dim());
        elementwise::copy(cx, out.view(target, &strides), *target)?;
    }
    Ok(true)
}

/// Whether the sizes are those that the library computes itself.
fn natural(x: &CView, w: &CView, y: &CView, p: &ConvParams) -> bool {
    let n = p.stride.len();
    let fits = |k: usize| {
        let reach = p.dilation[k] * (w.sizes[k + 2] - 1) + 1;
        x.sizes[k + 2] + 2 * p.padding[k] >= reach && y.sizes[k + 2] == (x.sizes[k + 2] + 2 * p.padding[k] - reach) / p.stride[k] + 1
    };
    n <= 3 && x.dim() == n + 2 && (0..n).all(fits) && x.sizes[1] == w.sizes[1] * p.groups
}

fn run(cx: &Cx, lib: &'static Cudnn, key: Key, addresses: [u64; 3]) -> Result<bool> {
    let mut state = STATE.lock().unwrap_or_else(|e| e.into_inner());
    let state = state.get_or_insert_default();
    let handle = match state.handles.get(&cx.gpu.index) {
        Some(h) => *h as Raw,
        None => {
            let mut h = std::ptr::null_mut();
            // SAFETY: a place for the handle; the context is bound.
            lib.ok("cudnnCreate", graph::relaxed(|| unsafe { (lib.cudnnCreate)(&mut h) }))?;
            state.handles.insert(cx.gpu.index, h as usize);
            h
        }
    };
    if !state.plans.contains_key(&key) {
        // What the library cannot describe is not an error: there are kernels for it.
        let made = graph::relaxed(|| plan(lib, handle, &key)).unwrap_or(None);
        if state.plans.len() >= PLANS {
            state.plans.clear();
        }
        state.plans.insert(key.clone(), made);
    }
    let Some(Some(plan)) = state.plans.get(&key) else { return Ok(false) };
    let room = cx.temporary(plan.workspace)?;
    let pack = lib.create(made::VARIANT_PACK)?;
    pack.set(attribute::PACK_IDS, kind::INT64, &[1i64, 2, 3])?;
    pack.set(attribute::PACK_POINTERS, kind::VOID_PTR, &addresses)?;
    pack.set(attribute::PACK_WORKSPACE, kind::VOID_PTR, &[room.address])?;
    pack.finalize()?;
    let stream = Stream::current(cx.gpu.index);
    // SAFETY: a live handle and queue.
    lib.ok("cudnnSetStream", unsafe { (lib.cudnnSetStream)(handle, stream.raw().cast()) })?;
    // SAFETY: live objects; the memory is as long as the sizes that the plan was made for.
    lib.ok("cudnnBackendExecute", unsafe { (lib.cudnnBackendExecute)(handle, plan.plan.raw, pack.raw) })?;
    status::launched(cx.op);
    Ok(true)
}

/// `y += bias`, one number a channel.
pub fn add_bias(cx: &Cx, y: CView, bias: CView) -> Result<()> {
    let mut strides: Sizes = smallvec::smallvec![0; y.dim()];
    strides[1] = bias.strides.first().copied().unwrap_or(0);
    let spread = CView { sizes: y.sizes, strides: &strides, ..bias };
    elementwise::binary(cx, lumbre_kernels::binary::Binary::Add, super::loop_dtype(y.dtype), y.into(), spread.into(), y)
}
