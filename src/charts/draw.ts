import { type PlotOptions, plot } from '@observablehq/plot'
import { type ChartData, optionsOf } from './charts.ts'
import { drawingDocument } from './drawing.ts'

/** A chart as SVG, the same that a browser would draw at this width in pixels. Colours are the variables of `colours.css`. */
export function drawChart(chart: ChartData, width: number): string {
  const document = drawingDocument() as unknown as NonNullable<PlotOptions['document']>
  return plot({ ...optionsOf(chart, width), document }).outerHTML
}
