import { isReason, type Reason } from '../reason.ts'
import { type Share, wilson } from '../wilson.ts'
import { inPopulation } from './in-population.ts'

/**
 * The share of favourable answers, `count` of `n`, where `population` people were asked: Wilson's interval, narrower once
 * more than half have answered. Throws for a population of fewer than `n`.
 */
export function favourable(count: number, n: number, population: number): Share | Reason {
  const share = wilson(count, n)
  return isReason(share) ? share : inPopulation(share, n / population)
}
