import { expect, test } from 'vitest'
import { CATALOGUE } from './catalogue.ts'
import { reference } from './reference.ts'

test('the page docs/metrics.md is what the catalogue says; `npx vitest run -u` writes it anew', async () => {
  await expect(reference()).toMatchFileSnapshot('../../docs/metrics.md')
})

test('every metric has a chapter, and every guardrail leads to one', () => {
  const page = reference()
  const chapters = new Set([...page.matchAll(/^### (\w+)$/gm)].map(([, id]) => id))
  for (const { id } of CATALOGUE) expect(chapters).toContain(id)
  for (const [, anchor] of page.matchAll(/\]\(#(\w+)\)/g)) expect(chapters).toContain(anchor)
})
