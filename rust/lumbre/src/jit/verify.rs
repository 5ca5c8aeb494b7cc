//! What must hold before a graph runs: nothing in a file is trusted.

use super::graph::{Arg, Graph, Id, Node, Returns, accepts, key, returns};
use crate::error::Result;
use crate::ops::Form;
use crate::ops::table_types::{Ty, flag};
use crate::{bail, ensure};
use std::collections::HashSet;

const MAX_NODES: usize = 1 << 20;
/// Ids index a table: they may not be much larger than their number.
const MAX_ID: u32 = 1 << 22;

/// Checks that every value is defined once and before its use, and that every node fits its op's declaration.
pub fn verify(graph: &Graph) -> Result<()> {
    ensure!(graph.body.nodes.len() <= MAX_NODES, Value, "program: {} nodes are more than {MAX_NODES}", graph.body.nodes.len());
    let mut defined = HashSet::new();
    let mut names = HashSet::new();
    for input in &graph.inputs {
        define(&mut defined, input.id)?;
        ensure!(names.insert(input.name.as_str()), Value, "program: two inputs are named {:?}", input.name);
    }
    for c in &graph.constants {
        define(&mut defined, c.id)?;
    }
    for node in &graph.body.nodes {
        check_node(node, &defined).map_err(|e| e.context(format_args!("program: {}", key(node.op))))?;
        for id in node.outs.iter().flatten() {
            define(&mut defined, *id)?;
        }
    }
    for id in &graph.body.outputs {
        ensure!(defined.contains(id), Value, "program: output {id} is not defined");
    }
    for (input, id) in &graph.updates {
        ensure!(*input < graph.inputs.len(), Value, "program: update of input {input} of {}", graph.inputs.len());
        ensure!(defined.contains(id), Value, "program: update by value {id}, which is not defined");
    }
    let bound = defined.len().saturating_mul(8).max(1024);
    ensure!(graph.id_bound() <= bound, Value, "program: the ids are too sparse");
    Ok(())
}

fn define(defined: &mut HashSet<Id>, id: Id) -> Result<()> {
    ensure!(id < MAX_ID, Value, "program: id {id} is too large");
    ensure!(defined.insert(id), Value, "program: value {id} is defined twice");
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
            Arg::Value(_) => matches!(p.ty, Ty::Tensor | Ty::TensorOrScalar),
            Arg::List(ids) => p.ty == Ty::OptTensors || p.ty == Ty::Tensors && ids.iter().all(Option::is_some),
            Arg::Const(v) => accepts(p, v),
        };
        ensure!(fits, Type, "argument {:?} is not a {:?}", p.name, p.ty);
    }
    if let Returns::Exactly(n) = returns(node.op) {
        ensure!(node.outs.len() == n, Value, "{} results instead of {n}", node.outs.len());
    }
    if node.form == Form::Inplace {
        ensure!(node.op.is(flag::INPLACE), Value, "the op has no in-place form");
        ensure!(matches!(node.args.first(), Some(Arg::Value(_))), Value, "the in-place form needs a tensor");
    }
    Ok(())
}
