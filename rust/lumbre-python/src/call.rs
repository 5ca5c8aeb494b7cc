//! The one door from Python to the op table: overloads, argument parsing, `out=` and in-place forms, `__torch_function__`.

use crate::convert::{self, Parsed};
use crate::errors::{OrRaise, to_py};
use crate::object::{as_tensor, wrap};
use crate::overrides;
use lumbre::jit::trace::numbers;
use lumbre::ops::table_types::{Arg, Default as ArgDefault, Ty, flag};
use lumbre::ops::value::{Stack, Value};
use lumbre::ops::{self, Form, Op};
use lumbre::Tensor;
use pyo3::exceptions::PyTypeError;
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

/// All overloads behind one Python name.
pub struct Group {
    pub name: String,
    pub ops: Vec<&'static Op>,
    pub form: Form,
    /// The first argument is `self`.
    pub method: bool,
}

/// Keyword arguments the door itself takes.
#[derive(Default)]
pub struct Extras<'a, 'py> {
    out: Option<&'a Bound<'py, PyAny>>,
    requires_grad: bool,
}

/// Arguments as the vectorcall protocol hands them over.
pub struct Args<'a, 'py> {
    pub this: Option<&'a Bound<'py, PyAny>>,
    pub positional: &'a [Bound<'py, PyAny>],
    pub names: &'a [Bound<'py, PyAny>],
    pub values: &'a [Bound<'py, PyAny>],
}

impl<'a, 'py> Args<'a, 'py> {
    fn count(&self) -> usize {
        self.positional.len() + self.this.is_some() as usize
    }

    fn get(&self, i: usize) -> Option<&'a Bound<'py, PyAny>> {
        match self.this {
            Some(s) if i == 0 => Some(s),
            Some(_) => self.positional.get(i - 1),
            None => self.positional.get(i),
        }
    }

    fn all(&self) -> impl Iterator<Item = &'a Bound<'py, PyAny>> {
        self.this.into_iter().chain(self.positional).chain(self.values)
    }
}

/// Why an overload did not take the arguments.
pub enum Mismatch {
    /// This text, if no other overload fits; empty where nobody asked yet.
    Text(String),
    Raised(PyErr),
}

/// What is called, and whether reasons are wanted: their texts cost more than most ops.
#[derive(Clone, Copy)]
struct Asked<'a> {
    group: &'a Group,
    loud: bool,
}

impl Asked<'_> {
    #[cold]
    fn no(self, text: impl FnOnce(&str) -> String) -> Mismatch {
        Mismatch::Text(if self.loud { text(&self.group.name) } else { String::new() })
    }
}

impl From<PyErr> for Mismatch {
    fn from(e: PyErr) -> Self {
        Mismatch::Raised(e)
    }
}

/// Calls the first overload that takes the arguments.
pub fn call<'py>(py: Python<'py>, group: &Group, args: &Args<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
    // Plain tensors and Python's numbers, which nearly all calls consist of, ask for nothing.
    let plain = args.all().all(overrides::plain);
    if (!plain || overrides::modes_active()) && overrides::needed(py, args.all()) {
        if let Some(result) = overrides::dispatch(py, group, args)? {
            return Ok(result);
        }
    }
    let batched = !plain && args.all().any(crate::batched::holds);
    for op in &group.ops {
        if numbers::noting() {
            numbers::clear();
        }
        let mut extras = Extras::default();
        let mut stack = Stack::new();
        match parse(py, Asked { group, loud: false }, op, args, &mut extras, &mut stack) {
            Ok(()) => {}
            Err(Mismatch::Raised(e)) => return Err(e),
            Err(Mismatch::Text(_)) => continue,
        }
        if batched || crate::batched::takes_random(op) {
            return crate::batched::call(py, op, group.form, stack, extras.out);
        }
        return run(py, group, op, &stack, &extras);
    }
    Err(mismatch_error(py, group, args))
}

fn run<'py>(py: Python<'py>, group: &Group, op: &'static Op, stack: &Stack, extras: &Extras<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
    op.check_dtypes(stack).or_raise()?;
    if let Some(out) = extras.out {
        return run_out(py, op, stack, out);
    }
    let value = ops::call(op, group.form, stack).or_raise()?;
    if lumbre::modes::get() & lumbre::modes::SAVED_HOOKS != 0 {
        lumbre::autograd::raise_deferred().or_raise()?;
    }
    if extras.requires_grad {
        if let Value::Tensor(t) = &value {
            want_grad(t)?;
        }
    }
    result(py, op, value)
}

/// `requires_grad=True` of a function that makes a tensor.
pub fn want_grad(t: &Tensor) -> PyResult<()> {
    if !t.dtype().is_float() && !t.dtype().is_complex() {
        return Err(pyo3::exceptions::PyRuntimeError::new_err("Only Tensors of floating point and complex dtype can require gradients"));
    }
    t.set_requires_grad(true).or_raise()
}

fn run_out<'py>(py: Python<'py>, op: &'static Op, stack: &Stack, out: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    if lumbre::modes::grad_enabled() && stack.iter().any(|v| matches!(v, Value::Tensor(t) if t.requires_grad())) {
        return Err(pyo3::exceptions::PyRuntimeError::new_err(format!(
            "{}(): functions with out=... arguments don't support automatic differentiation, but one of the arguments requires grad.",
            op.name
        )));
    }
    if let Some(t) = as_tensor(out) {
        lumbre::ops::run_out(op, stack, std::slice::from_ref(t)).or_raise()?;
        return Ok(out.clone());
    }
    let items: Vec<Tensor> = out
        .try_iter()
        .map_err(|_| PyTypeError::new_err(format!("{}(): argument 'out' must be Tensor or tuple of Tensors, not {}", op.name, convert::type_name(out))))?
        .map(|x| {
            let x = x?;
            as_tensor(&x).cloned().ok_or_else(|| PyTypeError::new_err(format!("{}(): argument 'out' must be tuple of Tensors", op.name)))
        })
        .collect::<PyResult<_>>()?;
    lumbre::ops::run_out(op, stack, &items).or_raise()?;
    if items.len() == 1 {
        return wrap(py, items[0].clone());
    }
    result(py, op, Value::Tuple(items.into_iter().map(Value::Tensor).collect()))
}

/// A result as Python sees it: tuples, and named tuples where the declaration names the fields.
pub fn result<'py>(py: Python<'py>, op: &'static Op, value: Value) -> PyResult<Bound<'py, PyAny>> {
    match value {
        Value::Tensor(t) => wrap(py, t),
        Value::Tuple(items) if !op.fields.is_empty() => {
            let items = items.into_iter().map(|v| convert::to_object(py, v)).collect::<PyResult<Vec<_>>>()?;
            convert::named_tuple(py, op, items)
        }
        other => convert::to_object(py, other),
    }
}

/// numpy's names for our arguments.
fn synonym(name: &str) -> Option<&'static str> {
    Some(match name {
        "axis" => "dim",
        "keepdims" => "keepdim",
        "x" | "a" | "x1" => "input",
        "x2" => "other",
        "axis0" => "dim0",
        "axis1" => "dim1",
        _ => return None,
    })
}

/// Puts the arguments of `op` on the stack, in the order of the declaration.
fn parse<'a, 'py>(
    py: Python<'py>,
    asked: Asked,
    op: &'static Op,
    args: &Args<'a, 'py>,
    extras: &mut Extras<'a, 'py>,
    stack: &mut Stack,
) -> Result<(), Mismatch> {
    let mut used = 0usize;
    let mut at = 0usize;
    let given = args.count();
    for (i, arg) in op.args.iter().enumerate() {
        let first_varargs = arg.varargs && at < given;
        let value = if first_varargs && !arg.kwonly {
            Some(take_varargs(asked, arg, args, &mut at)?)
        } else if !arg.kwonly && at < given {
            let ob = args.get(at).ok_or_else(|| Mismatch::Text(String::new()))?;
            at += 1;
            // A list of numbers given one by one where the declaration has an `int[n]` first: `x.permute(2, 0, 1)`.
            Some(one(py, asked, op, arg, i, ob)?)
        } else {
            None
        };
        let value = match value {
            Some(v) => v,
            None => match keyword(args, arg.name) {
                Some(k) => {
                    used += 1;
                    one(py, asked, op, arg, i, &args.values[k])?
                }
                None => match arg.default {
                    ArgDefault::Required => {
                        return Err(asked.no(|name| format!("{name}() missing 1 required positional arguments: \"{}\"", arg.name)));
                    }
                    ref d => d.value(),
                },
            },
        };
        stack.push(value);
    }
    if at < given {
        let most = op.args.iter().filter(|a| !a.kwonly).count();
        return Err(asked.no(|name| format!("{name}() takes {most} positional argument{} but {given} were given", if most == 1 { "" } else { "s" })));
    }
    if used < args.names.len() {
        leftovers(asked, op, args, extras)?;
    }
    Ok(())
}

fn keyword(args: &Args, name: &str) -> Option<usize> {
    if args.names.is_empty() {
        return None;
    }
    args.names.iter().position(|n| {
        n.cast::<pyo3::types::PyString>().ok().and_then(|s| s.to_str().ok().map(|s| s == name || synonym(s) == Some(name))).unwrap_or(false)
    })
}

/// Keywords that name no parameter: those of the door, or an error.
fn leftovers<'a, 'py>(asked: Asked, op: &'static Op, args: &Args<'a, 'py>, extras: &mut Extras<'a, 'py>) -> Result<(), Mismatch> {
    for (name, value) in args.names.iter().zip(args.values) {
        let text = name.cast::<pyo3::types::PyString>().map_err(PyErr::from)?.to_cow()?;
        let position = op.args.iter().position(|a| a.name == text || synonym(&text) == Some(a.name));
        match (position, &*text) {
            (Some(i), _) => {
                let positional = args.count();
                if i < positional && !op.args[i].kwonly {
                    return Err(asked.no(|name| format!("{name}() got multiple values for argument '{text}'")));
                }
            }
            (None, "out") if op.is(flag::OUT) => extras.out = Some(value).filter(|v| !v.is_none()),
            (None, "requires_grad") if op.is(flag::FACTORY) => extras.requires_grad = value.is_truthy()?,
            (None, "layout" | "pin_memory" | "names" | "memory_format") if op.is(flag::FACTORY) => {
                if crate::types::layout_from(value).is_some_and(|l| l != lumbre::ops::value::Layout::Strided) || value.hasattr("_absent")? {
                    let text = format!("{}(): layout {}", asked.group.name, value.repr()?.to_cow()?);
                    return Err(Mismatch::Raised(pyo3::exceptions::PyNotImplementedError::new_err(text)));
                }
            }
            _ => return Err(asked.no(|name| format!("{name}() got an unexpected keyword argument '{text}'"))),
        }
    }
    Ok(())
}

/// `int...`: all remaining numbers, or one sequence.
fn take_varargs(asked: Asked, arg: &'static Arg, args: &Args<'_, '_>, at: &mut usize) -> Result<Value, Mismatch> {
    let first = args.get(*at).ok_or_else(|| Mismatch::Text(String::new()))?;
    if arg.ty == Ty::Tensors {
        if as_tensor(first).is_none() {
            *at += 1;
            return wrong(asked, arg, *at, first, convert::tensors(first)?);
        }
        let mut list = Vec::new();
        while let Some(ob) = args.get(*at) {
            *at += 1;
            match as_tensor(ob) {
                Some(t) => list.push(t.clone()),
                None => return Err(mismatch(asked, arg, *at, ob)),
            }
        }
        return Ok(Value::Tensors(list));
    }
    if let Parsed::Yes(v) = convert::ints(first)? {
        *at += 1;
        return Ok(v);
    }
    let mut list = smallvec::SmallVec::new();
    while let Some(ob) = args.get(*at) {
        match convert::int(ob)? {
            Some(i) => list.push(i),
            None if list.is_empty() => return Err(mismatch(asked, arg, *at + 1, ob)),
            None => break,
        }
        *at += 1;
    }
    Ok(Value::Ints(list))
}

fn wrong(asked: Asked, arg: &Arg, position: usize, ob: &Bound<PyAny>, parsed: Parsed) -> Result<Value, Mismatch> {
    match parsed {
        Parsed::Yes(v) => Ok(v),
        Parsed::No => Err(mismatch(asked, arg, position, ob)),
    }
}

#[cold]
fn mismatch(asked: Asked, arg: &Arg, position: usize, ob: &Bound<PyAny>) -> Mismatch {
    let group = asked.group;
    if !asked.loud {
        return Mismatch::Text(String::new());
    }
    let want = match arg.ty {
        Ty::Tensor => "Tensor",
        Ty::Tensors | Ty::OptTensors => "tuple of Tensors",
        Ty::TensorOrScalar => "Tensor",
        Ty::Scalar => "Number",
        Ty::Float => "float",
        Ty::Floats => "tuple of floats",
        Ty::Int => "int",
        Ty::Ints => "tuple of ints",
        Ty::Bool => "bool",
        Ty::Bools => "tuple of bools",
        Ty::Str => "str",
        Ty::DType => "torch.dtype",
        Ty::Device => "torch.device",
        Ty::Layout => "torch.layout",
        Ty::MemoryFormat => "torch.memory_format",
        Ty::Generator => "torch.Generator",
    };
    let position = if group.method { position.saturating_sub(1) } else { position };
    if let (Ty::Tensors, Some((i, kind))) = (arg.ty, convert::first_other(ob)) {
        return Mismatch::Text(format!("{}(): expected Tensor as element {i} in argument {}, but got {kind}", group.name, position.saturating_sub(1)));
    }
    Mismatch::Text(format!(
        "{}(): argument '{}' (position {position}) must be {want}, not {}",
        group.name,
        arg.name,
        convert::type_name(ob)
    ))
}

#[inline]
fn one<'py>(py: Python<'py>, asked: Asked, op: &'static Op, arg: &'static Arg, i: usize, ob: &Bound<'py, PyAny>) -> Result<Value, Mismatch> {
    if arg.ty == Ty::Tensor || arg.ty == Ty::TensorOrScalar {
        if let Some(t) = as_tensor(ob) {
            return Ok(Value::Tensor(t.clone()));
        }
    }
    if ob.is_none() && arg.optional {
        return Ok(Value::None);
    }
    if ob.is_none() && !matches!(arg.default, ArgDefault::Required) && matches!(arg.ty, Ty::Ints) {
        return Ok(arg.default.value());
    }
    match convert::to_value(py, arg, ob)? {
        Parsed::Yes(v) => Ok(v),
        Parsed::No if i == 0 && !asked.group.method && op.is(flag::NUMBERS) => match convert::scalar(ob)? {
            Some(s) => Ok(Value::Tensor(convert::wrapped_number(s)?)),
            None => Err(mismatch(asked, arg, 1, ob)),
        },
        Parsed::No => Err(mismatch(asked, arg, i + 1, ob)),
    }
}

/// One argument of an op that is called by its row.
pub fn one_value<'py>(py: Python<'py>, group: &Group, op: &'static Op, arg: &'static Arg, i: usize, ob: &Bound<'py, PyAny>) -> PyResult<Value> {
    one(py, Asked { group, loud: true }, op, arg, i, ob).map_err(|e| match e {
        Mismatch::Raised(e) => e,
        Mismatch::Text(text) => PyTypeError::new_err(text),
    })
}

/// The error when no overload takes the arguments.
#[cold]
fn mismatch_error<'py>(py: Python<'py>, group: &Group, args: &Args<'_, 'py>) -> PyErr {
    let why = |op: &&'static Op| match parse(py, Asked { group, loud: true }, op, args, &mut Extras::default(), &mut Stack::new()) {
        Err(Mismatch::Text(text)) => text,
        _ => String::new(),
    };
    let texts: Vec<String> = group.ops.iter().map(why).collect();
    if let [text] = &texts[..] {
        return PyTypeError::new_err(text.clone());
    }
    let mut got: Vec<String> = args.this.filter(|_| !group.method).into_iter().chain(args.positional).map(convert::type_name).collect();
    for (n, v) in args.names.iter().zip(args.values) {
        got.push(format!("{n}={}", convert::type_name(v)));
    }
    let mut text = format!(
        "{}() received an invalid combination of arguments - got ({}), but expected one of:\n",
        group.name,
        got.join(", ")
    );
    for (op, why) in group.ops.iter().zip(&texts) {
        text.push_str(&format!(" * {}\n      {why}\n", op.schema));
    }
    PyTypeError::new_err(text)
}

/// Calls a group with a tuple and a dict.
pub fn call_with<'py>(group: &Group, args: &Bound<'py, PyTuple>, kwargs: Option<&Bound<'py, PyDict>>) -> PyResult<Bound<'py, PyAny>> {
    let positional: Vec<_> = args.iter().collect();
    let (names, values): (Vec<_>, Vec<_>) = kwargs.map(|k| k.iter().unzip()).unwrap_or_default();
    call(args.py(), group, &Args { this: None, positional: &positional, names: &names, values: &values })
}

/// The C entry of every method and function.
///
/// # Safety
/// Called by the interpreter under the vectorcall protocol, with the GIL held.
pub unsafe fn entry(
    group: &Group,
    this: *mut ffi::PyObject,
    args: *const *mut ffi::PyObject,
    nargs: ffi::Py_ssize_t,
    kwnames: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    // SAFETY: the interpreter holds the GIL and calls us.
    let py = unsafe { Python::assume_attached() };
    let body = || -> PyResult<Bound<'_, PyAny>> {
        let n = nargs as usize;
        // SAFETY: `Bound` is a transparent pointer; the interpreter keeps the arguments alive during the call, and the slices
        // are never dropped as owned values.
        let bound = |from: usize, len: usize| -> &[Bound<'_, PyAny>] {
            if len == 0 { &[] } else { unsafe { std::slice::from_raw_parts(args.add(from) as *const Bound<'_, PyAny>, len) } }
        };
        let this_bound;
        let this = if group.method {
            // SAFETY: a borrowed reference, alive during the call.
            this_bound = unsafe { std::mem::ManuallyDrop::new(Bound::from_owned_ptr(py, this)) };
            Some(&*this_bound)
        } else {
            None
        };
        let names: smallvec::SmallVec<[Bound<'_, PyAny>; 4]> = if kwnames.is_null() {
            smallvec::SmallVec::new()
        } else {
            // SAFETY: a tuple of strings, borrowed.
            unsafe { Bound::from_borrowed_ptr(py, kwnames) }.cast_into::<PyTuple>()?.iter().collect()
        };
        call(py, group, &Args { this, positional: bound(0, n), names: &names, values: bound(n, names.len()) })
    };
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(body)) {
        Ok(Ok(ob)) => ob.into_ptr(),
        Ok(Err(e)) => {
            e.restore(py);
            std::ptr::null_mut()
        }
        Err(payload) => {
            let e = lumbre::storage::of_panic(&*payload);
            let text = if e.kind() == lumbre::Kind::OutOfMemory { e.to_string() } else { format!("{}: {e}", group.name) };
            to_py(lumbre::Error::new(e.kind(), text)).restore(py);
            std::ptr::null_mut()
        }
    }
}

