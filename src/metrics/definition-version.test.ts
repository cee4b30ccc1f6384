import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { CATALOGUE } from './catalogue.ts'
import { definitionVersion, versionOf } from './definition-version.ts'

test('the version of the definitions stays while they do, and changes with a word or a statement', () => {
  expect(definitionVersion()).toBe(versionOf(CATALOGUE))
  expect(definitionVersion()).toMatch(/^[0-9a-f]{12}$/)
  const [first, ...others] = CATALOGUE
  if (!first) throw new Error('There is no metric.')
  const reworded = versionOf([{ ...first, definition: 'Something else.' }, ...others])
  const recounted = versionOf([{ ...first, numerator: sql`w.prs_opened` }, ...others])
  expect(new Set([definitionVersion(), reworded, recounted]).size).toBe(3)
})
