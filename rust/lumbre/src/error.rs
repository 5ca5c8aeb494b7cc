//! One boxed error. Kinds map one to one to Python's exception classes.

use std::fmt;
use std::sync::OnceLock;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Runtime,
    Value,
    Type,
    Index,
    Key,
    Attribute,
    NotImplemented,
    OutOfMemory,
    Overflow,
    Io,
    Unpickling,
    /// A decomposition that does not exist, or did not converge.
    LinAlg,
    Interrupted,
    /// An exception of the embedding language, carried through unchanged in `Error::payload`.
    Foreign,
}

/// What went wrong: a kind and a sentence.
pub struct Error(Box<Inner>);

struct Inner {
    kind: Kind,
    message: String,
    payload: Option<Box<dyn std::any::Any + Send + Sync>>,
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    #[cold]
    pub fn new(kind: Kind, message: impl Into<String>) -> Error {
        Error(Box::new(Inner { kind, message: message.into(), payload: None }))
    }

    /// Carries a foreign exception through the engine.
    #[cold]
    pub fn foreign(message: impl Into<String>, payload: Box<dyn std::any::Any + Send + Sync>) -> Error {
        Error(Box::new(Inner { kind: Kind::Foreign, message: message.into(), payload: Some(payload) }))
    }

    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    pub fn message(&self) -> &str {
        &self.0.message
    }

    pub fn take_payload(&mut self) -> Option<Box<dyn std::any::Any + Send + Sync>> {
        self.0.payload.take()
    }

    /// The same error with `prefix: ` before its message.
    pub fn context(mut self, prefix: impl fmt::Display) -> Error {
        self.0.message = format!("{prefix}: {}", self.0.message);
        self
    }
}

static WARN: OnceLock<fn(&str) -> Result<()>> = OnceLock::new();

/// Installs how a binding shows a warning; it fails where the user asked for warnings to be errors.
pub fn set_warn_hook(hook: fn(&str) -> Result<()>) {
    let _ = WARN.set(hook);
}

/// Tells the user of something that is allowed and probably not meant.
#[cold]
pub fn warn(text: &str) -> Result<()> {
    WARN.get().map_or(Ok(()), |hook| hook(text))
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.0.kind, self.0.message)
    }
}

impl std::error::Error for Error {}

impl From<std::io::Error> for Error {
    fn from(e: std::io::Error) -> Error {
        Error::new(Kind::Io, e.to_string())
    }
}

/// `bail!(Kind, "format", …)` returns an error; without a kind it is `Runtime`.
#[macro_export]
macro_rules! bail {
    ($kind:ident, $($arg:tt)*) => {
        return Err($crate::error::Error::new($crate::error::Kind::$kind, format!($($arg)*)))
    };
    ($($arg:tt)*) => {
        return Err($crate::error::Error::new($crate::error::Kind::Runtime, format!($($arg)*)))
    };
}

/// `ensure!(condition, Kind, "format", …)`.
#[macro_export]
macro_rules! ensure {
    ($cond:expr, $kind:ident, $($arg:tt)*) => {
        if !$cond { $crate::bail!($kind, $($arg)*); }
    };
    ($cond:expr, $($arg:tt)*) => {
        if !$cond { $crate::bail!($($arg)*); }
    };
}
