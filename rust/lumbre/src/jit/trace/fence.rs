//! Derivatives in a trace. A recorded call whose result has a gradient runs on aliases of its arguments, so that one node of the
//! graph, `Recorded`, stands for the whole of it. When a backward pass reaches that node, either the rules inside are recorded
//! as the ops they are made of, or, where that is not wanted or has no form, as one step that runs the call's tape backwards.

use super::{Derivatives, with};
use crate::autograd::{Backward, BackwardCx, Edge, Grads, custom_node, edge_of};
use crate::error::Result;
use crate::jit::interpreter::{as_inplace, flatten};
use crate::jit::tape::{self, Tape};
use crate::jit::val::Val;
use crate::modes;
use crate::ops::table_types::flag;
use crate::ops::value::{Stack, Value};
use crate::ops::{self, Form, Op};
use crate::tensor::Tensor;
use crate::{bail, ensure};
use smallvec::SmallVec;

/// Where a tensor stands among the arguments of a call: which argument, and which of a list.
pub type Position = (usize, Option<usize>);

/// The arguments with a gradient, each once, their aliases, and where they stand.
#[derive(Default)]
pub struct Fence {
    originals: Vec<Tensor>,
    aliases: Vec<Tensor>,
    pub positions: Vec<Vec<Position>>,
}

impl Fence {
    fn add(&mut self, t: &Tensor, at: Position) -> Result<Option<Tensor>> {
        if !t.requires_grad() {
            return Ok(None);
        }
        if let Some(i) = self.originals.iter().position(|x| x.is_same(t)) {
            self.positions[i].push(at);
            return Ok(Some(self.aliases[i].clone()));
        }
        let Some(alias) = tape::alias(t, true)? else { return Ok(None) };
        self.originals.push(t.clone());
        self.aliases.push(alias.clone());
        self.positions.push(vec![at]);
        Ok(Some(alias))
    }

    fn stack(&mut self, stack: &Stack) -> Result<Stack> {
        let mut out = Stack::new();
        for (i, v) in stack.iter().enumerate() {
            out.push(match v {
                Value::Tensor(t) => self.add(t, (i, None))?.map_or_else(|| v.clone(), Value::Tensor),
                Value::Tensors(list) => {
                    let one = |(j, t): (usize, &Tensor)| Ok(self.add(t, (i, Some(j)))?.unwrap_or_else(|| t.clone()));
                    Value::Tensors(list.iter().enumerate().map(one).collect::<Result<_>>()?)
                }
                Value::OptTensors(list) => {
                    let one = |(j, t): (usize, &Option<Tensor>)| match t {
                        Some(t) => Ok(Some(self.add(t, (i, Some(j)))?.unwrap_or_else(|| t.clone()))),
                        None => Ok(None),
                    };
                    Value::OptTensors(list.iter().enumerate().map(one).collect::<Result<_>>()?)
                }
                other => other.clone(),
            });
        }
        Ok(out)
    }

    /// The node for results whose own history ends in the aliases, and those results under it. `slots` says which of the
    /// step's results they are, of `count`.
    fn close(self, inner: &[Tensor], slots: Vec<usize>, count: usize, at: usize) -> Vec<Tensor> {
        let edges: SmallVec<[Option<Edge>; 2]> = self.originals.iter().map(edge_of).collect();
        public(Tape::new(self.aliases.into_iter().map(Some).collect(), inner.iter().cloned().map(Some).collect()), edges, Place { slots, count, at, serial: super::serial() })
    }
}

/// New handles for a tape's outputs, under one node.
fn public(tape: Tape, edges: SmallVec<[Option<Edge>; 2]>, place: Place) -> Vec<Tensor> {
    let outs: Vec<Tensor> = tape.outputs().iter().flatten().map(Tensor::detach_handle).collect();
    let node = custom_node(Recorded { tape, place }, edges, &outs.iter().collect::<Vec<_>>());
    for (nr, t) in outs.iter().enumerate() {
        t.set_node(Edge::new(node.clone(), nr as u32));
    }
    outs
}

/// Runs a call behind a fence; `None` where it has to run without one, because nothing has a gradient, or an in-place form gives
/// a view.
pub(super) fn call(op: &'static Op, form: Form, stack: &Stack) -> Result<Option<Value>> {
    let written = op.args.iter().zip(stack).any(|(p, v)| p.mutated && matches!(v, Value::Tensor(_)));
    let view = op.is(flag::VIEW);
    if !modes::grad_enabled() || written || op.flags & (flag::NONDIFF | flag::PROPERTY) != 0 || view && form == Form::Inplace {
        return Ok(None);
    }
    let mut fence = Fence::default();
    let mut inner = fence.stack(stack)?;
    if fence.originals.is_empty() {
        return Ok(None);
    }
    let target = if let (Form::Inplace, Some(Value::Tensor(x))) = (form, stack.first()) { Some(x) } else { None };
    if let Some(x) = target {
        fence.detach_target(x, &mut inner)?;
    }
    let mut result = ops::call(op, Form::Plain, &inner)?;
    if let (Some(_), Some(Value::Tensor(x))) = (target, inner.first()) {
        result = as_inplace(x, result)?;
    }
    let mut leaves = Vec::new();
    flatten(result.clone(), &mut leaves);
    let shows_argument = |t: &Tensor| t.numel() > 0 && super::recorder::tensors(stack).chain(super::recorder::tensors(&inner)).any(|(_, x)| x.storage().same(&t.storage()));
    if view || leaves.iter().flatten().any(shows_argument) {
        return if target.is_some() { Ok(None) } else { shown(op, stack, fence, &leaves).map(Some) };
    }
    if !leaves.iter().flatten().any(Tensor::requires_grad) {
        return Ok(target.is_none().then_some(result));
    }
    let inside: Vec<Tensor> = leaves.iter().flatten().filter(|t| t.requires_grad()).cloned().collect();
    let slots: Vec<usize> = leaves.iter().flatten().enumerate().filter(|(_, t)| t.requires_grad()).map(|(i, _)| i).collect();
    let positions = fence.positions.clone();
    let Some(at) = with(|r| Ok(r.steps_ahead()))? else { return Ok(None) };
    let outs = fence.close(&inside, slots, leaves.iter().flatten().count(), at);
    let mut outs = outs.into_iter();
    let result = replaced(result, &mut outs);
    if let (Some(x), Value::Tensor(y)) = (target, &result) {
        x.copy_(y)?;
        return Ok(Some(Value::Tensor(x.clone()))).inspect(|_| note(at, positions));
    }
    note(at, positions);
    Ok(Some(result))
}

/// A call whose result shows its arguments' memory: the views are those of the arguments themselves, so that they stay views of
/// their bases; only where their gradients go is behind the fence. `inner` are the results on the aliases.
fn shown(op: &'static Op, stack: &Stack, fence: Fence, inner: &[Option<Tensor>]) -> Result<Value> {
    let result = ops::call(op, Form::Plain, stack)?;
    let mut leaves = Vec::new();
    flatten(result.clone(), &mut leaves);
    let own = |t: &Tensor| super::recorder::tensors(stack).any(|(_, x)| x.is_same(t));
    if leaves.len() != inner.len() || leaves.iter().flatten().any(own) {
        return Ok(result);
    }
    let pairs: Vec<(usize, &Tensor, &Tensor)> =
        leaves.iter().flatten().zip(inner.iter().flatten()).enumerate().filter(|(_, (t, i))| t.requires_grad() && i.requires_grad()).map(|(n, (t, i))| (n, t, i)).collect();
    let Some(at) = with(|r| Ok(r.steps_ahead()))?.filter(|_| !pairs.is_empty()) else { return Ok(result) };
    let edges: SmallVec<[Option<Edge>; 2]> = fence.originals.iter().map(edge_of).collect();
    let tape = Tape::new(fence.aliases.into_iter().map(Some).collect(), pairs.iter().map(|p| Some(p.2.clone())).collect());
    let place = Place { slots: pairs.iter().map(|p| p.0).collect(), count: leaves.iter().flatten().count(), at, serial: super::serial() };
    let node = custom_node(Recorded { tape, place }, edges, &pairs.iter().map(|p| p.1).collect::<Vec<_>>());
    for (nr, (_, t, _)) in pairs.iter().enumerate() {
        t.set_node(Edge::new(node.clone(), nr as u32));
    }
    note(at, fence.positions);
    Ok(result)
}

fn note(at: usize, positions: Vec<Vec<Position>>) {
    let _ = with(|r| {
        r.fenced(at, positions);
        Ok(())
    });
}

impl Fence {
    /// An in-place form writes over its first argument: the alias has the old elements in memory of its own.
    fn detach_target(&mut self, x: &Tensor, inner: &mut Stack) -> Result<()> {
        let Some(i) = self.originals.iter().position(|t| t.is_same(x)) else { return Ok(()) };
        let copy = x.detach_handle().clone_contiguous()?;
        copy.set_wrapped_number(x.is_wrapped_number());
        if let Some(edge) = self.aliases[i].stored_edge() {
            copy.set_node(edge);
        } else {
            copy.set_flag(crate::tensor::REQUIRES_GRAD, true);
        }
        let old = std::mem::replace(&mut self.aliases[i], copy.clone());
        for v in inner.iter_mut() {
            match v {
                Value::Tensor(t) if t.is_same(&old) => *t = copy.clone(),
                Value::Tensors(list) => list.iter_mut().filter(|t| t.is_same(&old)).for_each(|t| *t = copy.clone()),
                Value::OptTensors(list) => list.iter_mut().flatten().filter(|t| t.is_same(&old)).for_each(|t| *t = copy.clone()),
                _ => {}
            }
        }
        with(|r| r.stands_for(&copy, x)).map(|_| ())
    }
}

/// A result with the tensors that have a gradient replaced, in order.
fn replaced(v: Value, outs: &mut impl Iterator<Item = Tensor>) -> Value {
    let mut one = |t: Tensor| if t.requires_grad() { outs.next().unwrap_or(t) } else { t };
    match v {
        Value::Tensor(t) => Value::Tensor(one(t)),
        Value::Tensors(list) => Value::Tensors(list.into_iter().map(one).collect()),
        Value::OptTensors(list) => Value::OptTensors(list.into_iter().map(|t| t.map(&mut one)).collect()),
        Value::Tuple(items) => Value::Tuple(items.into_iter().map(|v| replaced(v, outs)).collect()),
        other => other,
    }
}

/// The values of a scripted program's call with aliases in place of those with a gradient, and which those are.
pub(super) fn values(inputs: &[Val]) -> Result<Option<(Fence, Vec<Val>)>> {
    if !modes::grad_enabled() {
        return Ok(None);
    }
    let mut fence = Fence::default();
    let one = |(i, v): (usize, &Val)| match v.tensor() {
        Some(t) => Ok(fence.add(t, (i, None))?.map_or_else(|| v.clone(), Val::from)),
        None => Ok(v.clone()),
    };
    let aliased = inputs.iter().enumerate().map(one).collect::<Result<Vec<_>>>()?;
    Ok((!fence.originals.is_empty()).then_some((fence, aliased)))
}

impl Fence {
    /// Results of a scripted program, all of which are results of the step `at`.
    pub(super) fn close_all(self, results: &[Tensor], at: usize) -> Vec<Tensor> {
        let slots: Vec<usize> = results.iter().enumerate().filter(|(_, t)| t.requires_grad()).map(|(i, _)| i).collect();
        let inside: Vec<Tensor> = slots.iter().map(|i| results[*i].clone()).collect();
        let mut outs = self.close(&inside, slots, results.len(), at).into_iter();
        results.iter().map(|t| if t.requires_grad() { outs.next().unwrap_or_else(|| t.clone()) } else { t.clone() }).collect()
    }
}

/// Which step of which recording a node stands for.
struct Place {
    /// By output of the node: which result of the step it is.
    slots: Vec<usize>,
    /// Results of the step.
    count: usize,
    at: usize,
    serial: u64,
}

/// The node of a recorded call.
struct Recorded {
    tape: Tape,
    place: Place,
}

impl Backward for Recorded {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let wanted: Vec<bool> = (0..self.tape.leaves().len()).map(|i| cx.needs(i)).collect();
        let recording = modes::get() & modes::TRACE != 0 && super::serial() == self.place.serial;
        if !recording {
            return Ok(self.tape.gradients(grads, &wanted, modes::grad_enabled())?.into_iter().collect());
        }
        if super::derivatives() == Derivatives::Ops {
            if let Some(found) = self.by_ops(grads, &wanted)? {
                return Ok(found.into_iter().collect());
            }
        }
        let _quiet = modes::with(0, modes::TRACE);
        Ok(self.by_tape(grads, &wanted)?.into_iter().collect())
    }

    fn name(&self) -> std::borrow::Cow<'static, str> {
        let inner = self.tape.outputs().iter().flatten().find_map(Tensor::stored_edge);
        inner.map_or_else(|| "RecordedBackward0".into(), |e| e.node().name().into())
    }
}

impl Recorded {
    /// The rules inside, recorded as the ops they are made of; `None` where a part of them is not.
    fn by_ops(&self, grads: &[Option<Tensor>], wanted: &[bool]) -> Result<Option<Vec<Option<Tensor>>>> {
        let outer = with(|r| Ok(std::mem::replace(&mut r.strict, Some(false))))?.flatten();
        let found = self.tape.gradients(grads, wanted, modes::grad_enabled());
        let foreign = with(|r| Ok(std::mem::replace(&mut r.strict, outer)))?.flatten().unwrap_or(true);
        let Ok(found) = found else { return Ok(None) };
        let known = with(|r| Ok(found.iter().flatten().all(|g| r.knows(g))))?.unwrap_or(false);
        if !known || foreign {
            return Ok(None);
        }
        // A rule may have no gradient to give in its form of ops.
        let plain = {
            let _quiet = modes::with(modes::NO_GRAD, modes::TRACE);
            self.tape.gradients(grads, wanted, false)?
        };
        let alike = |(a, b): (&Option<Tensor>, &Option<Tensor>)| a.as_ref().map(Tensor::sizes) == b.as_ref().map(Tensor::sizes);
        Ok(found.iter().zip(&plain).all(alike).then_some(found))
    }

    /// One step of the program that runs the tape.
    fn by_tape(&self, grads: &[Option<Tensor>], wanted: &[bool]) -> Result<Vec<Option<Tensor>>> {
        let create = modes::grad_enabled();
        let mut given = grads.to_vec();
        let mut edges: SmallVec<[Option<Edge>; 2]> = SmallVec::new();
        if create {
            for g in given.iter_mut().flatten() {
                edges.push(edge_of(g));
                *g = tape::alias(g, true)?.unwrap_or_else(|| g.clone());
            }
        }
        let mut found = self.tape.gradients(&given, wanted, create)?;
        for g in found.iter_mut().flatten() {
            ensure!(g.coo().is_none(), NotImplemented, "trace: a sparse gradient, of {}", self.name());
            let shared = grads.iter().chain(self.tape.leaves()).chain(self.tape.outputs()).flatten().any(|t| t.storage().same(&g.storage()));
            if shared || !g.geometry().is_dense() || g.geometry().bits != 0 {
                *g = if create { g.clone_op()? } else { g.clone_contiguous()? };
            }
        }
        let slots: Vec<usize> = found.iter().enumerate().filter(|(_, g)| g.is_some()).map(|(i, _)| i).collect();
        let mut by_slot = vec![None; self.place.count];
        for (slot, g) in self.place.slots.iter().zip(grads) {
            by_slot[*slot] = g.clone();
        }
        let Some(at) = with(|r| r.backward_ahead(self.place.at, &by_slot))? else { bail!("trace: nothing is being recorded") };
        if create && found.iter().flatten().any(Tensor::requires_grad) {
            let inside: Vec<Tensor> = found.iter().flatten().cloned().collect();
            let leaves: Vec<_> = self.tape.leaves().iter().cloned().chain(given.iter().filter(|g| g.is_some()).cloned()).collect();
            let outer = self.tape.leaves().iter().map(|t| t.as_ref().and_then(edge_of));
            let place = Place { slots: (0..inside.len()).collect(), count: inside.len(), at, serial: self.place.serial };
            let outs = public(Tape::new(leaves, inside.into_iter().map(Some).collect()), outer.chain(edges).collect(), place);
            for (i, t) in slots.into_iter().zip(outs) {
                found[i] = Some(t);
            }
        }
        with(|r| r.backward(at, &found))?;
        Ok(found)
    }
}
