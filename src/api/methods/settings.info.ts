import * as z from 'zod'
import * as settings from '../../store/settings.ts'
import { method } from '../method.ts'
import { Settings } from '../shapes/settings.ts'

export const settingsInfo = method({
  name: 'settings.info',
  verb: 'GET',
  scope: 'snapshots:read',
  summary: 'Tells the settings of the organization.',
  args: z.object({}),
  result: z.object({ settings: Settings }),
  async run(_args, { db }) {
    return { settings: await settings.read(db) }
  },
})
