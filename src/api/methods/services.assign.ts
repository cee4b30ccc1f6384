import * as z from 'zod'
import { AppError } from '../../errors.ts'
import * as services from '../../store/services.ts'
import * as teams from '../../store/teams.ts'
import { method } from '../method.ts'
import { changeOrRehearse } from '../rehearse.ts'
import { Service } from '../shapes/services.ts'

export const servicesAssign = method({
  name: 'services.assign',
  verb: 'POST',
  scope: 'snapshots:admin',
  summary: 'Says which team a service belongs to, from a day on or since ever.',
  description:
    'A service that is not known yet is entered. For its days this overrules what was said before. The weeks of the teams concerned are counted anew.',
  args: z.object({
    service: z.string().trim().min(1).max(200).describe('Its name, in any case of letters.'),
    team: z
      .string()
      .trim()
      .min(1)
      .describe('Name, path from the top, or reference id of the team.'),
    from: z.iso
      .date()
      .optional()
      .describe('First day; without it all days, of a service that had a team before today.'),
    to: z.iso.date().optional().describe('First day on which it is the team’s no more.'),
    aliases: z
      .array(z.string().trim().min(1))
      .default([])
      .describe('What sources call it beside: its repository, its name in the tool for incidents.'),
    dry_run: z.boolean().default(false).describe('Only tell what it would do.'),
  }),
  result: z.object({ dry_run: z.boolean(), service: Service }),
  async run({ dry_run, service: name, ...args }, context) {
    if (args.from !== undefined && args.to !== undefined && args.from >= args.to)
      throw new AppError('invalid_arguments', 'to: the days end before they begin.', {
        issues: [{ path: 'to', message: 'The days end before they begin.' }],
      })
    const details = { service: name, ...args }
    const deed = { action: 'services.assign', details }
    const service = await changeOrRehearse(context, dry_run, deed, async (tx, by) => {
      const team = await teams.find(tx, args.team)
      const id = await services.assign(tx, by, { ...args, name, team_id: team.id })
      const service = (await services.list(tx, by.today)).find((it) => it.id === id)
      if (!service) throw new Error('A service that was just given to a team is not there.')
      return service
    })
    return { dry_run, service }
  },
})
