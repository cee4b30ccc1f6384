import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { Id } from '../../model/index.ts'
import type { Db } from '../../store/db.ts'
import * as serviceEdits from '../../store/service-edits.ts'
import * as services from '../../store/services.ts'
import * as teams from '../../store/teams.ts'
import { knownService } from '../known-deployable.ts'
import { method } from '../method.ts'
import { changeOrRehearse } from '../rehearse.ts'
import { Service } from '../shapes/services.ts'

export const servicesUpdate = method({
  name: 'services.update',
  verb: 'POST',
  scope: 'snapshots:admin',
  summary: 'Changes what a service is called, or whose it is from a day on.',
  description:
    'What is not given stays. Deployments are found by the names, so a service that was renamed keeps what it was called before among its aliases, unless they are given too. The weeks of the teams concerned are counted anew.',
  args: z.object({
    id: Id.describe('The service.'),
    name: z.string().trim().min(1).max(200).optional().describe('Its new name.'),
    aliases: z
      .array(z.string().trim().min(1).max(200))
      .max(100)
      .optional()
      .describe('All that sources call it beside; what is not among them is forgotten.'),
    team: z
      .string()
      .trim()
      .min(1)
      .optional()
      .describe('Name, path from the top, or reference id of the team whose it is.'),
    from: z.iso
      .date()
      .optional()
      .describe('First day of that team; without it today, of a service that had a team before.'),
    dry_run: z.boolean().default(false).describe('Only tell what it would do.'),
  }),
  result: z.object({ dry_run: z.boolean(), service: Service }),
  async run({ id, dry_run, ...args }, context) {
    if (args.from !== undefined && args.team === undefined)
      throw new AppError('invalid_arguments', 'from: say which team it is from that day on.', {
        issues: [{ path: 'from', message: 'Say which team it is from that day on.' }],
      })
    const deed = { action: 'services.update', object: `service:${id}`, details: args }
    const service = await changeOrRehearse(context, dry_run, deed, async (tx, by) => {
      const before = await knownService(tx, id)
      const name = args.name ?? before.name
      const aliases = args.aliases ?? [...before.aliases, before.name]
      await refuseTaken(tx, id, [name, ...aliases])
      await serviceEdits.rename(tx, by, { id, name, aliases })
      if (args.team !== undefined) {
        const team = await teams.find(tx, args.team)
        const given = args.from === undefined ? {} : { from: args.from }
        await services.assign(tx, by, { name, team_id: team.id, aliases: [], ...given })
      }
      const service = (await services.list(tx, by.today)).find((it) => it.id === id)
      if (!service) throw new Error('A service that was just changed is not there.')
      return service
    })
    return { dry_run, service }
  },
})

async function refuseTaken(tx: Db, id: number, names: readonly string[]): Promise<void> {
  const keys = names.map((name) => name.toLowerCase())
  const [taken] = await serviceEdits.takenBy(tx, id, keys)
  if (taken)
    throw new AppError(
      'conflict',
      `${taken.name} is called "${taken.key}" already; a name leads to one service.`,
    )
}
