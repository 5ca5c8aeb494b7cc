//! What `lumbre.cuda` stands on: numbers and handles; the classes are Python's.

use crate::errors::{OrRaise, to_py};
use crate::object::{as_tensor, wrap};
use lumbre::backend::late;
use lumbre::cuda::event::Event;
use lumbre::cuda::graph::{Graph, Mode};
use lumbre::cuda::{Stream, alloc, gpu, libraries};
use lumbre::storage::Storage;
use lumbre::{Device, Tensor};
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::path::PathBuf;
use std::sync::Mutex;

/// Where NVIDIA's PyPI wheels keep their libraries: `nvidia/*/lib` beside this package's dependencies.
pub fn wheel_folders() -> Vec<PathBuf> {
    Python::attach(|py| -> PyResult<Vec<PathBuf>> {
        let spec = py.import("importlib.util")?.call_method1("find_spec", ("nvidia",))?;
        if spec.is_none() {
            return Ok(Vec::new());
        }
        let mut out = Vec::new();
        for place in spec.getattr("submodule_search_locations")?.try_iter()? {
            let place: PathBuf = place?.extract()?;
            let Ok(entries) = std::fs::read_dir(&place) else { continue };
            let mut folders: Vec<PathBuf> = entries.filter_map(|e| e.ok()).map(|e| e.path().join("lib")).filter(|p| p.is_dir()).collect();
            // `cu13` before wheels of older versions.
            folders.sort_by_key(|p| (!p.to_string_lossy().contains("cu13"), p.clone()));
            out.extend(folders);
        }
        Ok(out)
    })
    .unwrap_or_default()
}

#[pyfunction]
pub fn _cuda_device_count() -> usize {
    lumbre::cuda::device_count()
}

#[pyfunction]
pub fn _cuda_unavailable(what: &str) -> PyErr {
    to_py(lumbre::cuda::unavailable(what))
}

#[pyfunction]
pub fn _cuda_is_initialized() -> bool {
    gpu::is_initialized() && !gpu::in_bad_fork()
}

#[pyfunction]
pub fn _cuda_in_bad_fork() -> bool {
    gpu::in_bad_fork()
}

#[pyfunction]
pub fn _cuda_init() -> PyResult<()> {
    gpu::gpu(gpu::current()).or_raise().map(drop)
}

#[pyfunction]
pub fn _cuda_driver_version() -> PyResult<i32> {
    gpu::driver_version().or_raise()
}

#[pyfunction]
pub fn _cuda_current_device() -> PyResult<u8> {
    _cuda_init()?;
    Ok(gpu::current())
}

#[pyfunction]
pub fn _cuda_set_device(index: u8) -> PyResult<()> {
    gpu::set_current(index).or_raise()
}

/// Sets the current GPU to a number that was in use before; answers the one it was.
#[pyfunction]
pub fn _cuda_restore_device(index: u8) -> u8 {
    let before = gpu::current();
    gpu::restore_current(index);
    before
}

#[pyfunction]
pub fn _cuda_properties<'py>(py: Python<'py>, index: u8) -> PyResult<Bound<'py, PyDict>> {
    let p = &gpu::gpu(index).or_raise()?.props;
    let d = PyDict::new(py);
    macro_rules! put {
        ($($name:ident),* $(,)?) => { $(d.set_item(stringify!($name), p.$name.clone())?;)* };
    }
    put!(
        name,
        major,
        minor,
        total_memory,
        multi_processor_count,
        max_threads_per_multi_processor,
        max_threads_per_block,
        shared_memory_per_block,
        shared_memory_per_block_optin,
        shared_memory_per_multiprocessor,
        regs_per_multiprocessor,
        warp_size,
        clock_rate,
        memory_clock_rate,
        memory_bus_width,
        is_integrated,
        is_multi_gpu_board,
        pci_bus_id,
        pci_device_id,
        pci_domain_id,
    );
    d.set_item("L2_cache_size", p.l2_cache_size)?;
    d.set_item("uuid", p.uuid.to_vec())?;
    Ok(d)
}

#[pyfunction]
pub fn _cuda_synchronize(index: u8) -> PyResult<()> {
    late::finish_all();
    gpu::gpu(index).and_then(|g| g.synchronize()).or_raise()
}

#[pyfunction]
pub fn _cuda_empty_cache(py: Python, index: u8) -> PyResult<()> {
    py.detach(|| alloc::empty_cache(index)).or_raise()
}

/// PyTorch's flat names, as `allocated_bytes.all.current`.
#[pyfunction]
pub fn _cuda_memory_stats<'py>(py: Python<'py>, index: u8) -> PyResult<Bound<'py, PyDict>> {
    let stats = alloc::stats(index).or_raise()?;
    let d = PyDict::new(py);
    for (name, stat) in stats.named() {
        for (part, c) in stat.parts() {
            for (what, n) in [("current", c.current), ("peak", c.peak), ("allocated", c.allocated), ("freed", c.freed)] {
                d.set_item(format!("{name}.{part}.{what}"), n)?;
            }
        }
    }
    for what in ["current", "peak", "allocated", "freed"] {
        d.set_item(format!("oversize_allocations.{what}"), 0)?;
        d.set_item(format!("oversize_segments.{what}"), 0)?;
    }
    d.set_item("num_alloc_retries", stats.retries)?;
    d.set_item("num_ooms", stats.ooms)?;
    d.set_item("num_sync_all_streams", 0)?;
    d.set_item("num_device_alloc", stats.device_allocs)?;
    d.set_item("num_device_free", stats.device_frees)?;
    d.set_item("max_split_size", -1)?;
    Ok(d)
}

#[pyfunction]
pub fn _cuda_reset_peak(index: u8) -> PyResult<()> {
    alloc::with_stats(index, |s| s.reset_peaks()).or_raise()
}

#[pyfunction]
pub fn _cuda_reset_accumulated(index: u8) -> PyResult<()> {
    alloc::with_stats(index, |s| s.reset_accumulated()).or_raise()
}

/// Every block: address, size, requested size, queue, pool, small, state (0 free, 1 used, 2 waiting for other queues).
#[pyfunction]
pub fn _cuda_memory_blocks(index: u8) -> PyResult<Vec<(u64, usize, usize, usize, u64, bool, u8)>> {
    let state = |b: &lumbre::cuda::blocks::Block| if b.waiting { 2 } else { b.used as u8 };
    let blocks = alloc::snapshot(index).or_raise()?;
    Ok(blocks.iter().map(|b| (b.address, b.size, b.requested, b.queue, b.pool, b.small, state(b))).collect())
}

#[pyfunction]
pub fn _cuda_mem_get_info(index: u8) -> PyResult<(usize, usize)> {
    gpu::gpu(index).and_then(|g| g.memory_info()).or_raise()
}

#[pyfunction]
pub fn _cuda_set_fraction(index: u8, fraction: f64) -> PyResult<()> {
    alloc::set_fraction(index, fraction).or_raise()
}

#[pyfunction]
pub fn _cuda_can_access_peer(a: u8, b: u8) -> PyResult<bool> {
    gpu::can_access_peer(a, b).or_raise()
}

/// Device, handle and priority of a queue.
type StreamParts = (u8, usize, i32);

fn parts(s: Stream) -> StreamParts {
    (s.device, s.handle(), s.priority)
}

fn stream(device: u8, handle: usize) -> Stream {
    Stream::external(device, handle)
}

#[pyfunction]
pub fn _cuda_new_stream(device: u8, priority: i32) -> PyResult<StreamParts> {
    Stream::from_pool(device, priority).map(parts).or_raise()
}

#[pyfunction]
pub fn _cuda_current_stream(device: u8) -> PyResult<StreamParts> {
    gpu::gpu(device).or_raise()?;
    Ok(parts(Stream::current(device)))
}

#[pyfunction]
pub fn _cuda_set_stream(device: u8, handle: usize, priority: i32) {
    late::finish();
    let mut s = stream(device, handle);
    s.priority = priority;
    s.set_current();
}

#[pyfunction]
pub fn _cuda_stream_query(device: u8, handle: usize) -> PyResult<bool> {
    late::finish();
    stream(device, handle).query().or_raise()
}

#[pyfunction]
pub fn _cuda_stream_synchronize(device: u8, handle: usize) -> PyResult<()> {
    late::finish_all();
    stream(device, handle).synchronize().or_raise()
}

#[pyfunction]
pub fn _cuda_stream_wait_event(device: u8, handle: usize, event: &CudaEvent) -> PyResult<()> {
    late::finish();
    match event.event()?.as_ref() {
        Some(e) => e.wait(stream(device, handle)).or_raise(),
        None => Ok(()),
    }
}

#[pyfunction]
pub fn _cuda_is_capturing() -> PyResult<bool> {
    if !gpu::is_initialized() {
        return Ok(false);
    }
    lumbre::cuda::stream::current().is_capturing().or_raise()
}

fn tensor(t: &Bound<PyAny>) -> PyResult<Tensor> {
    as_tensor(t).cloned().ok_or_else(|| PyTypeError::new_err("expected a tensor"))
}

#[pyfunction]
pub fn _cuda_record_stream(t: &Bound<PyAny>, device: u8, handle: usize) -> PyResult<()> {
    let t = tensor(t)?;
    t.storage().settle(false).or_raise()?;
    match t.device() {
        Device::Cuda(i) => alloc::record_stream(i, t.storage().address() as u64, stream(device, handle)).or_raise(),
        _ => Ok(()),
    }
}

/// A copy in pinned memory, contiguous.
#[pyfunction]
pub fn _cuda_pin<'py>(py: Python<'py>, t: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let t = tensor(t)?;
    if t.device() != Device::Cpu {
        return Err(PyRuntimeError::new_err(format!("cannot pin '{}' only dense CPU tensors can be pinned", t.device())));
    }
    let (sizes, dtype) = (t.sizes(), t.dtype());
    let strides = lumbre::tensor::geometry::contiguous_strides(&sizes);
    let s = Storage::pinned(t.numel() as usize * dtype.size()).or_raise()?;
    s.write_bytes(0, &vec![0u8; s.nbytes()]).or_raise()?;
    // SAFETY: fresh zeroed memory of the right length, aligned for every dtype.
    let out = unsafe { Tensor::from_storage(s, dtype, 0, &sizes, &strides) }.or_raise()?;
    lumbre::backend::copy_into(&out, &t).or_raise()?;
    wrap(py, out)
}

#[pyfunction]
pub fn _cuda_is_pinned(t: &Bound<PyAny>) -> PyResult<bool> {
    let t = tensor(t)?;
    Ok(t.device() == Device::Cpu && t.storage().nbytes() > 0 && lumbre::cuda::pinned::holds(t.storage().address()))
}

/// Which library came from where.
#[pyfunction]
pub fn _cuda_libraries() -> Vec<(String, String)> {
    libraries::report()
}

/// How many kernels were launched so far.
#[pyfunction]
pub fn _cuda_launches() -> u64 {
    lumbre::cuda::launch::launches()
}

/// Family and text of every chain that was compiled so far, for tests.
#[pyfunction]
pub fn _cuda_chains() -> Vec<(&'static str, String)> {
    lumbre::backend::cuda::fused::texts()
}

/// Whether ops without a CUDA kernel run on the CPU; None asks, anything else sets.
#[pyfunction]
#[pyo3(signature = (on=None))]
pub fn _cuda_set_fallback(on: Option<bool>) -> bool {
    use lumbre::backend::cuda::host;
    let before = host::fallback();
    if let Some(on) = on {
        host::set_fallback(on);
    }
    before
}

/// Whether f32 products may round their inputs to TF32; None asks, anything else sets.
#[pyfunction]
#[pyo3(signature = (on=None))]
pub fn _cuda_allow_tf32(on: Option<bool>) -> bool {
    use lumbre::backend::cuda::blas;
    if let Some(on) = on {
        blas::allow_tf32(on);
    }
    blas::tf32_allowed()
}

#[pyfunction]
pub fn _cuda_new_pool() -> u64 {
    lumbre::cuda::graph::new_pool()
}

/// A mark, made on the GPU of the first queue it is recorded in.
#[pyclass(module = "lumbre._C", frozen, subclass)]
pub struct CudaEvent {
    made: Mutex<Option<Event>>,
    timing: bool,
    blocking: bool,
}

impl CudaEvent {
    fn event(&self) -> PyResult<std::sync::MutexGuard<'_, Option<Event>>> {
        Ok(self.made.lock().unwrap_or_else(|e| e.into_inner()))
    }
}

#[pymethods]
impl CudaEvent {
    #[new]
    #[pyo3(signature = (timing=false, blocking=false))]
    fn new(timing: bool, blocking: bool) -> CudaEvent {
        CudaEvent { made: Mutex::new(None), timing, blocking }
    }
    fn _record(&self, device: u8, handle: usize) -> PyResult<()> {
        // What was put off came before this mark.
        late::finish();
        let mut made = self.event()?;
        if made.is_none() {
            *made = Some(Event::new(device, self.timing, self.blocking).or_raise()?);
        }
        match made.as_ref() {
            Some(e) => e.record(stream(device, handle)).or_raise(),
            None => Ok(()),
        }
    }
    fn _query(&self) -> PyResult<bool> {
        self.event()?.as_ref().map_or(Ok(true), |e| e.query().or_raise())
    }
    fn _synchronize(&self) -> PyResult<()> {
        self.event()?.as_ref().map_or(Ok(()), |e| e.synchronize().or_raise())
    }
    fn _elapsed(&self, end: &CudaEvent) -> PyResult<f32> {
        let unrecorded = || PyRuntimeError::new_err("Both events must be recorded before calculating elapsed time.");
        if std::ptr::eq(self, end) {
            return self.event()?.as_ref().ok_or_else(unrecorded)?.elapsed_self().or_raise();
        }
        let (a, b) = (self.event()?, end.event()?);
        a.as_ref().ok_or_else(unrecorded)?.elapsed(b.as_ref().ok_or_else(unrecorded)?).or_raise()
    }
    #[getter]
    fn _handle(&self) -> PyResult<usize> {
        Ok(self.event()?.as_ref().map_or(0, |e| e.raw() as usize))
    }
    #[getter]
    fn _device(&self) -> PyResult<Option<u8>> {
        Ok(self.event()?.as_ref().map(Event::device))
    }
}

/// A recorded graph.
#[pyclass(module = "lumbre._C", frozen, subclass)]
pub struct CudaGraph(Mutex<Graph>);

impl CudaGraph {
    fn with<T>(&self, f: impl FnOnce(&mut Graph) -> lumbre::Result<T>) -> PyResult<T> {
        f(&mut self.0.lock().unwrap_or_else(|e| e.into_inner())).or_raise()
    }
}

#[pymethods]
impl CudaGraph {
    #[new]
    fn new() -> CudaGraph {
        CudaGraph(Mutex::new(Graph::new(gpu::current())))
    }
    #[pyo3(signature = (pool=None, mode="global"))]
    fn _begin(&self, pool: Option<u64>, mode: &str) -> PyResult<()> {
        let mode = match mode {
            "global" => Mode::Global,
            "thread_local" => Mode::ThreadLocal,
            "relaxed" => Mode::Relaxed,
            _ => {
                return Err(PyRuntimeError::new_err(format!(
                    "Unknown capture error mode. Expected `global`, `thread_local`, or `relaxed`, got {mode}"
                )));
            }
        };
        late::finish_all();
        self.with(|g| g.begin(pool, mode))
    }
    fn _end(&self) -> PyResult<()> {
        late::finish();
        self.with(|g| g.end())
    }
    fn _replay(&self) -> PyResult<()> {
        // It writes memory that what was put off may read.
        late::finish_all();
        self.with(|g| g.replay())
    }
    fn _reset(&self) -> PyResult<()> {
        self.with(|g| g.reset())
    }
    fn _pool(&self) -> PyResult<Option<u64>> {
        self.with(|g| Ok(g.pool()))
    }
}
