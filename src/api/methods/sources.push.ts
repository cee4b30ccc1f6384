import * as z from 'zod'
import { knownSource } from '../known-source.ts'
import { method } from '../method.ts'
import { SourceId } from '../shapes/source.ts'
import { jobsOf } from '../source-jobs.ts'

const Change = z.object({
  email: z.string(),
  attribute: z.string(),
  before: z.array(z.string()),
  after: z.array(z.string()).describe('None: the value is removed.'),
})

export const sourcesPush = method({
  name: 'sources.push',
  verb: 'POST',
  scope: 'sources:write',
  summary: 'Brings attributes at DX to what people have here today.',
  description:
    'It compares with what is there now and with what was pushed before, and sends only what has changed here since. A second push sends nothing.',
  args: SourceId.extend({
    attributes: z.array(z.string().trim().min(1)).min(1).describe('Names of the attributes.'),
    dry_run: z.boolean().default(false).describe('Compare and tell, and change nothing.'),
    restricted: z
      .boolean()
      .default(false)
      .describe('Push attributes too that are hidden or privileged here.'),
    create: z.boolean().default(false).describe('Make attributes that the other side lacks.'),
    overwrite: z
      .boolean()
      .default(false)
      .describe('Set values also where the other side has changed them since they were pushed.'),
  }),
  result: z.object({
    dry_run: z.boolean(),
    people: z.number().int().describe('People who are on both sides.'),
    changed: z.number().int().describe('Those of them with a change.'),
    set: z.number().int(),
    removed: z.number().int(),
    same: z.number().int(),
    changes: z.array(Change).describe('The first fifty.'),
    left: z
      .array(z.object({ about: z.string(), code: z.string(), message: z.string() }))
      .describe('Attributes, people and values that were left out, and why.'),
  }),
  async run({ id, ...asked }, context) {
    await knownSource(context.db, id)
    return jobsOf(context).push(context.database, {
      ...asked,
      source_id: id,
      actor: context.actor.id,
    })
  },
})
