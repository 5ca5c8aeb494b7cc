//! Which values die where: computed once for a graph, used by every run.

use super::graph::{Arg, Graph, Id, Node, Region, Step};
use crate::ops::table;
use std::collections::{HashMap, HashSet};

/// The plan of a region.
#[derive(Debug, Default)]
pub struct Plan {
    /// By step: the region's own values that nothing later uses.
    pub dying: Vec<Vec<Id>>,
    /// By step: the plans of its regions (none, a loop's body, or both branches).
    pub inner: Vec<Vec<Plan>>,
    /// Of optimizers' steps by their number: by result, the input of the program that it is the new value of, where the old one dies.
    pub writes: HashMap<usize, Vec<Option<usize>>>,
    /// By value: whether it is an input or a constant. Only where `writes` has something.
    pub given: Vec<bool>,
}

/// The values that an optimizer's step gives new values for, in the order of its results.
pub fn targets(node: &Node) -> impl Iterator<Item = Id> + '_ {
    [1, 3, 4].into_iter().filter_map(|at| node.args.get(at)).flat_map(Arg::ids)
}

impl Plan {
    pub fn new(graph: &Graph) -> Plan {
        let inputs = graph.inputs.iter().map(|i| i.id).chain(graph.constants.iter().map(|c| c.id));
        let kept = graph.updates.iter().map(|u| u.1);
        let mut plan = Plan::region(&graph.body, inputs, kept);
        plan.writes = writes(graph, &plan);
        if !plan.writes.is_empty() {
            plan.given = vec![false; graph.id_bound()];
            let inputs = graph.inputs.iter().map(|i| i.id).chain(graph.constants.iter().map(|c| c.id));
            inputs.for_each(|id| plan.given[id as usize] = true);
        }
        plan
    }

    fn region(region: &Region, given: impl Iterator<Item = Id>, kept: impl Iterator<Item = Id>) -> Plan {
        let mut last: HashMap<Id, usize> = given.chain(region.params.iter().copied()).map(|id| (id, 0)).collect();
        for (i, step) in region.steps.iter().enumerate() {
            step.uses(&mut |id| {
                last.entry(id).and_modify(|at| *at = i);
            });
            last.extend(step.defines().into_iter().map(|id| (id, i)));
        }
        for id in region.outputs.iter().copied().chain(kept) {
            last.remove(&id);
        }
        let mut dying = vec![Vec::new(); region.steps.len()];
        for (id, at) in last {
            if let Some(list) = dying.get_mut(at) {
                list.push(id);
            }
        }
        let inner = |step: &Step| match step {
            Step::If { then, other, .. } => vec![Plan::of(then), Plan::of(other)],
            Step::Loop { body, .. } | Step::Taped { body, .. } => vec![Plan::of(body)],
            _ => Vec::new(),
        };
        Plan { dying, inner: region.steps.iter().map(inner).collect(), ..Plan::default() }
    }

    fn of(region: &Region) -> Plan {
        Plan::region(region, std::iter::empty(), std::iter::empty())
    }
}

fn writes(graph: &Graph, plan: &Plan) -> HashMap<usize, Vec<Option<usize>>> {
    let inputs: HashMap<Id, usize> = graph.inputs.iter().enumerate().map(|(i, x)| (x.id, i)).collect();
    let updates: HashSet<(usize, Id)> = graph.updates.iter().copied().collect();
    let of = |(at, step): (usize, &Step)| {
        let Step::Call(node) = step else { return None };
        if node.op.id != table::_OPTIMIZER_STEP || node.whole || node.args.len() != node.op.args.len() || targets(node).count() != node.outs.len() {
            return None;
        }
        let dying: HashSet<Id> = plan.dying[at].iter().copied().collect();
        let mut uses = HashMap::new();
        node.used().for_each(|id| *uses.entry(id).or_insert(0) += 1);
        let one = |(id, out): (Id, &Option<Id>)| {
            let input = *inputs.get(&id)?;
            (uses[&id] == 1 && dying.contains(&id) && updates.contains(&(input, (*out)?))).then_some(input)
        };
        Some((at, targets(node).zip(&node.outs).map(one).collect()))
    };
    graph.body.steps.iter().enumerate().filter_map(of).collect()
}
