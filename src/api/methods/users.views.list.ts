import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { Page, PageInfo, pageInfo } from '../../model/index.ts'
import * as userViews from '../../store/user-views.ts'
import { method } from '../method.ts'

const View = z.object({
  at: z.iso.datetime(),
  viewer: z.string().describe('Name of the person, or of the token of a program.'),
  program: z.boolean().describe('Whether it was a program, and not a person.'),
  method: z.string().describe('What was asked for.'),
  reason: z.string().nullable().describe('Why, as they said; null: they did not say.'),
})

export const usersViewsList = method({
  name: 'users.views.list',
  verb: 'GET',
  scope: null,
  summary: 'Lists who looked at what is known of you, the newest first.',
  description:
    'For the person behind a session or a personal token, about themself and nobody else. Reports are not listed: they tell of groups only.',
  args: Page,
  result: z.object({ views: z.array(View) }).extend(PageInfo.shape),
  async run(args, { db, actor: { user_id } }) {
    if (user_id === null)
      throw new AppError(
        'not_authorized',
        'There is nobody behind this token: sign in, or use a personal token.',
      )
    const { views, total } = await userViews.list(db, user_id, args)
    return { views, ...pageInfo(args, total) }
  },
})
