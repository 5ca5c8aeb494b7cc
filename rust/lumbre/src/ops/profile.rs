//! Times of the ops that run on a thread, while somebody asks for them.

use super::value::{Stack, Value};
use crate::error::Result;
use crate::modes;
use std::borrow::Cow;
use std::cell::RefCell;
use std::time::Instant;

/// One call: what ran, from when to when (nanoseconds since `begin`), inside how many others.
pub struct Event {
    pub name: Cow<'static, str>,
    pub start: u64,
    pub end: u64,
    pub depth: u32,
    /// Sizes of the tensors among the arguments; empty unless asked for.
    pub shapes: Vec<Vec<i64>>,
}

struct Log {
    since: Instant,
    events: Vec<Event>,
    /// Places of the calls that have not returned.
    open: Vec<usize>,
    shapes: bool,
}

thread_local! {
    static LOG: RefCell<Option<Log>> = const { RefCell::new(None) };
}

/// Starts a new log on this thread; `shapes` notes the sizes of arguments.
pub fn begin(shapes: bool) {
    LOG.with(|log| *log.borrow_mut() = Some(Log { since: Instant::now(), events: Vec::new(), open: Vec::new(), shapes }));
    modes::set(modes::get() | modes::PROFILE);
}

/// Ends the log and gives its events, in the order in which they began.
pub fn end() -> Vec<Event> {
    modes::set(modes::get() & !modes::PROFILE);
    let Some(log) = LOG.with(|log| log.borrow_mut().take()) else { return Vec::new() };
    let now = log.since.elapsed().as_nanos() as u64;
    let mut events = log.events;
    for at in log.open {
        events[at].end = now;
    }
    events
}

/// Notes the beginning of a range of the program's own.
pub fn push(name: String) {
    open(Cow::Owned(name), None);
}

/// Notes the end of the innermost call or range.
pub fn pop() {
    LOG.with(|log| {
        if let Some(log) = log.borrow_mut().as_mut()
            && let Some(at) = log.open.pop()
        {
            log.events[at].end = log.since.elapsed().as_nanos() as u64;
        }
    });
}

fn open(name: Cow<'static, str>, stack: Option<&Stack>) {
    LOG.with(|log| {
        if let Some(log) = log.borrow_mut().as_mut() {
            let shapes = match stack {
                Some(stack) if log.shapes => shapes(stack),
                _ => Vec::new(),
            };
            let depth = log.open.len() as u32;
            log.open.push(log.events.len());
            log.events.push(Event { name, start: log.since.elapsed().as_nanos() as u64, end: 0, depth, shapes });
        }
    });
}

/// Runs a part of a backward rule that is no op of its own, timed under a name; `sizes` are those of its operands.
pub(crate) fn part<T>(name: &'static str, sizes: [&[i64]; 2], body: impl FnOnce() -> Result<T>) -> Result<T> {
    if modes::get() & modes::PROFILE == 0 {
        return body();
    }
    open(Cow::Borrowed(name), None);
    LOG.with(|log| {
        if let Some(log) = log.borrow_mut().as_mut().filter(|log| log.shapes)
            && let Some(event) = log.events.last_mut()
        {
            event.shapes = sizes.iter().map(|s| s.to_vec()).collect();
        }
    });
    let result = body();
    pop();
    result
}

fn shapes(stack: &Stack) -> Vec<Vec<i64>> {
    let mut out = Vec::new();
    for value in stack {
        match value {
            Value::Tensor(t) => out.push(t.sizes().to_vec()),
            Value::Tensors(ts) => out.extend(ts.iter().map(|t| t.sizes().to_vec())),
            _ => {}
        }
    }
    out
}

/// Runs one op, timed.
#[cold]
pub(crate) fn timed(name: &'static str, stack: &Stack, body: impl FnOnce() -> Result<Value>) -> Result<Value> {
    open(Cow::Borrowed(name), Some(stack));
    let result = body();
    pop();
    result
}
