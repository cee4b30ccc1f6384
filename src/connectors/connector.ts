import type * as z from 'zod'
import type { Fact, FactKind, SOURCE_KINDS, SourceKind } from '../model/index.ts'
import type { GuardedFetch } from './guarded-fetch.ts'

/** Where a sync stands: plain JSON. It is kept in the transaction that keeps the facts of the batch, so neither is lost alone. */
export type Cursor = Record<string, unknown>

/** What a source has been asked about, completely: outside of it a number is unknown, never 0. Half-open days. */
export interface Covered {
  subject:
    | 'accounts'
    | 'pull_requests'
    | 'reviews'
    | 'tool_days'
    | 'deployments'
    | 'pipeline_runs'
    | 'workspace_starts'
  /** The tool whose days of use are covered. */
  tool?: string
  from_day: string
  to_day: string
}

/** Something that the source told and that is no fact: an account that is no person, an object that cannot be read. */
export interface Left {
  /** What it is about, as the source names it: a username, a number of a pull request. */
  about: string
  code: string
  message: string
}

/** What a source has listed whole: what it gave of it, and has not told since the listing began, ends. */
export type Whole =
  | { of: 'values' /** Names in lower case. */; attributes: string[] }
  | { of: 'groups' }
  | { of: 'teams' }

/** What one call, or a few, brought: kept whole or not at all, together with the place from which to go on. */
export interface Batch {
  /** The place after this batch. */
  cursor: Cursor
  facts: { [K in FactKind]?: Fact<K>[] } & {
    [K in SourceKind]?: z.output<(typeof SOURCE_KINDS)[K]>[]
  }
  covers?: Covered[]
  /** There with every batch of a source that tells all it has each time: whether that begins, and what is whole by now. */
  listing?: { begins?: true; whole?: Whole[] }
  left?: Left[]
  /** For the person who waits: the step in a few words, such as "days of use", and how far it is. */
  progress?: { step: string; done: number; of?: number }
}

/** What a connector may use. It knows no clock and no network beside this, and waits only through `fetch`. */
export interface SourceContext<Settings, Secret> {
  settings: Settings
  secret: Secret
  fetch: GuardedFetch
  now: () => Date
  /** IANA zone of the organisation, in which days are counted. */
  time_zone: string
}

/** One line of a connection test: what was asked, whether the answer suffices, and what to do if not. */
export interface Check {
  what: string
  outcome: 'ok' | 'limited' | 'failed'
  message: string
}

/**
 * A kind of source. `sync` goes on from a cursor (null: from the beginning) to the present and ends; the next run starts from
 * the last cursor. Each batch is at most a few pages, so that a run that is killed repeats no more than one.
 */
export interface Connector<
  Settings extends z.ZodType = z.ZodType,
  Secret extends z.ZodType = z.ZodType,
> {
  kind: string
  /** Name for people: `Coder`. */
  title: string
  /** What an administrator states of it; each field with its words. `url` is the address that may be called. */
  settings: Settings
  /** What is kept encrypted; each field with its words. */
  secret: Secret
  /** The least right that suffices and how to get it, in plain sentences. */
  rights: string
  /** Hosts that are called: that of `settings.url`, and those that the vendor prescribes. */
  hosts(settings: z.output<Settings>): string[]
  /** Tries what a sync will do, with as few calls as possible. Throws only a SourceError. */
  test(context: SourceContext<z.output<Settings>, z.output<Secret>>): Promise<Check[]>
  /** Throws a SourceError when it cannot go on; what was given before stays. */
  sync(
    context: SourceContext<z.output<Settings>, z.output<Secret>>,
    cursor: Cursor | null,
  ): AsyncIterable<Batch>
}
