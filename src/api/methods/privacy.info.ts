import * as z from 'zod'
import { BUILT_IN } from '../../metrics/built-in.ts'
import { definitionOf } from '../../metrics/custom-metrics.ts'
import { purposesOf } from '../../metrics/purposes.ts'
import { PURPOSE_WORDS, Purpose, saysSensitive } from '../../model/index.ts'
import * as attributes from '../../store/attributes.ts'
import * as coverage from '../../store/coverage.ts'
import * as customMetrics from '../../store/custom-metrics.ts'
import type { Db } from '../../store/db.ts'
import { heldTables } from '../../store/held-tables.ts'
import * as retention from '../../store/retention.ts'
import * as settings from '../../store/settings.ts'
import * as sources from '../../store/sources.ts'
import type { Actor } from '../actor.ts'
import { method } from '../method.ts'
import { ALL_SCOPES, KNOWN_ROLES, SCOPES, scopesOf, seesPrivileged } from '../scopes.ts'
import { Processing } from '../shapes/processing.ts'
import { today } from '../today.ts'

export const privacyInfo = method({
  name: 'privacy.info',
  verb: 'GET',
  scope: 'snapshots:read',
  summary: 'Tells what is processed of people here, for what, for how long, and who may see what.',
  description:
    'The record of processing as a machine reads it, made of what the server does and how it is set at this moment, for whoever has to agree to it.',
  args: z.object({}),
  result: z.object({ processing: Processing }),
  async run(_args, { db, actor, now }) {
    const { months, decided, kept_from } = await retention.read(db, await today(db, now))
    const set = await settings.read(db)
    return {
      processing: {
        organization: set.organization,
        purposes: Purpose.options.map((purpose) => ({ purpose, words: PURPOSE_WORDS[purpose] })),
        metrics: await metricsOf(db),
        tables: await heldTables(db),
        roles: KNOWN_ROLES.map(roleOf),
        scopes: ALL_SCOPES.map((scope) => ({ scope, words: SCOPES[scope] })),
        retention: { months, decided, kept_from },
        minimum_group: set.minimum_group,
        pseudonyms: set.pseudonyms,
        pseudonyms_for_tokens: set.pseudonyms_for_tokens,
        no_person_storage: set.no_person_storage,
        ...(await attributesOf(db, actor)),
        sources: await sourcesOf(db),
      },
    }
  },
})

async function metricsOf(db: Db) {
  const own = await customMetrics.list(db)
  return [
    ...BUILT_IN.map((metric) => ({ id: metric.id, purposes: purposesOf(metric), purpose: null })),
    ...own.map((it) => ({
      id: it.key,
      purposes: purposesOf(definitionOf(it)),
      purpose: it.purpose,
    })),
  ]
}

function roleOf(role: string) {
  return { role, scopes: [...scopesOf([role])], sees_privileged: seesPrivileged([role]) }
}

async function attributesOf(db: Db, { privileged }: Actor) {
  const seen = (await attributes.list(db)).filter((it) => privileged || !it.privileged)
  return {
    sensitive_attributes: seen.flatMap(({ name, sensitive }) =>
      sensitive
        ? { name, because: saysSensitive(name) ? ('name' as const) : ('marked' as const) }
        : [],
    ),
    released_attributes: seen.flatMap(({ name, sensitive }) =>
      !sensitive && saysSensitive(name) ? name : [],
    ),
  }
}

/** The connected sources, then those known by files alone. */
async function sourcesOf(db: Db) {
  const connected = await sources.list(db)
  const known = Map.groupBy(await coverage.days(db), ({ source }) => source)
  const kinds = new Map<string, string | null>([
    ...[...known.keys()].map((source) => [source, null] as const),
    ...connected.map(({ key, kind }) => [key, kind] as const),
  ])
  return [...kinds].map(([source, kind]) => ({
    source,
    kind,
    subjects: [...new Set(known.get(source)?.map(({ subject }) => subject))],
  }))
}
