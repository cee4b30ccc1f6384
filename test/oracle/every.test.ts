import { expect, test } from 'vitest'
import { readSources } from '../sources.ts'

/**
 * What no test holds to R under its own name, with the reason. The folder panel is what observedExpected, callawaySantAnna and
 * withinPerson are made of, and held through them.
 */
const NOT_BY_NAME: Record<string, string> = {
  // held through what is made of them
  bucketQuantiles: 'bucketQuantile',
  clusteredError: 'oneMean, twoMeans, standardised, trend',
  comparable: 'standardised, strataAgainst, oneWeightedMean: strata, level, share left out',
  differenceError: 'twoMeans, cuped',
  estimateFrom: 'observedExpected',
  estimateOf: 'every estimate with its interval',
  halfWidth: 'estimateOf',
  inPopulation: 'favourable, oneWeightedMean, weightedShare',
  interval: 'estimateOf',
  meanFrom: 'mean, twoMeans',
  onScale: 'the ratios of twoMeans, the geometric means',
  postStratified: 'oneWeightedMean, weightedShare',
  rankCohorts: 'kruskalWallis, dunn',
  sortedQuantile: 'quantile',
  // R has nothing to hold them against
  bits: 'words of a generator: the reference implementation in C',
  composition: 'three rules of a warning',
  evidence: 'rules by which a word is chosen: method and simulations',
  random: 'a stream of its own: moments of its draws',
  smallestDetectable: '2.8 standard errors by definition; R has 2.8016 for it',
  xoshiro128: 'the reference implementation in C',
  // no numbers
  countTeams: 'a count of names',
  faultOf: 'reasons in place of numbers',
  hasTeams: 'yes or no',
  isConstant: 'yes or no',
  isReason: 'yes or no',
  mapValues: 'the same people with other values',
  reason: 'a sentence',
  studyFault: 'reasons in place of numbers',
}

test('every statistic is held to R, or says why it is not', () => {
  const files = readSources('src/stats/**/*.ts')
  const held = files
    .filter(({ path, text }) => path.endsWith('.test.ts') && text.includes('oracle/fixture.ts'))
    .map(({ text }) => text.replace(/^import .*$/gm, ''))
  const exported = files
    .filter(({ path }) => !path.endsWith('.test.ts') && !path.startsWith('src/stats/panel/'))
    .flatMap(({ text }) => [...text.matchAll(/^export function (\w+)/gm)].map(([, name]) => name))
  expect(exported.length).toBeGreaterThan(60)
  const unheld = exported.filter(
    (name) => !held.some((text) => new RegExp(`\\b${name}\\b(?!['’])`).test(text)),
  )
  expect(unheld.filter((name) => !(`${name}` in NOT_BY_NAME))).toEqual([])
  expect(Object.keys(NOT_BY_NAME).filter((name) => !exported.includes(name))).toEqual([])
})
