//! A program as data: values that are defined once, and steps: calls of rows of the op table, built-in functions on numbers,
//! strings and containers, branches and loops.

use super::builtin::Builtin;
use crate::error::Result;
use crate::modes;
use crate::ops::value::Value;
use crate::ops::{Form, Op};
use crate::tensor::Tensor;
use std::collections::{HashMap, HashSet};

/// The number of a value in a graph.
pub type Id = u32;

/// An argument of a node.
#[derive(Clone, Debug)]
pub enum Arg {
    Value(Id),
    /// Tensors or ints, one value each.
    List(Vec<Option<Id>>),
    /// Anything but tensors.
    Const(Value),
}

impl Arg {
    pub fn ids(&self) -> impl Iterator<Item = Id> + '_ {
        let (one, many): (Option<Id>, &[Option<Id>]) = match self {
            Arg::Value(id) => (Some(*id), &[]),
            Arg::List(ids) => (None, ids),
            Arg::Const(_) => (None, &[]),
        };
        one.into_iter().chain(many.iter().flatten().copied())
    }
}

/// One call of an op.
#[derive(Clone)]
pub struct Node {
    pub op: &'static Op,
    /// `Inplace` in a traced graph: the value of the in-place form, which has the dtype and shape of the first argument, and
    /// nothing is overwritten. In a scripted one (`whole`) the first argument is overwritten.
    pub form: Form,
    pub args: Vec<Arg>,
    /// The tensors in the result, in order; `None` where nobody needs one, or it is no tensor.
    pub outs: Vec<Option<Id>>,
    /// The one value in `outs` is the result as it is (a list, a tuple, a number), and in-place forms write.
    pub whole: bool,
}

/// One step of a region.
#[derive(Clone, Debug)]
pub enum Step {
    Call(Node),
    Builtin(BuiltinStep),
    If { cond: Id, then: Region, other: Region, outs: Vec<Id> },
    /// Runs the body while the condition holds, at most `trips` times. The body's parameters are the number of the turn and the
    /// carried values; its outputs are the next condition and the next carried values.
    Loop { trips: Option<Id>, cond: Id, init: Vec<Id>, body: Region, outs: Vec<Id> },
    /// Runs the body on `init`, and keeps in `tape` what a later `Backward` needs.
    Taped { init: Vec<Id>, body: Region, outs: Vec<Id>, tape: Id },
    /// The gradients of what a tape's region was given, from those of what it gave, both in order and only where there are any.
    /// With `again`, a tape of this step, whose values are those of the first tape and then the given gradients.
    Backward { tape: Id, grads: Vec<Option<Id>>, outs: Vec<Option<Id>>, again: Option<Id> },
}

/// A call of a built-in function.
#[derive(Clone, Debug)]
pub struct BuiltinStep {
    pub function: &'static Builtin,
    pub args: Vec<Arg>,
    /// One value, or the items of a tuple or list that is unpacked.
    pub outs: Vec<Id>,
}

impl Step {
    /// The values a step defines for the steps after it.
    pub fn defines(&self) -> Vec<Id> {
        match self {
            Step::Call(n) => n.outs.iter().flatten().copied().collect(),
            Step::Builtin(b) => b.outs.clone(),
            Step::If { outs, .. } | Step::Loop { outs, .. } => outs.clone(),
            Step::Taped { outs, tape, .. } => outs.iter().chain([tape]).copied().collect(),
            Step::Backward { outs, again, .. } => outs.iter().chain([again]).flatten().copied().collect(),
        }
    }

    /// The values a step uses, those of its regions with it.
    pub fn uses(&self, f: &mut dyn FnMut(Id)) {
        match self {
            Step::Call(n) => n.used().for_each(f),
            Step::Builtin(b) => b.args.iter().flat_map(Arg::ids).for_each(f),
            Step::If { cond, then, other, .. } => {
                f(*cond);
                then.uses(f);
                other.uses(f);
            }
            Step::Loop { trips, cond, init, body, .. } => {
                trips.iter().chain([cond]).chain(init).for_each(|id| f(*id));
                body.uses(f);
            }
            Step::Taped { init, body, .. } => {
                init.iter().for_each(|id| f(*id));
                body.uses(f);
            }
            Step::Backward { tape, grads, .. } => {
                f(*tape);
                grads.iter().flatten().for_each(|id| f(*id));
            }
        }
    }

    /// One call whose tape nobody uses, as the plain call it is.
    fn without_tape(&self, live: &HashSet<Id>) -> Option<Step> {
        let Step::Taped { init, body, outs, tape } = self else { return None };
        let ([Step::Call(node)], false) = (body.steps.as_slice(), live.contains(tape)) else { return None };
        let known = body.params.iter().copied().zip(init.iter().copied()).chain(body.outputs.iter().copied().zip(outs.iter().copied())).collect();
        let mut unused = || Id::MAX;
        let renumber = Renumber { known, fresh: &mut unused };
        Some(Step::Call(Node { args: renumber.args(&node.args), outs: node.outs.iter().map(|o| o.map(|id| renumber.used(id))).collect(), ..node.clone() }))
    }

    fn each_region(&self, f: &mut dyn FnMut(&Region)) {
        match self {
            Step::If { then, other, .. } => {
                f(then);
                f(other);
            }
            Step::Loop { body, .. } | Step::Taped { body, .. } => f(body),
            Step::Call(_) | Step::Builtin(_) | Step::Backward { .. } => {}
        }
    }
}

impl std::fmt::Debug for Node {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} = {}({:?})", self.outs, key(self.op), self.args)
    }
}

impl Node {
    /// The values this node writes into: arguments that the op's declaration marks `(a!)`.
    pub fn written(&self) -> impl Iterator<Item = Id> + '_ {
        self.op.args.iter().zip(&self.args).filter(|(p, _)| p.mutated).flat_map(|(_, a)| a.ids())
    }

    pub fn used(&self) -> impl Iterator<Item = Id> + '_ {
        self.args.iter().flat_map(Arg::ids)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InputKind {
    Parameter,
    Buffer,
    /// A number or flag of a module that may change between calls, such as `training`.
    Attribute,
    /// Given at every call.
    Argument,
}

#[derive(Clone, Debug)]
pub struct Input {
    pub id: Id,
    pub kind: InputKind,
    /// The dotted path of a parameter or buffer, the name of an argument.
    pub name: String,
    pub requires_grad: bool,
    /// The type as Python writes it; empty for a tensor.
    pub ty: String,
}

#[derive(Clone, Debug)]
pub struct Constant {
    pub id: Id,
    pub tensor: Tensor,
}

/// A sequence of steps with results.
#[derive(Clone, Debug, Default)]
pub struct Region {
    /// Of a loop's body: the number of the turn, and the carried values.
    pub params: Vec<Id>,
    pub steps: Vec<Step>,
    pub outputs: Vec<Id>,
}

impl Region {
    pub fn uses(&self, f: &mut dyn FnMut(Id)) {
        self.steps.iter().for_each(|s| s.uses(f));
        self.outputs.iter().for_each(|id| f(*id));
    }

    /// Every call of an op, in regions within regions too.
    pub fn each_call(&self, f: &mut dyn FnMut(&Node)) {
        for step in &self.steps {
            if let Step::Call(n) = step {
                f(n);
            }
            step.each_region(&mut |r| r.each_call(f));
        }
    }

    fn id_bound(&self) -> usize {
        let mut bound = self.params.iter().map(|id| *id as usize + 1).max().unwrap_or(0);
        for step in &self.steps {
            bound = step.defines().into_iter().map(|id| id as usize + 1).fold(bound, usize::max);
            step.each_region(&mut |r| bound = bound.max(r.id_bound()));
        }
        bound
    }
}

/// Gives the values of steps other numbers: those used before through `known`, those defined through `fresh`.
pub struct Renumber<'a> {
    pub known: HashMap<Id, Id>,
    pub fresh: &'a mut dyn FnMut() -> Id,
}

impl Renumber<'_> {
    pub fn used(&self, id: Id) -> Id {
        self.known.get(&id).copied().unwrap_or(id)
    }

    fn defined(&mut self, id: Id) -> Id {
        let new = (self.fresh)();
        self.known.insert(id, new);
        new
    }

    fn args(&self, args: &[Arg]) -> Vec<Arg> {
        let one = |a: &Arg| match a {
            Arg::Value(id) => Arg::Value(self.used(*id)),
            Arg::List(ids) => Arg::List(ids.iter().map(|id| id.map(|id| self.used(id))).collect()),
            Arg::Const(v) => Arg::Const(v.clone()),
        };
        args.iter().map(one).collect()
    }

    fn region(&mut self, r: &Region) -> Region {
        Region {
            params: r.params.iter().map(|id| self.defined(*id)).collect(),
            steps: r.steps.iter().map(|s| self.step(s)).collect(),
            outputs: r.outputs.iter().map(|id| self.used(*id)).collect(),
        }
    }

    pub fn step(&mut self, step: &Step) -> Step {
        match step {
            Step::Call(n) => {
                let args = self.args(&n.args);
                Step::Call(Node { args, outs: n.outs.iter().map(|o| o.map(|id| self.defined(id))).collect(), ..n.clone() })
            }
            Step::Builtin(b) => {
                let args = self.args(&b.args);
                Step::Builtin(BuiltinStep { function: b.function, args, outs: b.outs.iter().map(|id| self.defined(*id)).collect() })
            }
            Step::If { cond, then, other, outs } => Step::If {
                cond: self.used(*cond),
                then: self.region(then),
                other: self.region(other),
                outs: outs.iter().map(|id| self.defined(*id)).collect(),
            },
            Step::Loop { trips, cond, init, body, outs } => Step::Loop {
                trips: trips.map(|id| self.used(id)),
                cond: self.used(*cond),
                init: init.iter().map(|id| self.used(*id)).collect(),
                body: self.region(body),
                outs: outs.iter().map(|id| self.defined(*id)).collect(),
            },
            Step::Taped { init, body, outs, tape } => Step::Taped {
                init: init.iter().map(|id| self.used(*id)).collect(),
                body: self.region(body),
                outs: outs.iter().map(|id| self.defined(*id)).collect(),
                tape: self.defined(*tape),
            },
            Step::Backward { tape, grads, outs, again } => Step::Backward {
                tape: self.used(*tape),
                grads: grads.iter().map(|id| id.map(|id| self.used(id))).collect(),
                outs: outs.iter().map(|id| id.map(|id| self.defined(id))).collect(),
                again: again.map(|id| self.defined(id)),
            },
        }
    }
}

/// A function from tensors to tensors.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    pub inputs: Vec<Input>,
    pub constants: Vec<Constant>,
    pub body: Region,
    /// Inputs (by position) that get a new value when the body has run: running statistics, arguments changed in place.
    pub updates: Vec<(usize, Id)>,
}

impl Graph {
    /// One more than the largest id.
    pub fn id_bound(&self) -> usize {
        let inputs = self.inputs.iter().map(|i| i.id);
        let constants = self.constants.iter().map(|c| c.id);
        inputs.chain(constants).map(|id| id as usize + 1).max().unwrap_or(0).max(self.body.id_bound())
    }

    pub fn arguments(&self) -> impl Iterator<Item = &Input> {
        self.inputs.iter().filter(|i| i.kind == InputKind::Argument)
    }

    /// Parameters and buffers.
    pub fn weights(&self) -> impl Iterator<Item = &Input> {
        self.inputs.iter().filter(|i| matches!(i.kind, InputKind::Parameter | InputKind::Buffer))
    }

    /// Drops nodes and constants that reach no output and no update. Random draws stay: later draws depend on them.
    pub fn remove_dead(&mut self) {
        let updates = self.updates.iter().map(|u| u.1);
        let mut live: HashSet<Id> = self.body.outputs.iter().copied().chain(updates).collect();
        let mut keep = vec![false; self.body.steps.len()];
        for (i, step) in self.body.steps.iter_mut().enumerate().rev() {
            let needed = match step {
                Step::Call(node) if !node.whole => {
                    node.outs.iter().flatten().any(|id| live.contains(id))
                        || node.written().any(|id| live.contains(&id))
                        || node.op.is(crate::ops::table_types::flag::RANDOM)
                }
                Step::Builtin(b) if PURE.contains(&b.function.name) => b.outs.iter().any(|id| live.contains(id)),
                Step::Taped { body, outs, tape, .. } => outs.iter().chain([&*tape]).any(|id| live.contains(id)) || draws(body),
                Step::Backward { outs, again, .. } => outs.iter().chain([&*again]).flatten().any(|id| live.contains(id)),
                _ => true,
            };
            if needed {
                keep[i] = true;
                if let Step::Backward { outs, again, .. } = step {
                    *again = again.filter(|id| live.contains(id));
                    // A tape of this step counts its results.
                    outs.iter_mut().filter(|_| again.is_none()).for_each(|o| *o = o.filter(|id| live.contains(id)));
                }
                if let Some(call) = step.without_tape(&live) {
                    *step = call;
                }
                step.uses(&mut |id| {
                    live.insert(id);
                });
            }
        }
        let mut at = 0;
        self.body.steps.retain(|_| {
            at += 1;
            keep[at - 1]
        });
        self.constants.retain(|c| live.contains(&c.id));
    }

    /// The graph with its parameters and buffers turned into constants.
    pub fn frozen(&self, weights: &[Tensor]) -> Result<Graph> {
        let _quiet = modes::with(modes::NO_GRAD, modes::DISPATCH);
        let mut out = self.clone();
        let named: Vec<&Input> = self.weights().collect();
        out.inputs.retain(|i| matches!(i.kind, InputKind::Argument | InputKind::Attribute));
        out.updates = self
            .updates
            .iter()
            .filter_map(|(i, id)| {
                let id_of = self.inputs.get(*i)?.id;
                Some((out.inputs.iter().position(|x| x.id == id_of)?, *id))
            })
            .collect();
        for (input, t) in named.into_iter().zip(weights) {
            out.constants.push(Constant { id: input.id, tensor: t.clone_contiguous()? });
        }
        out.remove_dead();
        Ok(out)
    }
}

/// Whether a region draws random numbers.
fn draws(region: &Region) -> bool {
    let mut found = false;
    region.each_call(&mut |n| found |= n.op.is(crate::ops::table_types::flag::RANDOM));
    found
}

/// Functions of numbers that may be left out where nobody needs their result.
const PURE: [&str; 10] = ["const", "size", "numel", "dim", "add", "sub", "mul", "floordiv", "mod", "neg"];

/// `name` or `name.overload`: how files and texts name a row.
pub fn key(op: &Op) -> String {
    if op.overload.is_empty() { op.name.to_string() } else { format!("{}.{}", op.name, op.overload) }
}

/// What a node's result holds, as its declaration says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Returns {
    /// This many leaves.
    Exactly(usize),
    /// A list: as many as the op makes.
    Any,
}

pub fn returns(op: &Op) -> Returns {
    let text = op.schema.rsplit(" -> ").next().unwrap_or("");
    if text.contains("[]") || text == "Value" {
        return Returns::Any;
    }
    match text.strip_prefix('(') {
        Some(")") => Returns::Exactly(0),
        Some(parts) => Returns::Exactly(parts.split(',').count()),
        None => Returns::Exactly(1),
    }
}
