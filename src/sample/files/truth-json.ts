import type { SampleOrganisation } from '../organisation.ts'

/** What is true of the organisation, and what its files hold, one person on a line. */
export function* truthJson(organisation: SampleOrganisation): Generator<string> {
  const { settings, truth, ledger, gaps } = organisation
  const head = JSON.stringify({ settings, truth, ledger, gaps }, null, 2)
  yield `${head.slice(0, -2)},\n  "people": [\n`
  let before = '    '
  for (const person of organisation.personLedgers()) {
    yield `${before}${JSON.stringify(person)}`
    before = ',\n    '
  }
  yield '\n  ]\n}\n'
}
