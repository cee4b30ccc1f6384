declare module 'pg-copy-streams' {
  import type { Writable } from 'node:stream'
  import type { Submittable } from 'pg'

  /** A stream to write the lines of a `copy … from stdin` to. */
  export function from(text: string): Writable & Submittable
}
