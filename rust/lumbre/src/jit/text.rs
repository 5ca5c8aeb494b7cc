//! Graphs as text for people: the list of nodes, and Python-like code.

use super::graph::{Arg, BuiltinStep, Graph, Id, InputKind, Node, Region, Step, key};
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

    fn argument(&self, a: &Arg) -> String {
        match a {
            Arg::Value(id) => self.name(*id),
            Arg::List(ids) => {
                let items: Vec<_> = ids.iter().map(|i| i.map_or("None".into(), |i| self.name(i))).collect();
                format!("[{}]", items.join(", "))
            }
            Arg::Const(v) => literal(v),
        }
    }

    fn arguments(&self, node: &Node) -> String {
        let mut parts = Vec::new();
        for (p, a) in node.op.args.iter().zip(&node.args) {
            let text = self.argument(a);
            parts.push(if p.kwonly { format!("{}={text}", p.name) } else { text });
        }
        parts.join(", ")
    }

    fn builtin(&self, b: &BuiltinStep) -> String {
        let args: Vec<_> = b.args.iter().map(|a| self.argument(a)).collect();
        format!("{}({})", b.function.name, args.join(", "))
    }

    /// The steps of a region, one a line; calls of ops as `call` writes them.
    fn region(&self, r: &Region, indent: usize, call: &dyn Fn(&Node) -> String, out: &mut String) {
        let pad = "  ".repeat(indent);
        for step in &r.steps {
            let _ = match step {
                Step::Call(n) => writeln!(out, "{pad}{}", call(n)),
                Step::Builtin(b) if b.outs.is_empty() => writeln!(out, "{pad}{}", self.builtin(b)),
                Step::Builtin(b) => writeln!(out, "{pad}{} = {}", self.names(&b.outs), self.builtin(b)),
                Step::If { cond, then, other, outs } => {
                    let _ = writeln!(out, "{pad}if {}:", self.name(*cond));
                    for (i, branch) in [then, other].into_iter().enumerate() {
                        if i == 1 {
                            let _ = writeln!(out, "{pad}else:");
                        }
                        self.region(branch, indent + 1, call, out);
                        self.assign(outs, &branch.outputs, indent + 1, out);
                    }
                    Ok(())
                }
                Step::Loop { trips, cond, init, body, outs } => {
                    let (turn, carried) = body.params.split_first().map_or((0, &[][..]), |(t, c)| (*t, c));
                    self.assign(carried, init, indent, out);
                    let _ = match trips {
                        Some(n) => writeln!(out, "{pad}for {} in range({}) while {}:", self.name(turn), self.name(*n), self.name(*cond)),
                        None => writeln!(out, "{pad}while {}:", self.name(*cond)),
                    };
                    self.region(body, indent + 1, call, out);
                    self.assign(carried, body.outputs.get(1..).unwrap_or(&[]), indent + 1, out);
                    self.assign(&[*cond], body.outputs.get(..1).unwrap_or(&[]), indent + 1, out);
                    self.assign(outs, carried, indent, out);
                    Ok(())
                }
                Step::Taped { init, body, outs, tape } => {
                    let _ = writeln!(out, "{pad}with tape({}) as ({}), {}:", self.names(init), self.names(&body.params), self.name(*tape));
                    self.region(body, indent + 1, call, out);
                    self.assign(outs, &body.outputs, indent + 1, out);
                    Ok(())
                }
                Step::Backward { tape, grads, outs, again } => {
                    let mut to = self.optional(outs);
                    again.iter().for_each(|id| to = format!("({to}), {}", self.name(*id)));
                    writeln!(out, "{pad}{to} = {}.backward({})", self.name(*tape), self.optional(grads))
                }
            };
        }
    }

    fn assign(&self, to: &[Id], from: &[Id], indent: usize, out: &mut String) {
        let pad = "  ".repeat(indent);
        if to.is_empty() {
            if indent > 1 {
                let _ = writeln!(out, "{pad}pass");
            }
            return;
        }
        let _ = writeln!(out, "{pad}{} = {}", self.names(to), self.names(from));
    }

    fn optional(&self, ids: &[Option<Id>]) -> String {
        ids.iter().map(|o| o.map_or("_".into(), |id| self.name(id))).collect::<Vec<_>>().join(", ")
    }

    fn outs(&self, node: &Node) -> String {
        self.optional(&node.outs)
    }
}

impl fmt::Display for Graph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let namer = Namer::new(self, "self.");
        let ty = |i: &super::graph::Input| if i.ty.is_empty() { "Tensor".to_string() } else { i.ty.clone() };
        let inputs: Vec<_> = self.inputs.iter().map(|i| format!("%{} : {}", namer.name(i.id), ty(i))).collect();
        writeln!(f, "graph({}):", inputs.join(",\n      "))?;
        for c in &self.constants {
            let sizes: Vec<_> = c.tensor.sizes().iter().map(i64::to_string).collect();
            writeln!(f, "  %{} : Tensor = constant<{}({})>", namer.name(c.id), c.tensor.dtype().scalar_name(), sizes.join(", "))?;
        }
        let mut steps = String::new();
        let call = |node: &Node| {
            let form = if node.form == Form::Inplace { "_" } else { "" };
            format!("{} = {}{form}({})", namer.outs(node), key(node.op), namer.arguments(node))
        };
        namer.region(&self.body, 1, &call, &mut steps);
        f.write_str(&steps)?;
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
            let _ = write!(out, ",\n    {}: {}", i.name, if i.ty.is_empty() { "Tensor" } else { &i.ty });
        }
        out.push_str("):\n");
        let call = |node: &Node| {
            let form = if node.whole && node.form == Form::Inplace { "_" } else { "" };
            format!("{} = torch.{}{form}({})", namer.outs(node), node.op.name, namer.arguments(node))
        };
        namer.region(&self.body, 1, &call, &mut out);
        for (i, id) in &self.updates {
            let name = self.inputs.get(*i).map_or(String::new(), |i| namer.name(i.id));
            let _ = writeln!(out, "  torch.copy_({name}, {})", namer.name(*id));
        }
        let _ = writeln!(out, "  return {}", if self.body.outputs.is_empty() { "None".into() } else { namer.names(&self.body.outputs) });
        out
    }
}
