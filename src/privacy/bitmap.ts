const BITS = 8

/** A group as a bit a user id, from the lowest bit of the first byte on; without trailing zeros, so that equal groups are equal bytes. */
export function bitmapOf(ids: readonly number[]): Uint8Array {
  const bitmap = new Uint8Array(Math.floor(ids.reduce(larger, -1) / BITS) + 1)
  for (const id of ids) bitmap[Math.floor(id / BITS)] = byteAt(bitmap, id) | (1 << (id % BITS))
  return bitmap
}

/** The ids of a bitmap in ascending order. */
export function idsOf(bitmap: Uint8Array): number[] {
  const ids: number[] = []
  bitmap.forEach((byte, place) => {
    for (let bit = 0; bit < BITS; bit++) if (byte & (1 << bit)) ids.push(place * BITS + bit)
  })
  return ids
}

/** How many bits of a byte are set. */
export function countBits(byte: number): number {
  let count = 0
  for (let rest = byte; rest > 0; rest &= rest - 1) count++
  return count
}

function byteAt(bitmap: Uint8Array, id: number): number {
  return bitmap[Math.floor(id / BITS)] as number
}

function larger(a: number, b: number): number {
  return Math.max(a, b)
}
