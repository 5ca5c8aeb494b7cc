//! The node of a custom op: what it saved, and its backward function.

use super::{Args, Custom, Saves, tensors_of};
use crate::autograd::{Backward, BackwardCx, Edge, Grads, Saved, custom_node, edge_of};
use crate::error::Result;
use crate::modes;
use crate::ops::value::Value;
use crate::tensor::Tensor;
use crate::{bail, ensure};
use smallvec::SmallVec;

/// What a backward function is told: the arguments and results of the call, and whose gradients are asked for.
pub struct Context<'a> {
    args: Args<'a>,
    outputs: &'a [Option<Tensor>],
    needs: &'a [bool],
}

impl<'a> Context<'a> {
    pub(crate) fn new(args: Args<'a>, outputs: &'a [Option<Tensor>], needs: &'a [bool]) -> Context<'a> {
        Context { args, outputs, needs }
    }

    pub(crate) fn all_needs(&self) -> &'a [bool] {
        self.needs
    }

    /// The arguments; tensors among them are None unless the op saves its inputs.
    pub fn args(&self) -> &Args<'a> {
        &self.args
    }

    /// Result `i`, of an op that saves its outputs.
    pub fn output(&self, i: usize) -> Result<&'a Tensor> {
        match self.outputs.get(i) {
            Some(Some(t)) => Ok(t),
            _ => bail!(Index, "{}: result {i} was not saved", self.args.op.name),
        }
    }

    pub fn outputs(&self) -> &'a [Option<Tensor>] {
        self.outputs
    }

    /// Whether the gradient of the tensor argument `i` (counting tensors only) is asked for.
    pub fn needs(&self, i: usize) -> bool {
        self.needs.get(i).copied().unwrap_or(false)
    }
}

/// An argument kept for the backward function.
enum Kept {
    Tensor(Saved),
    List(Vec<Option<Saved>>, bool),
    Plain(Value),
}

impl Kept {
    fn new(v: &Value, inputs: bool) -> Kept {
        match v {
            Value::Tensor(t) if inputs => Kept::Tensor(t.save()),
            Value::Tensors(list) if inputs => Kept::List(list.iter().map(|t| Some(t.save())).collect(), false),
            Value::OptTensors(list) if inputs => Kept::List(list.iter().map(|t| t.as_ref().map(Tensor::save)).collect(), true),
            Value::Tensor(_) | Value::Tensors(_) | Value::OptTensors(_) => Kept::Plain(Value::None),
            other => Kept::Plain(other.clone()),
        }
    }

    fn value(&self, cx: &BackwardCx) -> Result<Value> {
        Ok(match self {
            Kept::Tensor(s) => Value::Tensor(cx.unpack(s)?),
            Kept::List(list, true) => Value::OptTensors(list.iter().map(|s| s.as_ref().map(|s| cx.unpack(s)).transpose()).collect::<Result<_>>()?),
            Kept::List(list, false) => Value::Tensors(list.iter().flatten().map(|s| cx.unpack(s)).collect::<Result<_>>()?),
            Kept::Plain(v) => v.clone(),
        })
    }
}

struct CustomGrad {
    custom: &'static Custom,
    args: Vec<Kept>,
    outputs: Vec<Option<Saved>>,
    tensors: usize,
    results: usize,
}

/// Makes the results outputs of a node.
pub fn record(custom: &'static Custom, values: &[Value], out: Value) -> Result<Value> {
    let d = &custom.definition;
    let edges: SmallVec<[Option<Edge>; 2]> = values.iter().flat_map(tensors_of).map(edge_of).collect();
    // Handles of their own: a function may keep what it returns.
    let mut finals = Vec::new();
    let out = renewed(out, &mut finals);
    let differentiable = |t: &Tensor| t.dtype().is_float() || t.dtype().is_complex();
    let known = d.backward.is_some();
    let (inputs, outputs) = (known && matches!(d.saves, Saves::Inputs | Saves::Both), known && matches!(d.saves, Saves::Outputs | Saves::Both));
    let rule = CustomGrad {
        custom,
        tensors: edges.len(),
        results: finals.len(),
        args: values.iter().map(|v| Kept::new(v, inputs)).collect(),
        outputs: finals.iter().enumerate().map(|(i, t)| outputs.then(|| Saved::output(t, i as u32))).collect(),
    };
    let node = custom_node(rule, edges, &finals.iter().collect::<Vec<_>>());
    for (i, t) in finals.iter().enumerate().filter(|(_, t)| differentiable(t)) {
        t.enter_graph(Edge::new(node.clone(), i as u32));
    }
    Ok(out)
}

fn renewed(v: Value, into: &mut Vec<Tensor>) -> Value {
    let mut one = |t: &Tensor| {
        let new = t.detach_handle();
        into.push(new.clone());
        new
    };
    match v {
        Value::Tensor(t) => Value::Tensor(one(&t)),
        Value::Tensors(list) => Value::Tensors(list.iter().map(one).collect()),
        Value::OptTensors(list) => Value::OptTensors(list.iter().map(|t| t.as_ref().map(&mut one)).collect()),
        Value::Tuple(items) => Value::Tuple(items.into_iter().map(|v| renewed(v, into)).collect()),
        other => other,
    }
}

impl Backward for CustomGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let (op, d) = (&self.custom.op, &self.custom.definition);
        let Some(rule) = &d.backward else {
            bail!("Trying to backward through {} but no autograd formula was registered. Please use register_autograd to add one.", d.schema.key)
        };
        let values = self.args.iter().map(|k| k.value(cx)).collect::<Result<Vec<_>>>()?;
        let outputs = self.outputs.iter().map(|s| s.as_ref().map(|s| cx.unpack(s)).transpose()).collect::<Result<Vec<_>>>()?;
        let grads = (0..self.results)
            .map(|i| grads.get(i).cloned().flatten().map_or_else(|| cx.zeros_like_output(i), Ok))
            .collect::<Result<Vec<_>>>()?;
        let needs: Vec<bool> = (0..self.tensors).map(|i| cx.needs(i)).collect();
        let args = Args { op, values: &values };
        let out = rule(&Context { args, outputs: &outputs, needs: &needs }, &grads)?;
        ensure!(out.len() == self.tensors, "{}: its backward function gave {} gradients for {} tensors", op.name, out.len(), self.tensors);
        if !modes::grad_enabled() {
            return Ok(out.into());
        }
        let mut sources: Vec<&Tensor> = grads.iter().filter(|t| t.requires_grad()).collect();
        if d.once || d.memory {
            sources.extend(values.iter().flat_map(tensors_of).chain(outputs.iter().flatten()).filter(|t| t.requires_grad()));
        }
        // A result the tape knows nothing of would pass as a constant, and second derivatives would be wrong without a word.
        let marked = |g: Option<Tensor>| g.map(|g| if sources.is_empty() || g.requires_grad() && !d.once { g } else { once(op.name, &g, &sources) });
        Ok(out.into_iter().map(marked).collect())
    }

    fn name(&self) -> std::borrow::Cow<'static, str> {
        let d = &self.custom.definition;
        let overload = if d.schema.overload.is_empty() { "default" } else { d.schema.overload };
        format!("GeneratedBackwardFor_{}_{overload}Backward", self.custom.op.name.replace("::", "_"))
            .into()
    }
}

/// A second derivative of something the tape has not seen.
struct Once(&'static str);

impl Backward for Once {
    fn backward(&self, _: &BackwardCx, _: &[Option<Tensor>]) -> Result<Grads> {
        bail!("{}: its backward function cannot be differentiated again (its results do not come from differentiable ops)", self.0)
    }
}

fn once(name: &'static str, g: &Tensor, sources: &[&Tensor]) -> Tensor {
    let g = g.detach_handle();
    let node = custom_node(Once(name), sources.iter().map(|t| edge_of(t)).collect(), &[&g]);
    g.enter_graph(Edge::new(node, 0));
    g
}
