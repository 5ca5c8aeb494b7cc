//! Globals by names of their own. A pickler is asked for an id of every object it meets; for classes and functions of
//! this package that id is a string, `token module\nname`, and here the string becomes the global that PyTorch names so.
//! The pickler itself would look the name up and find another object, or none.

const BINPERSID: u8 = b'Q';

/// An instruction: its code, what follows the code, and the text it pushes.
struct Op<'a> {
    code: u8,
    all: &'a [u8],
    text: Option<&'a [u8]>,
}

/// Bytes of the argument where the opcode alone says how many (protocols 1 to 5).
fn fixed(code: u8) -> usize {
    match code {
        b'K' | b'h' | b'q' | 0x80 | 0x82 => 1,
        b'M' | 0x83 => 2,
        b'J' | b'j' | b'r' | 0x84 => 4,
        b'G' | 0x95 => 8,
        _ => 0,
    }
}

/// Bytes of the length that comes before the argument.
fn length_bytes(code: u8) -> usize {
    match code {
        b'U' | b'C' | 0x8a | 0x8c => 1,
        b'T' | b'X' | b'B' | 0x8b => 4,
        0x8d | 0x8e | 0x96 => 8,
        _ => 0,
    }
}

/// Lines of text that follow.
fn lines(code: u8) -> usize {
    match code {
        b'c' | b'i' => 2,
        b'F' | b'I' | b'L' | b'P' | b'S' | b'V' | b'g' | b'p' => 1,
        _ => 0,
    }
}

fn next<'a>(data: &'a [u8]) -> Option<Op<'a>> {
    let code = *data.first()?;
    let end_of = |n: usize| data.get(..n);
    if lines(code) > 0 {
        let ends = data.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(i, _)| i + 1);
        return Some(Op { code, all: end_of(ends.skip(lines(code) - 1).next()?)?, text: None });
    }
    let width = length_bytes(code);
    if width == 0 {
        return Some(Op { code, all: end_of(1 + fixed(code))?, text: None });
    }
    let mut length = [0u8; 8];
    length[..width].copy_from_slice(data.get(1..1 + width)?);
    let end = usize::try_from(u64::from_le_bytes(length)).ok()?.checked_add(1 + width)?;
    let all = end_of(end)?;
    Some(Op { code, all, text: matches!(code, b'X' | 0x8c | 0x8d).then(|| &all[1 + width..]) })
}

/// The memo slot that an instruction recalls.
fn recalled(op: &Op) -> Option<u32> {
    match (op.code, op.all) {
        (b'h', [_, i]) => Some(*i as u32),
        (b'j', [_, rest @ ..]) => Some(u32::from_le_bytes(rest.try_into().ok()?)),
        _ => None,
    }
}

/// The memo slot that an instruction fills, given how many were filled.
fn filled(op: &Op, count: u32) -> Option<u32> {
    match (op.code, op.all) {
        (b'q', [_, i]) => Some(*i as u32),
        (b'r', [_, rest @ ..]) => Some(u32::from_le_bytes(rest.try_into().ok()?)),
        (0x94, _) => Some(count),
        _ => None,
    }
}

/// Replaces each placeholder by a GLOBAL, and drops the instruction that made a persistent object of it.
pub fn name_globals(pickle: &[u8], token: &str) -> Result<Vec<u8>, &'static str> {
    let mut out = Vec::with_capacity(pickle.len());
    let mut named = std::collections::HashSet::new();
    let (mut at, mut count, mut on_top) = (0, 0, false);
    while let Some(op) = next(&pickle[at..]) {
        at += op.all.len();
        let global = op.text.and_then(|t| t.strip_prefix(token.as_bytes()));
        if let Some(global) = global {
            // Module and name, each with its line end.
            out.push(b'c');
            out.extend_from_slice(global);
            out.push(b'\n');
            on_top = true;
            continue;
        }
        if let Some(slot) = filled(&op, count) {
            count += 1;
            if on_top {
                named.insert(slot);
            }
            out.extend_from_slice(op.all);
            continue;
        }
        // Lengths of frames no longer hold; they are optional.
        let drop = op.code == 0x95 || op.code == BINPERSID && on_top;
        if !drop {
            out.extend_from_slice(op.all);
        }
        if op.code != 0x95 {
            on_top = recalled(&op).is_some_and(|slot| named.contains(&slot));
        }
        if op.code == b'.' && at == pickle.len() {
            return Ok(out);
        }
    }
    Err("the pickler wrote instructions that cannot be followed")
}
