//! The two 8-bit floats of the OCP format: storage only, converted through f32.

/// 4 exponent bits, 3 mantissa bits, no infinity, one NaN code (0x7f); the largest value is 448.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
#[repr(transparent)]
pub struct F8E4M3(pub u8);

/// 5 exponent bits, 2 mantissa bits: the top half of an f16.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
#[repr(transparent)]
pub struct F8E5M2(pub u8);

const fn e4m3_value(code: u8) -> f32 {
    let sign = if code & 0x80 != 0 { -1.0 } else { 1.0 };
    let (exp, man) = ((code >> 3) & 15, (code & 7) as f32);
    if code & 0x7f == 0x7f {
        return f32::NAN;
    }
    if exp == 0 {
        return sign * man / 512.0;
    }
    // 2^(exp - 7) as bits.
    sign * (1.0 + man / 8.0) * f32::from_bits((exp as u32 + 120) << 23)
}

static E4M3: [f32; 256] = {
    let mut table = [0.0; 256];
    let mut i = 0;
    while i < 256 {
        table[i] = e4m3_value(i as u8);
        i += 1;
    }
    table
};

impl F8E4M3 {
    #[inline(always)]
    pub fn to_f32(self) -> f32 {
        E4M3[self.0 as usize]
    }

    /// To nearest even; beyond 448, infinity included, saturates.
    #[inline(always)]
    pub fn from_f32(v: f32) -> Self {
        let sign = ((v.to_bits() >> 24) & 0x80) as u8;
        let bits = v.to_bits() & 0x7fff_ffff;
        if bits >= 448f32.to_bits() {
            return F8E4M3(sign | if bits > 0x7f80_0000 { 0x7f } else { 0x7e });
        }
        if bits < (121 << 23) {
            // Below 2^-6: adding 2^14 leaves the subnormal's mantissa, rounded, in the low bits.
            let shifted = f32::from_bits(bits) + 16384.0;
            return F8E4M3(sign | (shifted.to_bits().wrapping_sub(16384f32.to_bits())) as u8);
        }
        let odd = (bits >> 20) & 1;
        let rounded = bits - (120 << 23) + 0x7_ffff + odd;
        F8E4M3(sign | (rounded >> 20) as u8)
    }
}

impl F8E5M2 {
    #[inline(always)]
    pub fn to_f32(self) -> f32 {
        super::half::f16_to_f32((self.0 as u16) << 8)
    }

    /// To nearest even; overflow gives infinity.
    #[inline(always)]
    pub fn from_f32(v: f32) -> Self {
        let sign = ((v.to_bits() >> 24) & 0x80) as u8;
        let bits = v.to_bits() & 0x7fff_ffff;
        if bits >= 0x7f80_0000 {
            return F8E5M2(sign | if bits > 0x7f80_0000 { 0x7f } else { 0x7c });
        }
        if bits >= (143 << 23) {
            return F8E5M2(sign | 0x7c);
        }
        if bits < (113 << 23) {
            // Below 2^-14: adding 2^7 leaves the subnormal's mantissa, rounded, in the low bits.
            let shifted = f32::from_bits(bits) + 128.0;
            return F8E5M2(sign | (shifted.to_bits().wrapping_sub(128f32.to_bits())) as u8);
        }
        let odd = (bits >> 21) & 1;
        let rounded = bits - (112 << 23) + 0xf_ffff + odd;
        F8E5M2(sign | (rounded >> 21) as u8)
    }
}
