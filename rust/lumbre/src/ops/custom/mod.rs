//! Ops from outside the table: declared, given a function and a gradient at run time, and then like any other op: eager, in
//! traces and scripts, and in files that a program loads once it has registered them.
//!
//! ```
//! use lumbre::{Tensor, library};
//! library::define("doc::cube(Tensor x, float scale=1.0) -> Tensor")?
//!     .forward(|a| a.tensor(0)?.pow(3.0)?.mul(a.get::<f64>(1)?))
//!     .backward(|cx, grads| {
//!         let (x, scale) = (cx.args().tensor(0)?, cx.args().get::<f64>(1)?);
//!         Ok(vec![Some(grads[0].mul(&x.mul(x)?.mul(3.0 * scale)?)?)])
//!     })
//!     .register()?;
//! let x = Tensor::from_slice(&[2.0f64], &[1])?;
//! x.set_requires_grad(true)?;
//! let y = library::call("doc::cube", &[x.clone().into(), 10.0.into()])?;
//! y.tensor()?.sum()?.backward()?;
//! assert_eq!(x.grad().ok_or("no gradient")?.to_vec::<f64>()?, [120.0]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod grad;
mod schema;

pub use grad::Context;

use super::table_types::{Arg, Op, Ty, flag};
use super::value::{FromValue, IntoValue, Stack, Value};
use super::{Form, find};
use crate::autograd::check_inplace;
use crate::device::Device;
use crate::error::{Error, Kind, Result};
use crate::modes;
use crate::tensor::Tensor;
use crate::{bail, ensure};
use schema::Schema;
use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

type Kernel = Box<dyn Fn(&Args) -> Result<Value> + Send + Sync>;
type Gradient = Box<dyn Fn(&Context, &[Tensor]) -> Result<Vec<Option<Tensor>>> + Send + Sync>;

/// What the backward function will look at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Saves {
    Nothing,
    Inputs,
    Outputs,
    Both,
}

/// The arguments of a call, in the order of the declaration.
pub struct Args<'a> {
    op: &'static Op,
    values: &'a [Value],
}

impl<'a> Args<'a> {
    pub(crate) fn new(op: &'static Op, values: &'a [Value]) -> Args<'a> {
        Args { op, values }
    }

    /// Argument `i` as a Rust value: `&Tensor`, `f64`, `i64`, `bool`, `&str`, `&[i64]`, `DType`, … or an `Option` of one.
    pub fn get<T: FromValue<'a>>(&self, i: usize) -> Result<T> {
        let (Some(v), Some(p)) = (self.values.get(i), self.op.args.get(i)) else { bail!(Index, "{}: there is no argument {i}", self.op.name) };
        T::from_value(v).map_err(|e| e.context(format_args!("{}: argument {:?}", self.op.name, p.name)))
    }

    pub fn tensor(&self, i: usize) -> Result<&'a Tensor> {
        self.get(i)
    }

    pub fn values(&self) -> &'a [Value] {
        self.values
    }
}

/// An op being declared.
pub struct Definition {
    schema: Schema,
    forward: Option<Kernel>,
    backward: Option<Gradient>,
    fake: Option<Kernel>,
    saves: Saves,
    /// The function records its own gradient.
    composite: bool,
    /// A second derivative raises.
    once: bool,
    /// The backward function works on memory: what it does not compute by ops, the tape does not see.
    memory: bool,
}

/// A registered op. It stays in memory when its name is given up: programs may hold it.
pub(crate) struct Custom {
    op: Op,
    definition: Definition,
}

/// Starts the declaration of an op: `namespace::name(Tensor x, float scale=1.0) -> Tensor`, in PyTorch's schema language.
pub fn define(schema: &str) -> Result<Definition> {
    let schema = schema::parse(schema)?;
    Ok(Definition { schema, forward: None, backward: None, fake: None, saves: Saves::Inputs, composite: false, once: false, memory: false })
}

impl Definition {
    /// What the op computes. Results are new tensors: they may not share memory with the arguments.
    pub fn forward<R: IntoValue>(mut self, f: impl Fn(&Args) -> Result<R> + Send + Sync + 'static) -> Definition {
        self.forward = Some(Box::new(move |a| f(a).map(IntoValue::into_value)));
        self
    }

    /// The gradients of the tensors among the arguments, in their order, from those of the results. Written with tensor
    /// methods it can be differentiated again.
    pub fn backward(mut self, f: impl Fn(&Context, &[Tensor]) -> Result<Vec<Option<Tensor>>> + Send + Sync + 'static) -> Definition {
        self.backward = Some(Box::new(f));
        self
    }

    /// The results without data, from arguments without data (the meta device).
    pub fn fake<R: IntoValue>(mut self, f: impl Fn(&Args) -> Result<R> + Send + Sync + 'static) -> Definition {
        self.fake = Some(Box::new(move |a| f(a).map(IntoValue::into_value)));
        self
    }

    /// What is kept for the backward function: the arguments, unless this says otherwise.
    pub fn saves(mut self, saves: Saves) -> Definition {
        self.saves = saves;
        self
    }

    /// The backward function cannot be differentiated again: a second derivative raises, whatever it returns.
    pub fn once_differentiable(mut self) -> Definition {
        self.once = true;
        self
    }

    /// The function is made of differentiable ops, or brings its gradient itself: nothing is recorded for it.
    pub fn composite(mut self) -> Definition {
        self.composite = true;
        self
    }

    /// `namespace::name`, with `.overload` where there is one.
    pub fn key(&self) -> &'static str {
        self.schema.key
    }

    /// The declaration in this engine's words.
    pub fn schema(&self) -> &'static str {
        self.schema.text
    }

    /// The backward function works on memory, where the tape does not look.
    pub(crate) fn memory(mut self) -> Definition {
        self.memory = true;
        self
    }

    /// The whole declaration.
    pub(crate) fn declaration(&self) -> String {
        let key = self.schema.key;
        format!("{key}{}", &self.schema.text[self.schema.text.find('(').unwrap_or(0)..])
    }

    pub(crate) fn saves_what(&self) -> Saves {
        self.saves
    }

    pub(crate) fn has_backward(&self) -> bool {
        self.backward.is_some()
    }

    pub(crate) fn has_fake(&self) -> bool {
        self.fake.is_some()
    }

    /// The op, in memory for good and under no name.
    pub(crate) fn keep(self) -> &'static Custom {
        self.numbered(usize::MAX)
    }

    /// The types of the results: `Tensor`, `Tensor[]`, `int`, …
    pub fn result_words(&self) -> Vec<String> {
        self.schema.returns.clone()
    }

    /// How many results there are.
    pub fn results(&self) -> usize {
        self.schema.returns.len()
    }

    /// Enters the op under its name. Raises where the name is taken.
    pub fn register(self) -> Result<&'static Op> {
        ensure!(self.forward.is_some(), Value, "{}: the op has no function", self.schema.key);
        let mut all = REGISTRY.write().unwrap_or_else(PoisonError::into_inner);
        ensure!(!all.names.contains_key(self.schema.key), "{}: an op of this name is registered already", self.schema.key);
        let id = FIRST_ID + all.ops.len();
        let custom = self.numbered(id);
        all.ops.push(custom);
        all.names.insert(custom.definition.schema.key, id);
        Ok(&custom.op)
    }

    fn numbered(self, id: usize) -> &'static Custom {
        let name = self.schema.key.split('.').next().unwrap_or(self.schema.key);
        let op = Op {
            id,
            name,
            overload: self.schema.overload,
            schema: self.schema.text,
            doc: "",
            args: self.schema.args,
            flags: flag::CUSTOM,
            spaces: &[],
            aliases: &[],
            fields: &[],
            autocast: "",
            nodes: &[],
            refused: 0,
            call: |_| bail!("a custom op is called through its registration"),
        };
        Box::leak(Box::new(Custom { op, definition: self }))
    }
}

impl Custom {
    pub(crate) fn op(&'static self) -> &'static Op {
        &self.op
    }

    /// The results of the function itself, with nothing recorded.
    pub(crate) fn apply(&'static self, values: &[Value], fake: bool) -> Result<Value> {
        let d = &self.definition;
        let Some(kernel) = (if fake { d.fake.as_ref() } else { d.forward.as_ref() }) else { bail!("{}: the op has no function", d.schema.key) };
        shaped(&self.op, d, kernel(&Args { op: &self.op, values })?)
    }

    pub(crate) fn gradient(&self, cx: &Context, grads: &[Tensor]) -> Result<Vec<Option<Tensor>>> {
        match &self.definition.backward {
            Some(f) => f(cx, grads),
            None => bail!("{}: the op has no gradient", self.definition.schema.key),
        }
    }
}

/// Custom ops have numbers from here on; those of the table lie below.
const FIRST_ID: usize = 1 << 20;

struct Registry {
    ops: Vec<&'static Custom>,
    names: BTreeMap<&'static str, usize>,
}

static REGISTRY: RwLock<Registry> = RwLock::new(Registry { ops: Vec::new(), names: BTreeMap::new() });

fn registry() -> std::sync::RwLockReadGuard<'static, Registry> {
    REGISTRY.read().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn custom(id: usize) -> Option<&'static Custom> {
    registry().ops.get(id.checked_sub(FIRST_ID)?).copied()
}

/// The op of a number, of the table or registered.
pub fn by_id(id: usize) -> Option<&'static Op> {
    super::table::OPS.get(id).or_else(|| custom(id).map(|c| &c.op))
}

/// The registered op of this name.
pub(crate) fn named(key: &str) -> Option<&'static Op> {
    let id = *registry().names.get(key)?;
    custom(id).map(|c| &c.op)
}

/// All registered ops, by name.
pub fn registered() -> Vec<(&'static str, &'static Op)> {
    let all = registry();
    all.names.iter().filter_map(|(key, id)| Some((*key, &all.ops.get(id - FIRST_ID)?.op))).collect()
}

/// Gives up the name of an op; programs that hold the op keep it.
pub fn unregister(key: &str) -> bool {
    REGISTRY.write().unwrap_or_else(PoisonError::into_inner).names.remove(key).is_some()
}

/// Calls an op, registered or of the table, by its name; arguments left out at the end have their defaults.
pub fn call(key: &str, args: &[Value]) -> Result<Value> {
    let Some(op) = find(key) else { bail!(Attribute, "there is no op {key:?}") };
    ensure!(args.len() <= op.args.len(), Type, "{key}: {} arguments, it takes {}", args.len(), op.args.len());
    super::call(op, Form::Plain, &complete(key, op, args.iter().cloned().collect())?)
}

/// Arguments checked against the declaration, with the defaults of those left out at the end.
pub(crate) fn complete(key: &str, op: &'static Op, mut stack: Stack) -> Result<Stack> {
    for p in &op.args[stack.len().min(op.args.len())..] {
        ensure!(!matches!(p.default, super::table_types::Default::Required), Type, "{key}: the argument {:?} is missing", p.name);
        stack.push(p.default.value());
    }
    for (p, v) in op.args.iter().zip(&mut stack) {
        *v = fitted(p, std::mem::replace(v, Value::None)).map_err(|e| e.context(key))?;
    }
    Ok(stack)
}

/// An argument in the kind its declaration names.
fn fitted(p: &Arg, v: Value) -> Result<Value> {
    let fits = match (&v, p.ty) {
        (Value::Tensor(_), Ty::Tensor | Ty::TensorOrScalar) | (Value::Tensors(_), Ty::Tensors) | (Value::OptTensors(_), Ty::OptTensors) => true,
        (Value::Generator(_), Ty::Generator) => true,
        (Value::None, _) => p.optional || !matches!(p.default, super::table_types::Default::Required),
        _ => p.accepts(&v),
    };
    ensure!(fits, Type, "argument {:?} is a {}, not a {:?}", p.name, v.kind(), p.ty);
    Ok(match (p.ty, v) {
        (Ty::Float, Value::Int(i)) => Value::Float(i as f64),
        (Ty::Float, Value::Bool(b)) => Value::Float(b as u8 as f64),
        (Ty::Int, Value::Bool(b)) => Value::Int(b as i64),
        (Ty::Bool, Value::Int(i)) => Value::Bool(i != 0),
        (Ty::Floats, Value::Ints(v)) => Value::Floats(v.iter().map(|i| *i as f64).collect()),
        (_, v) => v,
    })
}

/// The tensors of a value, in order.
pub(crate) fn tensors_of(v: &Value) -> Vec<&Tensor> {
    match v {
        Value::Tensor(t) => vec![t],
        Value::Tensors(list) => list.iter().collect(),
        Value::OptTensors(list) => list.iter().flatten().collect(),
        Value::Tuple(items) => items.iter().flat_map(tensors_of).collect(),
        _ => Vec::new(),
    }
}

/// Runs a registered op.
pub(super) fn run(op: &'static Op, stack: &Stack) -> Result<Value> {
    let Some(custom) = custom(op.id) else { bail!("{}: the op is not registered", op.name) };
    let d = &custom.definition;
    ensure!(stack.len() == op.args.len(), Type, "{}: {} arguments instead of {}", op.name, stack.len(), op.args.len());
    let values = op.args.iter().zip(stack).map(|(p, v)| fitted(p, v.clone())).collect::<Result<Vec<_>>>().map_err(|e| e.context(op.name))?;
    let tensors: Vec<&Tensor> = values.iter().flat_map(tensors_of).collect();
    let args = Args { op, values: &values };
    let kernel = if d.composite { d.forward.as_ref() } else { kernel(d, &tensors)? };
    let Some(kernel) = kernel else { bail!("{}: the op has no function", op.name) };
    if d.composite {
        return shaped(op, d, kernel(&args)?);
    }
    let written: Vec<&Tensor> = op.args.iter().zip(&values).filter(|(p, _)| p.mutated).flat_map(|(_, v)| tensors_of(v)).collect();
    written.iter().try_for_each(|t| check_inplace(t, op.name))?;
    let wants = modes::grad_enabled() && written.is_empty() && tensors.iter().any(|t| t.requires_grad());
    let out = {
        let _quiet = modes::no_grad();
        shaped(op, d, kernel(&args)?)?
    };
    written.iter().for_each(|t| t.mark_changed());
    for (i, t) in tensors_of(&out).iter().enumerate() {
        let shared = tensors.iter().any(|x| overlap(x, t));
        ensure!(!shared, "{}: result {i} shares memory with an argument; return a copy of it instead", op.name);
    }
    if wants { grad::record(custom, &values, out) } else { Ok(out) }
}

/// The function for the device the tensors are on.
fn kernel<'a>(d: &'a Definition, tensors: &[&Tensor]) -> Result<Option<&'a Kernel>> {
    ensure!(tensors.iter().all(|t| !t.is_sparse()), NotImplemented, "{}: sparse tensors", d.schema.key);
    if tensors.iter().any(|t| t.device() == Device::Meta) {
        ensure!(d.fake.is_some(), "There was no fake impl registered for {}. Please use `register_fake` to add one.", d.schema.key);
        return Ok(d.fake.as_ref());
    }
    if let Some(t) = tensors.iter().find(|t| t.device() != Device::Cpu) {
        bail!(NotImplemented, "{}: tensors on {}", d.schema.key, t.device());
    }
    Ok(d.forward.as_ref())
}

/// The results as declared: nothing for none, the one, or a tuple.
fn shaped(op: &Op, d: &Definition, out: Value) -> Result<Value> {
    let n = d.schema.returns.len();
    let wrong = |v: &Value, word: &str| Error::new(Kind::Type, format!("{}: the function gave a {} where the op returns {word}", op.name, v.kind()));
    let fits = |v: &Value, word: &str| match word {
        "Tensor" => matches!(v, Value::Tensor(_)),
        "Tensor?" => matches!(v, Value::Tensor(_) | Value::None),
        "Tensor[]" => matches!(v, Value::Tensors(_)),
        "int" => matches!(v, Value::Int(_) | Value::Bool(_)),
        "bool" => matches!(v, Value::Bool(_)),
        "float" => matches!(v, Value::Float(_) | Value::Int(_)),
        _ => true,
    };
    let out = match (n, out) {
        (0, Value::None) => return Ok(Value::Tuple(Vec::new())),
        (1, Value::Tuple(items)) if items.len() == 1 => items.into_iter().next().unwrap_or(Value::None),
        (_, out) => out,
    };
    match (&out, n) {
        (Value::Tuple(items), _) if items.len() == n => {
            for (v, word) in items.iter().zip(&d.schema.returns) {
                ensure!(fits(v, word), Type, "{}", wrong(v, word).message());
            }
        }
        (v, 1) => ensure!(fits(v, &d.schema.returns[0]), Type, "{}", wrong(v, &d.schema.returns[0]).message()),
        (v, _) => bail!(Type, "{}: the function gave a {} where the op has {n} results", op.name, v.kind()),
    }
    Ok(out)
}

/// Whether two tensors show common memory; by address, because memory of extensions has two owners.
fn overlap(a: &Tensor, b: &Tensor) -> bool {
    let span = |t: &Tensor| {
        let g = t.geometry();
        let first = g.storage.address() as usize + g.offset as usize * g.dtype.size();
        (first, first + g.reach().max(0) as usize * g.dtype.size())
    };
    if a.numel() == 0 || b.numel() == 0 || a.device() != Device::Cpu || b.device() != Device::Cpu {
        return false;
    }
    let ((a0, a1), (b0, b1)) = (span(a), span(b));
    a0 < b1 && b0 < a1
}

impl From<Tensor> for Value {
    fn from(t: Tensor) -> Value {
        Value::Tensor(t)
    }
}
impl From<f64> for Value {
    fn from(f: f64) -> Value {
        Value::Float(f)
    }
}
impl From<i64> for Value {
    fn from(i: i64) -> Value {
        Value::Int(i)
    }
}
impl From<bool> for Value {
    fn from(b: bool) -> Value {
        Value::Bool(b)
    }
}
impl Value {
    /// The tensor this value is.
    pub fn tensor(&self) -> Result<&Tensor> {
        FromValue::from_value(self)
    }
}
