import { Anchor } from '@mantine/core'

/** A text in which the address of a report is a link to it. */
export function Linked({ text }: { text: string }) {
  return text.split(/(\/reports\/\w+\?[^\s)]+)/).map((part, place) =>
    place % 2 === 0 ? (
      part
    ) : (
      <Anchor key={part} href={part} inherit>
        open it
      </Anchor>
    ),
  )
}
