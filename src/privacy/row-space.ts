/**
 * Whether a vector is a linear combination of others, exactly: Gaussian elimination in whole numbers, without dividing. All have
 * the same length and whole entries.
 */
export function inRowSpace(
  vectors: readonly (readonly number[])[],
  wanted: readonly number[],
): boolean {
  const basis: bigint[][] = []
  for (const vector of vectors) {
    const rest = reduced(vector.map(BigInt), basis)
    if (rest.some((entry) => entry !== 0n)) basis.push(rest)
  }
  return reduced(wanted.map(BigInt), basis).every((entry) => entry === 0n)
}

/** What is left of a vector once every vector of the basis is taken out of it, up to a factor. */
function reduced(vector: bigint[], basis: readonly bigint[][]): bigint[] {
  return basis.reduce((left, base) => {
    const pivot = base.findIndex((entry) => entry !== 0n)
    const [a, b] = [base[pivot] as bigint, left[pivot] as bigint]
    return b === 0n ? left : shortened(left.map((entry, i) => entry * a - (base[i] as bigint) * b))
  }, vector)
}

function shortened(vector: bigint[]): bigint[] {
  const divisor = vector.reduce(commonDivisor, 0n)
  return divisor > 1n ? vector.map((entry) => entry / divisor) : vector
}

function commonDivisor(a: bigint, b: bigint): bigint {
  const [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  return y === 0n ? x : commonDivisor(y, x % y)
}
