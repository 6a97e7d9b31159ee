//! Products of powers, written as sums of multiples: many of a few terms, or one of many.

use curve25519_dalek::edwards::VartimeEdwardsPrecomputation;
use curve25519_dalek::traits::{
    Identity, MultiscalarMul, VartimeMultiscalarMul, VartimePrecomputedMultiscalarMul,
};
use curve25519_dalek::{EdwardsPoint, Scalar};
use rayon::prelude::*;

use crate::terms::{numbers, read_scalars, starts_of, Fault, Terms};

/// A base gets a table where it stands in so many products of one call.
const WORTH_A_TABLE: usize = 16;

/// No more bases than this get one.
const MOST_TABLES: usize = 4;

/// One thread takes no fewer terms of a long product than this.
const LEAST_TERMS: usize = 512;

/// Each product, in variable time: for public scalars only.
pub fn public_products(terms: &Terms) -> Vec<EdwardsPoint> {
    let tables = Tables::of(terms);
    (0..terms.len())
        .into_par_iter()
        .map(|product| tables.product(terms, product))
        .collect()
}

/// Each product, in a time that depends on the number of its terms alone.
pub fn secret_products(terms: &Terms) -> Vec<EdwardsPoint> {
    let share = |pairs: &[(usize, &Scalar)]| {
        let scalars = pairs.iter().map(|(_, scalar)| *scalar);
        let bases = pairs.iter().map(|(place, _)| terms.bases[*place]);
        EdwardsPoint::multiscalar_mul(scalars, bases)
    };
    let product = |number: usize| {
        let pairs: Vec<_> = terms.of(number).collect();
        pairs
            .par_chunks(LEAST_TERMS)
            .map(share)
            .reduce(EdwardsPoint::identity, |a, b| a + b)
    };
    (0..terms.len()).into_par_iter().map(product).collect()
}

/// One product of as many powers as there are bases, in variable time: for public scalars only.
pub fn multi_product(bases: &[EdwardsPoint], scalars: &[u8]) -> Result<EdwardsPoint, Fault> {
    let scalars = read_scalars(scalars, bases.len())?;
    let share = bases.len().div_ceil(rayon::current_num_threads());
    let size = share.max(LEAST_TERMS);
    Ok(bases
        .par_chunks(size)
        .zip(scalars.par_chunks(size))
        .map(|(bases, scalars)| EdwardsPoint::vartime_multiscalar_mul(scalars, bases))
        .reduce(EdwardsPoint::identity, |a, b| a + b))
}

/// The sum of the first so many points, of the next so many, and so on.
pub fn sums(points: &[EdwardsPoint], lengths: &[u8]) -> Result<Vec<EdwardsPoint>, Fault> {
    let starts = starts_of(&numbers(lengths, "lengths")?);
    let expected = starts[starts.len() - 1];
    if points.len() != expected {
        let found = points.len();
        return Err(Fault::Length {
            found,
            expected,
            what: "points to add",
        });
    }
    let sum = |ends: &[usize]| {
        points[ends[0]..ends[1]]
            .par_iter()
            .copied()
            .reduce(EdwardsPoint::identity, |a, b| a + b)
    };
    Ok(starts.windows(2).map(sum).collect())
}

/// Each point less the one at the same place.
pub fn differences(
    points: &[EdwardsPoint],
    others: &[EdwardsPoint],
) -> Result<Vec<EdwardsPoint>, Fault> {
    if points.len() != others.len() {
        let (found, expected) = (others.len(), points.len());
        return Err(Fault::Length {
            found,
            expected,
            what: "points to take away",
        });
    }
    Ok(points
        .par_iter()
        .zip(others)
        .map(|(one, other)| one - other)
        .collect())
}

/// The tables of those bases that stand in many products.
struct Tables {
    tables: VartimeEdwardsPrecomputation,
    /// For each base its place among the tables, if it has one.
    place: Vec<Option<usize>>,
    count: usize,
}

impl Tables {
    fn of(terms: &Terms) -> Self {
        let mut uses = vec![0usize; terms.bases.len()];
        for &place in &terms.places {
            uses[place] += 1;
        }
        let mut often: Vec<usize> = (0..uses.len())
            .filter(|&base| uses[base] >= WORTH_A_TABLE)
            .collect();
        often.sort_by_key(|&base| usize::MAX - uses[base]);
        often.truncate(MOST_TABLES);
        let mut place = vec![None; terms.bases.len()];
        for (number, &base) in often.iter().enumerate() {
            place[base] = Some(number);
        }
        let tables = VartimeEdwardsPrecomputation::new(often.iter().map(|&base| terms.bases[base]));
        Self {
            tables,
            place,
            count: often.len(),
        }
    }

    fn product(&self, terms: &Terms, product: usize) -> EdwardsPoint {
        let mut fixed = [Scalar::ZERO; MOST_TABLES];
        let mut used = 0;
        let mut scalars = Vec::new();
        let mut points = Vec::new();
        for (base, scalar) in terms.of(product) {
            if let Some(number) = self.place[base] {
                fixed[number] += scalar;
                used = used.max(number + 1);
            } else {
                scalars.push(scalar);
                points.push(terms.bases[base]);
            }
        }
        debug_assert!(used <= self.count);
        if used == 0 {
            return EdwardsPoint::vartime_multiscalar_mul(scalars, points);
        }
        self.tables
            .vartime_mixed_multiscalar_mul(&fixed[..used], scalars, points)
    }
}
