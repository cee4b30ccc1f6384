import type { Fact, IssueCode } from '../../model/index.ts'
import { type DateOrder, dayOf } from './days.ts'
import { instantOf } from './instants.ts'
import { type Fault, fault, type Statement, stated } from './statement.ts'
import { amountOf, countOf, emailOf, flagOf, partsOf, timeZoneOf, usernameOf } from './values.ts'

/** Trimmed, non-empty values of one line by field or `attribute:NAME`. */
export type Values = ReadonlyMap<string, readonly string[]>

/**
 * One line, field by field, each read as what the field is. A field without a value is undefined; so is
 * a value that cannot be read, and then the line says nothing but its fault.
 */
export interface Cells {
  text(field: string): string | undefined
  /** Every part of a field that holds several values. */
  parts(field: string): string[] | undefined
  email(field: string): string | undefined
  emails(field: string): string[] | undefined
  username(field: string): string | undefined
  flag(field: string): boolean | undefined
  count(field: string): number | undefined
  amount(field: string): number | undefined
  day(field: string): string | undefined
  /** Null for never. */
  instant(field: string): string | null | undefined
  timeZone(field: string): string | undefined
  attributes(): Record<string, string[]> | undefined
  /** Values of the columns of survey items, by item. */
  items(): Record<string, string[]> | undefined
  /** The fact, unless a value that was asked for could not be read. */
  say(fact: Fact): Statement
  /** No fact: the first value that could not be read is the reason, else this one. */
  refuse(code: IssueCode, message: string): Statement
}

type Reading<T> = readonly [convert: (text: string) => T | undefined, code: IssueCode, what: string]

const EMAIL: Reading<string> = [emailOf, 'invalid_email', 'an e-mail address']
const USERNAME: Reading<string> = [usernameOf, 'invalid_value', 'a user name']
const FLAG: Reading<boolean> = [flagOf, 'invalid_value', 'yes or no']
const COUNT: Reading<number> = [countOf, 'invalid_number', 'a whole number from 0 on']
const AMOUNT: Reading<number> = [amountOf, 'invalid_number', 'a number from 0 on']
const ZONE: Reading<string> = [timeZoneOf, 'invalid_value', 'a time zone such as Europe/Berlin']
const DATE = 'a date that can be read in one way only, such as 2024-03-01'
const INSTANT = 'a time that can be read in one way only, such as 2024-03-01T09:00:00Z'

/** The cells of one line. `dates` is the order of day and month in the file. */
export function cellsOf(values: Values, dates?: DateOrder): Cells {
  const faults: Fault[] = []
  const text = (field: string) => values.get(field)?.[0]
  const parts = (field: string) => orNone((values.get(field) ?? []).flatMap(partsOf))
  const day: Reading<string> = [(written) => dayOf(written, dates), 'invalid_date', DATE]
  const at: Reading<string | null> = [
    (written) => instantOf(written, dates),
    'invalid_date',
    INSTANT,
  ]

  function read<T>(field: string, reading: Reading<T>, written = text(field)): T | undefined {
    if (written === undefined) return undefined
    const [convert, code, what] = reading
    const value = convert(written)
    if (value !== undefined) return value
    faults.push({ code, message: `${field}: “${written.slice(0, 80)}” is not ${what}.` })
  }
  return {
    text,
    parts,
    email: (field) => read(field, EMAIL),
    emails: (field) => parts(field)?.flatMap((part) => read(field, EMAIL, part) ?? []),
    username: (field) => read(field, USERNAME),
    flag: (field) => read(field, FLAG),
    count: (field) => read(field, COUNT),
    amount: (field) => read(field, AMOUNT),
    day: (field) => read(field, day),
    instant: (field) => read(field, at),
    timeZone: (field) => read(field, ZONE),
    attributes: () => named(values, 'attribute:'),
    items: () => named(values, 'item:'),
    say: (fact) => (faults[0] ? { fault: faults[0] } : { fact: stated(fact) }),
    refuse: (code, message) => (faults[0] ? { fault: faults[0] } : fault(code, message)),
  }
}

function named(values: Values, prefix: string): Record<string, string[]> | undefined {
  const found = [...values].filter(([target]) => target.startsWith(prefix))
  if (found.length === 0) return undefined
  return Object.fromEntries(
    found.map(([target, texts]) => [target.slice(prefix.length), [...texts]]),
  )
}

function orNone<T>(values: T[]): T[] | undefined {
  return values.length > 0 ? values : undefined
}
