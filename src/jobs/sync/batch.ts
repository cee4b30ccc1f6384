import { sql } from 'kysely'
import type { Batch } from '../../connectors/connector.ts'
import { AppError } from '../../errors.ts'
import { dayIn, type FactKind, type SourceKind } from '../../model/index.ts'
import * as audit from '../../store/audit.ts'
import * as coverage from '../../store/coverage.ts'
import { type Database, type Db, many, prepareForBulk, run, transaction } from '../../store/db.ts'
import * as documents from '../../store/documents.ts'
import { besideNothing } from '../../store/edit-lock.ts'
import * as imports from '../../store/imports.ts'
import type { Change } from '../../store/journal.ts'
import * as told from '../../store/source-told.ts'
import * as sources from '../../store/sources.ts'
import * as syncs from '../../store/syncs.ts'
import * as tombstones from '../../store/tombstones.ts'
import { type Applying, applyFacts } from '../import/facts.ts'
import { finish } from '../import/finish.ts'
import {
  applyAccounts,
  applyAccountTeams,
  applyEvents,
  applyWorkspaceStarts,
} from './account-facts.ts'
import { applyListing } from './listing.ts'
import { afterFacts, beforeFacts, endUntold } from './told.ts'
import { tooOldLeft } from './too-old.ts'

/** A run that holds a source. */
export interface Running {
  sync_id: number
  source: sources.SourceRow
  lease: string
  time_zone: string
  now: () => Date
  counts: Record<string, syncs.FactCounts>
}

type Kind = FactKind | SourceKind

/** In the order in which one may need what the one before wrote; with how each is written. */
const WRITERS: [Kind, (tx: Db, it: Applying) => Promise<void>][] = [
  ['people', (tx, it) => applyFacts(tx, 'people', it)],
  ['accounts', applyAccounts],
  // how often is not said by a list of users, and who is not on it only once it is whole
  ['tool_users', applyAccounts],
  ['teams', applyAnyTeams],
  ['pull_requests', (tx, it) => applyFacts(tx, 'pull_requests', it)],
  ['reviews', (tx, it) => applyFacts(tx, 'reviews', it)],
  ['tool_days', (tx, it) => applyFacts(tx, 'tool_days', it)],
  ['deployments', (tx, it) => applyFacts(tx, 'deployments', it)],
  ['pipeline_runs', (tx, it) => applyFacts(tx, 'pipeline_runs', it)],
  ['workspace_starts', applyWorkspaceStarts],
  ['events', applyEvents],
]

/**
 * Keeps a batch of a source whole: its facts, what it covers, what was left out and the place after it, in one transaction.
 * Throws `conflict` when another run has taken the source meanwhile; nothing is kept then.
 */
export async function keepBatch({ db }: Database, running: Running, batch: Batch): Promise<void> {
  const { source, sync_id, lease } = running
  const { counts, listing_since } = await transaction(db, async (tx) => {
    await prepareForBulk(tx)
    await besideNothing(tx)
    const entry = await audit.record(tx, {
      actor: `source:${source.id}`,
      action: 'sources.sync',
      object: `sync:${sync_id}`,
    })
    const by: Change = {
      entry,
      import_id: null,
      source: source.key,
      today: dayIn(running.time_zone, running.now()),
    }
    if (batch.listing?.begins) await told.begin(tx, source.id)
    const counts = await write(tx, running, { batch, by })
    const left = await endUntold(tx, source, by, batch.listing?.whole ?? [])
    const listing_since = await list(tx, running, { batch, by })
    await finish(tx, by, {
      directory: isOfDirectory(batch, listing_since !== source.listing_since),
    })
    if (left.length > 0) await documents.remake(tx, left, by.today)
    await sources.leave(tx, source.id, await lawfulLeft(tx, source, batch.left ?? []))
    await syncs.note(tx, sync_id, { counts, progress: batch.progress ?? null })
    const held = await sources.advance(
      tx,
      { id: source.id, lease },
      { cursor: batch.cursor, listing_since },
    )
    if (!held)
      throw new AppError('conflict', 'Another run has taken this source, or it was removed.')
    return { counts, listing_since }
  })
  running.counts = counts
  source.listing_since = listing_since
  source.cursor = batch.cursor
}

/** Writes facts by kind, and what they cover, in the name of a source; gives what became of them beside what was counted. */
export async function write(
  tx: Db,
  running: Pick<Running, 'source' | 'time_zone' | 'counts'>,
  { batch, by }: { batch: Pick<Batch, 'facts' | 'covers' | 'listing'>; by: Change },
): Promise<Running['counts']> {
  const counts = { ...running.counts }
  for (const [kind, writer] of WRITERS)
    for (const told of portions(kind, batch.facts[kind] ?? []))
      counts[kind] = sum(
        counts[kind],
        await writePortion(tx, running, {
          kind,
          writer,
          told,
          by,
          listed: batch.listing !== undefined,
        }),
      )
  for (const covered of batch.covers ?? [])
    await coverage.cover(tx, by, { ...covered, source: by.source, team_id: null })
  await sources.leave(tx, running.source.id, await tooOldLeft(tx, by, Object.keys(batch.facts)))
  return counts
}

type Writer = (typeof WRITERS)[number][1]

/** Writes facts of one kind that may be written together, but for those about erased people; gives what became of them. */
async function writePortion(
  tx: Db,
  running: Pick<Running, 'source' | 'time_zone'>,
  it: { kind: Kind; writer: Writer; told: object[]; by: Change; listed: boolean },
): Promise<syncs.FactCounts> {
  const { source, time_zone } = running
  const facts = await withoutErased(tx, source, it.told)
  const erased = { ...NONE, refused: it.told.length - facts.length }
  if (facts.length === 0) return erased
  await open(tx, facts)
  if (it.listed) await beforeFacts(tx, it.kind)
  await it.writer(tx, {
    lines: sql`given`,
    options: { source: it.by.source },
    by: it.by,
    time_zone,
    covers: 'stated',
    notes: [],
  })
  if (it.listed) await afterFacts(tx, source, it.by, it.kind)
  await sources.leave(tx, source.id, await refused(tx))
  const counts = sum(erased, await imports.outcomes(tx))
  await close(tx)
  return counts
}

const NONE: syncs.FactCounts = { created: 0, changed: 0, unchanged: 0, refused: 0 }

/** The facts without erased people, of whom only is kept that something was left out. */
async function withoutErased(
  tx: Db,
  { id, key }: sources.SourceRow,
  told: object[],
): Promise<object[]> {
  const left = await tombstones.siftAll(tx, key, told)
  if (left.some(({ fact }) => fact === undefined))
    await sources.leave(tx, id, [{ about: 'Erased people', ...tombstones.ERASED }])
  return left.flatMap(({ fact }) => fact ?? [])
}

/** What a source could not use, but for what names erased people. */
async function lawfulLeft(
  tx: Db,
  { key }: sources.SourceRow,
  left: sources.LeftRow[],
): Promise<sources.LeftRow[]> {
  const named = left.map(({ about }) => ({ email: about, account: { username: about } }))
  const sifted = await tombstones.siftAll(tx, key, named)
  return left.filter((_, n) => sifted[n]?.fact !== undefined)
}

/** Facts that may be written together: days of several tools may not, and teams with people by address are of another kind. */
function portions(kind: Kind, facts: object[]): object[][] {
  if (facts.length === 0) return []
  if (kind === 'teams') return [...Map.groupBy(facts, (fact) => 'member_accounts' in fact).values()]
  if (kind !== 'tool_days') return [facts]
  return [...Map.groupBy(facts, (fact) => ('tool' in fact ? fact.tool : undefined)).values()]
}

/** Teams whose people are known by account become groups; those with addresses are the teams of the organisation. */
async function applyAnyTeams(tx: Db, it: Applying): Promise<void> {
  const [first] = await many(
    tx,
    sql<{
      by_account: boolean
    }>`select g.fact ? 'member_accounts' as by_account from given g limit 1`,
  )
  await (first?.by_account ? applyAccountTeams(tx, it) : applyFacts(tx, 'teams', it))
}

/** Opens the table `given` with facts, numbered as lines of a file are. */
async function open(tx: Db, facts: object[]): Promise<void> {
  await run(
    tx,
    sql`
      create temp table given on commit drop as
      select f.line, f.fact from jsonb_array_elements(${JSON.stringify(facts)}::jsonb) with ordinality f(fact, line)
    `,
  )
}

const TABLES = [
  'given',
  'staged',
  'staged_facts',
  'staged_accounts',
  'staged_values',
  'staged_reviews',
  'staged_teams',
  'stated',
  'holders',
  'without',
  'moves',
  'mirrored',
  'dated',
]

async function close(tx: Db): Promise<void> {
  await run(
    tx,
    sql`drop table if exists ${sql.join(TABLES.map((name) => sql.table(`pg_temp.${name}`)))}`,
  )
}

function refused(tx: Db): Promise<sources.LeftRow[]> {
  return many(
    tx,
    sql`
      select coalesce(
          g.fact->'account'->>'username', g.fact->>'email', g.fact->>'name', g.fact->>'external_id', g.line::text
        ) as about, s.code, s.message
      from staged s
      join given g on g.line = s.line
      where s.code is not null and s.message is not null
    `,
  )
}

/** Notes that a list of a tool's users has begun, and says what it says of everybody once it is whole. */
async function list(
  tx: Db,
  { source, time_zone }: Running,
  { batch, by }: { batch: Batch; by: Change },
): Promise<string | null> {
  const begun = source.listing_since ?? (batch.facts.tool_users ? await instant(tx) : null)
  const whole = batch.covers?.some(({ subject }) => subject === 'accounts') ?? false
  if (!whole || begun === null) return begun
  await applyListing(tx, { source, time_zone, by, since: begun })
  await close(tx)
  return null
}

async function instant(tx: Db): Promise<string> {
  const [row] = await many(tx, sql<{ now: string }>`select now() as now`)
  return row?.now ?? ''
}

/** Whether a batch may have changed people or what is said of them. */
const isOfDirectory = ({ facts }: Batch, listed: boolean) =>
  listed || facts.people !== undefined || facts.teams !== undefined

function sum(one: syncs.FactCounts | undefined, other: syncs.FactCounts): syncs.FactCounts {
  if (!one) return other
  return {
    created: one.created + other.created,
    changed: one.changed + other.changed,
    unchanged: one.unchanged + other.unchanged,
    refused: one.refused + other.refused,
  }
}
