import type { Fact, IssueCode } from '../../model/index.ts'

/** Why a line says nothing. */
export interface Fault {
  code: IssueCode
  message: string
}

/** What one line, or one element of a JSON list, says. */
export type Statement = { fact: Fact } | { fault: Fault }

/** A statement that is none, with its reason. */
export function fault(code: IssueCode, message: string): { fault: Fault } {
  return { fault: { code, message } }
}

/** The same object without the keys that hold undefined: an absent field says nothing. */
export function stated<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T
}
