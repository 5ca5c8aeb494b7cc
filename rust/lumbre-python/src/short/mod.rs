//! The short way past the door: the calls that programs write most, with plain tensors and Python's own numbers.
//!
//! A lane looks at the types of its arguments, calls the public method, and that is all. What it does not know (another type, another
//! keyword, a mode that looks on, a tensor of a class with `__torch_function__`) it leaves to the door, which has the rules and the errors.

mod lanes;
mod read;

use crate::call::Group;
use crate::convert;
use crate::errors::OrRaise;
use crate::object::{as_tensor, wrap};
use lumbre::ops::Form;
use lumbre::ops::table_types::{Arg, Default, Ty, flag, refused};
use lumbre::{DType, Tensor, modes};
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyString, PyTuple};

/// What a lane has made.
pub enum Done {
    Tensor(Tensor),
    /// The tensor itself: in-place forms, and conversions to what it is already.
    This,
    Bool(bool),
    Tensors(Vec<Tensor>),
    /// The fields of the group's named result.
    Named(Tensor, Tensor),
}

type Out = Option<lumbre::Result<Done>>;

/// A lane, and the dtypes (as bits) for which an op of its name is refused or checked by the door.
#[derive(Clone, Copy)]
pub enum Lane {
    /// Of a method, or of a function with a tensor first.
    On(fn(&Tensor, &Given) -> Out, u32),
    /// Of a function that begins with something else.
    From(fn(&Given) -> Out),
}

/// The arguments after the tensor.
pub struct Given<'a, 'py> {
    py: Python<'py>,
    rest: &'a [Bound<'py, PyAny>],
    values: &'a [Bound<'py, PyAny>],
    /// A tuple of interned strings; null without keywords.
    names: *mut ffi::PyObject,
}

impl<'a, 'py> Given<'a, 'py> {
    fn bare(&self) -> bool {
        self.rest.is_empty() && self.values.is_empty()
    }

    /// Every argument at the place of its parameter; `None` for more of them, and for keywords that are none of these.
    fn places<const N: usize>(&self, names: impl FnOnce(Python<'py>) -> [&'py Bound<'py, PyString>; N]) -> Option<[Option<&'a Bound<'py, PyAny>>; N]> {
        if self.rest.len() + self.values.len() > N {
            return None;
        }
        let mut out = [None; N];
        for (place, ob) in out.iter_mut().zip(self.rest) {
            *place = Some(ob);
        }
        if !self.values.is_empty() {
            let names = names(self.py);
            for (i, value) in self.values.iter().enumerate() {
                // SAFETY: as many names as values; a borrowed pointer that is compared only.
                let given = unsafe { ffi::PyTuple_GetItem(self.names, i as ffi::Py_ssize_t) };
                let at = names.iter().position(|n| n.as_ptr() == given)?;
                if out[at].replace(value).is_some() {
                    return None;
                }
            }
        }
        Some(out)
    }

    /// Whether these are arguments for `params`.
    fn fits(&self, params: &[Arg]) -> bool {
        let takes = |a: &Arg, ob: &Bound<'py, PyAny>| match a.ty {
            Ty::Tensor => as_tensor(ob).is_some() || a.optional && ob.is_none(),
            Ty::TensorOrScalar => true,
            _ => as_tensor(ob).is_none(),
        };
        let places = params.iter().filter(|a| !a.kwonly).count();
        let spread = params.first().is_some_and(|a| a.varargs);
        let mut keys = 0;
        for (i, value) in self.values.iter().enumerate() {
            // SAFETY: as many names as values, borrowed while the tuple lives.
            let name = unsafe { Bound::from_borrowed_ptr(self.py, ffi::PyTuple_GetItem(self.names, i as ffi::Py_ssize_t)) };
            let Some(at) = params.iter().position(|a| name.eq(a.name).unwrap_or(false)) else { return false };
            if at < self.rest.len() || !takes(&params[at], value) {
                return false;
            }
            keys |= 1u64 << at.min(63);
        }
        let all = params.iter().enumerate().skip(self.rest.len());
        (spread || self.rest.len() <= places && params.iter().zip(self.rest).all(|(a, ob)| takes(a, ob)))
            && all.into_iter().all(|(i, a)| keys >> i.min(63) & 1 == 1 || !matches!(a.default, Default::Required))
    }

    /// The only argument.
    fn one(&self) -> Option<&'a Bound<'py, PyAny>> {
        match (self.rest, self.values) {
            ([ob], []) => Some(ob),
            _ => None,
        }
    }
}
/// The lane of a name, if it has one. `space` is a function's namespace.
pub fn lane(group: &Group, space: Option<&str>) -> Option<Lane> {
    let name = group.name.as_str();
    if group.ops.iter().any(|op| op.is(flag::CUSTOM)) {
        return None;
    }
    let checked = group.ops.iter().fold(0, |bits, op| {
        let complex = if op.is(flag::REAL) { refused(&[DType::C64, DType::C128]) } else { 0 };
        bits | op.refused | complex
    });
    if let (Some(""), Some(f), 0) = (space, lanes::maker(name), checked) {
        return Some(Lane::From(f));
    }
    if !matches!(space, None | Some("") | Some("nn.functional")) {
        return None;
    }
    let method = space.is_none();
    let on = match group.form {
        Form::Inplace => lanes::inplace(name.strip_suffix('_')?),
        Form::Plain => space
            .filter(|s| *s == "nn.functional")
            .and_then(|_| lanes::layer(name))
            .or_else(|| lanes::view(name, method))
            .or_else(|| lanes::reduction(name))
            .or_else(|| lanes::arithmetic(name, method))
            .or_else(|| lanes::copy(name, method)),
    }?;
    Some(Lane::On(on, checked))
}

/// Gives the node of what a lane made the name that the door would give it; `skip` parameters stand before those given.
fn name_node(group: &Group, t: &Tensor, made: u64, skip: usize, given: &Given) {
    if group.ops.iter().all(|op| op.nodes.is_empty()) {
        return;
    }
    let Some(node) = t.grad_fn().filter(|n| n.sequence() > made) else { return };
    let Some(op) = group.ops.iter().find(|op| given.fits(&op.args[skip.min(op.args.len())..])) else { return };
    let by_tensor = op.args[skip..].iter().zip(given.rest).any(|(a, ob)| a.ty == Ty::TensorOrScalar && as_tensor(ob).is_some());
    if let Some(name) = op.nodes.get(usize::from(by_tensor)).or(op.nodes.first()) {
        node.call_it(name);
    }
}

/// Runs the lane; `None` where the door has to be taken.
#[inline]
pub fn call<'py>(
    py: Python<'py>,
    group: &Group,
    lane: Lane,
    this: Option<&Bound<'py, PyAny>>,
    positional: &[Bound<'py, PyAny>],
    names: *mut ffi::PyObject,
    values: &[Bound<'py, PyAny>],
) -> Option<PyResult<Bound<'py, PyAny>>> {
    if modes::dispatching() || crate::overrides::modes_active() {
        return None;
    }
    let made = lumbre::autograd::nodes_made();
    let (first, out) = match lane {
        Lane::On(f, checked) => {
            let (ob, rest) = match this {
                Some(ob) => (ob, positional),
                None => positional.split_first()?,
            };
            let x = read::tensor(ob)?;
            let refuses = |t: &Tensor| checked & refused(&[t.dtype()]) != 0;
            if checked != 0 && (refuses(x) || rest.iter().chain(values).filter_map(as_tensor).any(refuses)) {
                return None;
            }
            (Some(ob), f(x, &Given { py, rest, values, names })?)
        }
        Lane::From(f) => {
            if group.ops.iter().any(|op| crate::batched::takes_random(op)) {
                return None;
            }
            (None, f(&Given { py, rest: positional, values, names })?)
        }
    };
    if let Ok(Done::Tensor(t) | Done::Named(t, _)) = &out {
        if t.requires_grad() {
            let positional = if this.is_none() && first.is_some() { &positional[1..] } else { positional };
            name_node(group, t, made, usize::from(first.is_some()), &Given { py, rest: positional, values, names });
        }
    }
    Some(out.or_raise().and_then(|out| match (out, first) {
        (Done::Tensor(t), _) => wrap(py, t),
        (Done::This, Some(ob)) => {
            lumbre::autograd::raise_deferred().or_raise()?;
            Ok(ob.clone())
        }
        (Done::Bool(b), _) => Ok(PyBool::new(py, b).to_owned().into_any()),
        (Done::Tensors(list), _) => tuple(py, list),
        (Done::Named(a, b), _) => match group.ops.iter().find(|op| op.fields.len() == 2) {
            Some(op) => convert::named_tuple(py, op, vec![wrap(py, a)?, wrap(py, b)?]),
            None => tuple(py, vec![a, b]),
        },
        (Done::This, None) => Ok(py.None().into_bound(py)),
    }))
}

fn tuple<'py>(py: Python<'py>, list: Vec<Tensor>) -> PyResult<Bound<'py, PyAny>> {
    let items = list.into_iter().map(|t| wrap(py, t)).collect::<PyResult<smallvec::SmallVec<[_; 8]>>>()?;
    Ok(PyTuple::new(py, items)?.into_any())
}
