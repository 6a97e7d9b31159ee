//! Points that nobody chose: the first one at or after a number that a hash gave.

use curve25519_dalek::edwards::CompressedEdwardsY;
use curve25519_dalek::traits::Identity;
use curve25519_dalek::EdwardsPoint;
use rayon::prelude::*;

use crate::terms::{points_of, Fault};

/// How far the search goes; half of all numbers are points, so it never goes far.
const FURTHEST: u32 = 1 << 16;

/// For each number of 32 bytes, little-endian, the first point at or after it, times 8.
///
/// The neutral element where there is none near, or where 8 times the point is it.
pub fn first_generators(starts: &[u8]) -> Result<Vec<EdwardsPoint>, Fault> {
    Ok(points_of(starts)?.par_iter().map(first).collect())
}

fn first(start: &[u8; 32]) -> EdwardsPoint {
    let mut encoding = *start;
    for _ in 0..FURTHEST {
        if let Some(point) = CompressedEdwardsY(encoding).decompress() {
            return point.mul_by_cofactor();
        }
        increment(&mut encoding);
    }
    EdwardsPoint::identity()
}

fn increment(number: &mut [u8; 32]) {
    for byte in number.iter_mut() {
        *byte = byte.wrapping_add(1);
        if *byte != 0 {
            return;
        }
    }
}
