import { expect, test } from 'vitest'
import * as z from 'zod'
import type { Method } from './method.ts'
import { methods } from './methods.ts'
import { reference } from './reference.ts'

const all = Object.values<Method>(methods)

test('the page docs/api.md is what the methods say; `npx vitest run -u` writes it anew', async () => {
  await expect(reference(all)).toMatchFileSnapshot('../../docs/api.md')
})

test('every method is explained, and every argument of it', () => {
  for (const { name, summary, args } of all) {
    expect(summary, name).toMatch(/^[A-Z].*\.$/s)
    const { properties = {} } = z.toJSONSchema(args, { io: 'input' })
    for (const [argument, schema] of Object.entries(properties))
      expect(schema, `${name} ${argument}`).toHaveProperty('description')
  }
})
