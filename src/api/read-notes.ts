import * as audit from '../store/audit.ts'
import type { Db } from '../store/db.ts'

/** Notes kept at most before old ones are forgotten; to forget one costs a statement that changes nothing. */
const MANY = 10_000

/**
 * Notes reads in the audit log, once an actor, method and minute. The first read of a minute is written before it is
 * answered, and those beside it wait for that: so no answer leaves without its note, even when the server is killed.
 */
export function readNotes(db: Db): (actor: string, action: string, now: Date) => Promise<void> {
  const notes = new Map<string, { minute: number; written: Promise<void> }>()
  return (actor, action, now) => {
    const key = `${actor} ${action}`
    const minute = Math.floor(now.getTime() / 60_000)
    const note = notes.get(key)
    if (note?.minute === minute) return note.written
    if (notes.size >= MANY) notes.clear()
    const written = audit.recordRead(db, { actor, action }, now)
    notes.set(key, { minute, written })
    written.catch(() => notes.delete(key)) // the next one tries again
    return written
  }
}
