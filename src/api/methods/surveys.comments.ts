import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { Id } from '../../model/index.ts'
import * as settings from '../../store/settings.ts'
import * as items from '../../store/survey-items.ts'
import * as results from '../../store/survey-results.ts'
import * as waves from '../../store/survey-waves.ts'
import { method } from '../method.ts'
import { today } from '../today.ts'

/** Fewest people who wrote, for what they wrote to be shown. */
const FEWEST = 10

export const surveysComments = method({
  name: 'surveys.comments',
  verb: 'GET',
  scope: 'reports:read',
  summary: 'Gives what people wrote in one run of a survey.',
  description:
    'In no order, without times, names or teams, to no item to which fewer than 10 people wrote, and none before the run is closed: whoever looked twice would know which one is new. What somebody wrote may still tell who it was.',
  args: z.object({ id: Id.describe('The run of the survey, of surveys.list.') }),
  result: z.object({
    comments: z.array(
      z.object({
        item: z.string().nullable().describe('Key of the item; null: to the survey as a whole.'),
        text: z.string(),
      }),
    ),
  }),
  async run({ id }, { db, now }) {
    const wave = await waves.info(db, id)
    if (!wave) throw new AppError('not_found', 'There is no such survey.')
    if (wave.closed >= (await today(db, now))) return { comments: [] }
    const least = Math.max(FEWEST, (await settings.read(db)).minimum_group)
    const keys = new Map((await items.list(db)).map((item) => [item.id, item.key]))
    const byItem = Map.groupBy(await results.comments(db, id), ({ item_id }) => item_id)
    const shown = [...byItem.values()].filter((comments) => comments.length >= least)
    const comments = shown.flat().map(({ item_id, text }) => ({
      item: item_id === null ? null : (keys.get(item_id) ?? null),
      text,
    }))
    return { comments }
  },
})
