import type { Hono } from 'hono'
import type { Database } from '../store/db.ts'
import { pending } from '../store/migrate.ts'

/** Adds `/healthz`: this process answers; and `/readyz`: its database does too, and is of the newest schema. */
export function health(app: Hono, { db }: Database): void {
  app.get('/healthz', (http) => http.json({ ok: true }))
  app.get('/readyz', async (http) => {
    const ready = await pending(db).then(
      (files) => files.length === 0,
      () => false,
    )
    return http.json({ ok: ready }, ready ? 200 : 503)
  })
}
