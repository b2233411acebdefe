/// Benchmarks of Motcua: each measures the product's own code beside the barest way to do the same,
/// in one run on one machine.
@org.jspecify.annotations.NullMarked
package vn.motcua.bench;
