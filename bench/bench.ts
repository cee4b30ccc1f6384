/** What was measured, against what it may be. */
export interface Limit {
  what: string
  measured: number
  /** The bound itself is within it. */
  limit: number
  side: 'at most' | 'at least'
}

/** What a bench is run with. */
export interface Circumstances {
  /** A tenth of the size, or what takes a minute instead of ten. */
  small: boolean
  /** Prints a line; a name and its numbers go in two columns. */
  say(name: string, numbers?: string): void
}

/** Something that is measured beside a peer, or beside the limit of what the machine can do. */
export interface Bench {
  name: string
  summary: string
  run(circumstances: Circumstances): Promise<Limit[]>
}

export function isWithin({ measured, limit, side }: Limit): boolean {
  return side === 'at most' ? measured <= limit : measured >= limit
}
