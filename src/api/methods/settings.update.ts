import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { calendarsOf } from '../../metrics/holidays.ts'
import * as attributes from '../../store/attributes.ts'
import * as audit from '../../store/audit.ts'
import type { Db } from '../../store/db.ts'
import * as documents from '../../store/documents.ts'
import { besideNothing } from '../../store/edit-lock.ts'
import * as groupRoles from '../../store/group-roles.ts'
import type { Change } from '../../store/journal.ts'
import { prune } from '../../store/retention.ts'
import * as settings from '../../store/settings.ts'
import * as unstored from '../../store/unstored.ts'
import * as weeks from '../../store/weeks.ts'
import { method } from '../method.ts'
import { changeOrRehearse } from '../rehearse.ts'
import { knownRoles } from '../role-names.ts'
import { RowCount } from '../shapes/merge.ts'
import { Settings } from '../shapes/settings.ts'

const RoleChange = z.object({
  role: z.string(),
  gained: z.number().int().describe('People who have it from now on.'),
  lost: z.number().int().describe('People who have it no more.'),
})

export const settingsUpdate = method({
  name: 'settings.update',
  verb: 'POST',
  scope: 'admin',
  summary: 'Changes settings of the organization.',
  description:
    'What is not given stays. Another minimum group counts from the next report on. Another time zone moves the bounds of days: the weeks of everybody without a time zone of their own are counted anew, and until they are, reports say how many wait. Another attribute of places, or country by default, has the weeks of everybody counted anew. Other thresholds of use have all usage levels computed anew, within a minute where a server runs. Another prefix of teams holds for a group from the next time on that the identity provider creates or changes it. Other roles of groups count at once for everybody whose groups are known, by SCIM or from the last sign-in, and for others when they sign in; roles that were given by hand stay. Whom `no_person_storage` names, of them everything goes that is about their work, which a dry run counts first; it comes back only when it is imported again without the setting. A shorter `retention_months` takes facts away at once, which a dry run counts first, and closes the weeks before: their sums stay as they are. A longer one brings nothing back.',
  args: Settings.partial().extend({
    dry_run: z.boolean().default(false).describe('Only tell what would follow.'),
  }),
  result: z.object({
    settings: Settings,
    dry_run: z.boolean(),
    role_changes: z
      .array(RoleChange)
      .describe('Roles that people gain or lose because other groups give them.'),
    weeks_waiting: z.number().int().describe('Weeks of people that are yet to be counted anew.'),
    removed: z
      .array(RowCount)
      .describe(
        'What is stored of people of whom nothing is to be, or is too old to be kept, and goes for good.',
      ),
  }),
  async run({ dry_run, ...args }, context) {
    const changes = args.group_roles
      ? { ...args, group_roles: await written(context.db, args.group_roles) }
      : args
    const deed = { action: 'settings.update', details: changes }
    const answer = await changeOrRehearse(context, dry_run, deed, (tx, by) =>
      update(tx, by, changes),
    )
    if (!dry_run) context.forgetActors()
    return { ...answer, dry_run }
  },
})

async function update(tx: Db, by: Change, changes: Partial<settings.Settings>) {
  const { time_zone, group_roles, no_person_storage, retention_months } = changes
  if (time_zone !== undefined || group_roles !== undefined || no_person_storage || retention_months)
    await besideNothing(tx)
  if (changes.default_country) await knownCountry(changes.default_country)
  const before = await settings.read(tx)
  const now = { ...before, ...changes }
  await settings.update(tx, changes, by.entry)
  if (now.time_zone !== before.time_zone) await weeks.markZone(tx)
  if (!hasSameHolidays(before, now)) await weeks.markAll(tx)
  const removed = [
    ...(changes.no_person_storage ? await unstore(tx, by, changes.no_person_storage) : []),
    ...(changes.retention_months ? await prune(tx, by.today) : []),
  ]
  const turns = changes.group_roles ? await groupRoles.settle(tx, by, 'everybody') : []
  return {
    settings: now,
    role_changes: changesOf(turns),
    weeks_waiting: await weeks.dirty(tx),
    removed,
  }
}

const hasSameHolidays = (before: settings.Settings, now: settings.Settings) =>
  before.geo_attribute === now.geo_attribute && before.default_country === now.default_country

async function knownCountry(place: string): Promise<void> {
  const [calendar] = await calendarsOf([{ place, zone: 'UTC' }], null)
  if (calendar) return
  const message = 'Its holidays are not known: name a country, such as NL or Netherlands.'
  throw new AppError('invalid_arguments', `default_country: ${message}`, {
    issues: [{ path: 'default_country', message }],
  })
}

/** Takes away what is stored of the people with these values, and keeps how much that was. Throws `invalid_arguments`. */
async function unstore(
  tx: Db,
  { entry, today }: Change,
  of: { attribute: string; values: string[] },
): Promise<unstored.Removed[]> {
  const [attribute] = await attributes.list(tx, [of.attribute])
  if (!attribute)
    throw new AppError('invalid_arguments', `There is no attribute "${of.attribute}".`, {
      issues: [{ path: 'no_person_storage.attribute', message: 'There is no such attribute.' }],
    })
  const removed = await unstored.takeAway(tx, { journals: true })
  const users = await unstored.takeLevels(tx)
  if (users.length > 0) await documents.remake(tx, users, today)
  const details = { ...of, removed, settings_update: entry }
  await audit.record(tx, { actor: 'server', action: 'people.unstore', details })
  return removed
}

/** With the roles as they are written here, each pair once. Throws `invalid_arguments`. */
async function written(
  db: Db,
  pairs: settings.Settings['group_roles'],
): Promise<settings.Settings['group_roles']> {
  const roles = await knownRoles(
    db,
    pairs.map(({ role }, n) => ({ path: `group_roles.${n}.role`, name: role })),
  )
  const named = pairs.map(({ group }, n) => ({ group, role: roles[n] ?? '' }))
  return [...new Map(named.map((it) => [`${it.role}/${it.group.toLowerCase()}`, it])).values()]
}

function changesOf(turns: groupRoles.Turn[]): z.output<typeof RoleChange>[] {
  const byRole = Map.groupBy(turns, ({ role }) => role)
  return [...byRole].map(([role, of]) => {
    const gained = of.filter(({ given }) => given).length
    return { role, gained, lost: of.length - gained }
  })
}
