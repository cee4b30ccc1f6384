import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandOf } from './asked-as.ts'

test('a question is a command, without what it does not say', () => {
  const args = {
    attribute: 'Coder',
    metrics: ['pr_size', 'revert_rate'],
    team: [],
    from: undefined,
  }
  expect(commandOf('reports.cohort', args)).toBe(
    'npx facet reports.cohort --attribute Coder --metrics pr_size,revert_rate',
  )
})

test('words that a shell would split or read as its own are quoted', () => {
  expect(commandOf('users.search', { q: "O'Neill & sons" })).toBe(
    `npx facet users.search --q 'O'\\''Neill & sons'`,
  )
})

test('a shell gives back the words that were put in', () => {
  const words = fc.array(
    fc.string({ minLength: 1 }).filter((text) => !/[\0\n]/.test(text)),
    { maxLength: 20 },
  )
  fc.assert(
    fc.property(words, (all) => {
      const lines = all.map((word) => commandOf('m', { a: word }).replace('npx facet m --a ', ''))
      const script = `printf '%s\\n' ${lines.join(' ')}`
      const back = execFileSync('sh', ['-c', all.length > 0 ? script : 'true'], {
        encoding: 'utf8',
      })
      expect(back.split('\n').slice(0, -1)).toEqual(all)
    }),
    { numRuns: 20 },
  )
})
