//! A writer of stored entries whose data start at multiples of 64, so that a reader may map them.

use super::{CENTRAL, END, END64, END64_LOCATOR, FLAG_UTF8, LOCAL};
use crate::io::{Result, bad};
use std::io::Write;

/// Alignment of the data of every entry.
const ALIGN: u64 = 64;
/// The extra field PyTorch pads with.
const PADDING: u16 = 0x4246;
/// 1980-01-01, the earliest date of the format; a constant, so equal contents give equal files.
const DATE: u16 = 0x0021;

struct Record {
    name: String,
    crc: u32,
    size: u64,
    offset: u64,
}

/// Writes entries one after the other; `finish` writes the directory.
pub struct ZipWriter<W: Write> {
    out: W,
    at: u64,
    records: Vec<Record>,
}

impl<W: Write> ZipWriter<W> {
    pub fn new(out: W) -> ZipWriter<W> {
        ZipWriter { out, at: 0, records: Vec::new() }
    }

    pub fn add(&mut self, name: &str, data: &[u8]) -> Result<()> {
        if name.is_empty() || name.len() > u16::MAX as usize {
            return bad!("zip archive: bad entry name {name:?}");
        }
        let (crc, size) = (crc32fast::hash(data), data.len() as u64);
        let record = Record { name: name.to_string(), crc, size, offset: self.at };
        let mut extra = Vec::new();
        if size >= u32::MAX as u64 {
            extra.extend_from_slice(&1u16.to_le_bytes());
            extra.extend_from_slice(&16u16.to_le_bytes());
            extra.extend_from_slice(&size.to_le_bytes());
            extra.extend_from_slice(&size.to_le_bytes());
        }
        let unpadded = self.at + 30 + name.len() as u64 + extra.len() as u64 + 4;
        let pad = (ALIGN - unpadded % ALIGN) % ALIGN;
        extra.extend_from_slice(&PADDING.to_le_bytes());
        extra.extend_from_slice(&(pad as u16).to_le_bytes());
        extra.resize(extra.len() + pad as usize, b'Z');

        let mut head = Vec::with_capacity(128);
        head.extend_from_slice(&LOCAL.to_le_bytes());
        common(&mut head, &record, extra.len() as u16);
        head.extend_from_slice(name.as_bytes());
        head.extend_from_slice(&extra);
        self.put(&head)?;
        self.put(data)?;
        self.records.push(record);
        Ok(())
    }

    /// The checksums written so far, in order of the entries.
    pub fn checksums(&self) -> impl Iterator<Item = u32> + '_ {
        self.records.iter().map(|r| r.crc)
    }

    pub fn finish(mut self) -> Result<W> {
        let offset = self.at;
        let records = std::mem::take(&mut self.records);
        for r in &records {
            self.put(&directory_record(r))?;
        }
        let (size, count) = (self.at - offset, records.len() as u64);
        let tail = end_records(offset, size, count);
        self.put(&tail)?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn put(&mut self, b: &[u8]) -> Result<()> {
        self.out.write_all(b)?;
        self.at += b.len() as u64;
        Ok(())
    }
}

fn narrow(v: u64) -> u32 {
    v.min(u32::MAX as u64) as u32
}

/// What local header and directory record share: from the version needed to the length of the extra field.
fn common(out: &mut Vec<u8>, r: &Record, extra_len: u16) {
    let version: u16 = if r.size >= u32::MAX as u64 { 45 } else { 20 };
    for v in [version, FLAG_UTF8, 0, 0, DATE] {
        out.extend_from_slice(&v.to_le_bytes());
    }
    for v in [r.crc, narrow(r.size), narrow(r.size)] {
        out.extend_from_slice(&v.to_le_bytes());
    }
    out.extend_from_slice(&(r.name.len() as u16).to_le_bytes());
    out.extend_from_slice(&extra_len.to_le_bytes());
}

fn directory_record(r: &Record) -> Vec<u8> {
    let mut wide = Vec::new();
    if r.size >= u32::MAX as u64 {
        wide.extend_from_slice(&r.size.to_le_bytes());
        wide.extend_from_slice(&r.size.to_le_bytes());
    }
    if r.offset >= u32::MAX as u64 {
        wide.extend_from_slice(&r.offset.to_le_bytes());
    }
    let extra_len = if wide.is_empty() { 0 } else { wide.len() as u16 + 4 };
    let mut out = Vec::with_capacity(64 + r.name.len());
    out.extend_from_slice(&CENTRAL.to_le_bytes());
    out.extend_from_slice(&45u16.to_le_bytes());
    common(&mut out, r, extra_len);
    // Comment length, disk, internal attributes (16 bits), external attributes (32 bits).
    out.extend_from_slice(&[0; 10]);
    out.extend_from_slice(&narrow(r.offset).to_le_bytes());
    out.extend_from_slice(r.name.as_bytes());
    if !wide.is_empty() {
        out.extend_from_slice(&1u16.to_le_bytes());
        out.extend_from_slice(&(wide.len() as u16).to_le_bytes());
        out.extend_from_slice(&wide);
    }
    out
}

fn end_records(offset: u64, size: u64, count: u64) -> Vec<u8> {
    let mut out = Vec::with_capacity(98);
    if offset.max(size) >= u32::MAX as u64 || count >= u16::MAX as u64 {
        let at = offset + size;
        out.extend_from_slice(&END64.to_le_bytes());
        out.extend_from_slice(&44u64.to_le_bytes());
        out.extend_from_slice(&45u16.to_le_bytes());
        out.extend_from_slice(&45u16.to_le_bytes());
        out.extend_from_slice(&[0; 8]);
        for v in [count, count, size, offset] {
            out.extend_from_slice(&v.to_le_bytes());
        }
        out.extend_from_slice(&END64_LOCATOR.to_le_bytes());
        out.extend_from_slice(&0u32.to_le_bytes());
        out.extend_from_slice(&at.to_le_bytes());
        out.extend_from_slice(&1u32.to_le_bytes());
    }
    let short = count.min(u16::MAX as u64) as u16;
    out.extend_from_slice(&END.to_le_bytes());
    out.extend_from_slice(&[0; 4]);
    out.extend_from_slice(&short.to_le_bytes());
    out.extend_from_slice(&short.to_le_bytes());
    out.extend_from_slice(&narrow(size).to_le_bytes());
    out.extend_from_slice(&narrow(offset).to_le_bytes());
    out.extend_from_slice(&[0; 2]);
    out
}
