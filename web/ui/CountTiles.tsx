import { SimpleGrid, Text } from '@mantine/core'
import { count } from '../../src/model/numbers.ts'

interface Tile {
  label: string
  count: number
  /** Whether more than none of it asks for a look. */
  alarming?: boolean
}

/** A few counts side by side. */
export function CountTiles({ tiles }: { tiles: Tile[] }) {
  return (
    <SimpleGrid
      cols={{ base: tiles.length === 4 ? 2 : tiles.length, xs: tiles.length }}
      spacing="xs"
      component="dl"
      m={0}
    >
      {tiles.map(({ label, count: n, alarming }) => (
        <div key={label} className="tile" data-alarming={(alarming && n > 0) || undefined}>
          <Text component="dt" size="sm" c="dimmed">
            {label}
          </Text>
          <Text component="dd" m={0} fz={22} fw={600} className="tile-number">
            {count(n)}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  )
}
