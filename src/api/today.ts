import { dayIn } from '../model/index.ts'
import type { Db } from '../store/db.ts'
import * as settings from '../store/settings.ts'

/** The day it is in the zone of the organisation. */
export async function today(db: Db, now: Date): Promise<string> {
  return dayIn((await settings.read(db)).time_zone, now)
}
