//! f16 and bf16 to and from f32 without branches, so that loops over them vectorise on every instruction set.

#[inline(always)]
pub fn f16_to_f32(h: u16) -> f32 {
    let sign = ((h & 0x8000) as u32) << 16;
    let body = ((h & 0x7fff) as u32) << 13;
    // Rebias by a multiplication with 2^112, which normalises subnormals on the way.
    let finite = (f32::from_bits(body) * f32::from_bits(239 << 23)).to_bits();
    let special = body | 0x7f80_0000;
    let bits = if body >= (0x7c00 << 13) { special } else { finite };
    f32::from_bits(bits | sign)
}

/// To nearest even.
#[inline(always)]
pub fn f32_to_f16(v: f32) -> u16 {
    let sign = ((v.to_bits() >> 16) & 0x8000) as u16;
    let bits = v.to_bits() & 0x7fff_ffff;
    let nan_or_inf = if bits > 0x7f80_0000 { 0x7e00 } else { 0x7c00 };
    // Below 2^-14: adding 0.5 leaves the subnormal's mantissa, rounded, in the low bits.
    let small = (f32::from_bits(bits) + 0.5).to_bits().wrapping_sub(0.5f32.to_bits());
    let odd = (bits >> 13) & 1;
    let normal = bits.wrapping_sub(112 << 23).wrapping_add(0xfff + odd) >> 13;
    let finite = if bits < (113 << 23) { small } else { normal };
    // 65520 and above round to infinity.
    let out = if bits >= 0x477f_f000 { nan_or_inf } else { finite };
    out as u16 | sign
}

#[inline(always)]
pub fn bf16_to_f32(h: u16) -> f32 {
    f32::from_bits((h as u32) << 16)
}

/// To nearest even.
#[inline(always)]
pub fn f32_to_bf16(v: f32) -> u16 {
    let bits = v.to_bits();
    let rounded = bits.wrapping_add(0x7fff + ((bits >> 16) & 1)) >> 16;
    let nan = (bits >> 16) | 0x40;
    (if bits & 0x7fff_ffff > 0x7f80_0000 { nan } else { rounded }) as u16
}
