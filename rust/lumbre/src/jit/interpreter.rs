//! Runs a verified graph: one step after the other, each value freed after its last use.

use super::graph::{Arg, BuiltinStep, Graph, Id, Node, Region, Step};
use super::plan::Plan;
use super::tape::{self, Tape};
use super::val::Val;
use super::verify::verify;
use crate::error::{Error, Kind, Result};
use crate::backend::late;
use crate::modes;
use crate::ops::table_types::Ty;
use crate::ops::value::{MemoryFormat, Stack, Value};
use crate::ops::{self, Form};
use crate::storage::alloc;
use crate::tensor::Tensor;
use crate::{bail, ensure};
use crate::tensor::geometry::Dims;
use lumbre_kernels::{DType, parallel};
use std::collections::HashMap;
use std::rc::Rc;

/// What a run may use.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of live intermediate values. What a program puts into containers counts until the run ends.
    pub max_memory: usize,
    /// Turns of one loop.
    pub max_trips: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { max_memory: usize::MAX, max_trips: u64::MAX }
    }
}

/// A verified graph with its plan of which values die where.
#[derive(Debug)]
pub struct Program {
    graph: Graph,
    slots: usize,
    plan: Plan,
}

impl Program {
    pub fn new(graph: Graph) -> Result<Program> {
        verify(&graph)?;
        let (slots, plan) = (graph.id_bound(), Plan::new(&graph));
        Ok(Program { graph, slots, plan })
    }

    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// Runs on all inputs in the graph's order, where all inputs and results are tensors.
    pub fn run(&self, inputs: &[Tensor], limits: Limits) -> Result<Vec<Tensor>> {
        let outputs = self.run_values(inputs.iter().cloned().map(Val::from).collect(), limits)?;
        let tensor = |v: Val| match v {
            Val::Plain(Value::Tensor(t)) => Ok(t),
            other => bail!(Type, "forward: a result is a {}, not a Tensor", other.kind()),
        };
        outputs.into_iter().map(tensor).collect()
    }

    /// Runs on all inputs in the graph's order.
    pub fn run_values(&self, inputs: Vec<Val>, limits: Limits) -> Result<Vec<Val>> {
        self.run_guarded(inputs, limits, None).map(|r| r.0)
    }

    /// Runs, and tells the dtype and sizes of every tensor among the values that were computed.
    pub fn observe(&self, inputs: Vec<Val>) -> Result<Seen> {
        self.run_guarded(inputs, Limits::default(), Some(Seen::new())).map(|r| r.1.unwrap_or_default())
    }

    /// Numbers in a file may ask for more scratch memory than there is: an error here, whoever calls.
    fn run_guarded(&self, inputs: Vec<Val>, limits: Limits, seen: Option<Seen>) -> Result<(Vec<Val>, Option<Seen>)> {
        let run = std::panic::AssertUnwindSafe(|| self.run_seeing(inputs, limits, seen));
        std::panic::catch_unwind(run).unwrap_or_else(|payload| Err(crate::storage::of_panic(&*payload)))
    }

    fn run_seeing(&self, inputs: Vec<Val>, limits: Limits, seen: Option<Seen>) -> Result<(Vec<Val>, Option<Seen>)> {
        let graph = &self.graph;
        ensure!(inputs.len() == graph.inputs.len(), Value, "forward: {} inputs instead of {}", inputs.len(), graph.inputs.len());
        // Element-wise steps run together. The limit counts memory step by step, and observers look at every value.
        let _late = late::region_if(limits.max_memory == usize::MAX && seen.is_none());
        let mut machine = Machine { slots: vec![None; self.slots], memory: Memory::new(limits), trips: limits.max_trips, seen };
        // A program that leaves in the middle of `no_grad` leaves the mode as it was.
        let _mode = modes::with(0, 0);
        for (input, v) in graph.inputs.iter().zip(&inputs) {
            machine.slots[input.id as usize] = Some(v.clone());
        }
        for c in &graph.constants {
            machine.slots[c.id as usize] = Some(Val::from(c.tensor.clone()));
        }
        machine.see(graph.inputs.iter().map(|i| i.id).chain(graph.constants.iter().map(|c| c.id)));
        machine.region(&graph.body, &self.plan)?;
        let outputs = graph.body.outputs.iter().map(|id| machine.get(*id)).collect::<Result<Vec<_>>>()?;
        if !graph.updates.is_empty() {
            let _quiet = modes::no_grad();
            for (i, id) in &graph.updates {
                match (inputs[*i].tensor(), machine.get(*id)?.tensor()) {
                    (Some(x), Some(value)) => x.copy_(value).map(|_| ())?,
                    _ => bail!(Type, "forward: an update of input {:?}, which is no tensor", graph.inputs[*i].name),
                }
            }
        }
        Ok((outputs, machine.seen))
    }
}

/// By value: its dtype and sizes.
pub type Seen = HashMap<Id, (DType, Dims)>;

/// The state of a run.
struct Machine {
    slots: Vec<Option<Val>>,
    memory: Memory,
    trips: u64,
    seen: Option<Seen>,
}

impl Machine {
    fn get(&self, id: Id) -> Result<Val> {
        self.slots[id as usize].clone().ok_or_else(|| missing(id))
    }

    fn values(&self, ids: &[Id]) -> Result<Vec<Val>> {
        ids.iter().map(|id| self.get(*id)).collect()
    }

    fn bind(&mut self, ids: &[Id], values: Vec<Val>) {
        for (id, v) in ids.iter().zip(values) {
            self.slots[*id as usize] = Some(v);
        }
        self.see(ids.iter().copied());
    }

    fn see(&mut self, ids: impl Iterator<Item = Id>) {
        let Some(seen) = &mut self.seen else { return };
        for id in ids {
            if let Some(t) = self.slots[id as usize].as_ref().and_then(Val::tensor) {
                seen.insert(id, (t.dtype(), t.sizes()));
            }
        }
    }

    fn region(&mut self, region: &Region, plan: &Plan) -> Result<()> {
        for ((step, dying), inner) in region.steps.iter().zip(&plan.dying).zip(&plan.inner) {
            match step {
                Step::Call(node) => {
                    let _budget = self.memory.before();
                    call(node, &mut self.slots).map_err(|e| located(e, node))?;
                    self.memory.made(node.outs.iter().flatten(), &self.slots)?;
                }
                Step::Builtin(b) => self.builtin(b)?,
                Step::If { cond, then, other, outs } => {
                    let on = self.get(*cond)?.truth()?;
                    let (taken, plan) = if on { (then, inner.first()) } else { (other, inner.get(1)) };
                    if let Some(plan) = plan {
                        self.region(taken, plan)?;
                    }
                    let values = self.values(&taken.outputs)?;
                    self.bind(outs, values);
                }
                Step::Loop { trips, cond, init, body, outs } => {
                    let trips = trips.map_or(Ok(i64::MAX), |id| self.get(id)?.int())?;
                    let mut on = self.get(*cond)?.truth()?;
                    let mut carried = self.values(init)?;
                    let mut turn = 0i64;
                    while on && turn < trips {
                        ensure!((turn as u64) < self.trips, Runtime, "program: a loop went over the limit of {} turns", self.trips);
                        carried.insert(0, Val::from(turn));
                        self.bind(&body.params, carried);
                        if let Some(plan) = inner.first() {
                            self.region(body, plan)?;
                        }
                        let mut values = self.values(&body.outputs)?;
                        on = values.remove(0).truth()?;
                        carried = values;
                        turn += 1;
                        ensure!(turn % 1024 != 0 || !parallel::interrupted(), Interrupted, "the program was interrupted");
                    }
                    self.bind(outs, carried);
                }
                Step::Taped { init, body, outs, tape } => self.taped((init, body, inner.first()), outs, *tape)?,
                Step::Backward { tape, grads, outs, again } => self.backward(*tape, grads, outs, *again)?,
            }
            if self.seen.is_some() {
                self.see(step.defines().into_iter());
            }
            self.memory.drop_values(dying);
            for id in dying {
                self.slots[*id as usize] = None;
            }
        }
        Ok(())
    }

    /// Runs a region on aliases of its values, whose history is kept.
    fn taped(&mut self, (init, body, plan): (&[Id], &Region, Option<&Plan>), outs: &[Id], tape: Id) -> Result<()> {
        let given = self.values(init)?;
        let linked = given.iter().any(|v| v.tensor().is_some_and(tape::is_linked));
        let alias = |v: &Val| v.tensor().map_or(Ok(None), |t| tape::alias(t, tape::is_linked(t)));
        let leaves = given.iter().map(alias).collect::<Result<Vec<_>>>()?;
        let values = leaves.iter().zip(given).map(|(leaf, v)| leaf.clone().map_or(v, Val::from)).collect();
        self.bind(&body.params, values);
        if let Some(plan) = plan {
            let _grad = tape::recording();
            self.region(body, plan)?;
        }
        let results = self.values(&body.outputs)?;
        let outputs = results.iter().map(|v| v.tensor().cloned()).collect();
        let detached = |v: Val| match v.tensor() {
            Some(t) if !linked && t.requires_grad() => Val::from(t.detach_handle()),
            _ => v,
        };
        self.bind(outs, results.into_iter().map(detached).collect());
        self.slots[tape as usize] = Some(Val::Tape(Rc::new(Tape::new(leaves, outputs))));
        self.memory.made(outs.iter().chain([&tape]), &self.slots)
    }

    fn backward(&mut self, tape: Id, grads: &[Option<Id>], outs: &[Option<Id>], again: Option<Id>) -> Result<()> {
        let Val::Tape(tape) = self.get(tape)? else { bail!(Type, "program: value {tape} is no tape") };
        let tensor = |id: Id| match self.get(id)? {
            Val::Plain(Value::Tensor(t)) => Ok(t),
            other => bail!(Type, "program: a gradient is a {}, not a Tensor", other.kind()),
        };
        let grads = grads.iter().map(|id| id.map(tensor).transpose()).collect::<Result<Vec<_>>>()?;
        let wanted: Vec<bool> = outs.iter().map(Option::is_some).collect();
        let _budget = self.memory.before();
        let (found, next) = tape.step(&grads, &wanted, again.is_some())?;
        for (id, g) in outs.iter().zip(found) {
            if let Some(id) = id {
                self.slots[*id as usize] = g.map(Val::from);
            }
        }
        if let (Some(id), Some(next)) = (again, next) {
            self.slots[id as usize] = Some(Val::Tape(Rc::new(next)));
        }
        self.memory.made(outs.iter().flatten().chain(again.iter()), &self.slots)
    }

    fn builtin(&mut self, b: &BuiltinStep) -> Result<()> {
        let mut args = Vec::with_capacity(b.args.len());
        for a in &b.args {
            args.push(match a {
                Arg::Value(id) => self.get(*id)?,
                Arg::Const(v) => Val::from_value(v.clone()),
                Arg::List(ids) => Val::list(ids.iter().map(|id| id.map_or(Ok(Val::NONE), |id| self.get(id))).collect::<Result<_>>()?),
            });
        }
        let _budget = self.memory.before();
        let out = (b.function.run)(&args)?;
        if b.function.keeps {
            self.memory.keep(b.function.name, &args)?;
        }
        match b.outs.as_slice() {
            [] => {}
            [id] if b.function.name != "unpack" => self.slots[*id as usize] = Some(out),
            ids => {
                let items = out.items()?;
                ensure!(items.len() == ids.len(), Value, "{} values to unpack into {} names", items.len(), ids.len());
                self.bind(ids, items);
            }
        }
        self.memory.made(b.outs.iter(), &self.slots)
    }
}

fn located(e: Error, node: &Node) -> Error {
    if e.message().starts_with(node.op.name) { e } else { e.context(node.op.name) }
}

#[cold]
fn missing(id: Id) -> Error {
    Error::new(Kind::Runtime, format!("program: value {id} was not computed"))
}

fn call(node: &Node, slots: &mut [Option<Val>]) -> Result<()> {
    let get = |id: Id| slots[id as usize].as_ref().ok_or_else(|| missing(id));
    let tensor = |id: Id| {
        let v = get(id)?;
        v.tensor().cloned().ok_or_else(|| Error::new(Kind::Type, format!("a Tensor is expected, got {}", v.kind())))
    };
    let mut stack = Stack::new();
    for (p, a) in node.op.args.iter().zip(&node.args) {
        stack.push(match a {
            Arg::Value(id) => get(*id)?.argument(p)?,
            Arg::List(ids) if p.ty == Ty::Tensors => Value::Tensors(ids.iter().flatten().map(|id| tensor(*id)).collect::<Result<_>>()?),
            Arg::List(ids) if p.ty == Ty::OptTensors => {
                let one = |id: &Option<Id>| match id {
                    Some(id) if get(*id)?.is_none() => Ok(None),
                    Some(id) => tensor(*id).map(Some),
                    None => Ok(None),
                };
                Value::OptTensors(ids.iter().map(one).collect::<Result<_>>()?)
            }
            Arg::List(ids) => {
                let items = ids.iter().flatten().map(|id| get(*id).cloned()).collect::<Result<Vec<_>>>()?;
                Val::tuple(items).argument(p)?
            }
            Arg::Const(v) => v.clone(),
        });
    }
    if node.whole {
        let out = Val::from_value(ops::call(node.op, node.form, &stack)?);
        if let [Some(id)] = node.outs.as_slice() {
            slots[*id as usize] = Some(out);
        }
        return Ok(());
    }
    let mut result = ops::call(node.op, Form::Plain, &stack)?;
    if let (Form::Inplace, Some(Value::Tensor(x))) = (node.form, stack.first()) {
        result = as_inplace(x, result)?;
    }
    match (result, node.outs.as_slice()) {
        (Value::Tensor(t), [out]) => {
            if let Some(id) = out {
                slots[*id as usize] = Some(Val::from(t));
            }
        }
        (result, outs) => {
            let mut leaves = Vec::new();
            flatten(result, &mut leaves);
            ensure!(leaves.len() == outs.len(), "{} results where the program has {}", leaves.len(), outs.len());
            for (out, leaf) in outs.iter().zip(leaves) {
                if let Some(id) = out {
                    slots[*id as usize] = leaf.map(Val::from);
                }
            }
        }
    }
    Ok(())
}

/// The value of an in-place form: the first argument keeps its dtype and shape.
pub fn as_inplace(x: &Tensor, result: Value) -> Result<Value> {
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
    /// The storages each live value shows.
    shown: HashMap<Id, Vec<usize>>,
}

/// Bytes that an item of a container takes.
const ITEM: usize = std::mem::size_of::<Val>();

impl Memory {
    fn new(limits: Limits) -> Memory {
        Memory { limit: limits.max_memory, live: 0, storages: HashMap::new(), shown: HashMap::new() }
    }

    fn unlimited(&self) -> bool {
        self.limit == usize::MAX
    }

    /// No single allocation may take the live bytes over the limit.
    fn before(&self) -> Option<alloc::Budget> {
        (!self.unlimited()).then(|| alloc::budget(self.limit.saturating_sub(self.live)))
    }

    /// The tensors of a value and of its items. What lies deeper was counted when it was put there.
    fn show(&mut self, v: &Val) -> Vec<usize> {
        let mut seen = Vec::new();
        v.each_near_tensor(&mut |t| {
            let storage = t.storage();
            let entry = self.storages.entry(storage.id()).or_insert((0, storage.nbytes()));
            if entry.0 == 0 {
                self.live += entry.1;
            }
            entry.0 += 1;
            seen.push(storage.id());
        });
        seen
    }

    fn made<'a>(&mut self, ids: impl Iterator<Item = &'a Id>, slots: &[Option<Val>]) -> Result<()> {
        if self.unlimited() {
            return Ok(());
        }
        for id in ids {
            let Some(v) = &slots[*id as usize] else { continue };
            if let Val::Plain(Value::Str(s)) = v {
                self.live += s.len();
            }
            let seen = self.show(v);
            self.drop_values(&[*id]);
            self.shown.insert(*id, seen);
        }
        self.check()
    }

    /// What goes into a container stays until the run ends.
    fn keep(&mut self, function: &str, args: &[Val]) -> Result<()> {
        if self.unlimited() {
            return Ok(());
        }
        // Those that put something into a container have it as their first argument.
        let into = !matches!(function, "list" | "tuple" | "dict");
        args[into as usize..].iter().for_each(|v| drop(self.show(v)));
        self.live += args.len() * ITEM;
        self.check()
    }

    fn check(&self) -> Result<()> {
        ensure!(self.live <= self.limit, OutOfMemory, "program: {} live bytes are more than the limit of {}", self.live, self.limit);
        Ok(())
    }

    fn drop_values(&mut self, ids: &[Id]) {
        if self.unlimited() {
            return;
        }
        for storage in ids.iter().filter_map(|id| self.shown.remove(id)).flatten().collect::<Vec<_>>() {
            if let Some(entry) = self.storages.get_mut(&storage) {
                entry.0 -= 1;
                if entry.0 == 0 {
                    self.live -= entry.1;
                    self.storages.remove(&storage);
                }
            }
        }
    }
}
