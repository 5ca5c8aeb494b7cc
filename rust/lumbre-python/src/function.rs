//! `autograd.Function`: the context object, `apply`, and the rule that calls Python's `backward`.

use crate::autograd::{grads_tuple, next_functions};
use crate::errors::{OrRaise, from_py};
use crate::object::{as_tensor, wrap};
use lumbre::autograd::{self, Backward, BackwardCx, Edge, Node, Saved};
use lumbre::{Tensor, modes};
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple, PyType};
use smallvec::SmallVec;
use std::any::Any;
use std::sync::{Arc, Mutex, MutexGuard, Weak};

type Grads = SmallVec<[Option<Tensor>; 2]>;

struct State {
    to_save: Option<Py<PyAny>>,
    dirty: Option<Py<PyAny>>,
    non_differentiable: Option<Py<PyAny>>,
    materialize: bool,
    needs: Vec<bool>,
    saved: Vec<Option<Saved>>,
    freed: bool,
    /// The node this is the context of; `None` where no gradient is recorded.
    node: Option<Weak<Node>>,
}

/// What `forward` and `backward` share.
#[pyclass(name = "_FunctionBase", module = "torch._C", frozen, subclass, weakref, dict)]
pub struct PyContext(Mutex<State>);

impl PyContext {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(|e| e.into_inner())
    }

    fn node(&self) -> Option<Arc<Node>> {
        self.state().node.as_ref().and_then(Weak::upgrade)
    }

    fn live_node(&self) -> PyResult<Arc<Node>> {
        self.node().ok_or_else(|| PyRuntimeError::new_err("the context has no node: nothing was recorded for it"))
    }
}

pub fn node_of(ob: &Bound<PyAny>) -> Option<Arc<Node>> {
    ob.cast::<PyContext>().ok().and_then(|c| c.get().node())
}

#[pymethods]
impl PyContext {
    #[new]
    #[pyo3(signature = (*_args, **_kwargs))]
    fn new(_args: &Bound<PyTuple>, _kwargs: Option<&Bound<PyDict>>) -> PyContext {
        PyContext(Mutex::new(State {
            to_save: None,
            dirty: None,
            non_differentiable: None,
            materialize: true,
            needs: Vec::new(),
            saved: Vec::new(),
            freed: false,
            node: None,
        }))
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        if let Ok(s) = self.0.try_lock() {
            for ob in [&s.to_save, &s.dirty, &s.non_differentiable].into_iter().flatten() {
                visit.call(ob)?;
            }
        }
        Ok(())
    }

    fn __clear__(&self) {
        if let Ok(mut s) = self.0.try_lock() {
            let dropped = (s.to_save.take(), s.dirty.take(), s.non_differentiable.take(), std::mem::take(&mut s.saved));
            drop(s);
            drop(dropped);
        }
    }

    #[pyo3(signature = (*tensors))]
    fn save_for_backward(&self, tensors: Py<PyTuple>) {
        self.state().to_save = Some(tensors.into_any());
    }
    #[pyo3(signature = (*tensors))]
    fn save_for_forward(&self, tensors: Py<PyTuple>) {
        let _ = tensors;
    }
    #[pyo3(signature = (*args))]
    fn mark_dirty(&self, args: Py<PyTuple>) {
        self.state().dirty = Some(args.into_any());
    }
    #[pyo3(signature = (*args))]
    fn mark_non_differentiable(&self, args: Py<PyTuple>) {
        self.state().non_differentiable = Some(args.into_any());
    }
    fn set_materialize_grads(&self, value: bool) {
        self.state().materialize = value;
    }
    #[getter]
    fn materialize_grads(&self) -> bool {
        self.state().materialize
    }
    #[setter]
    fn set_materialize_grads_attr(&self, value: bool) {
        self.state().materialize = value;
    }
    #[getter]
    fn needs_input_grad<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.state().needs.clone())
    }
    #[getter]
    fn to_save(&self, py: Python) -> Option<Py<PyAny>> {
        self.state().to_save.as_ref().map(|t| t.clone_ref(py))
    }

    #[getter]
    fn saved_tensors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let node = {
            let s = self.state();
            if s.freed {
                return Err(PyRuntimeError::new_err(
                    "Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.",
                ));
            }
            s.node.as_ref().and_then(Weak::upgrade)
        };
        let Some(node) = node else {
            // Before `apply` has finished, or where nothing is recorded: what was given.
            return match &self.state().to_save {
                Some(t) => Ok(t.bind(py).cast::<PyTuple>()?.clone()),
                None => Ok(PyTuple::empty(py)),
            };
        };
        let s = self.state();
        let cx = BackwardCx::outside(&node);
        let tensors: Vec<Option<Tensor>> = s.saved.iter().map(|t| t.as_ref().map(|t| cx.unpack(t)).transpose()).collect::<lumbre::Result<_>>().or_raise()?;
        drop(s);
        grads_tuple(py, &tensors)
    }
    #[getter]
    fn saved_variables<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.saved_tensors(py)
    }

    // As a node of the graph.
    fn name(slf: &Bound<Self>) -> PyResult<String> {
        Ok(slf.get_type().name()?.to_string())
    }
    #[getter]
    fn next_functions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        next_functions(py, &self.live_node()?)
    }
    fn _sequence_nr(&self) -> PyResult<u64> {
        Ok(self.live_node()?.sequence())
    }
}

/// The rule of a custom Function's node.
pub struct FunctionRule {
    pub ctx: Py<PyAny>,
    name: String,
    /// Which arguments were tensors.
    tensors: Vec<bool>,
    /// Which results were.
    results: Vec<bool>,
}

impl Backward for FunctionRule {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> lumbre::Result<Grads> {
        Python::attach(|py| self.call(py, cx, grads)).map_err(from_py)
    }
    fn name(&self) -> std::borrow::Cow<'static, str> {
        self.name.clone().into()
    }
    fn release(&self) -> bool {
        Python::attach(|py| {
            if let Ok(c) = self.ctx.bind(py).cast::<PyContext>() {
                let mut s = c.get().state();
                let saved = std::mem::take(&mut s.saved);
                s.freed |= !saved.is_empty();
                s.to_save = None;
                drop(s);
                drop(saved);
            }
        });
        true
    }
    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl FunctionRule {
    fn call(&self, py: Python, cx: &BackwardCx, grads: &[Option<Tensor>]) -> PyResult<Grads> {
        let ctx = self.ctx.bind(py);
        let materialize = ctx.cast::<PyContext>()?.get().state().materialize;
        let mut list = grads.to_vec();
        if materialize {
            for (i, g) in list.iter_mut().enumerate() {
                if g.is_none() {
                    *g = Some(cx.zeros_like_output(i).or_raise()?);
                }
            }
        }
        if self.results.contains(&false) {
            // Results that are no tensors have a place, and no gradient.
            let mut given = list.into_iter();
            list = self.results.iter().map(|is_tensor| if *is_tensor { given.next().flatten() } else { None }).collect();
        }
        let out = ctx.call_method1("apply", grads_tuple(py, &list)?)?;
        let n = self.tensors.len();
        let items: Vec<Bound<PyAny>> = match out.cast::<PyTuple>() {
            Ok(t) => t.iter().collect(),
            Err(_) => match out.cast::<PyList>() {
                Ok(l) => l.iter().collect(),
                Err(_) => vec![out.clone()],
            },
        };
        // More results than inputs are fine while the rest is None.
        if items.len() < n || items[n..].iter().any(|x| !x.is_none()) {
            return Err(PyRuntimeError::new_err(format!(
                "function {} returned an incorrect number of gradients (expected {n}, got {})",
                self.name,
                items.len()
            )));
        }
        let mut grads = Grads::new();
        for (i, item) in items.iter().take(n).enumerate() {
            if item.is_none() {
                grads.push(None);
                continue;
            }
            let Some(t) = as_tensor(item) else {
                return Err(PyRuntimeError::new_err(format!("expected Variable or None (got {})", crate::convert::type_name(item))));
            };
            if !self.tensors[i] {
                return Err(PyRuntimeError::new_err(format!(
                    "function {} returned a gradient different than None at position {}, but the corresponding forward input was not a Variable",
                    self.name,
                    i + 1
                )));
            }
            grads.push(Some(t.clone()));
        }
        Ok(grads)
    }
}

fn contains(list: &Option<Py<PyAny>>, py: Python, t: &Tensor) -> bool {
    list.as_ref().is_some_and(|l| l.bind(py).try_iter().is_ok_and(|it| it.flatten().any(|x| as_tensor(&x).is_some_and(|x| x.is_same(t)))))
}

/// `Function.apply`: runs `forward` outside the graph, then records one node.
#[pyfunction]
#[pyo3(signature = (cls, args, kwargs=None))]
pub fn _function_apply<'py>(
    cls: &Bound<'py, PyType>,
    args: &Bound<'py, PyTuple>,
    kwargs: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = cls.py();
    let ctx = cls.getattr("_backward_cls")?.call0()?;
    let context = ctx.cast::<PyContext>()?.clone();
    let inputs: Vec<Option<Tensor>> = args.iter().map(|a| as_tensor(&a).cloned()).collect();
    let needs: Vec<bool> = inputs.iter().map(|t| t.as_ref().is_some_and(Tensor::requires_grad)).collect();
    let record = modes::grad_enabled() && needs.iter().any(|n| *n);
    context.get().state().needs = needs;
    let out = {
        let _quiet = modes::no_grad();
        if cls.getattr("_has_setup_context")?.is_truthy()? {
            let out = cls.getattr("forward")?.call(args, kwargs)?;
            cls.getattr("setup_context")?.call1((&ctx, args, &out))?;
            out
        } else {
            let mut all = vec![ctx.clone()];
            all.extend(args.iter());
            cls.getattr("forward")?.call(PyTuple::new(py, all)?, kwargs)?
        }
    };
    let single = !out.is_instance_of::<PyTuple>() && !out.is_instance_of::<PyList>();
    let outputs: Vec<Bound<PyAny>> = if single { vec![out.clone()] } else { out.try_iter()?.collect::<PyResult<_>>()? };
    let results = finish(cls, &ctx, &inputs, outputs, record)?;
    if single {
        return results.into_iter().next().ok_or_else(|| PyRuntimeError::new_err("a Function returned nothing"));
    }
    Ok(PyTuple::new(py, results)?.into_any())
}

fn finish<'py>(
    cls: &Bound<'py, PyType>,
    ctx: &Bound<'py, PyAny>,
    inputs: &[Option<Tensor>],
    outputs: Vec<Bound<'py, PyAny>>,
    record: bool,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let py = cls.py();
    let context = ctx.cast::<PyContext>()?;
    let (dirty, non_diff, to_save) = {
        let mut s = context.get().state();
        (s.dirty.take(), s.non_differentiable.take(), s.to_save.as_ref().map(|t| t.clone_ref(py)))
    };
    let is_input = |t: &Tensor| inputs.iter().flatten().any(|i| i.is_same(t));
    if let Some(list) = &dirty {
        for x in list.bind(py).try_iter()? {
            let x = x?;
            let t = as_tensor(&x).ok_or_else(|| PyTypeError::new_err("mark_dirty only accepts tensors"))?;
            if record {
                autograd::check_inplace(t, "mark_dirty").or_raise()?;
            }
            t.mark_changed();
            if !outputs.iter().any(|o| as_tensor(o).is_some_and(|o| o.is_same(t))) {
                return Err(PyRuntimeError::new_err("Some elements marked as dirty during the forward method were not returned as output. The inputs that are modified inplace must all be outputs of the Function."));
            }
        }
    }
    if !record {
        // An input returned as it is comes back as another tensor, unless it was changed in place.
        return outputs
            .into_iter()
            .map(|o| match as_tensor(&o) {
                Some(t) if is_input(t) && !contains(&dirty, py, t) => wrap(py, t.alias().or_raise()?),
                _ => Ok(o),
            })
            .collect();
    }
    let edges = inputs.iter().map(|t| t.as_ref().and_then(autograd::edge_of)).collect();
    let rule = FunctionRule {
        ctx: ctx.clone().unbind(),
        name: ctx.get_type().name()?.to_string(),
        tensors: inputs.iter().map(Option::is_some).collect(),
        results: outputs.iter().map(|o| as_tensor(o).is_some()).collect(),
    };
    // Outputs first get their final handles, then the node, then what is saved.
    let mut finals: Vec<(Bound<'py, PyAny>, Option<(Tensor, bool)>)> = Vec::new();
    for o in outputs {
        let Some(t) = as_tensor(&o).cloned() else {
            finals.push((o, None));
            continue;
        };
        let differentiable = (t.dtype().is_float() || t.dtype().is_complex()) && !contains(&non_diff, py, &t);
        let changed = contains(&dirty, py, &t);
        if is_input(&t) && !changed {
            let alias = {
                let _quiet = modes::no_grad();
                let a = t.alias().or_raise()?;
                a.mark_custom_view();
                a
            };
            finals.push((wrap(py, alias.clone())?, Some((alias, differentiable))));
        } else {
            if t.is_view() && !changed {
                t.mark_custom_view();
            }
            finals.push((o, Some((t, differentiable))));
        }
    }
    let refs: Vec<&Tensor> = finals.iter().filter_map(|(_, f)| f.as_ref().map(|(t, _)| t)).collect();
    let node = autograd::custom_node(rule, edges, &refs);
    let mut nr = 0u32;
    let mut numbered: Vec<(Tensor, u32)> = Vec::new();
    for (_, f) in &finals {
        let Some((t, differentiable)) = f else { continue };
        if *differentiable {
            let edge = Edge::new(node.clone(), nr);
            if contains(&dirty, py, t) {
                autograd::rebase(t, edge).or_raise()?;
            } else {
                t.enter_graph(edge);
            }
        }
        numbered.push((t.clone(), nr));
        nr += 1;
    }
    let mut saved = Vec::new();
    if let Some(list) = to_save {
        for x in list.bind(py).try_iter()? {
            let x = x?;
            saved.push(match as_tensor(&x) {
                None if x.is_none() => None,
                None => {
                    return Err(PyTypeError::new_err(format!(
                        "save_for_backward can only save variables, but argument {} is of type {}",
                        saved.len(),
                        crate::convert::type_name(&x)
                    )));
                }
                Some(t) => Some(match numbered.iter().find(|(o, _)| o.is_same(t)) {
                    Some((_, nr)) if t.output_nr() == *nr && t.grad_fn().is_some_and(|n| Arc::ptr_eq(&n, &node)) => Saved::output(t, *nr),
                    _ => t.save(),
                }),
            });
        }
    }
    autograd::raise_deferred().or_raise()?;
    let mut s = context.get().state();
    s.saved = saved;
    s.node = Some(Arc::downgrade(&node));
    s.to_save = None;
    drop(s);
    Ok(finals.into_iter().map(|(o, _)| o).collect())
}

