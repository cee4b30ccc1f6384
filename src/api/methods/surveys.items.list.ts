import * as z from 'zod'
import { SurveyItem } from '../../model/index.ts'
import { itemsOf } from '../../surveys/items.ts'
import { method } from '../method.ts'

export const surveysItemsList = method({
  name: 'surveys.items.list',
  verb: 'GET',
  scope: 'snapshots:read',
  summary:
    'Lists the items of surveys: those defined here, then those that are known by themselves.',
  args: z.object({}),
  result: z.object({ items: z.array(SurveyItem) }),
  run: async (_, { db }) => ({ items: await itemsOf(db) }),
})
