import { type Clock, clockOf } from './clock.ts'
import { asciiOf, type PersonName, uniqueNames } from './naming.ts'
import type { Settings } from './options.ts'

/** What every part of an organisation is drawn within: its settings, its days, and the names that are taken. */
export interface Frame {
  settings: Settings
  clock: Clock
  /** A work address of its own for everybody. */
  mailbox(name: PersonName): string
  /** A login that nobody else has. */
  login(wanted: string): string
}

export function frameOf(settings: Settings): Frame {
  const mailboxes = uniqueNames()
  return {
    settings,
    clock: clockOf(settings.start, settings.weeks),
    mailbox: ({ given, family }) =>
      `${mailboxes(`${asciiOf(given)}.${asciiOf(family)}`)}@example.com`,
    login: uniqueNames(),
  }
}
