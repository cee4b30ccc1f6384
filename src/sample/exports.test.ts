import { expect, test } from 'vitest'
import { PullRequestFact } from '../model/index.ts'
import { generate } from './generate.ts'
import { ALL_FAULTS } from './options.ts'

const { exports, pullRequests, gaps } = generate({
  seed: 3,
  people: 160,
  weeks: 40,
  faults: ALL_FAULTS,
})
if (!exports) throw new Error('An outage parts the exports')
const first = [...exports.first()]
const second = [...exports.second()]
const name = ({ repo, number }: PullRequestFact) => `${repo}#${number}`

test('the first export ends with the outage, and tells nothing that came later', () => {
  expect(exports.at).toBe(`${gaps[0]?.from}T00:00:00Z`)
  for (const pull of first) {
    PullRequestFact.parse(pull)
    const { opened_at, merged_at = '', closed_at = '', reviews = [] } = pull
    const instants = [opened_at, merged_at, closed_at, ...reviews.map((it) => it.submitted_at)]
    expect(instants.filter((at) => at >= exports.at)).toEqual([])
  }
})

test('the last word on each pull request is what is true of it', () => {
  const told = new Map([...first, ...second].map((pull) => [name(pull), pull]))
  expect(told).toEqual(new Map([...pullRequests()].map((pull) => [name(pull), pull])))
})

test('some stand open in the first and merged in the second, and some of the first come with the second alone', () => {
  const merged = new Set(second.filter(({ merged_at }) => merged_at).map(name))
  expect(first.filter((pull) => !pull.merged_at && merged.has(name(pull))).length).toBeGreaterThan(
    5,
  )
  const before = second.filter(({ closed_at }) => closed_at !== undefined && closed_at < exports.at)
  expect(before.length).toBeGreaterThan(10)
  expect(before.length).toBeLessThan(first.length / 20)
})

test('without an outage there is one export', () => {
  expect(generate({ seed: 3, people: 10, weeks: 10 }).exports).toBeUndefined()
})
