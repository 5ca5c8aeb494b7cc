//! Python's methods of strings. Places count characters, as in Python.

use super::text::MAX_LEN;
use crate::error::{Error, Kind, Result};
use crate::jit::val::Val;
use crate::{bail, ensure};

/// A method of a string: the name, the string, its arguments; also `ord` and `chr`.
pub fn method(a: &[Val]) -> Result<Val> {
    let name = a[0].str()?;
    if name == "chr" {
        let c = u32::try_from(a[1].int()?).ok().and_then(char::from_u32);
        return c.map(|c| Val::from(c.to_string())).ok_or_else(|| Error::new(Kind::Value, "chr() arg not in range"));
    }
    let s = a[1].str()?;
    let args = a.get(2..).unwrap_or_default();
    if let Some(known) = asked(name, s) {
        return Ok(Val::from(known));
    }
    if let Some(text) = changed(name, s) {
        return Ok(Val::from(text));
    }
    let text = |i: usize| match args.get(i) {
        Some(v) => v.str(),
        None => Ok(""),
    };
    Ok(match name {
        "strip" | "lstrip" | "rstrip" => {
            let drop: Option<Vec<char>> = args.first().filter(|v| !v.is_none()).map(|v| v.str().map(|t| t.chars().collect())).transpose()?;
            let cut = |c: char| drop.as_ref().map_or(c.is_whitespace(), |d| d.contains(&c));
            let out = if name == "rstrip" { s } else { s.trim_start_matches(cut) };
            Val::from(if name == "lstrip" { out } else { out.trim_end_matches(cut) }.to_string())
        }
        "startswith" | "endswith" => {
            let (part, end) = (span(s, args)?, text(0)?);
            Val::from(part.is_some_and(|p| if name == "endswith" { p.1.ends_with(end) } else { p.1.starts_with(end) }))
        }
        "find" | "rfind" | "index" | "rindex" => {
            let found = match span(s, args)? {
                Some((skipped, part)) => {
                    let at = if name.starts_with('r') { part.rfind(text(0)?) } else { part.find(text(0)?) };
                    at.map(|i| (skipped + part[..i].chars().count()) as i64)
                }
                None => None,
            };
            ensure!(found.is_some() || name.ends_with("find"), Value, "substring not found");
            Val::from(found.unwrap_or(-1))
        }
        "count" => {
            let Some((_, part)) = span(s, args)? else { return Ok(Val::from(0i64)) };
            Val::from(if text(0)?.is_empty() { part.chars().count() + 1 } else { part.matches(text(0)?).count() } as i64)
        }
        "replace" => {
            let (from, to) = (text(0)?, text(1)?);
            ensure!(s.len().saturating_add(1).saturating_mul(to.len().max(1)) < MAX_LEN, OutOfMemory, "a string of too many bytes");
            let most = args.get(2).map_or(Ok(-1), Val::int)?;
            Val::from(if most < 0 { s.replace(from, to) } else { s.replacen(from, to, most as usize) })
        }
        "split" | "rsplit" => split(name, s, args)?,
        "splitlines" => lines(s, args.first().is_some_and(|v| v.truth().unwrap_or(false))),
        "join" => {
            let Some(items) = args.first() else { bail!(Type, "join() takes a list") };
            let items = items.items()?;
            Val::from(items.iter().map(Val::str).collect::<Result<Vec<_>>>()?.join(s))
        }
        "partition" | "rpartition" => {
            let sep = text(0)?;
            ensure!(!sep.is_empty(), Value, "empty separator");
            let (found, empty) = if name == "partition" { (s.split_once(sep), (s, "", "")) } else { (s.rsplit_once(sep), ("", "", s)) };
            let (x, y, z) = found.map_or(empty, |(x, z)| (x, sep, z));
            Val::tuple([x, y, z].map(|t| Val::from(t.to_string())).to_vec())
        }
        "removeprefix" => Val::from(s.strip_prefix(text(0)?).unwrap_or(s).to_string()),
        "removesuffix" => Val::from(s.strip_suffix(text(0)?).unwrap_or(s).to_string()),
        "center" | "ljust" | "rjust" | "zfill" => padded(name, s, args)?,
        "expandtabs" => tabs(s, args.first().map_or(Ok(8), Val::int)?)?,
        "ord" => match (s.chars().next(), s.chars().count()) {
            (Some(c), 1) => Val::from(c as i64),
            _ => bail!(Type, "ord() expected a character"),
        },
        other => bail!(NotImplemented, "str.{other} in a program"),
    })
}

/// The methods that ask something of all characters.
fn asked(name: &str, s: &str) -> Option<bool> {
    let all = |f: fn(char) -> bool| !s.is_empty() && s.chars().all(f);
    let cased = |f: fn(char) -> bool, g: fn(char) -> bool| s.chars().any(f) && !s.chars().any(g);
    Some(match name {
        "isdigit" | "isdecimal" => all(|c| c.is_ascii_digit()),
        "isnumeric" => all(char::is_numeric),
        "isalpha" => all(char::is_alphabetic),
        "isalnum" => all(char::is_alphanumeric),
        "isspace" => all(char::is_whitespace),
        "isupper" => cased(char::is_uppercase, char::is_lowercase),
        "islower" => cased(char::is_lowercase, char::is_uppercase),
        "isprintable" => !s.chars().any(char::is_control),
        "isascii" => s.is_ascii(),
        "isidentifier" => !s.starts_with(|c: char| c.is_numeric()) && all(|c| c.is_alphanumeric() || c == '_'),
        "istitle" => s.chars().any(char::is_alphabetic) && titled(s) == s,
        _ => return None,
    })
}

/// The methods that change letters one by one.
fn changed(name: &str, s: &str) -> Option<String> {
    Some(match name {
        "upper" => s.to_uppercase(),
        "lower" => s.to_lowercase(),
        "title" => titled(s),
        "capitalize" => {
            let mut rest = s.chars();
            rest.next().map_or(String::new(), |c| c.to_uppercase().chain(rest.as_str().to_lowercase().chars()).collect())
        }
        "swapcase" => s.chars().map(|c| if c.is_uppercase() { c.to_lowercase().to_string() } else { c.to_uppercase().to_string() }).collect(),
        _ => return None,
    })
}

fn titled(s: &str) -> String {
    let mut inside = false;
    let one = |c: char| {
        let out = if inside { c.to_lowercase().to_string() } else { c.to_uppercase().to_string() };
        inside = c.is_alphabetic();
        out
    };
    s.chars().map(one).collect()
}

/// The part of a string from the second to the third argument, and how many characters lie before it; `None` where there is none.
fn span<'a>(s: &'a str, args: &[Val]) -> Result<Option<(usize, &'a str)>> {
    if args.len() < 2 {
        return Ok(Some((0, s)));
    }
    let n = s.chars().count() as i64;
    let bound = |at: usize, absent: i64| -> Result<i64> {
        let Some(v) = args.get(at).filter(|v| !v.is_none()) else { return Ok(absent) };
        let i = v.int()?;
        Ok(if i < 0 { i.saturating_add(n).max(0) } else { i })
    };
    let (start, stop) = (bound(1, 0)?, bound(2, n)?.min(n));
    if start > stop {
        return Ok(None);
    }
    let byte = |i: i64| s.char_indices().nth(i as usize).map_or(s.len(), |c| c.0);
    Ok(Some((start as usize, &s[byte(start)..byte(stop)])))
}

fn strings<'a>(items: impl Iterator<Item = &'a str>) -> Val {
    Val::list(items.map(|s| Val::from(s.to_string())).collect())
}

fn split(name: &str, s: &str, args: &[Val]) -> Result<Val> {
    let most = args.get(1).map_or(Ok(-1), Val::int)?;
    let parts = if most < 0 { usize::MAX } else { most as usize + 1 };
    if let Some(sep) = args.first().filter(|v| !v.is_none()) {
        let sep = sep.str()?;
        ensure!(!sep.is_empty(), Value, "empty separator");
        if name == "split" {
            return Ok(strings(s.splitn(parts, sep)));
        }
        let mut out: Vec<&str> = s.rsplitn(parts, sep).collect();
        out.reverse();
        return Ok(strings(out.into_iter()));
    }
    if most < 0 {
        return Ok(strings(s.split_whitespace()));
    }
    // What is left after the last cut keeps the spaces at its far end.
    let (forward, space) = (name == "split", char::is_whitespace);
    let near = |t: &'_ str| if forward { t.len() - t.trim_start().len() } else { t.trim_end().len() };
    let (mut rest, mut out) = (s, Vec::new());
    loop {
        rest = if forward { &rest[near(rest)..] } else { &rest[..near(rest)] };
        if rest.is_empty() {
            break;
        }
        let cut = if out.len() + 1 >= parts { None } else if forward { rest.split_once(space) } else { rest.rsplit_once(space) };
        let Some((x, y)) = cut else {
            out.push(rest);
            break;
        };
        let (word, left) = if forward { (x, y) } else { (y, x) };
        out.push(word);
        rest = left;
    }
    if name == "rsplit" {
        out.reverse();
    }
    Ok(strings(out.into_iter()))
}

fn lines(s: &str, keep: bool) -> Val {
    let (mut rest, mut out) = (s, Vec::new());
    while !rest.is_empty() {
        let body = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let end = body + if rest[body..].starts_with("\r\n") { 2 } else { usize::from(body < rest.len()) };
        out.push(&rest[..if keep { end } else { body }]);
        rest = &rest[end..];
    }
    strings(out.into_iter())
}

fn padded(name: &str, s: &str, args: &[Val]) -> Result<Val> {
    let width = args.first().map_or(Ok(0), Val::int)?;
    ensure!(width < MAX_LEN as i64, OutOfMemory, "a string of {width} characters");
    let n = s.chars().count();
    let pad = (width.max(0) as usize).saturating_sub(n);
    let fill = if name == "zfill" { "0" } else { args.get(1).map_or(Ok(" "), Val::str)? };
    ensure!(fill.chars().count() == 1, Type, "The fill character must be exactly one character long");
    let some = |k: usize| fill.repeat(k);
    Ok(Val::from(match name {
        "ljust" => format!("{s}{}", some(pad)),
        "rjust" => format!("{}{s}", some(pad)),
        "center" => {
            // As CPython divides an odd rest.
            let left = pad / 2 + (pad & width as usize & 1);
            format!("{}{s}{}", some(left), some(pad - left))
        }
        _ => {
            let sign = usize::from(s.starts_with(['-', '+']));
            format!("{}{}{}", &s[..sign], some(pad), &s[sign..])
        }
    }))
}

fn tabs(s: &str, size: i64) -> Result<Val> {
    ensure!(size < 1 << 16, OutOfMemory, "tabs of {size} characters");
    ensure!(s.len().saturating_mul(size.max(1) as usize) < MAX_LEN, OutOfMemory, "a string of too many bytes");
    let (mut out, mut column) = (String::new(), 0);
    for c in s.chars() {
        if c == '\t' {
            let n = if size > 0 { size as usize - column % size as usize } else { 0 };
            out.push_str(&" ".repeat(n));
            column += n;
        } else {
            out.push(c);
            column = if matches!(c, '\n' | '\r') { 0 } else { column + 1 };
        }
    }
    Ok(Val::from(out))
}
