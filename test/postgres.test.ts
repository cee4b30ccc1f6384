import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { expect, inject, test, vi } from 'vitest'

test('a PostgreSQL server answers, and its owner may make databases', async () => {
  expect(inject('database')).toBe('postgres')
  const client = new pg.Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  try {
    const { rows } = await client.query(
      `select current_setting('server_version_num')::int >= 150000 as recent,
        current_setting('server_encoding') as encoding,
        upper('é') as upper,
        r.rolsuper as superuser
      from pg_roles r
      where r.rolname = current_user`,
    )
    expect(rows).toEqual([{ recent: true, encoding: 'UTF8', upper: 'É', superuser: true }])
  } finally {
    await client.end()
  }
})

test('the server and its folder are gone after the process that started it was killed', async () => {
  const starter = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `const { startPostgres } = await import('./postgres-server.ts')
      console.log(JSON.stringify(await startPostgres()))`,
    ],
    { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [line] = await once(createInterface(starter.stdout), 'line')
  const { url, folder } = JSON.parse(line)
  const client = new pg.Client({ connectionString: url })
  const ended = new Promise((resolve) => client.on('error', () => undefined).once('end', resolve))
  await client.connect()

  starter.kill('SIGKILL')

  await ended
  await vi.waitFor(() => expect(access(folder)).rejects.toMatchObject({ code: 'ENOENT' }), {
    timeout: 10_000,
  })
  await expect(new pg.Client({ connectionString: url }).connect()).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  })
})
