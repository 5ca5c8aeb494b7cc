//! Writes calls down as nodes, and knows which value each tensor handle stands for.

use super::Derivatives;
use super::fence::Position;
use super::numbers;
use super::place::{Emit, Link, Origin, Place, check_alone, replay, scatter};
use crate::device::Device;
use crate::error::Result;
use crate::jit::builtin;
use crate::jit::graph::{Arg, BuiltinStep, Constant, Graph, Id, Input, Node, Region, Renumber, Step};
use crate::jit::val::Val;
use crate::jit::interpreter::flatten;
use crate::ops::table_types::flag;
use crate::ops::value::{Stack, Value};
use crate::ops::{Form, Op};
use crate::random::{cuda_default, default_generator};
use crate::tensor::{Geometry, Tensor};
use crate::{bail, ensure};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Default)]
pub struct Recorder {
    inputs: Vec<Input>,
    constants: Vec<Constant>,
    steps: Vec<Step>,
    /// The value of each int that stands among ints of the program.
    int_constants: HashMap<i64, Id>,
    pub serial: u64,
    next: Id,
    places: Vec<Place>,
    /// By handle; the handle is kept, so its number names nothing else.
    handles: HashMap<usize, (Tensor, usize)>,
    by_storage: HashMap<usize, Vec<usize>>,
    /// Derivatives were computed.
    pub differentiated: bool,
    pub derivatives: Derivatives,
    /// While a rule is recorded: whether it used a tensor that is no value of the program.
    pub strict: Option<bool>,
    /// By step: where its arguments with a gradient stand.
    fences: HashMap<usize, Vec<Vec<Position>>>,
}

/// A call between its arguments and its result.
pub struct Call {
    node: Node,
    /// Places the op writes into: the first argument of an in-place form, and those declared `(a!)`.
    writes: Vec<(usize, Id)>,
}

impl Emit for Recorder {
    fn emit(&mut self, node: Node) -> usize {
        self.steps.push(Step::Call(node));
        self.steps.len() - 1
    }

    fn fresh(&mut self) -> Id {
        self.next += 1;
        self.next - 1
    }
}

static SERIAL: AtomicU64 = AtomicU64::new(1);

impl Recorder {
    pub fn new(derivatives: Derivatives) -> Recorder {
        Recorder { derivatives, serial: SERIAL.fetch_add(1, Ordering::Relaxed), ..Recorder::default() }
    }

    fn node(&self, at: usize) -> Result<&Node> {
        match self.steps.get(at) {
            Some(Step::Call(node)) => Ok(node),
            _ => bail!("trace: step {at} is no call"),
        }
    }

    /// A step that computes an int of sizes and ints.
    pub fn number(&mut self, function: &str, tensor: Option<&Tensor>, ints: &[(i64, Option<Id>)]) -> Result<Id> {
        let Some(function) = builtin::find(function) else { bail!(Value, "trace: no function {function:?}") };
        let mut args = Vec::new();
        if let Some(t) = tensor {
            args.push(Arg::Value(self.value(t)?));
        }
        args.extend(ints.iter().map(|(v, id)| id.map_or(Arg::Const(Value::Int(*v)), Arg::Value)));
        let id = self.fresh();
        self.steps.push(Step::Builtin(BuiltinStep { function, args, outs: vec![id] }));
        Ok(id)
    }

    /// The values of a scripted program's arguments, as `inline` will use them; gives the number of the step that comes next.
    pub fn known_values(&mut self, inputs: &[Val]) -> Result<usize> {
        inputs.iter().filter_map(Val::tensor).try_for_each(|t| self.value(t).map(|_| ()))?;
        Ok(self.steps.len())
    }

    fn constant(&mut self, v: &Value) -> Result<Step> {
        let Some(function) = builtin::find("const") else { bail!("trace: no constants") };
        Ok(Step::Builtin(BuiltinStep { function, args: vec![Arg::Const(v.clone())], outs: vec![self.fresh()] }))
    }

    /// Writes a program's steps as they are, its branches and loops with them. `outputs` are what it gave for these inputs; with
    /// `taped`, the positions of the inputs it is differentiated by, its steps are one step with a tape.
    pub fn inline(&mut self, graph: &Graph, inputs: &[Val], outputs: &[Tensor], taped: Option<&[usize]>) -> Result<()> {
        let (mut known, mut steps, mut init, mut params) = (HashMap::new(), Vec::new(), Vec::new(), Vec::new());
        for (i, (input, v)) in graph.inputs.iter().zip(inputs).enumerate() {
            let id = match v {
                Val::Plain(Value::Tensor(t)) => self.value(t)?,
                Val::Plain(v) => {
                    let step = self.constant(v)?;
                    let id = step.defines()[0];
                    steps.push(step);
                    id
                }
                other => bail!(NotImplemented, "trace: a {} as an argument of a scripted program", other.kind()),
            };
            known.insert(input.id, id);
            if taped.is_some_and(|at| at.contains(&i)) {
                init.push(id);
                params.push(self.fresh());
                known.insert(input.id, self.next - 1);
            }
        }
        for c in &graph.constants {
            let id = self.fresh();
            self.constants.push(Constant { id, tensor: c.tensor.clone() });
            known.insert(c.id, id);
        }
        let mut next = self.next;
        let mut fresh = || {
            next += 1;
            next - 1
        };
        let mut renumber = Renumber { known, fresh: &mut fresh };
        steps.extend(graph.body.steps.iter().map(|s| renumber.step(s)));
        let mut ids: Vec<Id> = graph.body.outputs.iter().map(|id| renumber.used(*id)).collect();
        self.next = next;
        if ids.len() == 1 && outputs.len() != 1 {
            let outs: Vec<Id> = outputs.iter().map(|_| self.fresh()).collect();
            let Some(function) = builtin::find("unpack") else { bail!("trace: no unpacking") };
            steps.push(Step::Builtin(BuiltinStep { function, args: vec![Arg::Value(ids[0])], outs: outs.clone() }));
            ids = outs;
        }
        if taped.is_some() {
            let body = Region { params, steps, outputs: ids };
            ids = outputs.iter().map(|_| self.fresh()).collect();
            let tape = self.fresh();
            self.steps.push(Step::Taped { init, body, outs: ids.clone(), tape });
        } else {
            self.steps.extend(steps);
        }
        for (t, id) in outputs.iter().zip(ids) {
            let p = self.place(&t.geometry(), Origin::Computed, None, id);
            self.handles.insert(t.id(), (t.clone(), p));
        }
        Ok(())
    }

    /// The number that the next step will have.
    pub fn steps_ahead(&self) -> usize {
        self.steps.len()
    }

    /// The arguments with a gradient of the call that is step `at`.
    pub fn fenced(&mut self, at: usize, positions: Vec<Vec<Position>>) {
        self.fences.insert(at, positions);
    }

    /// `copy` stands for the value that `t` has now.
    pub fn stands_for(&mut self, copy: &Tensor, t: &Tensor) -> Result<()> {
        let id = self.value(t)?;
        let p = self.place(&copy.geometry(), Origin::Computed, None, id);
        self.handles.insert(copy.id(), (copy.clone(), p));
        Ok(())
    }

    /// The tape of a step; a call becomes a region with one.
    fn tape(&mut self, at: usize) -> Result<Id> {
        let fresh = self.fresh();
        match self.steps.get_mut(at) {
            Some(Step::Taped { tape, .. }) => return Ok(*tape),
            Some(Step::Backward { again, .. }) => return Ok(*again.get_or_insert(fresh)),
            _ => {}
        }
        let (Some(positions), Ok(node)) = (self.fences.remove(&at), self.node(at).cloned()) else { bail!("trace: step {at} has no derivative") };
        let (mut node, mut init, mut params) = (node, Vec::new(), Vec::new());
        for of_one in positions {
            let param = self.fresh();
            let mut id = None;
            for (i, j) in of_one {
                match (&mut node.args[i], j) {
                    (Arg::Value(v), _) => id = Some(std::mem::replace(v, param)),
                    (Arg::List(ids), Some(j)) => id = std::mem::replace(&mut ids[j], Some(param)),
                    _ => {}
                }
            }
            let Some(id) = id else { bail!("trace: an argument of step {at} is no value") };
            init.push(id);
            params.push(param);
        }
        let outs: Vec<Id> = node.outs.iter().flatten().copied().collect();
        node.outs = node.outs.iter().map(|o| o.map(|_| self.fresh())).collect();
        let outputs = node.outs.iter().flatten().copied().collect();
        let body = Region { params, steps: vec![Step::Call(node)], outputs };
        self.steps[at] = Step::Taped { init, body, outs, tape: fresh };
        Ok(fresh)
    }

    /// Writes the step that runs the tape of step `of` backwards; what it gives is told by `backward`.
    pub fn backward_ahead(&mut self, of: usize, grads: &[Option<Tensor>]) -> Result<usize> {
        let tape = self.tape(of)?;
        let grads = grads.iter().map(|g| g.as_ref().map(|g| self.value(g)).transpose()).collect::<Result<Vec<_>>>()?;
        self.steps.push(Step::Backward { tape, grads, outs: Vec::new(), again: None });
        Ok(self.steps.len() - 1)
    }

    pub fn backward(&mut self, at: usize, found: &[Option<Tensor>]) -> Result<()> {
        let ids: Vec<Option<Id>> = found.iter().map(|g| g.as_ref().map(|_| self.fresh())).collect();
        for (t, id) in found.iter().zip(&ids) {
            if let (Some(t), Some(id)) = (t, id) {
                let p = self.place(&t.geometry(), Origin::Computed, None, *id);
                self.handles.insert(t.id(), (t.clone(), p));
            }
        }
        if let Some(Step::Backward { outs, .. }) = self.steps.get_mut(at) {
            *outs = ids;
        }
        Ok(())
    }

    fn int_constant(&mut self, v: i64) -> Result<Id> {
        if let Some(id) = self.int_constants.get(&v) {
            return Ok(*id);
        }
        let id = self.number("const", None, &[(v, None)])?;
        self.int_constants.insert(v, id);
        Ok(id)
    }

    /// Ints among the arguments, where some are the program's.
    fn ints(&mut self, v: &[i64]) -> Result<Option<Arg>> {
        let ids: Vec<Option<Id>> = v.iter().map(|i| numbers::find(*i)).collect();
        if ids.iter().all(Option::is_none) {
            return Ok(None);
        }
        let of = |(id, v): (Option<Id>, &i64)| id.map_or_else(|| self.int_constant(*v), Ok).map(Some);
        Ok(Some(Arg::List(ids.into_iter().zip(v).map(of).collect::<Result<_>>()?)))
    }

    pub fn input(&mut self, t: &Tensor, mut input: Input) -> Result<()> {
        ensure!(!self.handles.contains_key(&t.id()), "trace: {:?} is the same tensor as another input", input.name);
        input.id = self.fresh();
        let p = self.place(&t.geometry(), Origin::Input(self.inputs.len()), None, input.id);
        self.handles.insert(t.id(), (t.clone(), p));
        self.inputs.push(input);
        Ok(())
    }

    fn place(&mut self, g: &Geometry, origin: Origin, link: Option<Link>, value: Id) -> usize {
        let at = self.places.len();
        let root = link.as_ref().map_or(at, |l| self.places[l.parent].root);
        let seen = if root == at { 0 } else { self.places[root].writes };
        self.by_storage.entry(g.storage.id()).or_default().push(at);
        self.places.push(Place { geometry: g.clone(), origin, root, link, value, seen, writes: 0 });
        at
    }

    /// Whether a tensor shows memory that values of the program have.
    pub fn knows(&self, t: &Tensor) -> bool {
        self.handles.contains_key(&t.id()) || self.by_storage.contains_key(&t.geometry().storage.id())
    }

    /// The place a handle shows; a tensor not seen before is a constant.
    fn lookup(&mut self, t: &Tensor) -> Result<usize> {
        let g = t.geometry();
        if let Some((_, p)) = self.handles.get(&t.id()) {
            if self.places[*p].shows(&g) {
                return Ok(*p);
            }
        }
        let known = self.by_storage.get(&g.storage.id()).map_or(&[][..], Vec::as_slice);
        if let Some(&p) = known.iter().rev().find(|&&p| self.places[p].shows(&g)) {
            self.handles.insert(t.id(), (t.clone(), p));
            return Ok(p);
        }
        ensure!(
            known.iter().all(|&p| matches!(self.places[p].origin, Origin::Constant(_))),
            NotImplemented,
            "trace: a tensor of shape {:?} shows memory of the traced program through a view that no op made",
            &g.sizes[..]
        );
        if let Some(foreign) = &mut self.strict {
            *foreign |= !t.is_wrapped_number();
        }
        let id = self.fresh();
        self.constants.push(Constant { id, tensor: t.clone() });
        let p = self.place(&g, Origin::Constant(self.constants.len() - 1), None, id);
        self.handles.insert(t.id(), (t.clone(), p));
        Ok(p)
    }

    /// The value of a place now: views older than the last write are made again.
    fn read(&mut self, p: usize) -> Id {
        let writes = self.places[self.places[p].root].writes;
        let mut stale = Vec::new();
        let mut at = p;
        while self.places[at].seen != writes {
            stale.push(at);
            match &self.places[at].link {
                Some(l) => at = l.parent,
                None => break,
            }
        }
        for &at in stale.iter().rev() {
            if let Some(link) = self.places[at].link.clone() {
                let parent = self.places[link.parent].value;
                self.places[at].value = replay(&link, parent, self);
            }
            self.places[at].seen = writes;
        }
        self.places[p].value
    }

    fn write(&mut self, p: usize, value: Id, op: &str) -> Result<()> {
        let root = self.places[p].root;
        check_alone(&self.places, root, op)?;
        // From the view up: the parents' values before the write.
        let mut chain = vec![(p, value)];
        let (mut at, mut value) = (p, value);
        while let Some(link) = self.places[at].link.clone() {
            let whole = self.read(link.parent);
            let (base, view) = (self.places[link.parent].geometry.clone(), self.places[at].geometry.clone());
            value = scatter(&link, (&base, whole), &view, value, self)?;
            at = link.parent;
            chain.push((at, value));
        }
        self.places[root].writes += 1;
        let writes = self.places[root].writes;
        for (at, value) in chain {
            self.places[at].value = value;
            self.places[at].seen = writes;
        }
        Ok(())
    }

    fn value(&mut self, t: &Tensor) -> Result<Id> {
        let p = self.lookup(t)?;
        Ok(self.read(p))
    }

    fn arg(&mut self, v: &Value) -> Result<Arg> {
        Ok(match v {
            Value::Tensor(t) => Arg::Value(self.value(t)?),
            Value::Tensors(list) => Arg::List(list.iter().map(|t| self.value(t).map(Some)).collect::<Result<_>>()?),
            Value::OptTensors(list) => {
                Arg::List(list.iter().map(|t| t.as_ref().map(|t| self.value(t)).transpose()).collect::<Result<_>>()?)
            }
            // A program draws from the default generator.
            Value::Generator(g) => {
                let usual = if let Device::Cuda(i) = g.device() { cuda_default(i) } else { default_generator() };
                let own = !g.is_same(usual);
                ensure!(!own, NotImplemented, "trace: a draw from a generator of its own; a program draws from the default one (leave out `generator=`, and seed with `manual_seed`)");
                Arg::Const(Value::None)
            }
            Value::Tuple(_) => bail!(NotImplemented, "trace: a tuple as an argument"),
            Value::Int(i) => numbers::find(*i).map_or_else(|| Arg::Const(v.clone()), Arg::Value),
            Value::Ints(list) => self.ints(list)?.unwrap_or_else(|| Arg::Const(v.clone())),
            other => Arg::Const(other.clone()),
        })
    }

    /// Whether a handle's value was computed from the program's inputs.
    pub fn computed(&self, t: &Tensor) -> bool {
        self.handles.get(&t.id()).is_some_and(|(_, p)| !matches!(self.places[*p].origin, Origin::Constant(_)))
    }

    pub fn before(&mut self, op: &'static Op, form: Form, stack: &Stack) -> Result<Call> {
        let mut args = stack.iter().map(|v| self.arg(v)).collect::<Result<Vec<_>>>()?;
        let mut writes = Vec::new();
        for (i, p) in op.args.iter().enumerate() {
            let first = form == Form::Inplace && i == 0;
            let (true, Some(Value::Tensor(t))) = (p.mutated || first, stack.get(i)) else { continue };
            let place = self.lookup(t)?;
            self.keep_constant(place)?;
            if p.mutated {
                let copy = self.call("clone", vec![args[i].clone()])?;
                args[i] = Arg::Value(copy);
                writes.push((place, copy));
            } else if !op.is(flag::VIEW) {
                writes.push((place, 0));
            }
        }
        // An in-place form that only changes the geometry is the plain op with its result under the same handle.
        let form = if op.is(flag::VIEW) { Form::Plain } else { form };
        Ok(Call { node: Node { op, form, args, outs: Vec::new(), whole: false }, writes })
    }

    /// A constant that is about to be overwritten keeps its present elements.
    fn keep_constant(&mut self, p: usize) -> Result<()> {
        let root = self.places[p].root;
        if let (Origin::Constant(i), 0) = (self.places[root].origin, self.places[root].writes) {
            let c = &mut self.constants[i];
            let copy = c.tensor.detach_handle().clone_contiguous()?;
            copy.set_wrapped_number(c.tensor.is_wrapped_number());
            c.tensor = copy;
        }
        Ok(())
    }

    pub fn after(&mut self, call: Call, stack: &Stack, result: &Value) -> Result<()> {
        let Call { mut node, writes } = call;
        let name = node.op.name;
        if node.form == Form::Inplace {
            let id = self.fresh();
            node.outs = vec![Some(id)];
            self.emit(node);
            return writes.first().map_or(Ok(()), |w| self.write(w.0, id, name));
        }
        let mut leaves = Vec::new();
        flatten(result.clone(), &mut leaves);
        if leaves.iter().all(Option::is_none) && writes.is_empty() {
            return Ok(());
        }
        let written = |t: &Tensor| node.op.args.iter().zip(stack).any(|(p, v)| p.mutated && matches!(v, Value::Tensor(x) if x.is_same(t)));
        let keep: Vec<bool> = leaves.iter().map(|t| t.as_ref().is_some_and(|t| !written(t))).collect();
        node.outs = keep.iter().map(|&keep| keep.then(|| self.fresh())).collect();
        let at = self.emit(node);
        for (i, leaf) in leaves.iter().enumerate() {
            if let (Some(t), Some(id)) = (leaf, self.node(at)?.outs[i]) {
                self.bind(t, id, at, i, stack)?;
            }
        }
        writes.into_iter().try_for_each(|(p, id)| self.write(p, id, name))
    }

    /// Makes a result stand for value `id`: under its own handle, as a view of an argument, or as new memory.
    fn bind(&mut self, t: &Tensor, id: Id, node: usize, out: usize, stack: &Stack) -> Result<()> {
        let g = t.geometry().clone();
        let aliased = tensors(stack).find(|(_, x)| g.numel() > 0 && x.geometry().storage.same(&g.storage));
        let Some((at, x)) = aliased else {
            let p = self.place(&g, Origin::Computed, None, id);
            self.handles.insert(t.id(), (t.clone(), p));
            return Ok(());
        };
        let parent = match self.handles.get(&x.id()) {
            Some((_, p)) => *p,
            None => self.lookup(x)?,
        };
        if x.is_same(t) && self.places[parent].shows(&g) {
            self.places[parent].value = id;
            self.places[parent].seen = self.places[self.places[parent].root].writes;
            return Ok(());
        }
        let origin = match self.places[parent].origin {
            Origin::Constant(i) => Origin::Constant(i),
            _ => Origin::Computed,
        };
        let link = Link { parent, node: self.node(node)?.clone(), at, out };
        let p = self.place(&g, origin, Some(link), id);
        self.handles.insert(t.id(), (t.clone(), p));
        Ok(())
    }

    /// `out` was given the elements of `result`, and its shape.
    pub fn stored(&mut self, op: &'static Op, result: &Tensor, out: &Tensor) -> Result<()> {
        let mut id = self.value(result)?;
        if result.dtype() != out.dtype() {
            id = self.call("_to_copy", vec![Arg::Value(id), Arg::Const(Value::DType(out.dtype()))])?;
        }
        let g = out.geometry().clone();
        match self.handles.get(&out.id()) {
            Some((_, p)) if self.places[*p].shows(&g) => {
                let p = *p;
                self.write(p, id, op.name)
            }
            _ => {
                let p = self.place(&g, Origin::Computed, None, id);
                self.handles.insert(out.id(), (out.clone(), p));
                Ok(())
            }
        }
    }

    /// What `target` shows has become the elements of `new`.
    pub fn store(&mut self, op: &'static Op, new: &Tensor, target: &Tensor) -> Result<()> {
        let id = self.value(new)?;
        let place = self.lookup(target)?;
        self.keep_constant(place)?;
        self.write(place, id, op.name)
    }

    pub fn finish(mut self, outputs: &[Tensor]) -> Result<Graph> {
        let outputs = outputs.iter().map(|t| self.value(t)).collect::<Result<Vec<_>>>()?;
        let written = |p: &&Place| p.link.is_none() && p.writes > 0;
        let updates = self.places.iter().filter(written).filter_map(|p| match p.origin {
            Origin::Input(i) => Some((i, p.value)),
            _ => None,
        });
        let updates = updates.collect();
        let mut graph = Graph { inputs: self.inputs, constants: self.constants, body: Region { params: Vec::new(), steps: self.steps, outputs }, updates };
        graph.remove_dead();
        for c in &mut graph.constants {
            ensure!(
                !c.tensor.requires_grad(),
                "Cannot insert a Tensor that requires grad as a constant. Consider making it a parameter or input, or detaching the gradient\nTensor:\n{:?}",
                c.tensor
            );
            let wrapped = c.tensor.is_wrapped_number();
            // Outside the tape, and apart from what the caller does with the tensor later.
            c.tensor = c.tensor.detach_handle().clone_contiguous()?;
            c.tensor.set_wrapped_number(wrapped);
        }
        Ok(graph)
    }
}

/// The tensors among the arguments with their positions.
pub fn tensors(stack: &Stack) -> impl Iterator<Item = ((usize, Option<usize>), &Tensor)> {
    stack.iter().enumerate().flat_map(|(i, v)| {
        let (one, many): (Option<&Tensor>, Vec<(usize, &Tensor)>) = match v {
            Value::Tensor(t) => (Some(t), Vec::new()),
            Value::Tensors(list) => (None, list.iter().enumerate().collect()),
            Value::OptTensors(list) => (None, list.iter().enumerate().filter_map(|(j, t)| Some((j, t.as_ref()?))).collect()),
            _ => (None, Vec::new()),
        };
        one.into_iter().map(move |t| ((i, None), t)).chain(many.into_iter().map(move |(j, t)| ((i, Some(j)), t)))
    })
}
