//! The tape as Python sees it: backward, hooks, nodes, gradient modes.

use crate::errors::{OrRaise, from_py};
use crate::function::{self, FunctionRule};
use crate::object::{as_tensor, wrap};
use lumbre::autograd::hooks::{AccumulateHook, PostHook, PreHook, TensorHook, next_id};
use lumbre::autograd::{BackwardOptions, Edge, Look, Node, SavedHooks, run_backward};
use lumbre::ops::value::Value;
use lumbre::{Tensor, modes};
use pyo3::exceptions::{PyAttributeError, PyRuntimeError, PyTypeError};
use pyo3::ffi;
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple, PyType};
use smallvec::SmallVec;
use std::any::Any;
use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicPtr, Ordering};

type Grads = SmallVec<[Option<Tensor>; 2]>;

/// A Python callable as a hook of any kind.
pub struct PyHook(pub Py<PyAny>);

fn optional<'py>(py: Python<'py>, t: &Option<Tensor>) -> PyResult<Bound<'py, PyAny>> {
    match t {
        Some(t) => wrap(py, t.clone()),
        None => Ok(py.None().into_bound(py)),
    }
}

pub fn grads_tuple<'py>(py: Python<'py>, grads: &[Option<Tensor>]) -> PyResult<Bound<'py, PyTuple>> {
    PyTuple::new(py, grads.iter().map(|g| optional(py, g)).collect::<PyResult<Vec<_>>>()?)
}

fn grads_from(ob: &Bound<PyAny>, what: &str) -> PyResult<Option<Grads>> {
    if ob.is_none() {
        return Ok(None);
    }
    if let Some(t) = as_tensor(ob) {
        return Ok(Some(smallvec::smallvec![Some(t.clone())]));
    }
    let mut out = Grads::new();
    for item in ob.try_iter()? {
        let item = item?;
        match as_tensor(&item) {
            Some(t) => out.push(Some(t.clone())),
            None if item.is_none() => out.push(None),
            None => return Err(PyTypeError::new_err(format!("{what} must return Tensors or None, got {}", crate::convert::type_name(&item)))),
        }
    }
    Ok(Some(out))
}

impl TensorHook for PyHook {
    fn call(&self, grad: &Tensor) -> lumbre::Result<Option<Tensor>> {
        Python::attach(|py| {
            let out = self.0.bind(py).call1((wrap(py, grad.clone())?,))?;
            if out.is_none() {
                return Ok(None);
            }
            match as_tensor(&out) {
                Some(t) => {
                    if t.sizes() != grad.sizes() {
                        return Err(PyRuntimeError::new_err("hook has changed the size of value"));
                    }
                    if t.dtype() != grad.dtype() {
                        return Err(PyRuntimeError::new_err(format!(
                            "hook has changed the type of value (was {} got {})",
                            lumbre::tensor::type_name(grad.dtype(), grad.device()),
                            lumbre::tensor::type_name(t.dtype(), t.device())
                        )));
                    }
                    Ok(Some(t.clone()))
                }
                None => Err(no_variable(&out)),
            }
        })
        .map_err(from_py)
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn no_variable(out: &Bound<PyAny>) -> PyErr {
    PyTypeError::new_err(format!("expected Variable, but hook returned '{}'", crate::convert::type_name(out)))
}

impl AccumulateHook for PyHook {
    fn call(&self, leaf: &Tensor) -> lumbre::Result<()> {
        Python::attach(|py| {
            let out = self.0.bind(py).call1((wrap(py, leaf.clone())?,))?;
            // As PyTorch: a tensor, such as that of `p.add_(…)` in a lambda, is let go.
            if out.is_none() || as_tensor(&out).is_some() { Ok(()) } else { Err(no_variable(&out)) }
        })
        .map_err(from_py)
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl PreHook for PyHook {
    fn call(&self, grads: &[Option<Tensor>]) -> lumbre::Result<Option<Grads>> {
        Python::attach(|py| grads_from(&self.0.bind(py).call1((grads_tuple(py, grads)?,))?, "a prehook")).map_err(from_py)
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl PostHook for PyHook {
    fn call(&self, inputs: &[Option<Tensor>], outputs: &[Option<Tensor>]) -> lumbre::Result<Option<Grads>> {
        Python::attach(|py| {
            let out = self.0.bind(py).call1((grads_tuple(py, inputs)?, grads_tuple(py, outputs)?))?;
            grads_from(&out, "a hook")
        })
        .map_err(from_py)
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// Visits the Python objects that only this tensor keeps alive.
pub fn traverse(t: &Tensor, visit: &PyVisit) -> Result<(), PyTraverseError> {
    if !t.sole_handle() {
        return Ok(());
    }
    let mut result = Ok(());
    t.try_visit(&mut |leaf, edge| {
        if let Some(leaf) = leaf {
            if let Some(ob) = leaf.grad_object.as_ref().and_then(|k| k.downcast_ref::<Py<PyAny>>()) {
                result = visit.call(ob);
            }
            for (_, h) in &leaf.hooks {
                if let (true, Some(h)) = (Arc::strong_count(h) == 1, h.as_any().downcast_ref::<PyHook>()) {
                    result = std::mem::replace(&mut result, Ok(())).and_then(|_| visit.call(&h.0));
                }
            }
            for (_, h) in &leaf.post {
                if let (true, Some(h)) = (Arc::strong_count(h) == 1, h.as_any().downcast_ref::<PyHook>()) {
                    result = std::mem::replace(&mut result, Ok(())).and_then(|_| visit.call(&h.0));
                }
            }
        }
        if let Some(edge) = edge {
            if result.is_ok() {
                result = visit_node(edge, visit);
            }
        }
    });
    result
}

fn visit_node(edge: &Edge, visit: &PyVisit) -> Result<(), PyTraverseError> {
    let Some(node) = edge.made_node() else { return Ok(()) };
    if Arc::strong_count(node) != 1 {
        return Ok(());
    }
    let mut result = Ok(());
    node.try_hooks(&mut |h| {
        for (_, _, hook) in &h.tensor {
            if let (true, Some(p)) = (Arc::strong_count(hook) == 1, hook.as_any().downcast_ref::<PyHook>()) {
                result = std::mem::replace(&mut result, Ok(())).and_then(|_| visit.call(&p.0));
            }
        }
        for (_, hook) in &h.pre {
            if let (true, Some(p)) = (Arc::strong_count(hook) == 1, hook.as_any().downcast_ref::<PyHook>()) {
                result = std::mem::replace(&mut result, Ok(())).and_then(|_| visit.call(&p.0));
            }
        }
        for (_, hook) in &h.post {
            if let (true, Some(p)) = (Arc::strong_count(hook) == 1, hook.as_any().downcast_ref::<PyHook>()) {
                result = std::mem::replace(&mut result, Ok(())).and_then(|_| visit.call(&p.0));
            }
        }
    });
    result?;
    let mut result = Ok(());
    let _ = node.with_rule(|r| {
        if let Some(f) = r.as_any().and_then(|a| a.downcast_ref::<FunctionRule>()) {
            result = visit.call(&f.ctx);
        }
    });
    result
}

/// Breaks a cycle: the tensor lets go of its hooks and its node.
pub fn clear(t: &Tensor) {
    let dropped = t.take_hooks();
    drop(dropped);
    if t.sole_handle() {
        t.forget_node();
    }
}

#[pyfunction]
pub fn _register_hook(t: &Bound<PyAny>, hook: Py<PyAny>) -> PyResult<u64> {
    tensor(t)?.register_hook(Arc::new(PyHook(hook))).or_raise()
}

#[pyfunction]
pub fn _register_post_accumulate_hook(t: &Bound<PyAny>, hook: Py<PyAny>) -> PyResult<u64> {
    tensor(t)?.register_post_accumulate_hook(Arc::new(PyHook(hook))).or_raise()
}

#[pyfunction]
pub fn _remove_hook(t: &Bound<PyAny>, id: u64) -> PyResult<()> {
    tensor(t)?.remove_hook(id);
    Ok(())
}

fn tensor<'a>(ob: &'a Bound<PyAny>) -> PyResult<&'a Tensor> {
    as_tensor(ob).ok_or_else(|| PyTypeError::new_err(format!("expected a Tensor, got {}", crate::convert::type_name(ob))))
}

/// Runs the engine: `backward` when `accumulate`, else `grad` of `inputs`.
#[pyfunction]
#[pyo3(signature = (tensors, grads, keep_graph, create_graph, inputs=None, allow_unused=false, accumulate=false))]
pub fn _run_backward<'py>(
    py: Python<'py>,
    tensors: Vec<Bound<'py, PyAny>>,
    grads: Vec<Option<Bound<'py, PyAny>>>,
    keep_graph: bool,
    create_graph: bool,
    inputs: Option<Vec<Bound<'py, PyAny>>>,
    allow_unused: bool,
    accumulate: bool,
) -> PyResult<Bound<'py, PyTuple>> {
    if tensors.iter().chain(inputs.iter().flatten()).any(|t| as_tensor(t).is_none()) {
        return run_edges_of(py, &tensors, &grads, keep_graph, create_graph, inputs, allow_unused, accumulate);
    }
    let roots: Vec<Tensor> = tensors.iter().map(|t| tensor(t).cloned()).collect::<PyResult<_>>()?;
    let starts: Vec<Option<Tensor>> = grads.iter().map(|g| g.as_ref().map(|g| tensor(g).cloned()).transpose()).collect::<PyResult<_>>()?;
    let wanted: Option<Vec<Tensor>> = inputs.map(|v| v.iter().map(|t| tensor(t).cloned()).collect::<PyResult<_>>()).transpose()?;
    let options = BackwardOptions { keep_graph, create_graph, inputs: wanted.as_deref(), accumulate, allow_unused };
    let late = lumbre::backend::late::backward_region();
    let out = run_backward(&roots, &starts, &options);
    drop(late);
    let out = out.or_raise()?;
    if error_pending(py) {
        return Err(PyErr::fetch(py));
    }
    grads_tuple(py, &out)
}

/// A tensor's edge, or the one a `GradientEdge` (node, output) names.
fn edge_of_object(ob: &Bound<PyAny>) -> PyResult<Option<Edge>> {
    if let Some(t) = as_tensor(ob) {
        return Ok(lumbre::autograd::edge_of(t));
    }
    let pair = ob.cast::<PyTuple>().map_err(|_| PyTypeError::new_err(format!("expected a Tensor or a GradientEdge, got {}", crate::convert::type_name(ob))))?;
    Ok(Some(Edge::new(node_of(&pair.get_item(0)?)?, pair.get_item(1)?.extract()?)))
}

/// `_run_backward` where some of the ends are edges.
#[allow(clippy::too_many_arguments)]
fn run_edges_of<'py>(
    py: Python<'py>,
    tensors: &[Bound<'py, PyAny>],
    grads: &[Option<Bound<'py, PyAny>>],
    keep_graph: bool,
    create_graph: bool,
    inputs: Option<Vec<Bound<'py, PyAny>>>,
    allow_unused: bool,
    accumulate: bool,
) -> PyResult<Bound<'py, PyTuple>> {
    let options = BackwardOptions { keep_graph, create_graph, inputs: None, accumulate, allow_unused };
    let no_graph = || PyRuntimeError::new_err("One of the differentiated Tensors does not require grad");
    let mut starts = Vec::new();
    for (t, g) in tensors.iter().zip(grads) {
        let edge = edge_of_object(t)?.ok_or_else(|| PyRuntimeError::new_err("element 0 of tensors does not require grad and does not have a grad_fn"))?;
        let meta = edge.node().outputs().get(edge.nr as usize).cloned().ok_or_else(no_graph)?;
        let given = g.as_ref().map(|g| tensor(g)).transpose()?;
        let first = lumbre::autograd::initial_gradient(&meta, given, &options).or_raise()?;
        starts.push((edge, first));
    }
    let targets = inputs.map(|list| list.iter().map(|t| edge_of_object(t)?.ok_or_else(no_graph)).collect::<PyResult<Vec<_>>>()).transpose()?;
    let late = lumbre::backend::late::backward_region();
    let out = lumbre::autograd::run_edges(starts, targets, &options);
    drop(late);
    let out = out.or_raise()?;
    if error_pending(py) {
        return Err(PyErr::fetch(py));
    }
    grads_tuple(py, &out)
}

/// The number of the backward pass that runs here and which of the tensors it will reach; None outside of one.
#[pyfunction]
pub fn _will_reach(tensors: Vec<Bound<PyAny>>) -> PyResult<Option<(u64, Vec<bool>)>> {
    let edges = tensors.iter().map(edge_of_object).collect::<PyResult<Vec<_>>>()?;
    Ok(lumbre::autograd::will_reach(&edges))
}

/// Counts a change of the tensor's memory that the library did not make.
#[pyfunction]
pub fn _increment_version(t: &Bound<PyAny>) -> PyResult<()> {
    let t = tensor(t)?;
    if t.is_inference() {
        return Err(PyRuntimeError::new_err("Inference tensors do not track version counter."));
    }
    t.bump_version();
    Ok(())
}

fn error_pending(_py: Python) -> bool {
    // SAFETY: a plain query with the GIL held.
    !unsafe { ffi::PyErr_Occurred() }.is_null()
}

/// Whether operations are recorded here: false within `no_grad`.
#[pyfunction]
pub fn is_grad_enabled() -> bool {
    modes::grad_enabled()
}

#[pyfunction]
pub fn _set_grad_enabled(on: bool) {
    let word = modes::get();
    modes::set(if on { word & !modes::NO_GRAD } else { word | modes::NO_GRAD });
}

thread_local! {
    /// How many levels of forward mode, which runs on the tape, are open.
    static FORWARD: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
}

/// Sets how many levels of forward mode are open; returns how many were.
#[pyfunction]
pub fn _set_forward_depth(depth: u32) -> u32 {
    FORWARD.with(|f| f.replace(depth))
}

#[pyfunction]
pub fn _forward_depth() -> u32 {
    FORWARD.with(std::cell::Cell::get)
}

/// What `no_grad` does: nothing inside is recorded, except by forward mode, which is not about backward passes.
#[pyclass(name = "_NoGrad", module = "torch._C", subclass, frozen)]
pub struct NoGrad(std::sync::atomic::AtomicBool);

#[pymethods]
impl NoGrad {
    #[new]
    #[pyo3(signature = (*_args))]
    fn new(_args: &Bound<PyTuple>) -> NoGrad {
        NoGrad(std::sync::atomic::AtomicBool::new(true))
    }
    fn __enter__(&self) {
        self.0.store(modes::grad_enabled(), std::sync::atomic::Ordering::Relaxed);
        _set_grad_enabled(_forward_depth() > 0);
    }
    #[pyo3(signature = (*_exc))]
    fn __exit__(&self, _exc: &Bound<PyTuple>) {
        _set_grad_enabled(self.0.load(std::sync::atomic::Ordering::Relaxed));
    }
    /// The recording mode before the block.
    #[getter]
    fn prev(&self) -> bool {
        self.0.load(std::sync::atomic::Ordering::Relaxed)
    }
}

/// Whether `inference_mode` is on here.
#[pyfunction]
pub fn is_inference_mode_enabled() -> bool {
    modes::get() & modes::INFERENCE != 0
}

/// Sets inference mode and the gradient mode that goes with it; returns the word to restore.
#[pyfunction]
pub fn _enter_inference(on: bool) -> u32 {
    let word = modes::get();
    let bits = modes::INFERENCE | modes::NO_GRAD;
    modes::set(if on { word | bits } else { word & !bits });
    word
}

#[pyfunction]
pub fn _get_modes() -> u32 {
    modes::get()
}

#[pyfunction]
pub fn _set_modes(word: u32) {
    modes::set(word);
}

#[pyfunction]
#[pyo3(signature = (on, check_nan=true))]
pub fn _set_anomaly(on: bool, check_nan: bool) {
    let word = modes::get() & !(modes::ANOMALY | modes::KEEP_NAN);
    modes::set(word | if on { modes::ANOMALY } else { 0 } | if check_nan { 0 } else { modes::KEEP_NAN });
}

/// Anomaly mode's warning about a node that failed.
pub fn report_hook(name: &str, trace: Option<&str>) {
    Python::attach(|py| {
        let pending = PyErr::take(py);
        let told = py.import("lumbre.autograd.anomaly_mode").and_then(|m| m.call_method1("_report", (name, trace)));
        match pending {
            Some(e) => e.restore(py),
            None => drop(told),
        }
    });
}

/// Anomaly mode's stack of the forward call.
pub fn trace_hook() -> String {
    Python::attach(|py| {
        py.import("traceback").and_then(|m| m.call_method0("format_stack")).and_then(|l| l.extract::<Vec<String>>()).map(|l| l.concat()).unwrap_or_default()
    })
}

/// `saved_tensors_hooks`.
struct PySavedHooks {
    pack: Py<PyAny>,
    unpack: Py<PyAny>,
}

impl SavedHooks for PySavedHooks {
    fn pack(&self, t: &Tensor) -> lumbre::Result<Box<dyn Any + Send + Sync>> {
        Python::attach(|py| -> PyResult<Box<dyn Any + Send + Sync>> {
            Ok(Box::new(self.pack.bind(py).call1((wrap(py, t.clone())?,))?.unbind()))
        })
        .map_err(from_py)
    }
    fn unpack(&self, packed: &(dyn Any + Send + Sync)) -> lumbre::Result<Tensor> {
        Python::attach(|py| {
            let ob = packed.downcast_ref::<Py<PyAny>>().ok_or_else(|| PyRuntimeError::new_err("a saved tensor was not packed by Python"))?;
            let out = self.unpack.bind(py).call1((ob,))?;
            as_tensor(&out).cloned().ok_or_else(|| {
                PyTypeError::new_err(format!("Output of saved tensor unpack_hook expected to be a Tensor but got result of type {}", crate::convert::type_name(&out)))
            })
        })
        .map_err(from_py)
    }
}

#[pyfunction]
pub fn _push_saved_hooks(pack: Py<PyAny>, unpack: Py<PyAny>) {
    lumbre::autograd::push_saved_hooks(Arc::new(PySavedHooks { pack, unpack }));
}

#[pyfunction]
pub fn _pop_saved_hooks() -> PyResult<()> {
    lumbre::autograd::pop_saved_hooks();
    // What the pack hook raised, if no call has raised it since.
    lumbre::autograd::raise_deferred().or_raise()
}

/// A node of the graph. Subclasses carry the op's name.
#[pyclass(name = "Node", module = "torch.autograd.graph", frozen, subclass, weakref, dict)]
pub struct PyNode {
    node: Arc<Node>,
    me: AtomicPtr<()>,
}

thread_local! {
    static PENDING: RefCell<Option<Arc<Node>>> = const { RefCell::new(None) };
}
static CLASSES: PyOnceLock<Py<PyDict>> = PyOnceLock::new();

impl Drop for PyNode {
    fn drop(&mut self) {
        let me = *self.me.get_mut();
        let _ = self.node.object().compare_exchange(me, std::ptr::null_mut(), Ordering::AcqRel, Ordering::Relaxed);
    }
}

/// The node a Python object stands for: a Node or the context of a custom Function.
pub fn node_of(ob: &Bound<PyAny>) -> PyResult<Arc<Node>> {
    if let Ok(n) = ob.cast::<PyNode>() {
        return Ok(n.get().node.clone());
    }
    function::node_of(ob).ok_or_else(|| PyTypeError::new_err(format!("expected a Node, got {}", crate::convert::type_name(ob))))
}

impl PyNode {
    /// The Python object of a node; a custom Function's is its context.
    pub fn object(py: Python<'_>, node: Arc<Node>) -> PyResult<Bound<'_, PyAny>> {
        let ctx = node
            .with_rule(|r| r.as_any().and_then(|a| a.downcast_ref::<FunctionRule>()).map(|f| f.ctx.clone_ref(py)))
            .ok()
            .flatten();
        if let Some(ctx) = ctx {
            return Ok(ctx.into_bound(py));
        }
        let known = node.object().load(Ordering::Acquire) as *mut ffi::PyObject;
        if !known.is_null() {
            // SAFETY: cleared before the object is freed, under the GIL; a zero count means it is being freed.
            unsafe {
                if ffi::Py_REFCNT(known) > 0 {
                    return Ok(Bound::from_borrowed_ptr(py, known));
                }
            }
        }
        let name = node.name();
        let classes = CLASSES.get_or_init(py, || PyDict::new(py).unbind()).bind(py);
        let class = match classes.get_item(&name)? {
            Some(c) => c,
            None => {
                let base = py.get_type::<PyNode>();
                let space = PyDict::new(py);
                // As PyTorch prints them: `<AddBackward0 object at …>`.
                space.set_item("__module__", "builtins")?;
                let c = py.get_type::<PyType>().call1((&name, (base,), space))?;
                classes.set_item(&name, &c)?;
                c
            }
        };
        PENDING.with(|p| *p.borrow_mut() = Some(node));
        let ob = class.call0()?;
        let me = ob.as_ptr() as *mut ();
        if let Ok(n) = ob.cast::<PyNode>() {
            n.get().me.store(me, Ordering::Relaxed);
            n.get().node.object().store(me, Ordering::Release);
        }
        Ok(ob)
    }
}

/// Rules of two operands, which have one edge where the other is a number; programs count on a place for it.
const OF_TWO: [&str; 4] = ["AddBackward0", "SubBackward0", "MulBackward0", "DivBackward0"];

/// PyTorch's nodes that are not generated.
const IN_CPP: [&str; 3] = ["AccumulateGrad", "CopySlices", "CopyBackwards"];

/// (node, output) pairs of a node's inputs.
pub fn next_functions<'py>(py: Python<'py>, node: &Arc<Node>) -> PyResult<Bound<'py, PyTuple>> {
    let number = node.next_edges().len() == 1 && OF_TWO.contains(&&*node.name());
    let items = node
        .next_edges()
        .iter()
        .map(|e| match e {
            Some(e) => Ok((Some(PyNode::object(py, e.node().clone())?), e.nr)),
            None => Ok((None, 0)),
        })
        .chain(number.then_some(Ok((None, 0))))
        .collect::<PyResult<Vec<_>>>()?;
    PyTuple::new(py, items)
}

#[pyfunction]
pub fn _node_register_hook(node: &Bound<PyAny>, hook: Py<PyAny>) -> PyResult<u64> {
    let id = next_id();
    node_of(node)?.with_hooks(|h| h.post.push((id, Arc::new(PyHook(hook)))));
    Ok(id)
}

#[pyfunction]
pub fn _node_register_prehook(node: &Bound<PyAny>, hook: Py<PyAny>) -> PyResult<u64> {
    let id = next_id();
    node_of(node)?.with_hooks(|h| h.pre.push((id, Arc::new(PyHook(hook)))));
    Ok(id)
}

#[pyfunction]
pub fn _node_remove_hook(node: &Bound<PyAny>, id: u64) -> PyResult<()> {
    node_of(node)?.with_hooks(|h| h.remove(id));
    Ok(())
}

#[pymethods]
impl PyNode {
    #[new]
    fn new() -> PyResult<PyNode> {
        match PENDING.with(|p| p.borrow_mut().take()) {
            Some(node) => Ok(PyNode { node, me: AtomicPtr::default() }),
            None => Err(PyTypeError::new_err("cannot create 'Node' instances")),
        }
    }
    fn name(&self) -> String {
        let name = self.node.name();
        // PyTorch's classes of C++ show where they live, and only here.
        if IN_CPP.contains(&&*name) { format!("torch::autograd::{name}") } else { name }
    }
    /// `_saved_self` and its like: what the node keeps for its derivative.
    fn __getattr__<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let cx = lumbre::autograd::BackwardCx::outside(&self.node);
        let found = name.strip_prefix("_saved_").map(|asked| {
            self.node.with_rule(|r| match r.saved().into_iter().find(|(known, _)| *known == asked) {
                Some((_, Look::Tensor(saved))) => saved.unpack(&cx).map(|t| Some(Value::Tensor(t))),
                Some((_, Look::Number(n))) => Ok(Some(n.into())),
                None => Ok(None),
            })
        });
        match found.transpose().or_raise()?.transpose().or_raise()?.flatten() {
            Some(value) => crate::convert::to_object(py, value),
            None => Err(PyAttributeError::new_err(format!("'{}' object has no attribute '{name}'", self.node.name()))),
        }
    }
    fn __dir__(slf: &Bound<Self>) -> PyResult<Vec<String>> {
        let mut names: Vec<String> = slf.py().get_type::<PyAny>().call_method1("__dir__", (slf,))?.extract()?;
        let saved = slf.get().node.with_rule(|r| r.saved().iter().map(|(name, _)| format!("_saved_{name}")).collect::<Vec<_>>());
        names.extend(saved.unwrap_or_default());
        Ok(names)
    }
    #[getter]
    fn next_functions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        next_functions(py, &self.node)
    }
    fn _sequence_nr(&self) -> u64 {
        self.node.sequence()
    }
    /// The leaf of an AccumulateGrad node.
    #[getter]
    fn variable<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match lumbre::autograd::leaf_of(&self.node) {
            Some(t) => wrap(py, t),
            None => Err(pyo3::exceptions::PyAttributeError::new_err(format!("'{}' object has no attribute 'variable'", self.node.name()))),
        }
    }
    #[getter]
    fn _input_metadata<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let items = self.node.outputs().iter().map(|m| crate::types::size_object(py, &m.sizes)).collect::<PyResult<Vec<_>>>()?;
        PyTuple::new(py, items)
    }
}
