/*
 * A filter as the methods take it names an attribute and the values that will do: "Level=L4|L5". Chosen one by one these are
 * pairs: "Level=L4" and "Level=L5".
 */

/** An attribute with its values, as it is listed. */
interface Valued {
  name: string
  hidden: boolean
  attributes: readonly { name: string }[]
}

/** The pairs of the attributes that are not hidden, in groups, to choose from; what cannot stand in a filter is left out. */
export function valuePairs(attributes: readonly Valued[]) {
  return attributes
    .filter(({ hidden }) => !hidden)
    .map(({ name, attributes: values }) => ({
      group: name,
      items: values
        .filter((value) => !value.name.includes('|'))
        .map((value) => ({ value: `${name}=${value.name}`, label: `${name}: ${value.name}` })),
    }))
}

/** The pairs of filters, in their order. */
export function pairsOf(filters: readonly string[]): string[] {
  return filters.flatMap((filter) => {
    const at = filter.indexOf('=')
    if (at < 1) return [filter]
    const name = filter.slice(0, at)
    return filter
      .slice(at + 1)
      .split('|')
      .map((value) => `${name}=${value}`)
  })
}

/** The filters that pairs make: one for each attribute, which any of its values satisfies. */
export function filtersOf(pairs: readonly string[]): string[] {
  const byName = Map.groupBy(pairs, (pair) => pair.slice(0, Math.max(0, pair.indexOf('='))))
  return [...byName].flatMap(([name, own]) =>
    name === ''
      ? own
      : [`${name}=${[...new Set(own.map((pair) => pair.slice(name.length + 1)))].join('|')}`],
  )
}
