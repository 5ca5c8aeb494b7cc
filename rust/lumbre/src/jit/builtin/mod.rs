//! Built-in functions of programs: what Python does to numbers, strings and containers, and what it reads off tensors.
//!
//! Arguments are checked when a function runs: a file may call any of them with anything.

mod container;
mod number;
mod string;
mod tensor;
mod text;

use super::val::Val;
use crate::error::Result;

/// A built-in function.
pub struct Builtin {
    pub name: &'static str,
    /// How many arguments it takes, at least and at most.
    pub arity: (usize, usize),
    pub run: fn(&[Val]) -> Result<Val>,
    /// Puts its arguments into a container, where they may outlive their names.
    pub keeps: bool,
}

impl std::fmt::Debug for Builtin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

const fn row(name: &'static str, arity: (usize, usize), run: fn(&[Val]) -> Result<Val>) -> Builtin {
    Builtin { name, arity, run, keeps: false }
}

const fn keeper(name: &'static str, arity: (usize, usize), run: fn(&[Val]) -> Result<Val>) -> Builtin {
    Builtin { name, arity, run, keeps: true }
}

const ANY: usize = usize::MAX;

static TABLE: &[Builtin] = &[
    row("const", (1, 1), |a| Ok(a[0].clone())),
    // Numbers; `add` and `mul` take strings and lists too.
    row("add", (2, 2), number::add),
    row("sub", (2, 2), |a| number::arithmetic("-", &a[0], &a[1])),
    row("mul", (2, 2), number::mul),
    row("truediv", (2, 2), |a| number::arithmetic("/", &a[0], &a[1])),
    row("floordiv", (2, 2), |a| number::arithmetic("//", &a[0], &a[1])),
    row("mod", (2, 2), number::modulo),
    row("pow", (2, 2), |a| number::arithmetic("**", &a[0], &a[1])),
    row("neg", (1, 1), |a| number::arithmetic("-", &Val::from(0i64), &a[0])),
    row("invert", (1, 1), |a| Ok(Val::from(!a[0].int()?))),
    row("bit", (3, 3), number::bit),
    row("not", (1, 1), |a| Ok(Val::from(!a[0].truth()?))),
    row("kind", (1, 1), |a| Ok(Val::from(a[0].kind().replace("list of ints", "list")))),
    row("is_none", (1, 1), |a| Ok(Val::from(a[0].is_none()))),
    row("eq", (2, 2), |a| Ok(Val::from(number::equal(&a[0], &a[1])?))),
    row("ne", (2, 2), |a| Ok(Val::from(!number::equal(&a[0], &a[1])?))),
    row("lt", (2, 2), |a| Ok(Val::from(number::order(&a[0], &a[1])?.is_some_and(|o| o.is_lt())))),
    row("le", (2, 2), |a| Ok(Val::from(number::order(&a[0], &a[1])?.is_some_and(|o| o.is_le())))),
    row("gt", (2, 2), |a| Ok(Val::from(number::order(&a[0], &a[1])?.is_some_and(|o| o.is_gt())))),
    row("ge", (2, 2), |a| Ok(Val::from(number::order(&a[0], &a[1])?.is_some_and(|o| o.is_ge())))),
    row("int", (1, 1), number::to_int),
    row("float", (1, 1), number::to_float),
    row("bool", (1, 1), |a| Ok(Val::from(a[0].truth()?))),
    row("complex", (2, 2), number::to_complex),
    row("abs", (1, 1), number::absolute),
    row("round", (1, 2), number::round),
    row("min", (1, ANY), |a| number::extreme(a, true)),
    row("max", (1, ANY), |a| number::extreme(a, false)),
    row("math", (2, 4), number::math),
    // Containers.
    keeper("list", (0, ANY), |a| Ok(Val::list(a.to_vec()))),
    keeper("tuple", (0, ANY), |a| Ok(Val::tuple(a.to_vec()))),
    keeper("dict", (0, ANY), container::dict),
    row("range", (3, 3), container::range),
    row("range_len", (3, 3), container::range_len),
    row("to_list", (1, 1), container::to_list),
    row("unpack", (1, 1), |a| Ok(a[0].clone())),
    row("len", (1, 1), container::len),
    row("get", (2, 2), container::get),
    keeper("set", (3, 3), container::set),
    row("slice", (4, 4), container::slice),
    keeper("append", (2, 2), container::append),
    keeper("extend", (2, 2), container::extend),
    keeper("insert", (3, 3), container::insert),
    row("pop", (1, 3), container::pop),
    row("delete", (2, 2), container::delete),
    row("remove", (2, 2), container::remove),
    row("clear", (1, 1), container::clear),
    row("copy", (1, 1), container::copy),
    row("reverse", (1, 1), container::reverse),
    row("sort", (2, 2), container::sort),
    row("sort_by", (3, 3), container::sort_by),
    keeper("set_slice", (4, 4), container::set_slice),
    row("delete_slice", (3, 3), container::delete_slice),
    row("find", (2, 2), container::find),
    row("count", (2, 2), container::count),
    row("contains", (2, 2), container::contains),
    row("keys", (1, 1), container::keys),
    row("values", (1, 1), container::values),
    row("items", (1, 1), container::pairs),
    row("get_or", (3, 3), container::get_or),
    keeper("set_default", (3, 3), container::set_default),
    keeper("update", (2, 2), container::update),
    row("sum", (2, 2), container::sum),
    row("prod", (1, 1), |a| a[0].items()?.into_iter().try_fold(Val::from(1i64), |s, v| number::mul(&[s, v]))),
    row("any", (1, 1), |a| a[0].items()?.iter().try_fold(false, |s, v| Ok(s || v.truth()?)).map(Val::from)),
    row("all", (1, 1), |a| a[0].items()?.iter().try_fold(true, |s, v| Ok(s && v.truth()?)).map(Val::from)),
    // Text.
    row("str", (1, 1), |a| text::string(&a[0]).map(Val::from)),
    row("repr", (1, 1), |a| text::repr(&a[0], 0).map(Val::from)),
    row("format", (1, ANY), text::format),
    row("format_one", (2, 2), text::format_one),
    row("text", (2, 5), string::method),
    row("print", (0, ANY), text::print),
    row("assert", (2, 2), text::assert),
    row("raise", (2, 2), text::raise),
    // Tensors.
    row("shape", (1, 1), tensor::shape),
    row("size", (2, 2), tensor::size),
    row("stride", (1, 2), tensor::stride),
    row("dim", (1, 1), |a| Ok(Val::from(tensor::of(&a[0])?.dim() as i64))),
    row("numel", (1, 1), |a| Ok(Val::from(tensor::of(&a[0])?.numel()))),
    row("item", (1, 1), |a| Ok(Val::from(tensor::of(&a[0])?.item()?))),
    row("dtype", (1, 1), |a| tensor::property(&a[0], "dtype")),
    row("property", (2, 2), |a| tensor::property(&a[0], a[1].str()?)),
    row("tolist", (1, 1), |a| tensor::tolist(tensor::of(&a[0])?)),
    row("tensor", (3, 3), tensor::make),
    row("index", (2, ANY), tensor::index),
    row("index_set", (3, ANY), tensor::index_set),
    row("grad_mode", (1, 1), tensor::grad_mode),
    row("dtype_of", (1, 1), |a| tensor::finfo(&a[0])),
];

/// The function of this name.
pub fn find(name: &str) -> Option<&'static Builtin> {
    TABLE.iter().find(|b| b.name == name)
}
