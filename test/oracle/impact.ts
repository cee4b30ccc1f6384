import type { Design, Span } from '../../src/stats/panel/design.ts'
import type { Panel } from '../../src/stats/panel/panel.ts'

type Kind = 'counts' | 'shares'
type Cell = { observed: number; expected: number; exposure: number }

/** The effect on the scale of the estimation, read off the definition, person by person: slow and plain. */
export function effectByDefinition(panel: Panel, kind: Kind, design: Design): number {
  const cells: Cell[] = []
  for (let g = 3; g < panel.periods - 1; g++) {
    for (const p of periodsOf(design.outcomes, g, panel)) {
      const found = cellsOf(panel, kind, design, g, p)
      cells.push(...found.filter(({ expected }) => Number.isFinite(expected)))
    }
  }
  const sum = (key: keyof Cell) => cells.reduce((total, cell) => total + cell[key], 0)
  return kind === 'counts'
    ? Math.log(sum('observed') / sum('expected'))
    : (sum('observed') - sum('expected')) / sum('exposure')
}

/** What those who adopted in period g did in period p and what was expected of them, by stratum. */
function cellsOf(panel: Panel, kind: Kind, design: Design, g: number, p: number): Cell[] {
  const sumsOf = (members: number[]) => ({
    before: sumOver(panel, members, periodsOf(design.baseline, g, panel)),
    after: sumOver(panel, members, [p]),
  })
  const { adopters, controls } = sidesOf(panel, design, g, p)
  return [...new Set(adopters.map((i) => panel.stratum[i]))].map((stratum) => {
    const inStratum = (i: number) => panel.stratum[i] === stratum
    const own = sumsOf(adopters.filter(inStratum))
    const alike = sumsOf(controls.filter(inStratum))
    const thin = (kind === 'counts' ? alike.before.num : alike.before.den) < 60
    const { before, after } = thin ? sumsOf(controls) : alike
    const wanted =
      kind === 'counts'
        ? (rate(own.before) * rate(after)) / rate(before)
        : rate(own.before) + rate(after) - rate(before)
    const exposure = own.after.den
    return { observed: own.after.num, expected: wanted * exposure, exposure }
  })
}

/** The jackknife by taking each team out of the panel and starting anew. */
export function errorByDefinition(panel: Panel, kind: Kind, design: Design): number {
  const teams = teamsIn(panel, design)
  const effects = teams.map((team) =>
    effectByDefinition(
      subset(panel, (i) => panel.team[i] !== team),
      kind,
      design,
    ),
  )
  const centre = effects.reduce((sum, effect) => sum + effect, 0) / effects.length
  const squares = effects.reduce((sum, effect) => sum + (effect - centre) ** 2, 0)
  return Math.sqrt(((teams.length - 1) / teams.length) * squares)
}

/** The teams with adopters, or with controls of adopters who are known in the same period. */
function teamsIn(panel: Panel, design: Design): number[] {
  const teams = new Set<number>()
  for (let g = 3; g < panel.periods - 1; g++) {
    for (const p of periodsOf(design.outcomes, g, panel)) {
      const { adopters, controls } = sidesOf(panel, design, g, p)
      if (adopters.length === 0) continue
      for (const person of [...adopters, ...controls]) teams.add(panel.team[person] as number)
    }
  }
  return [...teams]
}

/** The panel of some of its people, in the order of their numbers. */
export function subset(panel: Panel, keep: (person: number) => boolean): Panel {
  return arrange(panel, people(panel).filter(keep))
}

/** The panel of these people, in this order. */
export function arrange(panel: Panel, order: number[]): Panel {
  const cells = (values: Float64Array) =>
    Float64Array.from(
      order.flatMap((i) => [...values.slice(i * panel.periods, (i + 1) * panel.periods)]),
    )
  const column = (values: Int32Array) => Int32Array.from(order, (i) => values[i] as number)
  return {
    people: order.length,
    periods: panel.periods,
    num: cells(panel.num),
    den: cells(panel.den),
    adoption: column(panel.adoption),
    stratum: column(panel.stratum),
    team: column(panel.team),
  }
}

function people(panel: Panel): number[] {
  return [...Array(panel.people).keys()]
}

function adoption(panel: Panel, person: number): number {
  return panel.adoption[person] as number
}

function sidesOf(
  panel: Panel,
  design: Design,
  g: number,
  p: number,
): Record<'adopters' | 'controls', number[]> {
  const present = people(panel).filter((i) => isPresent(panel, design, i, g, p))
  return {
    adopters: present.filter((i) => adoption(panel, i) === g),
    controls: present.filter((i) => adoption(panel, i) < 0 || adoption(panel, i) > Math.max(g, p)),
  }
}

function isPresent(panel: Panel, design: Design, person: number, g: number, p: number): boolean {
  const known = (t: number) => cell(panel.den, panel, person, t) > 0
  const history = periodsOf(design.history, g, panel).filter(known)
  const baseline = periodsOf(design.baseline, g, panel).filter(known)
  return known(p) && history.length >= design.at_least && baseline.length > 0
}

function periodsOf({ first, last }: Span, g: number, { periods }: Panel): number[] {
  return [...Array(periods).keys()].filter((t) => t >= g + first && t <= g + last)
}

type Sum = { num: number; den: number }

function sumOver(panel: Panel, members: number[], periods: number[]): Sum {
  const sum = { num: 0, den: 0 }
  for (const person of members) {
    for (const t of periods.filter((t) => cell(panel.den, panel, person, t) > 0)) {
      sum.num += cell(panel.num, panel, person, t)
      sum.den += cell(panel.den, panel, person, t)
    }
  }
  return sum
}

function rate({ num, den }: Sum): number {
  return num / den
}

function cell(values: Float64Array, panel: Panel, person: number, period: number): number {
  return values[person * panel.periods + period] as number
}
