import * as z from 'zod'
import { Page, PageInfo, pageInfo } from '../../model/index.ts'
import * as sources from '../../store/sources.ts'
import { knownSource } from '../known-source.ts'
import { method } from '../method.ts'
import { SourceId } from '../shapes/source.ts'

export const sourcesLeft = method({
  name: 'sources.left',
  verb: 'GET',
  scope: 'sources:read',
  summary: 'Lists what a source told and could not be used, with the reason, the latest first.',
  args: SourceId.extend(Page.shape),
  result: z
    .object({
      left: z.array(
        z.object({
          about: z.string().describe('As the source names it: a username, a number.'),
          code: z.string(),
          message: z.string(),
          first_at: z.iso.datetime(),
          last_at: z.iso.datetime(),
        }),
      ),
    })
    .extend(PageInfo.shape),
  async run({ id, page, page_size }, { db }) {
    await knownSource(db, id)
    const total = await sources.countLeft(db, id)
    const left = await sources.left(db, id, { page, page_size })
    return { left, ...pageInfo({ page, page_size }, total) }
  },
})
