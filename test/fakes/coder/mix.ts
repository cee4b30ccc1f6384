/** A number of 32 bits that depends on all of these and looks like chance; the same ones give the same. */
export function mix(...numbers: number[]): number {
  let hash = 0x9e3779b9
  for (const number of numbers) {
    hash = Math.imul(hash ^ number, 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    hash ^= hash >>> 16
  }
  return hash >>> 0
}

/** A UUID that holds these two numbers; of the second the lowest 48 bits. */
export function uuid(kind: number, number: number): string {
  const head = mix(kind, number).toString(16).padStart(8, '0')
  return `${head}-${kind.toString(16).padStart(4, '0')}-4000-8000-${number.toString(16).padStart(12, '0')}`
}
