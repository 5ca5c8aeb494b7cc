//! Declarations in PyTorch's form: `space::name.overload(Tensor x, float scale=1.0, *, int[2] size=[1, 1]) -> (Tensor, Tensor)`.

use crate::error::Result;
use crate::ops::table_types::{Arg, Default, Ty};
use crate::ops::value::MemoryFormat;
use crate::{bail, ensure};

/// A declaration taken apart. Names and texts live as long as the process: rows of ops do.
pub struct Schema {
    pub key: &'static str,
    pub overload: &'static str,
    /// The declaration with this engine's words for types, without namespace and overload.
    pub text: &'static str,
    pub args: &'static [Arg],
    /// One word a result: `Tensor`, `Tensor[]`, `int`, …
    pub returns: Vec<String>,
}

fn keep(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

/// The parts between commas outside brackets and quotes.
fn split(text: &str) -> Vec<&str> {
    let (mut out, mut depth, mut quote, mut start) = (Vec::new(), 0i32, None, 0);
    for (i, c) in text.char_indices() {
        match (quote, c) {
            (Some(q), _) => quote = (c != q).then_some(q),
            (None, '"' | '\'') => quote = Some(c),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth -= 1,
            (None, ',') if depth == 0 => {
                out.push(text[start..i].trim());
                start = i + 1;
            }
            _ => {}
        }
    }
    out.push(text[start..].trim());
    out.retain(|p| !p.is_empty());
    out
}

/// The end of the bracket that opens at `at`.
fn closing(text: &str, at: usize) -> Result<usize> {
    let mut depth = 0;
    for (i, c) in text[at..].char_indices() {
        depth += (c == '(') as i32 - (c == ')') as i32;
        if depth == 0 {
            return Ok(at + i);
        }
    }
    bail!(Value, "schema: unbalanced brackets in {text:?}")
}

/// A type, and what is left of the text.
struct Type<'a> {
    ty: Ty,
    optional: bool,
    count: u8,
    mutated: bool,
    /// As this engine writes it.
    word: String,
    rest: &'a str,
}

fn type_of(text: &str) -> Result<Type<'_>> {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let (base, mut rest) = text.split_at(end);
    let mut mutated = false;
    if rest.starts_with('(') {
        let close = closing(rest, 0)?;
        mutated = rest[..close].contains('!');
        rest = &rest[close + 1..];
    }
    let (mut list, mut optional, mut optional_items, mut count) = (false, false, false, 0u8);
    loop {
        if let Some(r) = rest.strip_prefix('?') {
            (optional, rest) = (true, r);
        } else if let Some(inner) = rest.strip_prefix('[') {
            let Some(close) = inner.find(']') else { bail!(Value, "schema: an open bracket in {text:?}") };
            ensure!(!list, NotImplemented, "schema: lists of lists in {text:?}");
            if close > 0 {
                count = inner[..close].trim().parse().map_err(|_| crate::Error::new(crate::Kind::Value, format!("schema: a list of unknown length in {text:?}")))?;
            }
            (list, optional_items, optional, rest) = (true, optional, false, &inner[close + 1..]);
        } else {
            break;
        }
    }
    let (single, several, word) = match base {
        "Tensor" => (Ty::Tensor, Some(if optional_items { Ty::OptTensors } else { Ty::Tensors }), "Tensor"),
        "int" | "SymInt" => (Ty::Int, Some(Ty::Ints), "int"),
        "float" => (Ty::Float, Some(Ty::Floats), "float"),
        "bool" => (Ty::Bool, Some(Ty::Bools), "bool"),
        "str" => (Ty::Str, None, "str"),
        "Scalar" | "number" | "complex" => (Ty::Scalar, None, "Scalar"),
        "ScalarType" | "dtype" => (Ty::DType, None, "dtype"),
        "Device" | "device" => (Ty::Device, None, "device"),
        "Layout" | "layout" => (Ty::Layout, None, "layout"),
        "MemoryFormat" | "memory_format" => (Ty::MemoryFormat, None, "memory_format"),
        "Generator" => (Ty::Generator, None, "Generator"),
        _ => bail!(NotImplemented, "schema: the type {base:?} in {text:?}"),
    };
    let ty = match (list, several) {
        (false, _) => single,
        (true, Some(ty)) => ty,
        (true, None) => bail!(NotImplemented, "schema: a list of {base} in {text:?}"),
    };
    ensure!(!optional_items || ty == Ty::OptTensors, NotImplemented, "schema: a list of optional {base} in {text:?}");
    let mut word = word.to_string();
    if mutated {
        word.push_str("(a!)");
    }
    word.push_str(if optional_items { "?" } else { "" });
    if list {
        word.push_str(&if count > 0 { format!("[{count}]") } else { "[]".to_string() });
    }
    word.push_str(if optional { "?" } else { "" });
    Ok(Type { ty, optional, count, mutated, word, rest: rest.trim() })
}

fn default_of(text: &str, t: &Type) -> Result<Default> {
    let unknown = || crate::Error::new(crate::Kind::Value, format!("schema: {text:?} is no default of a {}", t.word));
    let quoted = |q: char| text.strip_prefix(q).and_then(|s| s.strip_suffix(q));
    Ok(match (t.ty, text) {
        (_, "None") => Default::None,
        (Ty::Bool | Ty::Scalar, "True" | "False") => Default::Bool(text == "True"),
        (Ty::MemoryFormat, "contiguous_format") => Default::MemoryFormat(MemoryFormat::Contiguous),
        (Ty::MemoryFormat, "preserve_format") => Default::MemoryFormat(MemoryFormat::Preserve),
        (Ty::Str, _) => Default::Str(keep(quoted('"').or_else(|| quoted('\'')).ok_or_else(unknown)?.to_string())),
        (Ty::Ints | Ty::Floats, _) => {
            let items = match text.strip_prefix('[').and_then(|s| s.strip_suffix(']')) {
                Some(inside) => split(inside),
                None => vec![text; t.count.max(1) as usize],
            };
            if t.ty == Ty::Ints {
                Default::Ints(Box::leak(items.iter().map(|s| s.parse().map_err(|_| unknown())).collect::<Result<Box<[i64]>>>()?))
            } else {
                Default::Floats(Box::leak(items.iter().map(|s| s.parse().map_err(|_| unknown())).collect::<Result<Box<[f64]>>>()?))
            }
        }
        (Ty::Int, _) => Default::Int(text.parse().map_err(|_| unknown())?),
        (Ty::Float, _) => Default::Float(text.parse().map_err(|_| unknown())?),
        (Ty::Scalar, _) => match (text.parse(), text.parse()) {
            (Ok(i), _) => Default::Int(i),
            (_, Ok(f)) => Default::Float(f),
            _ => return Err(unknown()),
        },
        _ => return Err(unknown()),
    })
}

fn argument(text: &str, kwonly: bool) -> Result<(Arg, String)> {
    let t = type_of(text)?;
    let (name, given) = match t.rest.split_once('=') {
        Some((name, given)) => (name.trim(), Some(given.trim())),
        None => (t.rest, None),
    };
    ensure!(!name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_'), Value, "schema: {name:?} is no name of an argument in {text:?}");
    let default = given.map_or(Ok(Default::Required), |d| default_of(d, &t))?;
    let written = format!("{} {name}{}", t.word, given.map_or(String::new(), |d| format!("={}", d.replace('"', "'"))));
    Ok((Arg { name: keep(name.to_string()), ty: t.ty, optional: t.optional, count: t.count, varargs: false, kwonly, mutated: t.mutated, default }, written))
}

/// Reads a declaration. Raises for words it does not know.
pub fn parse(text: &str) -> Result<Schema> {
    let Some(open) = text.find('(') else { bail!(Value, "schema: expected 'namespace::name(arguments) -> returns', got {text:?}") };
    let head = text[..open].trim();
    let plain = |s: &str| !s.is_empty() && s.chars().all(|c| c.is_alphanumeric() || c == '_');
    let (space, name) = head.split_once("::").unwrap_or(("", head));
    let (name, overload) = name.split_once('.').unwrap_or((name, ""));
    let overload = if overload == "default" { "" } else { overload };
    ensure!(plain(space) && plain(name) && (overload.is_empty() || plain(overload)), Value, "schema: {head:?} is not of the form 'namespace::name'");
    let close = closing(text, open)?;
    let (mut args, mut words, mut kwonly) = (Vec::new(), Vec::new(), false);
    for part in split(&text[open + 1..close]) {
        if part == "*" {
            kwonly = true;
            words.push("*".to_string());
            continue;
        }
        let (arg, word) = argument(part, kwonly)?;
        ensure!(args.iter().all(|a: &Arg| a.name != arg.name), Value, "schema: two arguments are named {:?}", arg.name);
        args.push(arg);
        words.push(word);
    }
    let Some(returns) = text[close + 1..].trim().strip_prefix("->") else { bail!(Value, "schema: no '-> returns' after the arguments of {text:?}") };
    let returns = returns.trim();
    let (parts, several) = match returns.strip_prefix('(').and_then(|s| s.strip_suffix(')')) {
        Some(inside) => (split(inside), true),
        None => (vec![returns], false),
    };
    let returns = parts.iter().map(|p| type_of(p).map(|t| t.word.replace("(a!)", ""))).collect::<Result<Vec<_>>>()?;
    let shown = if several && returns.len() != 1 { format!("({})", returns.join(", ")) } else { returns.join("") };
    let full = if overload.is_empty() { format!("{space}::{name}") } else { format!("{space}::{name}.{overload}") };
    Ok(Schema { key: keep(full), overload: keep(overload.to_string()), text: keep(format!("{name}({}) -> {shown}", words.join(", "))), args: Box::leak(args.into_boxed_slice()), returns })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_taken_apart() -> Result<()> {
        let s = parse("my::op.two(Tensor x, Tensor? w=None, Tensor(a!)[] outs, *, SymInt[2] size=1, float eps=1e-05, str mode=\"a, b\") -> (Tensor a, Tensor[])")?;
        assert_eq!((s.key, s.overload), ("my::op.two", "two"));
        assert_eq!(s.text, "op(Tensor x, Tensor? w=None, Tensor(a!)[] outs, *, int[2] size=1, float eps=1e-05, str mode='a, b') -> (Tensor, Tensor[])");
        assert_eq!(s.args.iter().map(|a| a.ty).collect::<Vec<_>>(), [Ty::Tensor, Ty::Tensor, Ty::Tensors, Ty::Ints, Ty::Float, Ty::Str]);
        assert!(s.args[1].optional && s.args[2].mutated && s.args[3].kwonly && !s.args[2].kwonly);
        assert!(matches!(s.args[3].default, Default::Ints([1, 1])) && matches!(s.args[4].default, Default::Float(1e-5)));
        assert_eq!(parse("a::b() -> ()")?.returns.len(), 0);
        Ok(())
    }

    #[test]
    fn what_is_no_declaration_is_refused() {
        for text in ["f", "f(Tensor x) -> Tensor", "a::f(Tensor x)", "a::f(Thing x) -> Tensor", "a::f(Tensor) -> Tensor", "a::f(Tensor x, int x) -> ()", "a::f(int n=x) -> ()", "a::f(Tensor x -> Tensor", "::f() -> ()"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
