//! Graphs as text for people: the list of nodes, and Python-like code.

use super::graph::{Arg, Graph, Id, InputKind, Node, key};
use crate::ops::Form;
use crate::ops::value::Value;
use std::collections::HashMap;
use std::fmt::{self, Write};

/// A constant as Python writes it.
fn literal(v: &Value) -> String {
    let list = |items: Vec<String>| format!("[{}]", items.join(", "));
    match v {
        Value::None => "None".into(),
        Value::Bool(true) => "True".into(),
        Value::Bool(false) => "False".into(),
        Value::Int(i) => i.to_string(),
        Value::Float(f) => format!("{f:?}"),
        Value::Complex(c) => format!("({:?}{:+?}j)", c.re, c.im),
        Value::Ints(v) => list(v.iter().map(i64::to_string).collect()),
        Value::Floats(v) => list(v.iter().map(|f| format!("{f:?}")).collect()),
        Value::Bools(v) => list(v.iter().map(|b| literal(&Value::Bool(*b))).collect()),
        Value::Str(s) => format!("{s:?}"),
        Value::DType(d) => format!("torch.{}", d.name()),
        Value::Device(d) => format!("torch.device(\"{d}\")"),
        Value::MemoryFormat(m) => format!("{m:?}"),
        Value::Layout(l) => format!("{l:?}"),
        other => other.kind().into(),
    }
}

/// Names of values, and how the two texts write a node.
struct Namer(HashMap<Id, String>);

impl Namer {
    fn new(graph: &Graph, member: &str) -> Namer {
        let mut names = HashMap::new();
        for input in &graph.inputs {
            let prefix = if input.kind == InputKind::Argument { "" } else { member };
            names.insert(input.id, format!("{prefix}{}", input.name));
        }
        for (i, c) in graph.constants.iter().enumerate() {
            names.insert(c.id, format!("c{i}"));
        }
        Namer(names)
    }

    fn name(&self, id: Id) -> String {
        self.0.get(&id).cloned().unwrap_or_else(|| format!("v{id}"))
    }

    fn names(&self, ids: &[Id]) -> String {
        ids.iter().map(|id| self.name(*id)).collect::<Vec<_>>().join(", ")
    }

    fn arguments(&self, node: &Node) -> String {
        let mut parts = Vec::new();
        for (p, a) in node.op.args.iter().zip(&node.args) {
            let text = match a {
                Arg::Value(id) => self.name(*id),
                Arg::List(ids) => {
                    let items: Vec<_> = ids.iter().map(|i| i.map_or("None".into(), |i| self.name(i))).collect();
                    format!("[{}]", items.join(", "))
                }
                Arg::Const(v) => literal(v),
            };
            parts.push(if p.kwonly { format!("{}={text}", p.name) } else { text });
        }
        parts.join(", ")
    }

    fn outs(&self, node: &Node) -> String {
        let names: Vec<_> = node.outs.iter().map(|o| o.map_or("_".into(), |id| self.name(id))).collect();
        names.join(", ")
    }
}

impl fmt::Display for Graph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let namer = Namer::new(self, "self.");
        let inputs: Vec<_> = self.inputs.iter().map(|i| format!("%{} : Tensor", namer.name(i.id))).collect();
        writeln!(f, "graph({}):", inputs.join(",\n      "))?;
        for c in &self.constants {
            let sizes: Vec<_> = c.tensor.sizes().iter().map(i64::to_string).collect();
            writeln!(f, "  %{} : Tensor = constant<{}({})>", namer.name(c.id), c.tensor.dtype().scalar_name(), sizes.join(", "))?;
        }
        for node in &self.body.nodes {
            let form = if node.form == Form::Inplace { "_" } else { "" };
            writeln!(f, "  {} = {}{form}({})", namer.outs(node), key(node.op), namer.arguments(node))?;
        }
        for (i, id) in &self.updates {
            writeln!(f, "  update {} = {}", self.inputs.get(*i).map_or("?", |i| &i.name), namer.name(*id))?;
        }
        writeln!(f, "  return ({})", namer.names(&self.body.outputs))
    }
}

impl Graph {
    /// The graph as a Python function.
    pub fn code(&self) -> String {
        let namer = Namer::new(self, "self.");
        let mut out = String::from("def forward(self");
        for i in self.arguments() {
            let _ = write!(out, ",\n    {}: Tensor", i.name);
        }
        out.push_str("):\n");
        for node in &self.body.nodes {
            let _ = writeln!(out, "  {} = torch.{}({})", namer.outs(node), node.op.name, namer.arguments(node));
        }
        for (i, id) in &self.updates {
            let name = self.inputs.get(*i).map_or(String::new(), |i| namer.name(i.id));
            let _ = writeln!(out, "  torch.copy_({name}, {})", namer.name(*id));
        }
        let _ = writeln!(out, "  return {}", if self.body.outputs.is_empty() { "None".into() } else { namer.names(&self.body.outputs) });
        out
    }
}
