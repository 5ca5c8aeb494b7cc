//! Names of the op table as Python methods and functions.

use crate::call::{self, Args, Group};
use crate::object::PyTensor;
use crate::overrides;
use crate::short;
use crate::shells_gen::SHELLS;
use lumbre::ops::table_types::flag;
use lumbre::ops::{Form, Op, table};
use pyo3::exceptions::PyAttributeError;
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple};
use std::collections::{BTreeMap, HashMap};
use std::ffi::CString;

/// Every Python name of the table.
pub struct Groups {
    methods: Vec<Group>,
    method_names: HashMap<String, usize>,
    /// (namespace, group); the empty namespace is the package itself.
    functions: Vec<(String, Group)>,
}

static GROUPS: PyOnceLock<Groups> = PyOnceLock::new();

fn names(op: &'static Op) -> impl Iterator<Item = (&'static str, Form)> {
    let plain = std::iter::once(op.name).chain(op.aliases.iter().copied());
    let inplace = plain.clone().filter(|_| op.is(flag::INPLACE));
    plain.map(|n| (n, Form::Plain)).chain(inplace.map(|n| (n, Form::Inplace)))
}

impl Groups {
    pub fn get(py: Python<'_>) -> PyResult<&'static Groups> {
        Ok(GROUPS.get_or_init(py, Groups::build))
    }

    fn build() -> Groups {
        let mut methods: BTreeMap<String, Group> = BTreeMap::new();
        let mut functions: BTreeMap<(String, String), Group> = BTreeMap::new();
        for op in table::OPS {
            for (base, form) in names(op) {
                let name = if form == Form::Inplace { format!("{base}_") } else { base.to_string() };
                let group = |space: &str, method| Group { name: name.clone(), space: space.into(), ops: Vec::new(), form, method, lane: None };
                if op.is(flag::METHOD) || op.is(flag::PROPERTY) {
                    methods.entry(name.clone()).or_insert_with(|| group("Tensor", true)).ops.push(op);
                }
                let spaces = op.is(flag::FUNCTION).then_some("").into_iter().chain(op.spaces.iter().copied());
                for space in spaces {
                    functions.entry((space.to_string(), name.clone())).or_insert_with(|| group(space, false)).ops.push(op);
                }
            }
        }
        let mut methods: Vec<Group> = methods.into_values().collect();
        for group in &mut methods {
            group.lane = short::lane(group, None);
        }
        for ((space, _), group) in &mut functions {
            group.lane = short::lane(group, Some(space));
        }
        let method_names = methods.iter().enumerate().map(|(i, g)| (g.name.clone(), i)).collect();
        Groups { methods, method_names, functions: functions.into_iter().map(|((s, _), g)| (s, g)).collect() }
    }

    pub fn method(&self, name: &str) -> PyResult<&Group> {
        match self.method_names.get(name) {
            Some(i) => Ok(&self.methods[*i]),
            None => Err(PyAttributeError::new_err(format!("Tensor has no method {name}"))),
        }
    }
}

/// A method of the table that Rust code calls by its name, looked up once.
pub struct Named(&'static str, PyOnceLock<&'static Group>);

impl Named {
    pub const fn new(name: &'static str) -> Named {
        Named(name, PyOnceLock::new())
    }

    pub fn group(&self, py: Python) -> PyResult<&'static Group> {
        self.1.get_or_try_init(py, || Groups::get(py)?.method(self.0)).copied()
    }

    /// Calls the method on an object.
    pub fn call<'py>(&self, this: &Bound<'py, PyAny>, positional: &[Bound<'py, PyAny>]) -> PyResult<Bound<'py, PyAny>> {
        call::call(this.py(), self.group(this.py())?, &Args { this: Some(this), positional, names: &[], values: &[] })
    }
}

/// A function of the table that Rust code calls by its name, looked up once.
pub struct Function {
    space: &'static str,
    name: &'static str,
    group: PyOnceLock<&'static Group>,
}

impl Function {
    pub const fn new(space: &'static str, name: &'static str) -> Function {
        Function { space, name, group: PyOnceLock::new() }
    }

    pub fn group(&self, py: Python) -> PyResult<&'static Group> {
        let find = || {
            let all = &Groups::get(py)?.functions;
            let found = all.iter().find(|(space, group)| space == self.space && group.name == self.name);
            found.map(|(_, group)| group).ok_or_else(|| PyAttributeError::new_err(format!("no function {}.{}", self.space, self.name)))
        };
        self.group.get_or_try_init(py, find).copied()
    }
}

pub type Shell = unsafe extern "C" fn(*mut ffi::PyObject, *const *mut ffi::PyObject, ffi::Py_ssize_t, *mut ffi::PyObject) -> *mut ffi::PyObject;

/// The C function of method number `I`: a method descriptor carries no state, so each needs its own.
///
/// # Safety
/// Called by the interpreter under the vectorcall protocol.
pub unsafe extern "C" fn method<const I: usize>(
    this: *mut ffi::PyObject,
    args: *const *mut ffi::PyObject,
    n: ffi::Py_ssize_t,
    names: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    // SAFETY: the interpreter holds the GIL.
    let py = unsafe { Python::assume_attached() };
    match GROUPS.get(py) {
        // SAFETY: the interpreter's arguments, passed on.
        Some(g) => unsafe { call::entry(&g.methods[I], this, args, n, names) },
        None => std::ptr::null_mut(),
    }
}

#[pyclass(frozen)]
struct Handle(usize);

#[pymethods]
impl Handle {
    /// A function is pickled as an attribute of its handle; the handle stands for the module that has the function.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let space = GROUPS.get(py).and_then(|g| g.functions.get(self.0)).map_or("", |f| &f.0);
        let module = if space.is_empty() { "lumbre".to_string() } else { format!("lumbre.{space}") };
        Ok((py.import("importlib")?.getattr("import_module")?, (module,)))
    }
}

/// The C function of all functions: the handle in `self` says which.
unsafe extern "C" fn function(
    this: *mut ffi::PyObject,
    args: *const *mut ffi::PyObject,
    n: ffi::Py_ssize_t,
    names: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    // SAFETY: the interpreter holds the GIL; `this` is the Handle given at creation.
    let py = unsafe { Python::assume_attached() };
    // SAFETY: a borrowed reference, alive during the call.
    let handle = unsafe { std::mem::ManuallyDrop::new(Bound::from_owned_ptr(py, this)) };
    match (GROUPS.get(py), handle.cast::<Handle>()) {
        // SAFETY: the interpreter's arguments, passed on.
        (Some(g), Ok(h)) => unsafe { call::entry(&g.functions[h.get().0].1, this, args, n, names) },
        _ => std::ptr::null_mut(),
    }
}

/// Text for `help()`: each signature with what it computes.
fn doc(group: &Group) -> CString {
    let mut text = String::new();
    if let [op] = group.ops.as_slice() {
        // CPython reads the signature from this first line.
        if let Some(sig) = text_signature(group, op) {
            text.push_str(&format!("{}({sig})\n--\n\n", group.name));
        }
    }
    for (i, op) in group.ops.iter().enumerate() {
        text.push_str(&format!("{}{}\n\n{}\n", if i == 0 { "" } else { "\n" }, op.schema, op.doc));
        if group.form == Form::Inplace {
            text.push_str("\nIn-place form: the result is written into the tensor.\n");
        }
    }
    CString::new(text.replace('\0', "")).unwrap_or_default()
}

fn text_signature(group: &Group, op: &Op) -> Option<String> {
    let mut parts = Vec::new();
    let mut star = false;
    for (i, a) in op.args.iter().enumerate() {
        if group.method && i == 0 {
            parts.push("$self".to_string());
            continue;
        }
        if a.varargs {
            parts.push(format!("*{}", a.name));
            star = true;
            continue;
        }
        if a.kwonly && !star {
            parts.push("*".into());
            star = true;
        }
        use lumbre::ops::table_types::Default as D;
        let default = match &a.default {
            D::Required => String::new(),
            D::None => "=None".into(),
            D::Bool(b) => if *b { "=True".into() } else { "=False".into() },
            D::Int(i) => format!("={i}"),
            D::Float(f) if f.is_finite() => format!("={f:?}"),
            D::Float(_) => "=None".into(),
            D::Ints(v) => format!("=({})", v.iter().map(|i| format!("{i},")).collect::<String>()),
            D::Floats(v) => format!("=({})", v.iter().map(|f| format!("{f:?},")).collect::<String>()),
            D::Str(s) => format!("='{s}'"),
            D::MemoryFormat(_) => "=None".into(),
        };
        // Names that Python's grammar keeps for itself cannot stand in a signature.
        if matches!(a.name, "from" | "lambda" | "in" | "is") {
            return None;
        }
        parts.push(format!("{}{default}", a.name));
    }
    if op.is(flag::OUT) {
        if !star {
            parts.push("*".into());
        }
        parts.push("out=None".into());
    }
    Some(parts.join(", "))
}

/// A method definition that lives as long as the process.
fn definition(group: &Group, f: Shell) -> *mut ffi::PyMethodDef {
    let name = CString::new(group.name.as_str()).unwrap_or_default();
    Box::leak(Box::new(ffi::PyMethodDef {
        ml_name: Box::leak(name.into_boxed_c_str()).as_ptr(),
        ml_meth: ffi::PyMethodDefPointer { PyCFunctionFastWithKeywords: f },
        ml_flags: ffi::METH_FASTCALL | ffi::METH_KEYWORDS,
        ml_doc: Box::leak(doc(group).into_boxed_c_str()).as_ptr(),
    }))
}

/// Puts the table's methods on the Tensor class.
pub fn install_methods(py: Python) -> PyResult<()> {
    let groups = Groups::get(py)?;
    if groups.methods.len() > SHELLS.len() {
        return Err(pyo3::exceptions::PyRuntimeError::new_err("shells_gen.rs is out of date: run python rust/codegen.py"));
    }
    let class = py.get_type::<PyTensor>();
    let public = overrides::public(py);
    for (i, group) in groups.methods.iter().enumerate() {
        let def = definition(group, SHELLS[i]);
        // SAFETY: the definition is leaked and the type is ours.
        let descr = unsafe { Bound::from_owned_ptr_or_err(py, ffi::PyDescr_NewMethod(class.as_type_ptr(), def))? };
        if group.ops.iter().any(|o| o.is(flag::PROPERTY)) {
            let property = py.import("builtins")?.getattr("property")?;
            class.setattr(group.name.as_str(), property.call1((&descr,))?)?;
        } else {
            class.setattr(group.name.as_str(), &descr)?;
        }
        public.set_item((&*group.space, &*group.name), &descr)?;
        for (slot, name) in crate::slots::INPLACE {
            if *name == group.name {
                class.setattr(*slot, &descr)?;
            }
        }
    }
    Ok(())
}

// The functions of each namespace: one object each, so that overrides can compare them.
static SPACES: PyOnceLock<Py<PyDict>> = PyOnceLock::new();

/// The functions of a namespace: `""`, `nn.functional`, `linalg`, …
#[pyfunction]
pub fn _namespace<'py>(py: Python<'py>, space: &str) -> PyResult<Bound<'py, PyDict>> {
    let spaces = SPACES.get_or_init(py, || PyDict::new(py).unbind()).bind(py);
    if let Some(made) = spaces.get_item(space)? {
        return made.cast_into::<PyDict>()?.copy();
    }
    let groups = Groups::get(py)?;
    let out = PyDict::new(py);
    let module = pyo3::types::PyString::new(py, if space.is_empty() { "torch".to_string() } else { format!("torch.{space}") }.as_str());
    for (i, (s, group)) in groups.functions.iter().enumerate() {
        if s != space {
            continue;
        }
        let def = definition(group, function);
        let handle = Bound::new(py, Handle(i))?;
        // SAFETY: the definition is leaked; the function keeps the handle and the module name.
        let f = unsafe { Bound::from_owned_ptr_or_err(py, ffi::PyCFunction_NewEx(def, handle.as_ptr(), module.as_ptr()))? };
        overrides::public(py).set_item((&*group.space, &*group.name), &f)?;
        out.set_item(&group.name, f)?;
    }
    spaces.set_item(space, &out)?;
    out.copy()
}

/// Calls any op by its table name (`add`, `max.dim`), for `torch.ops.aten`.
#[pyfunction]
#[pyo3(signature = (key, *args, **kwargs))]
pub fn _call_op<'py>(py: Python<'py>, key: &str, args: &Bound<'py, PyTuple>, kwargs: Option<&Bound<'py, PyDict>>) -> PyResult<Bound<'py, PyAny>> {
    let op = lumbre::ops::find(key).ok_or_else(|| PyAttributeError::new_err(format!("no op named {key}")))?;
    let _ = py;
    let group = Group::single(op, Form::Plain);
    call::call_with(&group, args, kwargs)
}

/// The help of an op by its table name (`add`, `max.dim`), for Python functions in front of it; empty where there is none.
#[pyfunction]
pub fn _op_help(key: &str) -> &'static str {
    lumbre::ops::find(key).map_or("", |op| op.doc)
}

/// (name, overload, schema, namespaces, words) of every op.
#[pyfunction]
pub fn _op_table() -> Vec<(&'static str, &'static str, &'static str, Vec<&'static str>, u32)> {
    table::OPS.iter().map(|o| (o.name, o.overload, o.schema, o.spaces.to_vec(), o.flags)).collect()
}
