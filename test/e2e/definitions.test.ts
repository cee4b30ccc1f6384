import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { run, transaction } from '../../src/store/db.ts'
import { importFacts } from '../facts.ts'
import * as given from '../given.ts'
import { givenWave, SURVEYED } from '../surveys.ts'
import { testAdministrator } from './administrator.ts'
import { picture } from './pictures.ts'

const held = testAdministrator({
  async fill({ database }) {
    await importFacts(database, {
      kind: 'teams',
      facts: [{ name: 'Commerce' }, { name: 'Core', parent: 'Commerce' }, { name: 'Web' }],
    })
    await given.people(database, SURVEYED)
    const answers = { deep_work: () => 3 }
    await transaction(database.db, (tx) =>
      givenWave(tx, { name: 'Winter', opened: '2026-02-02', answers }),
    )
    await run(
      database.db,
      sql`
        insert into deployments (source, external_id, service, environment, production, at, status, created_in, changed_in)
        select 'github', n::text, case when n < 8 then 'acme/shop' else 'acme/site' end, 'production', true,
          '2026-02-04T10:00:00Z', 'success', 1, 1
        from generate_series(1, 11) n
      `,
    )
  },
})

test('a service is added from what is deployed, moved, and removed', async () => {
  const { page, errors, open } = held.admin
  await open('/services')
  await page.getByRole('heading', { name: 'There is no service yet' }).waitFor()
  await picture(held.admin, 'services-none')
  await page.getByRole('button', { name: 'Add acme/shop' }).click()
  const form = page.getByRole('form', { name: 'Add a service' })
  expect(await form.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
  await form.getByRole('combobox', { name: 'Team' }).fill('Core')
  await page.getByRole('option', { name: /Core/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await form.getByLabel('Since').fill('2026-01-05')
  await picture(held.admin, 'services-add')
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByText('acme/shop was saved.').waitFor()
  await page.getByRole('button', { name: 'Change acme/shop' }).click()
  const change = page.getByRole('form', { name: 'Change acme/shop' })
  await change.getByLabel('Name').fill('Shop')
  await page.keyboard.press('Enter')
  await page.getByText('Shop was saved.').waitFor()
  await page.getByRole('table', { name: 'Services' }).getByText('acme/shop').waitFor()
  await picture(held.admin, 'services')
  const again = page.getByRole('button', { name: 'Change Shop' })
  await again.press('Enter')
  await page.getByRole('form', { name: 'Change Shop' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('form').waitFor({ state: 'detached' })
  const place = () => page.evaluate('document.activeElement.getAttribute("aria-label")')
  await expect.poll(place).toBe('Change Shop')
  page.once('dialog', (dialog) => void dialog.accept())
  await page.getByRole('button', { name: 'Remove Shop' }).click()
  await page.getByRole('heading', { name: 'There is no service yet' }).waitFor()
  expect(errors).toEqual([])
}, 90_000)

test('a metric of one’s own is defined, told what is wrong with it, changed, and removed', async () => {
  const { page, errors, open } = held.admin
  await open('/metrics/own')
  await page.getByRole('heading', { name: 'There is no metric of your own yet' }).waitFor()
  await picture(held.admin, 'own-metrics-none')
  await page.getByRole('button', { name: 'Define a metric' }).click()
  const form = page.getByRole('form', { name: 'Define a metric' })
  await form.getByLabel('Name').fill('Local builds')
  await form.getByLabel('Definition').fill('Builds on the own machine, as the build tool has them.')
  await form.getByLabel('Purpose').fill('For performance reviews.')
  await form.getByLabel('Unit').fill('builds')
  await form.getByLabel('Events that a source tells').check()
  await form.getByLabel('Event', { exact: true }).fill('built')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByText('never people').waitFor()
  await picture(held.admin, 'own-metrics-refused')
  await form.getByLabel('Purpose').fill('To see where a cache of builds helps.')
  await form.getByLabel('Files of numbers').check()
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByText('A count, from files').waitFor()
  await page.getByRole('button', { name: 'Change Local builds' }).click()
  const change = page.getByRole('form', { name: 'Change Local builds' })
  await change.getByLabel('Direction').selectOption('lower')
  await change.getByRole('button', { name: 'Save' }).click()
  await change.waitFor({ state: 'detached' })
  await picture(held.admin, 'own-metrics')
  page.once('dialog', (dialog) => void dialog.accept())
  await page.getByRole('button', { name: 'Remove Local builds' }).click()
  await page.getByRole('heading', { name: 'There is no metric of your own yet' }).waitFor()
  expect(errors.filter((error) => !/status of 422/.test(error))).toEqual([])
}, 90_000)

test('a question of a survey is found by its words, and asked for by its key', async () => {
  const { page, open } = held.admin
  await open('/reports/breakdown?attribute=Tool')
  await page.getByRole('combobox', { name: 'Metrics' }).fill('uninterrupted')
  await page.getByRole('option', { name: /Deep work: asked last in Winter, 2 Feb 2026/ }).waitFor()
  await picture(held.admin, 'breakdown-question')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Show report' }).press('Enter')
  await page.waitForURL('**/reports/breakdown?attribute=Tool&metrics=deep_work')
}, 60_000)
