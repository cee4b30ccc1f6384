import type { PlotOptions } from '@observablehq/plot'
import { arrivalCurve } from './arrival-curve.ts'
import { associationForest } from './association-forest.ts'
import { binnedScatter } from './binned-scatter.ts'
import { divergingBars } from './diverging-bars.ts'
import { quantileDots } from './dots.ts'
import { eventCurve } from './event-curve.ts'
import { forest } from './forest.ts'
import { heatMap } from './heat-map.ts'
import { histogram } from './histogram.ts'
import { impactForest } from './impact-forest.ts'
import { levelAreas } from './level-areas.ts'
import { newcomers } from './newcomers.ts'
import { retentionCurve } from './retention-curve.ts'
import { shareDots } from './share-dots.ts'
import { trendLines } from './trend-lines.ts'

/** Every chart by its name: what makes it of its data, at a width in pixels. */
export const CHARTS = {
  arrival_curve: arrivalCurve,
  association_forest: associationForest,
  binned_scatter: binnedScatter,
  diverging_bars: divergingBars,
  event_curve: eventCurve,
  forest,
  heat_map: heatMap,
  histogram,
  impact_forest: impactForest,
  level_areas: levelAreas,
  newcomers,
  quantile_dots: quantileDots,
  retention_curve: retentionCurve,
  share_dots: shareDots,
  trend_lines: trendLines,
} satisfies Record<string, (data: never, width: number) => PlotOptions>

export type ChartName = keyof typeof CHARTS

/** A chart as data: its name and what it shows. It may travel as JSON. */
export type ChartData = {
  [N in ChartName]: { chart: N; data: Parameters<(typeof CHARTS)[N]>[0] }
}[ChartName]

/** How Plot draws a chart at a width in pixels. */
export function optionsOf({ chart, data }: ChartData, width: number): PlotOptions {
  const make = CHARTS[chart] as (data: unknown, width: number) => PlotOptions
  return { ...make(data, width), width }
}
