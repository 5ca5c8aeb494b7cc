//! Recording, running and storing programs; `lumbre.jit` gives them their classes.

use crate::errors::{OrRaise, from_py};
use crate::object::{as_tensor, wrap};
use lumbre::Tensor;
use lumbre::jit::trace::{Derivatives, Named, Recording};
use lumbre::jit::{self, InputKind, LoadOptions, Module, Val};
use lumbre::ops::value::Value;
use pyo3::exceptions::{PyRuntimeError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyList, PyString, PyTuple};
use std::cell::RefCell;
use std::sync::Arc;

thread_local! {
    static RECORDINGS: RefCell<Vec<Recording>> = const { RefCell::new(Vec::new()) };
}

/// Tells Python's warnings that a traced value became a number.
pub fn escape_hook(into: &str) -> lumbre::Result<()> {
    Python::attach(|py| py.import("lumbre.jit._trace")?.getattr("_escaped")?.call1((into,)).map(|_| ())).map_err(from_py)
}

/// The sizes of a tensor (or one) as ints that know their value in the program being traced.
pub fn traced_sizes<'py>(ob: &Bound<'py, PyAny>, dim: Option<i64>) -> PyResult<Bound<'py, PyAny>> {
    ob.py().import("lumbre.jit._traced")?.getattr("sizes")?.call1((ob, dim))
}

/// The number of elements of a tensor as such an int.
pub fn traced_number<'py>(ob: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    ob.py().import("lumbre.jit._traced")?.getattr("numel")?.call1((ob,))
}

/// The sizes of a tensor as plain ints, while tracing too.
#[pyfunction]
pub fn _jit_plain_sizes(ob: &Bound<PyAny>) -> PyResult<Vec<i64>> {
    let t = as_tensor(ob).ok_or_else(|| PyTypeError::new_err("a Tensor is expected"))?;
    Ok(t.sizes().to_vec())
}

/// Runs a scripted program inside a recording, which keeps its branches and loops. Gives its tensors.
#[pyfunction]
pub fn _jit_inline<'py>(py: Python<'py>, program: &Bound<'py, Program>, inputs: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyList>> {
    let inputs = inputs.try_iter()?.map(|ob| to_val(&ob?, 0)).collect::<PyResult<Vec<_>>>()?;
    let out = PyList::empty(py);
    for t in jit::trace::inline(&program.get().inner, inputs).or_raise()? {
        out.append(wrap(py, t)?)?;
    }
    Ok(out)
}

/// Writes a step that computes an int; gives (recording, value), or None where nothing is recorded. Ints are (value, id or None).
#[pyfunction]
pub fn _jit_number(function: &str, tensor: Option<&Bound<PyAny>>, ints: Vec<(i64, Option<u32>)>) -> PyResult<Option<(u64, u32)>> {
    let tensor = tensor.and_then(as_tensor);
    let id = jit::trace::number(function, tensor, &ints).or_raise()?;
    Ok(id.map(|id| (jit::trace::serial(), id)))
}

fn tensors(items: &Bound<PyAny>) -> PyResult<Vec<Tensor>> {
    let one = |ob: PyResult<Bound<PyAny>>| {
        let ob = ob?;
        as_tensor(&ob).cloned().ok_or_else(|| PyTypeError::new_err(format!("expected a Tensor, got {}", crate::convert::type_name(&ob))))
    };
    items.try_iter()?.map(one).collect()
}

/// Starts to record; the inputs are (name, kind, tensor). Derivatives are written as ops where they can be, or with `tapes` as
/// steps that run the engine's rules.
#[pyfunction]
pub fn _jit_start(inputs: Vec<(String, String, Bound<PyAny>)>, tapes: bool) -> PyResult<()> {
    let mut named = Vec::new();
    for (name, kind, ob) in &inputs {
        let kind = match kind.as_str() {
            "parameter" => InputKind::Parameter,
            "buffer" => InputKind::Buffer,
            _ => InputKind::Argument,
        };
        let tensor = as_tensor(ob).ok_or_else(|| PyTypeError::new_err(format!("{name}: a Tensor is expected")))?;
        named.push(Named { name, kind, tensor });
    }
    let derivatives = if tapes { Derivatives::Tapes } else { Derivatives::Ops };
    let recording = jit::trace::start(&named, derivatives).or_raise()?;
    RECORDINGS.with(|r| r.borrow_mut().push(recording));
    Ok(())
}

/// Verifies a graph written as JSON; `constants` are the tensors of its constants in order.
#[pyfunction]
pub fn _jit_build(text: &str, constants: &Bound<PyAny>) -> PyResult<Program> {
    let graph = jit::graph_from_json(text, tensors(constants)?).or_raise()?;
    Ok(Program::of(jit::Program::new(graph).or_raise()?))
}

/// Python's values nest no deeper in an argument.
const MAX_DEPTH: usize = 64;

fn to_val(ob: &Bound<PyAny>, depth: usize) -> PyResult<Val> {
    if depth > MAX_DEPTH {
        return Err(PyValueError::new_err("an argument of a program nests too deep"));
    }
    let items = |ob: &Bound<PyAny>| ob.try_iter()?.map(|v| to_val(&v?, depth + 1)).collect::<PyResult<Vec<_>>>();
    if let Some(t) = as_tensor(ob) {
        return Ok(Val::from(t.clone()));
    }
    if ob.is_instance_of::<PyList>() {
        return Ok(Val::list(items(ob)?));
    }
    if ob.is_instance_of::<PyTuple>() {
        return Ok(Val::tuple(items(ob)?));
    }
    if let Ok(d) = ob.cast::<PyDict>() {
        let mut out = jit::Dict::default();
        for (k, v) in d.iter() {
            out.set(jit::Key::of(&to_val(&k, depth + 1)?).or_raise()?, to_val(&v, depth + 1)?);
        }
        return Ok(Val::dict(out));
    }
    Ok(Val::Plain(plain(ob)?))
}

pub fn plain(ob: &Bound<PyAny>) -> PyResult<Value> {
    if ob.is_none() {
        return Ok(Value::None);
    }
    if ob.is_instance_of::<PyBool>() {
        return Ok(Value::Bool(ob.is_truthy()?));
    }
    if let Ok(s) = ob.cast::<PyString>() {
        return Ok(Value::Str(s.to_str()?.to_string()));
    }
    if let Some(d) = crate::convert::dtype_from(ob) {
        return Ok(Value::DType(d));
    }
    if let Some(l) = crate::types::layout_from(ob) {
        return Ok(Value::Layout(l));
    }
    if let Some(m) = crate::types::memory_format_from(ob) {
        return Ok(Value::MemoryFormat(m));
    }
    if let Some(s) = crate::convert::scalar(ob)? {
        return Ok(s.into());
    }
    if let Ok(d) = crate::types::device_from(ob) {
        return Ok(Value::Device(d));
    }
    Err(PyTypeError::new_err(format!("a program takes no {}", crate::convert::type_name(ob))))
}

fn from_val<'py>(py: Python<'py>, v: &Val, depth: usize) -> PyResult<Bound<'py, PyAny>> {
    if depth > MAX_DEPTH {
        return Err(PyValueError::new_err("a result of a program nests too deep"));
    }
    let items = |items: &[Val]| items.iter().map(|v| from_val(py, v, depth + 1)).collect::<PyResult<Vec<_>>>();
    Ok(match v {
        Val::Plain(v) => crate::convert::to_object(py, v.clone())?,
        Val::Tuple(t) => PyTuple::new(py, items(t)?)?.into_any(),
        Val::List(l) => PyList::new(py, items(&l.borrow())?)?.into_any(),
        Val::Dict(d) => {
            let out = PyDict::new(py);
            for (k, v) in d.borrow().iter() {
                out.set_item(from_val(py, &k.val(), depth + 1)?, from_val(py, v, depth + 1)?)?;
            }
            out.into_any()
        }
        Val::Tape(_) => return Err(PyTypeError::new_err("a tape stays inside of its program")),
    })
}

/// Ends the recording with these results.
#[pyfunction]
pub fn _jit_finish(outputs: &Bound<PyAny>) -> PyResult<Program> {
    let outputs = tensors(outputs)?;
    let recording = RECORDINGS.with(|r| r.borrow_mut().pop()).ok_or_else(|| PyRuntimeError::new_err("trace: nothing is being recorded"))?;
    let graph = recording.finish(&outputs).or_raise()?;
    Ok(Program::of(jit::Program::new(graph).or_raise()?))
}

/// Throws the recording away.
#[pyfunction]
pub fn _jit_abort() {
    RECORDINGS.with(|r| r.borrow_mut().pop());
}

/// Whether the program that is being recorded computes derivatives.
#[pyfunction]
pub fn _jit_differentiated() -> bool {
    jit::trace::differentiated()
}

#[pyfunction]
pub fn _jit_is_tracing() -> bool {
    jit::trace::is_tracing()
}

/// Reads a file, a path or its bytes: (methods as (name, program, signature), weights as (name, tensor), extra files). Runs obey
/// the limits; with `map` the weights stay in the file.
#[pyfunction]
pub fn _jit_load<'py>(
    py: Python<'py>,
    source: &Bound<'py, PyAny>,
    map: bool,
    max_memory: Option<usize>,
    max_trips: Option<u64>,
) -> PyResult<(Vec<(String, Program, String)>, Bound<'py, PyList>, Bound<'py, PyDict>)> {
    let options = LoadOptions { max_memory: max_memory.unwrap_or(usize::MAX), max_trips: max_trips.unwrap_or(u64::MAX), map };
    let module = match source.cast::<PyBytes>() {
        Ok(bytes) => Module::load(bytes.as_bytes(), options),
        Err(_) => {
            let path: std::path::PathBuf = source.extract()?;
            py.detach(|| Module::load(&path, options))
        }
    };
    let module = module.or_raise()?;
    let weights = PyList::empty(py);
    for (name, t) in module.weights() {
        weights.append((name, wrap(py, t.clone())?))?;
    }
    let extra = PyDict::new(py);
    for (name, bytes) in module.extra() {
        extra.set_item(name, PyBytes::new(py, bytes))?;
    }
    let program = |m: &jit::Method| Program { inner: m.program.clone(), limits: module.limits() };
    let methods = module.methods().iter().map(|m| (m.name.clone(), program(m), m.signature.to_string())).collect();
    Ok((methods, weights, extra))
}

type Methods<'py> = Vec<(String, Bound<'py, Program>, String)>;
type Weights<'py> = Vec<(String, Bound<'py, PyAny>)>;

fn module_of(methods: &Methods, weights: &Weights, extra: Vec<(String, Vec<u8>)>) -> PyResult<Module> {
    let method = |(name, program, signature): &(String, Bound<Program>, String)| -> lumbre::Result<jit::Method> {
        jit::Method::new(name, program.get().inner.clone(), jit::parse_signature(signature)?)
    };
    let methods = methods.iter().map(method).collect::<lumbre::Result<Vec<_>>>().or_raise()?;
    let mut named = Vec::new();
    for (name, ob) in weights {
        let t = as_tensor(ob).ok_or_else(|| PyTypeError::new_err(format!("{name}: a Tensor is expected")))?;
        named.push((name.clone(), t.clone()));
    }
    let mut module = Module::with_methods(methods, named).or_raise()?;
    module.set_extra(extra);
    Ok(module)
}

/// The bytes of a file of methods (name, program, signature), weights (name, tensor) and extra files.
#[pyfunction]
pub fn _jit_bytes<'py>(py: Python<'py>, methods: Methods<'py>, weights: Weights<'py>, extra: Vec<(String, Vec<u8>)>) -> PyResult<Bound<'py, PyBytes>> {
    Ok(PyBytes::new(py, &module_of(&methods, &weights, extra)?.to_bytes().or_raise()?))
}

/// Writes such a file.
#[pyfunction]
pub fn _jit_save(path: std::path::PathBuf, methods: Methods, weights: Weights, extra: Vec<(String, Vec<u8>)>) -> PyResult<()> {
    module_of(&methods, &weights, extra)?.save(path).or_raise()
}

/// A verified graph, and what its runs may use.
#[pyclass(frozen, module = "lumbre._C")]
pub struct Program {
    inner: Arc<jit::Program>,
    limits: jit::Limits,
}

impl Program {
    fn of(program: jit::Program) -> Program {
        Program { inner: Arc::new(program), limits: jit::Limits::default() }
    }

    fn module(&self, weights: &Bound<PyAny>, signature: &str) -> PyResult<Module> {
        let signature = jit::parse_signature(signature).or_raise()?;
        Module::with_signature(self.inner.clone(), tensors(weights)?, signature).or_raise()
    }
}

#[pymethods]
impl Program {
    /// (name, kind, requires_grad) of every input.
    fn inputs(&self) -> Vec<(String, &'static str, bool)> {
        let kind = |k| match k {
            InputKind::Parameter => "parameter",
            InputKind::Buffer => "buffer",
            InputKind::Attribute => "attribute",
            InputKind::Argument => "argument",
        };
        self.inner.graph().inputs.iter().map(|i| (i.name.clone(), kind(i.kind), i.requires_grad)).collect()
    }

    /// Runs on weights and arguments, each in the graph's order.
    fn run<'py>(&self, py: Python<'py>, weights: &Bound<'py, PyAny>, arguments: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyList>> {
        let (mut weights, mut arguments) = (tensors(weights)?.into_iter(), tensors(arguments)?.into_iter());
        let mut all = Vec::new();
        for input in &self.inner.graph().inputs {
            let next = if input.kind == InputKind::Argument { arguments.next() } else { weights.next() };
            all.push(next.ok_or_else(|| PyValueError::new_err(format!("forward: no value for {}", input.name)))?);
        }
        let outputs = self.inner.run(&all, self.limits).or_raise()?;
        let out = PyList::empty(py);
        for t in outputs {
            out.append(wrap(py, t)?)?;
        }
        Ok(out)
    }

    /// Runs on the values of all inputs in the graph's order; results of any kind.
    fn run_values<'py>(&self, py: Python<'py>, inputs: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyList>> {
        let inputs = inputs.try_iter()?.map(|ob| to_val(&ob?, 0)).collect::<PyResult<Vec<_>>>()?;
        let outputs = self.inner.run_values(inputs, self.limits).or_raise()?;
        let out = PyList::empty(py);
        for v in &outputs {
            out.append(from_val(py, v, 0)?)?;
        }
        Ok(out)
    }

    /// {value: (dtype, sizes)} of the tensors computed in a run on the values of all inputs.
    fn observe<'py>(&self, inputs: &Bound<'py, PyAny>) -> PyResult<std::collections::HashMap<u32, (&'static str, Vec<i64>)>> {
        let inputs = inputs.try_iter()?.map(|ob| to_val(&ob?, 0)).collect::<PyResult<Vec<_>>>()?;
        let seen = self.inner.observe(inputs).or_raise()?;
        Ok(seen.into_iter().map(|(id, (dtype, sizes))| (id, (dtype.name(), sizes.to_vec()))).collect())
    }

    /// (the graph as JSON, the tensors of its constants in order).
    fn parts<'py>(&self, py: Python<'py>) -> PyResult<(String, Bound<'py, PyList>)> {
        let graph = self.inner.graph();
        let constants = PyList::empty(py);
        for c in &graph.constants {
            constants.append(wrap(py, c.tensor.clone())?)?;
        }
        Ok((jit::graph_to_json(graph).or_raise()?, constants))
    }

    /// (name, type) of every argument.
    fn argument_types(&self) -> Vec<(String, String)> {
        self.inner.graph().arguments().map(|i| (i.name.clone(), i.ty.clone())).collect()
    }

    /// The program with these weights as constants.
    fn freeze(&self, weights: &Bound<PyAny>, signature: &str) -> PyResult<Program> {
        let frozen = self.module(weights, signature)?.freeze().or_raise()?;
        Ok(Program { inner: frozen.program().clone(), limits: self.limits })
    }

    #[getter]
    fn code(&self) -> String {
        self.inner.graph().code()
    }

    fn __str__(&self) -> String {
        self.inner.graph().to_string()
    }

    fn __deepcopy__<'py>(slf: Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        slf
    }
}
