//! Which values die where: computed once for a graph, used by every run.

use super::graph::{Graph, Id, Region, Step};
use std::collections::HashMap;

/// The plan of a region.
#[derive(Debug, Default)]
pub struct Plan {
    /// By step: the region's own values that nothing later uses.
    pub dying: Vec<Vec<Id>>,
    /// By step: the plans of its regions (none, a loop's body, or both branches).
    pub inner: Vec<Vec<Plan>>,
}

impl Plan {
    pub fn new(graph: &Graph) -> Plan {
        let inputs = graph.inputs.iter().map(|i| i.id).chain(graph.constants.iter().map(|c| c.id));
        let kept = graph.updates.iter().map(|u| u.1);
        Plan::region(&graph.body, inputs, kept)
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
        Plan { dying, inner: region.steps.iter().map(inner).collect() }
    }

    fn of(region: &Region) -> Plan {
        Plan::region(region, std::iter::empty(), std::iter::empty())
    }
}
