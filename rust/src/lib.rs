//! The Ed25519 group in bulk, for Python. It knows points and scalars, and nothing about elections.
//!
//! Every call takes contiguous bytes, lets go of the interpreter's lock while it computes, and uses every core. A
//! scalar is 32 bytes, little-endian, below the order of the group; a point is the 32 bytes of RFC 8032, section
//! 5.1.2. What is wrong with an input is a value in Rust and a ValueError in Python, never a panic.
//!
//! Functions named `secret_…` take the same time whatever their scalars are. All others are for public data.

mod membership;
mod products;
mod search;
mod terms;

use curve25519_dalek::EdwardsPoint;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use rayon::ThreadPoolBuilder;
use std::sync::OnceLock;

pub use membership::{
    by_halving, by_order, decode_all, decode_all_at_once, decode_on_curve, in_prime_order_group,
};
pub use products::{differences, multi_product, public_products, secret_products, sums};
pub use search::first_generators;
pub use terms::{Fault, Terms};

/// A point of the prime-order group that Python holds on to; Python can do nothing with it by itself.
#[pyclass(frozen, module = "tellers_native")]
struct Point(EdwardsPoint);

/// Many points of the prime-order group, one after another; Python can do nothing with them by themselves.
#[pyclass(frozen, module = "tellers_native")]
struct Column(Vec<EdwardsPoint>);

/// Points, and their bytes one after another.
type Encoded<'py> = (Vec<Point>, Bound<'py, PyBytes>);

impl From<Fault> for PyErr {
    fn from(fault: Fault) -> Self {
        PyValueError::new_err(fault.to_string())
    }
}

/// Each point of these bytes that is canonically written and in the prime-order group, else None; each by itself.
#[pyfunction]
fn decode(py: Python<'_>, raw: &[u8]) -> PyResult<Vec<Option<Point>>> {
    let found = py.detach(|| decode_all(raw))?;
    Ok(found.into_iter().map(|point| point.map(Point)).collect())
}

/// The same as `decode`, all at once: wrong with a chance of 2^-128 at most over the 16 random bytes for each point.
#[pyfunction]
fn decode_at_once(py: Python<'_>, raw: &[u8], randomness: &[u8]) -> PyResult<Vec<Option<Point>>> {
    let found = py.detach(|| decode_all_at_once(raw, randomness))?;
    Ok(found.into_iter().map(|point| point.map(Point)).collect())
}

/// The points of bytes that are known to be members; only that they are on the curve is looked at.
#[pyfunction]
fn known_members(py: Python<'_>, raw: &[u8]) -> PyResult<Vec<Point>> {
    let found = py.detach(|| members(raw))?;
    Ok(found.into_iter().map(Point).collect())
}

/// The bytes of products of powers, in variable time: for public scalars only.
#[pyfunction]
#[pyo3(name = "public_products")]
fn public_products_bytes<'py>(
    py: Python<'py>,
    points: Vec<Bound<'py, Point>>,
    sums: &[u8],
    lengths: &[u8],
    places: &[u8],
    scalars: &[u8],
) -> PyResult<Bound<'py, PyBytes>> {
    let bases = inner(&points);
    let raw = py.detach(|| {
        let terms = Terms::read(bases, sums, lengths, places, scalars)?;
        Ok::<_, Fault>(encoded(&public_products(&terms)))
    })?;
    Ok(PyBytes::new(py, &raw))
}

/// Products of powers, in a time that does not depend on the scalars.
#[pyfunction]
#[pyo3(name = "secret_products")]
fn secret_products_of<'py>(
    py: Python<'py>,
    points: Vec<Bound<'py, Point>>,
    sums: &[u8],
    lengths: &[u8],
    places: &[u8],
    scalars: &[u8],
) -> PyResult<Encoded<'py>> {
    let bases = inner(&points);
    let made = py.detach(|| {
        let terms = Terms::read(bases, sums, lengths, places, scalars)?;
        Ok::<_, Fault>(secret_products(&terms))
    })?;
    Ok(returned(py, made))
}

/// The members that each 32 bytes canonically write, or None where one does not.
///
/// With 16 random bytes for each, all at once, as `decode_at_once`.
#[pyfunction]
#[pyo3(signature = (raw, randomness=None))]
fn column(py: Python<'_>, raw: &[u8], randomness: Option<&[u8]>) -> PyResult<Option<Column>> {
    let found = py.detach(|| {
        let each = match randomness {
            Some(random) => decode_all_at_once(raw, random),
            None => decode_all(raw),
        }?;
        Ok::<Option<Vec<_>>, Fault>(each.into_iter().collect())
    })?;
    Ok(found.map(Column))
}

/// The points of bytes that are known to be members, as `known_members`.
#[pyfunction]
fn known_column(py: Python<'_>, raw: &[u8]) -> PyResult<Column> {
    Ok(Column(py.detach(|| members(raw))?))
}

/// One product of many powers, in variable time: for public scalars only.
#[pyfunction]
#[pyo3(name = "multi_product")]
fn multi_product_of<'py>(
    py: Python<'py>,
    points: &Bound<'py, Column>,
    scalars: &[u8],
) -> PyResult<Bound<'py, PyBytes>> {
    let bases = &points.get().0;
    let made = py.detach(|| multi_product(bases, scalars))?;
    Ok(PyBytes::new(py, &encoded(&[made])))
}

/// Products of points, each of so many as its length says, one after another.
#[pyfunction]
#[pyo3(name = "sums")]
fn sums_of<'py>(
    py: Python<'py>,
    points: Vec<Bound<'py, Point>>,
    lengths: &[u8],
) -> PyResult<Encoded<'py>> {
    let bases = inner(&points);
    let made = py.detach(|| sums(&bases, lengths))?;
    Ok(returned(py, made))
}

/// Each point less the one at the same place.
#[pyfunction]
#[pyo3(name = "differences")]
fn differences_of<'py>(
    py: Python<'py>,
    points: Vec<Bound<'py, Point>>,
    others: Vec<Bound<'py, Point>>,
) -> PyResult<Encoded<'py>> {
    let (bases, less) = (inner(&points), inner(&others));
    let made = py.detach(|| differences(&bases, &less))?;
    Ok(returned(py, made))
}

/// For each 32 bytes the first point at or after that number, times 8; the neutral element where there is none near.
#[pyfunction]
#[pyo3(name = "first_generators")]
fn first_generators_of<'py>(
    py: Python<'py>,
    starts: &[u8],
) -> PyResult<(Column, Bound<'py, PyBytes>)> {
    let (found, raw) = py.detach(|| {
        let found = first_generators(starts)?;
        let raw = encoded(&found);
        Ok::<_, Fault>((found, raw))
    })?;
    Ok((Column(found), PyBytes::new(py, &raw)))
}

/// Which vector code computes, and with how many threads.
#[pyfunction]
fn back_end() -> (&'static str, usize) {
    (vector_code(), rayon::current_num_threads())
}

/// One thread for each core that this process may use, before anything else.
///
/// Where it may have no more threads or memory this is an error, and the module is not loaded; rayon by itself would
/// panic at the first call.
fn start_threads() -> Result<(), Fault> {
    static STARTED: OnceLock<Result<(), String>> = OnceLock::new();
    let started = STARTED.get_or_init(|| {
        let pool = ThreadPoolBuilder::new().build_global();
        pool.map_err(|why| why.to_string())
    });
    started.clone().map_err(Fault::NoThreads)
}

/// For each point, whether the exact tests of membership hold: by its order, and by halving. For tests of the tests.
#[pyfunction]
fn exact_tests(py: Python<'_>, raw: &[u8]) -> PyResult<Vec<(bool, bool)>> {
    let encodings = terms::points_of(raw)?;
    let found = py.detach(|| decode_on_curve(raw))?;
    let both = |(point, one): (&Option<EdwardsPoint>, &[u8; 32])| {
        (point.as_ref().is_some_and(by_order), by_halving(one))
    };
    Ok(found.iter().zip(encodings).map(both).collect())
}

#[cfg(target_arch = "x86_64")]
fn has_wide_vectors() -> bool {
    is_x86_feature_detected!("avx512ifma") && is_x86_feature_detected!("avx512vl")
}

#[cfg(not(target_arch = "x86_64"))]
fn has_wide_vectors() -> bool {
    false
}

#[cfg(target_arch = "x86_64")]
fn vector_code() -> &'static str {
    if has_wide_vectors() {
        "AVX-512 IFMA"
    } else if is_x86_feature_detected!("avx2") {
        "AVX2"
    } else {
        "64-bit"
    }
}

#[cfg(not(target_arch = "x86_64"))]
fn vector_code() -> &'static str {
    "64-bit"
}

fn members(raw: &[u8]) -> Result<Vec<EdwardsPoint>, Fault> {
    let found: Option<Vec<EdwardsPoint>> = decode_on_curve(raw)?.into_iter().collect();
    found.ok_or(Fault::NoPoint)
}

fn inner(points: &[Bound<'_, Point>]) -> Vec<EdwardsPoint> {
    points.iter().map(|point| point.get().0).collect()
}

fn encoded(points: &[EdwardsPoint]) -> Vec<u8> {
    let compressed = EdwardsPoint::compress_batch_alloc(points);
    compressed.iter().flat_map(|one| one.to_bytes()).collect()
}

fn returned(py: Python<'_>, points: Vec<EdwardsPoint>) -> Encoded<'_> {
    let raw = py.detach(|| encoded(&points));
    (
        points.into_iter().map(Point).collect(),
        PyBytes::new(py, &raw),
    )
}

#[pymodule]
fn tellers_native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    start_threads()?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<Point>()?;
    module.add_class::<Column>()?;
    module.add_function(wrap_pyfunction!(decode, module)?)?;
    module.add_function(wrap_pyfunction!(decode_at_once, module)?)?;
    module.add_function(wrap_pyfunction!(column, module)?)?;
    module.add_function(wrap_pyfunction!(exact_tests, module)?)?;
    module.add_function(wrap_pyfunction!(known_members, module)?)?;
    module.add_function(wrap_pyfunction!(known_column, module)?)?;
    module.add_function(wrap_pyfunction!(public_products_bytes, module)?)?;
    module.add_function(wrap_pyfunction!(secret_products_of, module)?)?;
    module.add_function(wrap_pyfunction!(multi_product_of, module)?)?;
    module.add_function(wrap_pyfunction!(sums_of, module)?)?;
    module.add_function(wrap_pyfunction!(differences_of, module)?)?;
    module.add_function(wrap_pyfunction!(first_generators_of, module)?)?;
    module.add_function(wrap_pyfunction!(back_end, module)?)
}
