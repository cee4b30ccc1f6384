/**
 * A stream of pseudo-random unsigned 32-bit integers that depends on `key` alone: xoshiro128** (Blackman and Vigna 2018),
 * its state filled by a hash of the key. Not for secrets.
 */
export function bits(key: string): () => number {
  return xoshiro128(stateOf(key))
}

/** The generator itself, from a state of four 32-bit integers that are not all zero; it advances that state. */
export function xoshiro128(state: Int32Array): () => number {
  // An Int32Array keeps the words unboxed: three times as fast as four captured variables.
  return () => {
    const s0 = state[0] as number
    const s1 = state[1] as number
    const s2 = (state[2] as number) ^ s0
    const s3 = (state[3] as number) ^ s1
    state[0] = s0 ^ s3
    state[1] = s1 ^ s2
    state[2] = s2 ^ (s1 << 9)
    state[3] = rotate(s3, 11)
    return Math.imul(rotate(Math.imul(s1, 5), 7), 9) >>> 0
  }
}

function stateOf(key: string): Int32Array {
  let hash = 0x9e3779b9
  for (let i = 0; i < key.length; i++) hash = mix(hash ^ key.charCodeAt(i))
  return Int32Array.from([1, 2, 3, 4], (word) => mix(hash + Math.imul(word, 0x9e3779b9)))
}

/** A bijection of the 32-bit integers in which every input bit reaches every output bit (MurmurHash3's finaliser). */
function mix(x: number): number {
  const y = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  const z = Math.imul(y ^ (y >>> 13), 0xc2b2ae35)
  return z ^ (z >>> 16)
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by))
}
