import * as z from 'zod'
import * as services from '../../store/services.ts'
import * as settings from '../../store/settings.ts'
import { method } from '../method.ts'
import { TeamRef } from '../shapes/user.ts'
import { today } from '../today.ts'

const MOST = 200

export const servicesSuggestions = method({
  name: 'services.suggestions',
  verb: 'GET',
  scope: 'users:read',
  summary: 'Names what is deployed and is nobody’s yet, with a guess whose it may be.',
  description:
    'The guess is the team whose people wrote most of the merged pull requests of the repository of the same name in the last 26 weeks; none where fewer people than the minimum group wrote them. Nothing follows from a guess: services.assign, or a file of services, says whose a service is.',
  args: z.object({}),
  result: z.object({
    suggestions: z.array(
      z.object({
        service: z.string(),
        deployments: z.number().int().describe('Deployments to production that are known.'),
        team: TeamRef.nullable(),
        share: z.number().nullable().describe('Share of the pull requests that its people wrote.'),
      }),
    ),
  }),
  async run(_, { db, now }) {
    const { minimum_group: minimum } = await settings.read(db)
    const day = await today(db, now)
    return { suggestions: await services.suggestions(db, { day, minimum, limit: MOST }) }
  },
})
