//! Runs a verified graph: one call of an op's row after the other, each value freed after its last use.

use super::graph::{Arg, Graph, Id, Node};
use super::verify::verify;
use crate::error::{Error, Kind, Result};
use crate::modes;
use crate::ops::table_types::Ty;
use crate::ops::value::{MemoryFormat, Stack, Value};
use crate::ops::{self, Form};
use crate::storage::alloc;
use crate::tensor::Tensor;
use crate::{bail, ensure};
use std::collections::HashMap;

/// What a run may use.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of live intermediate values.
    pub max_memory: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { max_memory: usize::MAX }
    }
}

/// A verified graph with its plan of which values die where.
#[derive(Debug)]
pub struct Program {
    graph: Graph,
    slots: usize,
    /// By node: the values that no later node, output or update uses.
    dying: Vec<Vec<Id>>,
}

impl Program {
    pub fn new(graph: Graph) -> Result<Program> {
        verify(&graph)?;
        let slots = graph.id_bound();
        let mut last = vec![usize::MAX; slots];
        for (i, node) in graph.body.nodes.iter().enumerate() {
            for id in node.used().chain(node.outs.iter().flatten().copied()) {
                last[id as usize] = i;
            }
        }
        for id in graph.body.outputs.iter().copied().chain(graph.updates.iter().map(|u| u.1)) {
            last[id as usize] = usize::MAX;
        }
        let mut dying = vec![Vec::new(); graph.body.nodes.len()];
        for (id, at) in last.into_iter().enumerate() {
            if let Some(list) = dying.get_mut(at) {
                list.push(id as Id);
            }
        }
        Ok(Program { graph, slots, dying })
    }

    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// Runs on all inputs in the graph's order.
    pub fn run(&self, inputs: &[Tensor], limits: Limits) -> Result<Vec<Tensor>> {
        let graph = &self.graph;
        ensure!(inputs.len() == graph.inputs.len(), Value, "forward: {} inputs instead of {}", inputs.len(), graph.inputs.len());
        let mut slots: Vec<Option<Tensor>> = vec![None; self.slots];
        for (input, t) in graph.inputs.iter().zip(inputs) {
            slots[input.id as usize] = Some(t.clone());
        }
        for c in &graph.constants {
            slots[c.id as usize] = Some(c.tensor.clone());
        }
        let mut memory = Memory::new(limits);
        for (node, dying) in graph.body.nodes.iter().zip(&self.dying) {
            let _budget = memory.before();
            step(node, &mut slots).map_err(|e| located(e, node))?;
            memory.after(node, dying, &slots)?;
            for id in dying {
                slots[*id as usize] = None;
            }
        }
        let take = |id: &Id| slots[*id as usize].clone().ok_or_else(|| missing(*id));
        let outputs = graph.body.outputs.iter().map(take).collect::<Result<Vec<_>>>()?;
        if !graph.updates.is_empty() {
            let _quiet = modes::no_grad();
            for (i, id) in &graph.updates {
                inputs[*i].copy_(&take(id)?)?;
            }
        }
        Ok(outputs)
    }
}

fn located(e: Error, node: &Node) -> Error {
    if e.message().starts_with(node.op.name) { e } else { e.context(node.op.name) }
}

#[cold]
fn missing(id: Id) -> Error {
    Error::new(Kind::Runtime, format!("program: value {id} was not computed"))
}

fn step(node: &Node, slots: &mut [Option<Tensor>]) -> Result<()> {
    let get = |id: Id| slots[id as usize].clone().ok_or_else(|| missing(id));
    let mut stack = Stack::new();
    for (p, a) in node.op.args.iter().zip(&node.args) {
        stack.push(match a {
            Arg::Value(id) => Value::Tensor(get(*id)?),
            Arg::List(ids) if p.ty == Ty::Tensors => Value::Tensors(ids.iter().flatten().map(|id| get(*id)).collect::<Result<_>>()?),
            Arg::List(ids) => Value::OptTensors(ids.iter().map(|id| id.map(get).transpose()).collect::<Result<_>>()?),
            Arg::Const(v) => v.clone(),
        });
    }
    let mut result = ops::call(node.op, Form::Plain, &stack)?;
    if let (Form::Inplace, Some(Value::Tensor(x))) = (node.form, stack.first()) {
        result = as_inplace(x, result)?;
    }
    match (result, node.outs.as_slice()) {
        (Value::Tensor(t), [out]) => {
            if let Some(id) = out {
                slots[*id as usize] = Some(t);
            }
        }
        (result, outs) => {
            let mut leaves = Vec::new();
            flatten(result, &mut leaves);
            ensure!(leaves.len() == outs.len(), "{} results where the program has {}", leaves.len(), outs.len());
            for (out, leaf) in outs.iter().zip(leaves) {
                if let Some(id) = out {
                    slots[*id as usize] = leaf;
                }
            }
        }
    }
    Ok(())
}

/// The value of an in-place form: the first argument keeps its dtype and shape.
fn as_inplace(x: &Tensor, result: Value) -> Result<Value> {
    let Value::Tensor(out) = result else { bail!("an in-place op gave a {}", result.kind()) };
    ensure!(
        out.sizes() == x.sizes(),
        "output with shape {:?} doesn't match the broadcast shape {:?}",
        &x.sizes()[..],
        &out.sizes()[..]
    );
    if out.dtype() == x.dtype() {
        return Ok(Value::Tensor(out));
    }
    Ok(Value::Tensor(out.to_copy_with(Some(x.dtype()), None, MemoryFormat::Preserve)?))
}

/// The leaves of a result in order; `None` for what is no tensor.
pub fn flatten(v: Value, into: &mut Vec<Option<Tensor>>) {
    match v {
        Value::Tensor(t) => into.push(Some(t)),
        Value::Tensors(list) => into.extend(list.into_iter().map(Some)),
        Value::OptTensors(list) => into.extend(list),
        Value::Tuple(items) => items.into_iter().for_each(|v| flatten(v, into)),
        _ => into.push(None),
    }
}

/// Bytes of the values a run made and still holds; counted only where there is a limit.
struct Memory {
    limit: usize,
    live: usize,
    /// By storage: how many live values show it, and its bytes.
    storages: HashMap<usize, (usize, usize)>,
    made: HashMap<Id, usize>,
}

impl Memory {
    fn new(limits: Limits) -> Memory {
        Memory { limit: limits.max_memory, live: 0, storages: HashMap::new(), made: HashMap::new() }
    }

    /// No single allocation may take the live bytes over the limit.
    fn before(&self) -> Option<alloc::Budget> {
        (self.limit != usize::MAX).then(|| alloc::budget(self.limit.saturating_sub(self.live)))
    }

    fn after(&mut self, node: &Node, dying: &[Id], slots: &[Option<Tensor>]) -> Result<()> {
        if self.limit == usize::MAX {
            return Ok(());
        }
        for id in node.outs.iter().flatten() {
            let Some(t) = &slots[*id as usize] else { continue };
            let storage = t.storage();
            let entry = self.storages.entry(storage.id()).or_insert((0, storage.nbytes()));
            if entry.0 == 0 {
                self.live += entry.1;
            }
            entry.0 += 1;
            self.made.insert(*id, storage.id());
        }
        ensure!(self.live <= self.limit, OutOfMemory, "program: {} live bytes are more than the limit of {}", self.live, self.limit);
        for id in dying {
            let Some(storage) = self.made.remove(id) else { continue };
            if let Some(entry) = self.storages.get_mut(&storage) {
                entry.0 -= 1;
                if entry.0 == 0 {
                    self.live -= entry.1;
                    self.storages.remove(&storage);
                }
            }
        }
        Ok(())
    }
}
