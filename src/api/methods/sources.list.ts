import * as z from 'zod'
import * as sources from '../../store/sources.ts'
import { method } from '../method.ts'
import { Source } from '../shapes/source.ts'
import { tellSources } from '../tell-source.ts'

export const sourcesList = method({
  name: 'sources.list',
  verb: 'GET',
  scope: 'sources:read',
  summary: 'Lists the sources with their last and next runs.',
  args: z.object({}),
  result: z.object({ sources: z.array(Source) }),
  async run(_args, { db, now }) {
    return { sources: await tellSources(db, await sources.list(db), now) }
  },
})
