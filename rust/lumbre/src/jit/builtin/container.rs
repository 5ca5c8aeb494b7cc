//! Lists, tuples, dicts and strings as sequences.

use super::number::{add, equal, order};
use crate::error::Result;
use crate::jit::val::{Dict, Key, Val};
use crate::ops::value::Value;
use crate::{bail, ensure};
use std::cell::RefCell;
use std::cmp::Ordering;

const MAX_ITEMS: i64 = 1 << 28;

fn list(v: &Val) -> Result<&RefCell<Vec<Val>>> {
    match v {
        Val::List(l) => Ok(l),
        other => bail!(Type, "a list is expected, got {}", other.kind()),
    }
}

fn map(v: &Val) -> Result<&RefCell<Dict>> {
    match v {
        Val::Dict(d) => Ok(d),
        other => bail!(Type, "a dict is expected, got {}", other.kind()),
    }
}

fn at(i: i64, len: usize) -> Result<usize> {
    let at = if i < 0 { i + len as i64 } else { i };
    ensure!(at >= 0 && (at as usize) < len, Index, "list index {i} out of range of {len} items");
    Ok(at as usize)
}

#[cold]
fn no_key(k: &Key) -> crate::Error {
    crate::Error::new(crate::error::Kind::Key, super::text::repr(&k.val(), 0).unwrap_or_default())
}

pub fn dict(a: &[Val]) -> Result<Val> {
    ensure!(a.len() % 2 == 0, Value, "a dict is made of keys and values");
    let mut d = Dict::default();
    for pair in a.chunks_exact(2) {
        d.set(Key::of(&pair[0])?, pair[1].clone());
    }
    Ok(Val::dict(d))
}

pub fn range_len(a: &[Val]) -> Result<Val> {
    let (start, stop, step) = (a[0].int()?, a[1].int()?, a[2].int()?);
    ensure!(step != 0, Value, "range() arg 3 must not be zero");
    let (span, step) = if step > 0 { (stop as i128 - start as i128, step as i128) } else { (start as i128 - stop as i128, -(step as i128)) };
    let n = if span <= 0 { 0 } else { (span + step - 1) / step };
    match i64::try_from(n) {
        Ok(n) => Ok(Val::from(n)),
        Err(_) => bail!(Overflow, "a range of {n} turns"),
    }
}

pub fn range(a: &[Val]) -> Result<Val> {
    let (n, start, step) = (range_len(a)?.int()?, a[0].int()?, a[2].int()?);
    ensure!(n <= MAX_ITEMS, OutOfMemory, "a list of {n} items");
    Ok(Val::list((0..n).map(|i| Val::from(start + i * step)).collect()))
}

pub fn to_list(a: &[Val]) -> Result<Val> {
    Ok(match &a[0] {
        Val::Dict(_) => return keys(a),
        Val::Plain(Value::Str(s)) => Val::list(s.chars().map(|c| Val::from(c.to_string())).collect()),
        Val::Plain(Value::Tensor(t)) => Val::list(t.unbind()?.into_iter().map(Val::from).collect()),
        other => Val::list(other.items()?),
    })
}

pub fn len(a: &[Val]) -> Result<Val> {
    Ok(Val::from(match &a[0] {
        Val::List(l) => l.borrow().len() as i64,
        Val::Tuple(t) => t.len() as i64,
        Val::Dict(d) => d.borrow().len() as i64,
        Val::Plain(Value::Str(s)) => s.chars().count() as i64,
        Val::Plain(Value::Tensor(t)) => match t.sizes().first() {
            Some(n) => *n,
            None => bail!(Type, "len() of a 0-d tensor"),
        },
        other => other.items()?.len() as i64,
    }))
}

pub fn get(a: &[Val]) -> Result<Val> {
    match &a[0] {
        Val::List(l) => {
            let l = l.borrow();
            Ok(l[at(a[1].int()?, l.len())?].clone())
        }
        Val::Tuple(t) => Ok(t[at(a[1].int()?, t.len())?].clone()),
        Val::Dict(d) => {
            let k = Key::of(&a[1])?;
            d.borrow().get(&k).cloned().ok_or_else(|| no_key(&k))
        }
        Val::Plain(Value::Str(s)) => {
            let chars: Vec<char> = s.chars().collect();
            Ok(Val::from(chars[at(a[1].int()?, chars.len())?].to_string()))
        }
        other => {
            let items = other.items()?;
            Ok(items[at(a[1].int()?, items.len())?].clone())
        }
    }
}

pub fn set(a: &[Val]) -> Result<Val> {
    a[0].check_holds(&a[2])?;
    match &a[0] {
        Val::Dict(d) => {
            let k = Key::of(&a[1])?;
            d.borrow_mut().set(k, a[2].clone());
        }
        other => {
            let mut l = list(other)?.borrow_mut();
            let i = at(a[1].int()?, l.len())?;
            l[i] = a[2].clone();
        }
    }
    Ok(Val::NONE)
}

/// `x[start:stop:step]` of a list, tuple or string.
pub fn slice(a: &[Val]) -> Result<Val> {
    let chars;
    let items = match &a[0] {
        Val::Plain(Value::Str(s)) => {
            chars = s.chars().map(|c| Val::from(c.to_string())).collect::<Vec<_>>();
            chars
        }
        other => other.items()?,
    };
    let n = items.len() as i64;
    let step = if a[3].is_none() { 1 } else { a[3].int()? };
    ensure!(step != 0, Value, "slice step cannot be zero");
    let bound = |v: &Val, absent: i64| -> Result<i64> {
        if v.is_none() {
            return Ok(absent);
        }
        let i = v.int()?;
        let i = if i < 0 { i.saturating_add(n) } else { i };
        Ok(if step > 0 { i.clamp(0, n) } else { i.clamp(-1, n - 1) })
    };
    let (start, stop) = if step > 0 { (bound(&a[1], 0)?, bound(&a[2], n)?) } else { (bound(&a[1], n - 1)?, bound(&a[2], -1)?) };
    let mut out = Vec::new();
    let mut i = start;
    while if step > 0 { i < stop } else { i > stop } {
        out.push(items[i as usize].clone());
        i = i.saturating_add(step);
    }
    Ok(match &a[0] {
        Val::Plain(Value::Str(_)) => Val::from(out.iter().map(|v| v.str().map(str::to_string)).collect::<Result<String>>()?),
        Val::Tuple(_) => Val::tuple(out),
        _ => Val::list(out),
    })
}

fn room(len: usize) -> Result<()> {
    ensure!((len as i64) < MAX_ITEMS, OutOfMemory, "a list of {len} items");
    Ok(())
}

pub fn append(a: &[Val]) -> Result<Val> {
    a[0].check_holds(&a[1])?;
    let l = list(&a[0])?;
    room(l.borrow().len())?;
    l.borrow_mut().push(a[1].clone());
    Ok(Val::NONE)
}

pub fn extend(a: &[Val]) -> Result<Val> {
    let more = to_list(&a[1..])?.items()?;
    more.iter().try_for_each(|v| a[0].check_holds(v))?;
    let l = list(&a[0])?;
    room(l.borrow().len() + more.len())?;
    l.borrow_mut().extend(more);
    Ok(Val::NONE)
}

pub fn insert(a: &[Val]) -> Result<Val> {
    a[0].check_holds(&a[2])?;
    let mut l = list(&a[0])?.borrow_mut();
    room(l.len())?;
    let (i, n) = (a[1].int()?, l.len() as i64);
    let i = if i < 0 { (i.saturating_add(n)).max(0) } else { i.min(n) };
    l.insert(i as usize, a[2].clone());
    Ok(Val::NONE)
}

pub fn pop(a: &[Val]) -> Result<Val> {
    if let Val::Dict(d) = &a[0] {
        ensure!(a.len() > 1, Type, "pop() of a dict takes a key");
        let k = Key::of(&a[1])?;
        return d.borrow_mut().remove(&k).or_else(|| a.get(2).cloned()).ok_or_else(|| no_key(&k));
    }
    let mut l = list(&a[0])?.borrow_mut();
    ensure!(!l.is_empty(), Index, "pop from empty list");
    let i = a.get(1).map_or(Ok(-1), Val::int)?;
    let i = at(i, l.len())?;
    Ok(l.remove(i))
}

pub fn delete(a: &[Val]) -> Result<Val> {
    pop(&a[..2]).map(|_| Val::NONE)
}

pub fn remove(a: &[Val]) -> Result<Val> {
    let i = find(a)?.int()? as usize;
    list(&a[0])?.borrow_mut().remove(i);
    Ok(Val::NONE)
}

pub fn clear(a: &[Val]) -> Result<Val> {
    match &a[0] {
        Val::Dict(d) => d.borrow_mut().clear(),
        other => list(other)?.borrow_mut().clear(),
    }
    Ok(Val::NONE)
}

pub fn copy(a: &[Val]) -> Result<Val> {
    match &a[0] {
        Val::Dict(d) => {
            let mut out = Dict::default();
            d.borrow().iter().for_each(|(k, v)| out.set(k.clone(), v.clone()));
            Ok(Val::dict(out))
        }
        other => Ok(Val::list(other.items()?)),
    }
}

pub fn reverse(a: &[Val]) -> Result<Val> {
    list(&a[0])?.borrow_mut().reverse();
    Ok(Val::NONE)
}

pub fn sort(a: &[Val]) -> Result<Val> {
    let l = list(&a[0])?;
    let keys = l.borrow().clone();
    sorted(l, keys, a[1].truth()?)
}

/// A list in the order of the keys of its items.
pub fn sort_by(a: &[Val]) -> Result<Val> {
    sorted(list(&a[0])?, a[1].items()?, a[2].truth()?)
}

fn sorted(l: &RefCell<Vec<Val>>, keys: Vec<Val>, backwards: bool) -> Result<Val> {
    let items = l.borrow().clone();
    ensure!(keys.len() == items.len(), Value, "{} keys for {} items", keys.len(), items.len());
    let mut failed = None;
    let mut by: Vec<(Val, Val)> = keys.into_iter().zip(items).collect();
    by.sort_by(|(x, _), (y, _)| {
        let o = order(x, y).unwrap_or_else(|e| {
            failed.get_or_insert(e);
            None
        });
        let o = o.unwrap_or(Ordering::Equal);
        if backwards { o.reverse() } else { o }
    });
    if let Some(e) = failed {
        return Err(e);
    }
    *l.borrow_mut() = by.into_iter().map(|p| p.1).collect();
    Ok(Val::NONE)
}

/// The bounds of `x[start:stop]` in a list of `n` items.
fn bounds(start: &Val, stop: &Val, n: usize) -> Result<(usize, usize)> {
    let bound = |v: &Val, absent: i64| -> Result<i64> {
        let i = if v.is_none() { absent } else { v.int()? };
        Ok(if i < 0 { i.saturating_add(n as i64) } else { i }.clamp(0, n as i64))
    };
    let from = bound(start, 0)?;
    Ok((from as usize, bound(stop, n as i64)?.max(from) as usize))
}

/// `x[start:stop] = items`.
pub fn set_slice(a: &[Val]) -> Result<Val> {
    let items = a[3].items()?;
    items.iter().try_for_each(|v| a[0].check_holds(v))?;
    let mut l = list(&a[0])?.borrow_mut();
    let (from, to) = bounds(&a[1], &a[2], l.len())?;
    l.splice(from..to, items);
    Ok(Val::NONE)
}

/// `del x[start:stop]`.
pub fn delete_slice(a: &[Val]) -> Result<Val> {
    let mut l = list(&a[0])?.borrow_mut();
    let (from, to) = bounds(&a[1], &a[2], l.len())?;
    l.drain(from..to);
    Ok(Val::NONE)
}

pub fn find(a: &[Val]) -> Result<Val> {
    for (i, v) in a[0].items()?.iter().enumerate() {
        if equal(v, &a[1])? {
            return Ok(Val::from(i as i64));
        }
    }
    bail!(Value, "the value is not in the list")
}

pub fn count(a: &[Val]) -> Result<Val> {
    let mut n = 0i64;
    for v in a[0].items()? {
        n += equal(&v, &a[1])? as i64;
    }
    Ok(Val::from(n))
}

/// `a[1] in a[0]`.
pub fn contains(a: &[Val]) -> Result<Val> {
    Ok(Val::from(match &a[0] {
        Val::Dict(d) => d.borrow().get(&Key::of(&a[1])?).is_some(),
        Val::Plain(Value::Str(s)) => s.contains(a[1].str()?),
        other => {
            let mut found = false;
            for v in other.items()? {
                found = found || equal(&v, &a[1])?;
            }
            found
        }
    }))
}

pub fn keys(a: &[Val]) -> Result<Val> {
    Ok(Val::list(map(&a[0])?.borrow().iter().map(|(k, _)| k.val()).collect()))
}

pub fn values(a: &[Val]) -> Result<Val> {
    Ok(Val::list(map(&a[0])?.borrow().iter().map(|(_, v)| v.clone()).collect()))
}

pub fn pairs(a: &[Val]) -> Result<Val> {
    let pair = |(k, v): (&Key, &Val)| Val::tuple(vec![k.val(), v.clone()]);
    Ok(Val::list(map(&a[0])?.borrow().iter().map(pair).collect()))
}

pub fn get_or(a: &[Val]) -> Result<Val> {
    Ok(map(&a[0])?.borrow().get(&Key::of(&a[1])?).cloned().unwrap_or_else(|| a[2].clone()))
}

pub fn set_default(a: &[Val]) -> Result<Val> {
    let (d, k) = (map(&a[0])?, Key::of(&a[1])?);
    if let Some(v) = d.borrow().get(&k) {
        return Ok(v.clone());
    }
    a[0].check_holds(&a[2])?;
    d.borrow_mut().set(k, a[2].clone());
    Ok(a[2].clone())
}

pub fn update(a: &[Val]) -> Result<Val> {
    let more: Vec<(Key, Val)> = map(&a[1])?.borrow().iter().map(|(k, v)| (k.clone(), v.clone())).collect();
    more.iter().try_for_each(|e| a[0].check_holds(&e.1))?;
    let mut d = map(&a[0])?.borrow_mut();
    more.into_iter().for_each(|(k, v)| d.set(k, v));
    Ok(Val::NONE)
}

pub fn sum(a: &[Val]) -> Result<Val> {
    a[0].items()?.into_iter().try_fold(a[1].clone(), |s, v| match (s.tensor(), v.tensor()) {
        (None, None) => add(&[s, v]),
        (Some(x), Some(y)) => Ok(Val::from(x.add(y)?)),
        (Some(x), None) => Ok(Val::from(x.add(v.float()?)?)),
        (None, Some(y)) => Ok(Val::from(y.add(s.float()?)?)),
    })
}
