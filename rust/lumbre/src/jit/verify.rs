//! What must hold before a graph runs: nothing in a file is trusted.

use super::graph::{Arg, Graph, Id, Node, Region, Returns, Step, key, returns};
use crate::error::Result;
use crate::ops::Form;
use crate::ops::table_types::{Ty, flag};
use crate::{bail, ensure};
use std::collections::{HashMap, HashSet};

const MAX_STEPS: usize = 1 << 20;
/// Ids index a table: they may not be much larger than their number.
const MAX_ID: u32 = 1 << 22;
/// Regions nest no deeper.
const MAX_DEPTH: usize = 64;

/// The values defined so far, and those of them that can be seen from here.
#[derive(Default)]
struct Scope {
    ever: HashSet<Id>,
    seen: HashSet<Id>,
    /// By tape: how many values its region was given, and how many it gave.
    tapes: HashMap<Id, (usize, usize)>,
    steps: usize,
}

impl Scope {
    fn define(&mut self, id: Id) -> Result<()> {
        ensure!(id < MAX_ID, Value, "program: id {id} is too large");
        ensure!(self.ever.insert(id), Value, "program: value {id} is defined twice");
        self.seen.insert(id);
        Ok(())
    }

    fn uses(&self, id: Id, what: &str) -> Result<()> {
        ensure!(self.seen.contains(&id), Value, "program: {what} is value {id}, which is not defined before");
        Ok(())
    }

    fn region(&mut self, region: &Region, depth: usize) -> Result<()> {
        ensure!(depth < MAX_DEPTH, Value, "program: regions nest deeper than {MAX_DEPTH}");
        let mut own = region.params.clone();
        region.params.iter().try_for_each(|id| self.define(*id))?;
        for step in &region.steps {
            self.steps += 1;
            ensure!(self.steps <= MAX_STEPS, Value, "program: more than {MAX_STEPS} steps");
            self.step(step, depth)?;
            for id in step.defines() {
                self.define(id)?;
                own.push(id);
            }
        }
        region.outputs.iter().try_for_each(|id| self.uses(*id, "an output"))?;
        if depth > 0 {
            for id in &own {
                self.seen.remove(id);
            }
        }
        Ok(())
    }

    fn step(&mut self, step: &Step, depth: usize) -> Result<()> {
        match step {
            Step::Call(node) => check_node(node, &self.seen).map_err(|e| e.context(format_args!("program: {}", key(node.op))))?,
            Step::Builtin(b) => {
                let (least, most) = b.function.arity;
                ensure!((least..=most).contains(&b.args.len()), Value, "program: {} takes {least} arguments, not {}", b.function.name, b.args.len());
                b.args.iter().flat_map(Arg::ids).try_for_each(|id| self.uses(id, "an argument"))?;
                ensure!(b.outs.len() <= 1 || b.function.name == "unpack", Value, "program: {} has one result", b.function.name);
            }
            Step::If { cond, then, other, outs } => {
                self.uses(*cond, "a condition")?;
                for branch in [then, other] {
                    ensure!(branch.params.is_empty(), Value, "program: a branch has parameters");
                    ensure!(branch.outputs.len() == outs.len(), Value, "program: a branch has {} results instead of {}", branch.outputs.len(), outs.len());
                    self.region(branch, depth + 1)?;
                }
            }
            Step::Loop { trips, cond, init, body, outs } => {
                trips.iter().chain([cond]).chain(init).try_for_each(|id| self.uses(*id, "an argument of a loop"))?;
                let n = init.len();
                let fits = body.params.len() == n + 1 && body.outputs.len() == n + 1 && outs.len() == n;
                ensure!(fits, Value, "program: a loop of {n} carried values has {} parameters, {} outputs and {} results", body.params.len(), body.outputs.len(), outs.len());
                self.region(body, depth + 1)?;
            }
            Step::Taped { init, body, outs, tape } => {
                crate::parts::train("program: a derivative")?;
                init.iter().try_for_each(|id| self.uses(*id, "an argument of a taped region"))?;
                let fits = body.params.len() == init.len() && body.outputs.len() == outs.len();
                ensure!(fits, Value, "program: a taped region of {} values has {} parameters, {} outputs and {} results", init.len(), body.params.len(), body.outputs.len(), outs.len());
                self.region(body, depth + 1)?;
                self.tapes.insert(*tape, (init.len(), outs.len()));
            }
            Step::Backward { tape, grads, outs, again } => {
                self.uses(*tape, "a tape")?;
                let Some(&(given, gave)) = self.tapes.get(tape) else { bail!(Value, "program: value {tape} is no tape") };
                grads.iter().flatten().try_for_each(|id| self.uses(*id, "a gradient"))?;
                ensure!(grads.len() == gave && outs.len() == given, Value, "program: a tape of {given} values and {gave} results has {} gradients and gives {}", grads.len(), outs.len());
                if let Some(again) = again {
                    self.tapes.insert(*again, (given + grads.iter().flatten().count(), outs.iter().flatten().count()));
                }
            }
        }
        Ok(())
    }
}

/// Checks that every value is defined once and before its use, and that every step fits its declaration.
pub fn verify(graph: &Graph) -> Result<()> {
    let mut scope = Scope::default();
    let mut names = HashSet::new();
    for input in &graph.inputs {
        scope.define(input.id)?;
        ensure!(names.insert(input.name.as_str()), Value, "program: two inputs are named {:?}", input.name);
    }
    graph.constants.iter().try_for_each(|c| scope.define(c.id))?;
    ensure!(graph.body.params.is_empty(), Value, "program: the body has parameters");
    scope.region(&graph.body, 0)?;
    for (input, id) in &graph.updates {
        ensure!(*input < graph.inputs.len(), Value, "program: update of input {input} of {}", graph.inputs.len());
        scope.uses(*id, "an update")?;
    }
    let bound = scope.ever.len().saturating_mul(8).max(1024);
    ensure!(graph.id_bound() <= bound, Value, "program: the ids are too sparse");
    Ok(())
}

fn check_node(node: &Node, defined: &HashSet<Id>) -> Result<()> {
    let params = node.op.args;
    ensure!(node.args.len() == params.len(), Value, "{} arguments instead of {}", node.args.len(), params.len());
    for (p, a) in params.iter().zip(&node.args) {
        if let Some(id) = a.ids().find(|id| !defined.contains(id)) {
            bail!(Value, "argument {:?} is value {id}, which is not defined before", p.name);
        }
        let fits = match a {
            // Numbers and lists are values too; the call checks them.
            Arg::Value(_) => true,
            Arg::List(ids) => p.ty == Ty::OptTensors || matches!(p.ty, Ty::Tensors | Ty::Ints) && ids.iter().all(Option::is_some),
            Arg::Const(v) => p.accepts(v),
        };
        ensure!(fits, Type, "argument {:?} is not a {:?}", p.name, p.ty);
    }
    if node.whole {
        ensure!(node.outs.len() <= 1, Value, "{} results instead of one", node.outs.len());
    } else if let Returns::Exactly(n) = returns(node.op) {
        ensure!(node.outs.len() == n, Value, "{} results instead of {n}", node.outs.len());
    }
    if node.form == Form::Inplace {
        ensure!(node.op.is(flag::INPLACE), Value, "the op has no in-place form");
        ensure!(matches!(node.args.first(), Some(Arg::Value(_))), Value, "the in-place form needs a tensor");
    }
    Ok(())
}
