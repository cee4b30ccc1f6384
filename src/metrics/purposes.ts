import { type Metric, Purpose } from '../model/index.ts'
import type { MetricDefinition } from './metric.ts'

/** What a metric may be used for. Days of use of a tool say something of the tool, and nothing of how people work. */
export function purposesOf(metric: Metric | MetricDefinition): Purpose[] {
  const ofTool = 'subject' in metric && metric.subject === 'tool_days'
  return Purpose.options.filter((purpose) => !ofTool || purpose !== 'ways_of_working')
}
