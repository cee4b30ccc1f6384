import * as z from 'zod'
import { counted } from '../../model/index.ts'
import * as sourceStates from '../../store/source-states.ts'
import * as sources from '../../store/sources.ts'
import { knownSource, ownerOf } from '../known-source.ts'
import { method } from '../method.ts'
import { changeOrRehearse } from '../rehearse.ts'
import { SourceId } from '../shapes/source.ts'
import { jobsOf } from '../source-jobs.ts'

export const sourcesRemove = method({
  name: 'sources.remove',
  verb: 'POST',
  scope: 'sources:write',
  summary: 'Ends a source: its secret is forgotten, and what it brought stays.',
  args: SourceId.extend({
    dry_run: z.boolean().default(false).describe('Only tell what it would do.'),
  }),
  result: z.object({
    dry_run: z.boolean(),
    stays: z
      .object({
        accounts: z.number().int(),
        pull_requests: z.number().int(),
        tool_days: z.number().int(),
      })
      .describe('What it brought, which stays.'),
    message: z.string().describe('The same in words.'),
  }),
  async run({ id, dry_run }, context) {
    const jobs = jobsOf(context)
    const deed = { action: 'sources.remove', object: ownerOf(id) }
    const answer = await changeOrRehearse(context, dry_run, deed, async (tx, { entry }) => {
      const { name, key } = await knownSource(tx, id)
      const stays = await sourceStates.brought(tx, key)
      await sources.remove(tx, id, entry)
      return { stays, message: messageOf(name, stays) }
    })
    if (!dry_run) jobs.changed()
    return { dry_run, ...answer }
  },
})

function messageOf(name: string, stays: sourceStates.Brought): string {
  const accounts = counted(stays.accounts, 'account')
  const pulls = counted(stays.pull_requests, 'pull request')
  const days = counted(stays.tool_days, 'day of use', 'days of use')
  return `${name} is read no more, and its secret and its place are forgotten. What it brought stays: ${accounts}, ${pulls}, ${days}.`
}
