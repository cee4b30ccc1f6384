import * as z from 'zod'
import * as services from '../../store/services.ts'
import { method } from '../method.ts'
import { Service } from '../shapes/services.ts'
import { today } from '../today.ts'

export const servicesList = method({
  name: 'services.list',
  verb: 'GET',
  scope: 'snapshots:read',
  summary: 'Lists the services with the teams whose they are.',
  description:
    'A file of services enters them, and so does services.assign; services.suggestions names those that are deployed and not entered yet.',
  args: z.object({}),
  result: z.object({ services: z.array(Service) }),
  async run(_, { db, now }) {
    return { services: await services.list(db, await today(db, now)) }
  },
})
