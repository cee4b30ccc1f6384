import { createHash } from 'node:crypto'
import { Metric } from '../model/index.ts'
import { CATALOGUE } from './catalogue.ts'
import type { MetricDefinition } from './metric.ts'

/** Signs that tell versions apart. */
const SIGNS = 12

let version: string | undefined

/** The version of all definitions together, read off their words and their SQL: numbers of equal versions were measured alike. */
export function definitionVersion(): string {
  version ??= versionOf(CATALOGUE)
  return version
}

/** The version of some definitions. */
export function versionOf(definitions: readonly MetricDefinition[]): string {
  const text = JSON.stringify(definitions.map(told))
  return createHash('sha256').update(text).digest('hex').slice(0, SIGNS)
}

function told(definition: MetricDefinition) {
  const { numerator, denominator, scale, settles_after, known_from } = definition
  const statements = [numerator, denominator].map((part) => part.toOperationNode())
  return [Metric.parse(definition), ...statements, scale, settles_after, known_from?.share]
}
