//! Values of a running program: everything an op takes or gives, and Python's containers with Python's sharing.

use super::tape::Tape;
use crate::error::Result;
use crate::ops::table_types::{Arg as Param, Ty};
use crate::ops::value::Value;
use crate::tensor::Tensor;
use crate::{bail, ensure};
use lumbre_kernels::Scalar;
use smallvec::SmallVec;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// A value of a running program. Lists and dicts are shared by all who hold them, as in Python.
#[derive(Clone, Debug)]
pub enum Val {
    /// A tensor, number, string, dtype, …, or None.
    Plain(Value),
    Tuple(Rc<Items>),
    List(Rc<ListCell>),
    Dict(Rc<DictCell>),
    /// What a step keeps for its derivative.
    Tape(Rc<Tape>),
}

/// The items of a tuple.
#[derive(Debug)]
pub struct Items(Vec<Val>);

/// A list that its holders share.
#[derive(Debug)]
pub struct ListCell(RefCell<Vec<Val>>);

/// A dict that its holders share.
#[derive(Debug)]
pub struct DictCell(RefCell<Dict>);

impl std::ops::Deref for Items {
    type Target = [Val];
    fn deref(&self) -> &[Val] {
        &self.0
    }
}
impl std::ops::Deref for ListCell {
    type Target = RefCell<Vec<Val>>;
    fn deref(&self) -> &RefCell<Vec<Val>> {
        &self.0
    }
}
impl std::ops::Deref for DictCell {
    type Target = RefCell<Dict>;
    fn deref(&self) -> &RefCell<Dict> {
        &self.0
    }
}

thread_local! {
    /// Items of containers that are being freed, one after the other; `None` while nothing is freed.
    static FREED: RefCell<Option<Vec<Val>>> = const { RefCell::new(None) };
}

/// Frees items without recursion: containers may nest as deep as a program has turns.
fn free(items: Vec<Val>) {
    if !items.iter().any(|v| matches!(v, Val::Tuple(_) | Val::List(_) | Val::Dict(_))) {
        return;
    }
    let outermost = FREED.with(|f| match &mut *f.borrow_mut() {
        Some(waiting) => {
            waiting.extend(items);
            false
        }
        none => {
            *none = Some(items);
            true
        }
    });
    if !outermost {
        return;
    }
    while let Some(v) = FREED.with(|f| f.borrow_mut().as_mut().and_then(Vec::pop)) {
        drop(v);
    }
    FREED.with(|f| *f.borrow_mut() = None);
}

impl Drop for Items {
    fn drop(&mut self) {
        free(std::mem::take(&mut self.0));
    }
}
impl Drop for ListCell {
    fn drop(&mut self) {
        free(std::mem::take(self.0.get_mut()));
    }
}
impl Drop for DictCell {
    fn drop(&mut self) {
        let dict = std::mem::take(self.0.get_mut());
        free(dict.items.into_iter().flatten().map(|e| e.1).collect());
    }
}

/// What can be a key of a dict.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    Bool(bool),
    Int(i64),
    /// The bits of a float.
    Float(u64),
    Str(String),
}

/// A dict that keeps the order of insertion.
#[derive(Debug, Default)]
pub struct Dict {
    at: HashMap<Key, usize>,
    /// `None` where a key was taken out.
    items: Vec<Option<(Key, Val)>>,
}

impl Dict {
    pub fn len(&self) -> usize {
        self.at.len()
    }

    pub fn is_empty(&self) -> bool {
        self.at.is_empty()
    }

    pub fn get(&self, k: &Key) -> Option<&Val> {
        self.at.get(k).and_then(|i| self.items[*i].as_ref()).map(|e| &e.1)
    }

    pub fn set(&mut self, k: Key, v: Val) {
        match self.at.get(&k) {
            Some(&i) => self.items[i] = Some((k, v)),
            None => {
                self.at.insert(k.clone(), self.items.len());
                self.items.push(Some((k, v)));
            }
        }
    }

    pub fn remove(&mut self, k: &Key) -> Option<Val> {
        let i = self.at.remove(k)?;
        let out = self.items[i].take().map(|e| e.1);
        if self.items.len() > 32 && self.at.len() * 2 < self.items.len() {
            self.items.retain(Option::is_some);
            self.at = self.items.iter().flatten().enumerate().map(|(i, e)| (e.0.clone(), i)).collect();
        }
        out
    }

    pub fn clear(&mut self) {
        *self = Dict::default();
    }

    pub fn iter(&self) -> impl Iterator<Item = (&Key, &Val)> {
        self.items.iter().flatten().map(|e| (&e.0, &e.1))
    }
}

impl Key {
    pub fn of(v: &Val) -> Result<Key> {
        Ok(match v {
            Val::Plain(Value::Bool(b)) => Key::Bool(*b),
            Val::Plain(Value::Int(i)) => Key::Int(*i),
            Val::Plain(Value::Float(f)) => Key::Float(f.to_bits()),
            Val::Plain(Value::Str(s)) => Key::Str(s.clone()),
            other => bail!(Type, "a {} cannot be a key of a dict", other.kind()),
        })
    }

    pub fn val(&self) -> Val {
        Val::Plain(match self {
            Key::Bool(b) => Value::Bool(*b),
            Key::Int(i) => Value::Int(*i),
            Key::Float(f) => Value::Float(f64::from_bits(*f)),
            Key::Str(s) => Value::Str(s.clone()),
        })
    }
}

impl From<Tensor> for Val {
    fn from(t: Tensor) -> Val {
        Val::Plain(Value::Tensor(t))
    }
}
impl From<bool> for Val {
    fn from(b: bool) -> Val {
        Val::Plain(Value::Bool(b))
    }
}
impl From<i64> for Val {
    fn from(i: i64) -> Val {
        Val::Plain(Value::Int(i))
    }
}
impl From<f64> for Val {
    fn from(f: f64) -> Val {
        Val::Plain(Value::Float(f))
    }
}
impl From<String> for Val {
    fn from(s: String) -> Val {
        Val::Plain(Value::Str(s))
    }
}
impl From<Scalar> for Val {
    fn from(s: Scalar) -> Val {
        Val::Plain(s.into())
    }
}

impl Val {
    pub const NONE: Val = Val::Plain(Value::None);

    pub fn list(items: Vec<Val>) -> Val {
        Val::List(Rc::new(ListCell(RefCell::new(items))))
    }

    pub fn tuple(items: Vec<Val>) -> Val {
        Val::Tuple(Rc::new(Items(items)))
    }

    pub fn dict(d: Dict) -> Val {
        Val::Dict(Rc::new(DictCell(RefCell::new(d))))
    }

    /// Where a container lies; `None` of what is none.
    fn place(&self) -> Option<usize> {
        match self {
            Val::Plain(_) | Val::Tape(_) => None,
            Val::Tuple(t) => Some(Rc::as_ptr(t) as usize),
            Val::List(l) => Some(Rc::as_ptr(l) as usize),
            Val::Dict(d) => Some(Rc::as_ptr(d) as usize),
        }
    }

    /// Calls `f` with the value and everything inside, each container once, without recursion; ends early where `f` says so.
    pub fn walk(&self, f: &mut dyn FnMut(&Val) -> bool) {
        let (mut waiting, mut seen) = (vec![self.clone()], HashSet::new());
        while let Some(v) = waiting.pop() {
            if v.place().is_some_and(|p| !seen.insert(p)) {
                continue;
            }
            if !f(&v) {
                return;
            }
            match &v {
                Val::Plain(_) | Val::Tape(_) => {}
                Val::Tuple(t) => waiting.extend(t.iter().cloned()),
                Val::List(l) => waiting.extend(l.borrow().iter().cloned()),
                Val::Dict(d) => waiting.extend(d.borrow().iter().map(|e| e.1.clone())),
            }
        }
    }

    /// Refuses to put `item` into this container where it would then hold itself: it could never be freed.
    pub fn check_holds(&self, item: &Val) -> Result<()> {
        // Held by a step's argument and one name only: nothing that is put in can lead back here.
        let alone = match self {
            Val::List(l) => Rc::strong_count(l) <= 2,
            Val::Dict(d) => Rc::strong_count(d) <= 2,
            _ => false,
        };
        let itself = item.place().is_some() && item.place() == self.place();
        if item.place().is_none() || alone && !itself {
            return Ok(());
        }
        let (me, mut found) = (self.place(), false);
        item.walk(&mut |v| {
            found = found || v.place() == me;
            !found
        });
        ensure!(!found, Value, "a container of a program cannot hold itself");
        Ok(())
    }

    /// The result of an op; its lists become lists that can grow.
    pub fn from_value(v: Value) -> Val {
        match v {
            Value::Tensors(list) => Val::list(list.into_iter().map(Val::from).collect()),
            Value::OptTensors(list) => Val::list(list.into_iter().map(|t| t.map_or(Val::NONE, Val::from)).collect()),
            Value::Ints(v) => Val::list(v.into_iter().map(Val::from).collect()),
            Value::Floats(v) => Val::list(v.into_iter().map(Val::from).collect()),
            Value::Bools(v) => Val::list(v.into_iter().map(Val::from).collect()),
            Value::Tuple(items) => Val::tuple(items.into_iter().map(Val::from_value).collect()),
            other => Val::Plain(other),
        }
    }

    /// Python's name of the value's type.
    pub fn kind(&self) -> &'static str {
        match self {
            Val::Plain(v) => v.kind(),
            Val::Tuple(_) => "tuple",
            Val::List(_) => "list",
            Val::Dict(_) => "dict",
            Val::Tape(_) => "tape",
        }
    }

    pub fn is_none(&self) -> bool {
        matches!(self, Val::Plain(Value::None))
    }

    pub fn tensor(&self) -> Option<&Tensor> {
        match self {
            Val::Plain(Value::Tensor(t)) => Some(t),
            _ => None,
        }
    }

    /// The items of a list or tuple.
    pub fn items(&self) -> Result<Vec<Val>> {
        Ok(match self {
            Val::List(l) => l.borrow().clone(),
            Val::Tuple(t) => t.to_vec(),
            Val::Plain(Value::Ints(v)) => v.iter().map(|i| Val::from(*i)).collect(),
            Val::Plain(Value::Floats(v)) => v.iter().map(|i| Val::from(*i)).collect(),
            Val::Plain(Value::Bools(v)) => v.iter().map(|i| Val::from(*i)).collect(),
            other => bail!(Type, "a list is expected, got {}", other.kind()),
        })
    }

    pub fn int(&self) -> Result<i64> {
        match self {
            Val::Plain(Value::Int(i)) => Ok(*i),
            Val::Plain(Value::Bool(b)) => Ok(*b as i64),
            Val::Plain(Value::Tensor(t)) if !t.dtype().is_float() && !t.dtype().is_complex() => Ok(t.item()?.to_i64()),
            other => bail!(Type, "an int is expected, got {}", other.kind()),
        }
    }

    pub fn float(&self) -> Result<f64> {
        match self {
            Val::Plain(Value::Float(f)) => Ok(*f),
            Val::Plain(Value::Tensor(t)) if !t.dtype().is_complex() => Ok(t.item()?.to_f64()),
            other => other.int().map(|i| i as f64),
        }
    }

    pub fn str(&self) -> Result<&str> {
        match self {
            Val::Plain(Value::Str(s)) => Ok(s),
            other => bail!(Type, "a str is expected, got {}", other.kind()),
        }
    }

    /// Python's truth of a value.
    pub fn truth(&self) -> Result<bool> {
        Ok(match self {
            Val::Plain(v) => match v {
                Value::None => false,
                Value::Bool(b) => *b,
                Value::Int(i) => *i != 0,
                Value::Float(f) => *f != 0.0,
                Value::Str(s) => !s.is_empty(),
                Value::Tensor(t) => {
                    ensure!(t.numel() == 1, "Boolean value of Tensor with {} is ambiguous", if t.numel() == 0 { "no values" } else { "more than one value" });
                    t.item()?.to_bool()
                }
                _ => true,
            },
            Val::Tuple(t) => !t.is_empty(),
            Val::List(l) => !l.borrow().is_empty(),
            Val::Dict(d) => !d.borrow().is_empty(),
            Val::Tape(_) => true,
        })
    }

    /// Calls `f` with the tensor, or with the tensors among a container's items.
    pub fn each_near_tensor(&self, f: &mut dyn FnMut(&Tensor)) {
        match self {
            Val::Plain(_) => self.tensor().into_iter().for_each(f),
            Val::Tuple(t) => t.iter().filter_map(Val::tensor).for_each(f),
            Val::List(l) => l.borrow().iter().filter_map(Val::tensor).for_each(f),
            Val::Dict(d) => d.borrow().iter().filter_map(|e| e.1.tensor()).for_each(f),
            Val::Tape(t) => t.leaves().iter().chain(t.outputs()).flatten().for_each(f),
        }
    }

    /// Calls `f` with every tensor inside.
    pub fn each_tensor(&self, f: &mut dyn FnMut(&Tensor)) {
        if let Some(t) = self.tensor() {
            return f(t);
        }
        if self.place().is_none() {
            return;
        }
        let mut found = Vec::new();
        self.walk(&mut |v| {
            found.extend(v.tensor().cloned());
            true
        });
        // The walk goes from the last item to the first.
        found.iter().rev().for_each(f);
    }

    /// The argument of an op, in the form its declaration wants.
    pub fn argument(&self, p: &Param) -> Result<Value> {
        let wrong = || crate::error::Error::new(crate::error::Kind::Type, format!("argument {:?} is a {}", p.name, self.kind()));
        let tensors = |items: &[Val]| items.iter().map(|v| v.tensor().cloned().ok_or_else(wrong)).collect::<Result<Vec<_>>>();
        if let Val::Plain(v) = self {
            return Ok(match (p.ty, v) {
                (Ty::Ints, Value::Int(i)) => Value::Ints(SmallVec::from_elem(*i, p.count.max(1) as usize)),
                (Ty::Floats, Value::Int(_) | Value::Float(_)) => Value::Floats(vec![self.float()?; p.count.max(1) as usize]),
                (Ty::Int, Value::Tensor(_)) => Value::Int(self.int()?),
                (Ty::Float, Value::Tensor(_)) => Value::Float(self.float()?),
                (Ty::Bool, Value::Tensor(_)) => Value::Bool(self.truth()?),
                (Ty::Scalar, Value::Tensor(t)) => t.item()?.into(),
                (Ty::Tensors | Ty::OptTensors, Value::Tensor(_)) => return Err(wrong()),
                (Ty::Tensor, Value::Bool(_) | Value::Int(_) | Value::Float(_)) => Value::Tensor(number_tensor(v)?),
                _ => v.clone(),
            });
        }
        let items = self.items().map_err(|_| wrong())?;
        Ok(match p.ty {
            Ty::Tensors => Value::Tensors(tensors(&items)?),
            Ty::OptTensors => {
                let one = |v: &Val| if v.is_none() { Ok(None) } else { v.tensor().cloned().map(Some).ok_or_else(wrong) };
                Value::OptTensors(items.iter().map(one).collect::<Result<_>>()?)
            }
            Ty::Ints => Value::Ints(items.iter().map(Val::int).collect::<Result<_>>()?),
            Ty::Floats => Value::Floats(items.iter().map(Val::float).collect::<Result<_>>()?),
            Ty::Bools => Value::Bools(items.iter().map(Val::truth).collect::<Result<_>>()?),
            _ => return Err(wrong()),
        })
    }
}

/// A number where an op takes only tensors.
fn number_tensor(v: &Value) -> Result<Tensor> {
    let Some(s) = v.as_scalar() else { bail!(Type, "a number is expected") };
    let dtype = match s {
        Scalar::Bool(_) => lumbre_kernels::DType::Bool,
        Scalar::Int(_) => lumbre_kernels::DType::I64,
        _ => crate::ops::default_dtype(),
    };
    let t = Tensor::scalar(s, dtype)?;
    t.set_wrapped_number(true);
    Ok(t)
}
