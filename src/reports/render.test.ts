import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { type GivenPerson, inOrganisation, people } from '../../test/organisation.ts'
import { CohortSpec, ImpactSpec } from '../model/index.ts'
import { random } from '../stats/random.ts'
import { REPORTS } from './registry.ts'
import { type ReportFormat, renderReport } from './render.ts'
import { PLAIN_TEXT, type TextOptions } from './text.ts'

const held = testDatabase()
const LONG = '=an account of a tool with a rather | long <b>name'

/** People whose numbers are by chance, with an attribute whose name and values are hostile to every form. */
function organisation(): GivenPerson[] {
  const draw = random(3)
  return people(120, (i) => {
    const value = i < 58 ? 'account' : i < 116 ? 'no account' : LONG
    const rate = 3 * Math.exp(draw.normal(0, 0.4))
    return {
      team: `T${i % 30}`,
      values: { Coder: value, Level: `L${1 + (i % 5)}` },
      week: (n) => {
        const prs_merged = draw.poisson(rate)
        return {
          prs_merged,
          prs_cycled: prs_merged,
          cycle_ln: Math.round(prs_merged * draw.normal(3, 0.5) * 1e9),
          prs_sized: prs_merged,
          prs_large: draw.binomial(prs_merged, 0.1),
          tool_days: i < 58 && n >= 20 ? 2 : 0,
        }
      },
    }
  })
}

const viewer = { privileged: false, now: new Date('2026-11-22') }
const answers = () =>
  inOrganisation(
    held.database,
    { people: organisation(), tool: 'Coder', weeks: 48 },
    async (tx) => ({
      cohort: await REPORTS.cohort.run(
        tx,
        CohortSpec.parse({
          attribute: 'Coder',
          cohorts: ['account', 'no account', LONG],
          filter: ['Level=L1|L2|L3|L4|L5'],
        }),
        viewer,
      ),
      impact: await REPORTS.impact.run(tx, ImpactSpec.parse({ attribute: 'Coder' }), viewer),
    }),
  )

/** The answers of both reports, and both in a form. */
async function rendered() {
  const { cohort, impact } = await answers()
  const both = (format: ReportFormat, options?: TextOptions) =>
    Promise.all([
      renderReport(REPORTS.cohort, cohort, format, options),
      renderReport(REPORTS.impact, impact, format, options),
    ])
  return { cohort, impact, both }
}

describe('a report in each of its forms', () => {
  test('says the same', async () => {
    const { cohort, impact, both } = await rendered()
    const told = [
      ...cohort.warnings.map(({ message }) => message),
      ...cohort.exclusions.map(({ message }) => message),
      ...cohort.metrics.flatMap((it) => it.comparisons.map(({ sentence }) => sentence)),
      ...impact.warnings.map(({ message }) => message),
      ...impact.exclusions.map(({ message }) => message),
      impact.sentence,
      impact.naive.sentence,
    ]
    expect(told.length).toBeGreaterThan(10)
    for (const format of ['text', 'md', 'csv', 'html'] as const) {
      const [first, second] = await both(format)
      const text = bare(format === 'html' ? unescaped(first + second) : first + second)
      for (const sentence of told) expect(text).toContain(bare(sentence))
    }
  })

  test('fits 80 columns in the terminal, in any sign and in ASCII', async () => {
    const { both } = await rendered()
    for (const unicode of [true, false]) {
      const options = { ...PLAIN_TEXT, unicode }
      const text = await both('text', options)
      if (!unicode) expect(text.join('')).toMatch(/^[\x20-\x7e\n]*$/)
      for (const line of text.join('\n').split('\n'))
        expect(stringWidth(line)).toBeLessThanOrEqual(80)
    }
  })

  test('is a page of HTML that is complete in itself, with the charts of both', async () => {
    const { both } = await rendered()
    const [cohort, impact] = await both('html')
    for (const html of [cohort, impact]) {
      expect(html).toMatch(/^<!doctype html>/)
      expect(html).not.toMatch(/<script|<link|<img|@import|url\(|href=|src=/)
      expect(html).toContain('aria-label="dot"')
      for (const [, colour] of html.matchAll(/var\((--[\w-]+)\)/g))
        expect(html).toContain(`${colour}: light-dark(`)
    }
  })

  test('lets no name become a formula or markup', async () => {
    const { cohort } = await answers()
    expect(await renderReport(REPORTS.cohort, cohort, 'csv')).toContain(`,'${LONG},`)
    expect(await renderReport(REPORTS.cohort, cohort, 'md')).toContain('rather \\| long')
    expect(await renderReport(REPORTS.cohort, cohort, 'html')).not.toContain('<b>')
  })
})

/** Letters and digits alone, so that wrapping, quoting and escaping do not count. */
function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, ' ')
}

/** The text of HTML: no styles, no markup, signs as they are. */
function unescaped(text: string): string {
  return text
    .replace(/<style>.*?<\/style>|<[a-z/!][^>]*>/gs, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
}
