import * as z from 'zod'
import { CohortSpec } from '../src/model/index.ts'

/*
 * The part of an address after the "?" is the arguments of a method, written as the Web API reads them from a query: numbers
 * and words as they are, lists with commas between, or as JSON where an item holds a comma.
 */

/** The arguments of a query as text; `List` and numbers of the shapes below read them further. */
export function readSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

/** The list that was written with commas between, or as JSON. */
export function readList(value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (value.startsWith('[')) return parsed(value)
  return value === '' ? [] : value.split(',').map((item) => item.trim())
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** What an address says wrongly is as if it said nothing: the page then asks. */
const List = z.preprocess(readList, z.array(z.string())).optional().catch(undefined)
const Text = z.string().min(1).optional().catch(undefined)
const Day = z.iso.date().optional().catch(undefined)
const Flag = z
  .preprocess((value) => value === true || value === 'true' || undefined, z.literal(true))
  .optional()
  .catch(undefined)
const PageNumber = z.coerce.number().int().min(1).optional().catch(undefined)

export const PeopleSearch = z.object({ q: Text, team: List, filter: List, page: PageNumber })
export type PeopleSearch = z.output<typeof PeopleSearch>

export const AccountsSearch = z.object({
  q: Text,
  source: Text,
  /** Whether those are shown that wait for nobody. */
  settled: Flag,
  /** Whether bots are shown instead. */
  bots: Flag,
  page: PageNumber,
})
export type AccountsSearch = z.output<typeof AccountsSearch>

/** A schedule that is being made: its name, and the file of reports that it sends. */
export const SchedulesSearch = z.object({ name: Text, file: Text })

/** The kind of source that is being added. */
export const SourcesSearch = z.object({ add: Text })

export const ImportSearch = z.object({ page: PageNumber })

/** Arguments of all reports; what is missing gets its default from the method. */
const ScopeSearch = { from: Day, to: Day, team: List, filter: List }

export const CohortSearch = z.object({
  attribute: Text,
  cohorts: List,
  across: List,
  metrics: List,
  ...ScopeSearch,
  compare: CohortSpec.shape.compare.unwrap().optional().catch(undefined),
  compare_from: Day,
  compare_to: Day,
  as_of: CohortSpec.shape.as_of.unwrap().optional().catch(undefined),
})
export type CohortSearch = z.output<typeof CohortSearch>

export const ImpactSearch = z.object({
  attribute: Text,
  metric: Text,
  metrics: List,
  negative_control: Text,
  ...ScopeSearch,
})
export type ImpactSearch = z.output<typeof ImpactSearch>

/** Arguments of a report that has no shape of its own here: as the address holds them, to be read by the method. */
export const ReportSearch = z.record(z.string(), z.string())
export type ReportSearch = z.output<typeof ReportSearch>
