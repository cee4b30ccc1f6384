import { CompiledQuery, sql } from 'kysely'
import { type Database, type Db, many, readOnly } from './db.ts'
import { BUCKET } from './documents.ts'
import { makePending } from './pending-documents.ts'

/** Which page of the listed users, in order of id, and whether with privileged attributes. */
export interface Wanted {
  page: number
  page_size: number
  privileged: boolean
}

/** A page of users as ready JSON, with commas between them, and the number of users on all pages. */
export interface DocumentPage {
  users: string
  total: number
}

/** Where each bucket begins in the list, at one version of it. */
interface Index {
  version: number
  buckets: number[]
  /** Users before each bucket. */
  before: number[]
}

/**
 * A page of the list. It is found through the counts of the buckets, which are kept in this process until the list has
 * another version, so that the last page takes no longer than the first. The statement that reads the page reads the
 * version with it: a page is always of one state of the list. Documents that an import has left are made first.
 */
export async function read(database: Database, wanted: Wanted): Promise<DocumentPage> {
  const { db, query } = database
  let index = indexes.get(db) ?? (await reload(db))
  for (let attempts = 0; attempts < 3; attempts++) {
    const page = await fetch(query, index, wanted)
    if (page.version === index.version && !page.pending) return page
    if (page.pending) await makePending(db)
    index = await reload(db)
  }
  return readOnly(db, async (tx) => {
    const within: Query = (text, values) => tx.executeQuery(CompiledQuery.raw(text, values))
    return fetch(within, await load(tx), wanted)
  })
}

type Query = Database['query']

const indexes = new WeakMap<Db, Index>()
const loading = new WeakMap<Db, Promise<Index>>()

/** Those who ask while it is being loaded share one load. */
function reload(db: Db): Promise<Index> {
  const underWay = loading.get(db)
  if (underWay) return underWay
  const onceLoaded = load(db)
    .then((index) => {
      indexes.set(db, index)
      return index
    })
    .finally(() => loading.delete(db))
  loading.set(db, onceLoaded)
  return onceLoaded
}

async function load(db: Db): Promise<Index> {
  const rows = await many(
    db,
    sql<{ version: number; bucket: number | null; users: number }>`
      select v.version, b.bucket, b.users
      from document_version v
      left join user_buckets b on true
      order by b.bucket
    `,
  )
  const index: Index = { version: rows[0]?.version ?? 0, buckets: [], before: [] }
  let users = 0
  for (const row of rows) {
    if (row.bucket === null) continue
    index.buckets.push(row.bucket)
    index.before.push(users)
    users += row.users
  }
  return index
}

async function fetch(query: Query, index: Index, { page, page_size, privileged }: Wanted) {
  const { firstId, endId, skip } = placeOf(index, (page - 1) * page_size, page_size)
  const { text, name } = privileged ? PRIVILEGED : PUBLIC
  const { rows } = await query(text, [firstId, endId, page_size, skip], name)
  const [{ version, total, users, pending }] = rows as [
    { version: number; total: number; users: string | null; pending: boolean },
  ]
  return { version, total, users: users ?? '', pending }
}

/** As text, not by the builder, since it is prepared by name. */
function pageOf(document: string): string {
  return `
    select v.version, v.listed as total, exists (select from pending_documents) as pending,
      (
        select string_agg(p.document, ',' order by p.user_id)
        from (
          select d.user_id, ${document} as document
          from user_documents d
          where d.user_id >= $1 and d.user_id < $2 and d.listed
          order by d.user_id
          limit $3 offset $4
        ) p
      ) as users
    from document_version v
  `
}

const PUBLIC = { name: 'document_page', text: pageOf('d.public') }
const PRIVILEGED = {
  name: 'privileged_document_page',
  text: pageOf('coalesce(d.privileged, d.public)'),
}

/** Between which ids `size` users lie that come after `offset` others, and how many of those between to leave out before. */
function placeOf(index: Index, offset: number, size: number) {
  const first = bucketAt(index, offset)
  const last = bucketAt(index, offset + size - 1)
  return {
    firstId: (index.buckets[first] ?? 0) * BUCKET,
    endId: ((index.buckets[last] ?? 0) + 1) * BUCKET,
    skip: offset - (index.before[first] ?? 0),
  }
}

/** The last bucket that begins after `offset` users or fewer. */
function bucketAt({ before }: Index, offset: number): number {
  let low = 0
  let high = before.length
  while (low + 1 < high) {
    const middle = (low + high) >> 1
    if ((before[middle] ?? 0) <= offset) low = middle
    else high = middle
  }
  return low
}

/** The documents of the users of these ids, listed or not, as JSON by id. */
export async function ofUsers(
  db: Db,
  ids: number[],
  { privileged }: Pick<Wanted, 'privileged'>,
): Promise<Map<number, string>> {
  await makePending(db)
  const document = privileged ? sql`coalesce(d.privileged, d.public)` : sql`d.public`
  const rows = await many(
    db,
    sql<{ id: number; document: string }>`
      select d.user_id as id, ${document} as document
      from user_documents d
      where d.user_id = any (${ids}::bigint[])
    `,
  )
  return new Map(rows.map(({ id, document }) => [id, document]))
}
