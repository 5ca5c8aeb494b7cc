//! A cursor over bytes that refuses to run past the end.

use super::{Result, bad, error};

pub(super) struct Bytes<'a> {
    pub data: &'a [u8],
    pub at: usize,
}

impl<'a> Bytes<'a> {
    pub fn new(data: &'a [u8], at: usize) -> Bytes<'a> {
        Bytes { data, at }
    }

    pub fn take(&mut self, n: usize) -> Result<&'a [u8]> {
        let Some(part) = self.at.checked_add(n).and_then(|end| self.data.get(self.at..end)) else {
            return bad!("unexpected end of data: {n} bytes wanted at offset {} of {}", self.at, self.data.len());
        };
        self.at += n;
        Ok(part)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        self.take(N)?.try_into().map_err(|_| error("unexpected end of data"))
    }

    pub fn u8(&mut self) -> Result<u8> {
        Ok(self.array::<1>()?[0])
    }

    pub fn u16(&mut self) -> Result<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub fn u32(&mut self) -> Result<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub fn u64(&mut self) -> Result<u64> {
        self.array().map(u64::from_le_bytes)
    }

    pub fn f64_big_endian(&mut self) -> Result<f64> {
        self.array().map(f64::from_be_bytes)
    }

    /// Up to the next newline, which is skipped.
    pub fn line(&mut self) -> Result<&'a str> {
        let rest = self.data.get(self.at..).unwrap_or(&[]);
        let Some(n) = rest.iter().position(|&b| b == b'\n') else { return bad!("unexpected end of data in a name") };
        self.at += n + 1;
        utf8(&rest[..n])
    }
}

pub(super) fn utf8(b: &[u8]) -> Result<&str> {
    std::str::from_utf8(b).map_err(|_| error("a string is not UTF-8"))
}
