import { afterAll, beforeAll, expect, test } from 'vitest'
import { testInstallation } from '../../test/facet.ts'
import { type FakeCoder, startCoder } from '../../test/fakes/coder/start.ts'

const held = testInstallation()

let coder: FakeCoder
beforeAll(async () => {
  coder = await startCoder({ count: 8, now: () => new Date() })
  Object.assign(held.at.env, {
    CODER_TOKEN: coder.tokens.auditor,
    FACET_SECRET: 'a secret of a test',
  })
})
afterAll(() => coder.close())

/** The program has the clock of the machine. */
const lately = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10)

const asked = (secret: string) => [
  ...['--kind', 'coder', '--name', 'Coder', '--secret', secret],
  ...['--settings', JSON.stringify({ url: coder.url, usage_from: lately })],
]

test('a source is added with a secret from the environment, read, and told in words', async () => {
  const { at } = held
  const made = await at.facet('sources.create', ...asked('env:CODER_TOKEN'))
  expect([made.code, made.stderr]).toEqual([0, ''])
  expect(made.stdout).not.toContain(coder.tokens.auditor)
  const { id } = JSON.parse(made.stdout).source
  const run = await at.facet('sources.run', '--id', id)
  expect([run.code, run.stdout]).toEqual([0, expect.stringMatching(/^Read .* UTC: .*tool users/)])
  const list = await at.facet('sources.list')
  expect(list.stdout).toMatch(/^Coder \(Coder, --id \w+\), when asked\n {2}Read /)
}, 60_000)

test('a secret that is not there is told, and nothing is asked with it', async () => {
  const missing = await held.at.facet('sources.create', ...asked('env:NOT_THERE'))
  expect(missing).toMatchObject({ code: 2, stdout: '' })
  expect(missing.stderr).toContain('There is no secret in NOT_THERE.')
  const nothing = await held.at.facet('sources.create', ...asked('-'))
  expect(nothing.stderr).toContain('There is no secret in the standard input.')
}, 60_000)

test('a server begins a run and answers at once, and ends well while it goes on', async () => {
  const { at } = held
  coder.script(({ path }) => (path.endsWith('/users') ? { kind: 'stalled' } : undefined))
  const server = await at.start(['serve'], /serves http/)
  const made = await at.facet('sources.create', ...asked('env:CODER_TOKEN'))
  const { id } = JSON.parse(made.stdout).source
  const run = await at.facet('sources.run', '--id', id)
  expect(run.stdout).toMatch(/^Being read since /)
  expect((await at.facet('sources.run', '--id', id)).stderr).toMatch(/^conflict: /)
  const ended = await server.stop()
  expect(ended.code).toBe(0)
  expect(ended.stdout + ended.stderr).not.toContain('"level":50')
  expect((await at.facet('sources.list')).stdout).toMatch(/Cut off/)
}, 90_000)
