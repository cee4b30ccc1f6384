import { Select, type SelectProps } from '@mantine/core'

/** A list of which one is chosen. What is typed searches it, in place of what stands there. */
export function OneOf(props: Omit<SelectProps, 'searchable' | 'onFocus' | 'onClick'>) {
  return <Select nothingFoundMessage="Nothing like that" {...props} searchable {...SELECTED} />
}

const select = ({ currentTarget }: { currentTarget: HTMLInputElement }) => currentTarget.select()
const SELECTED = { onFocus: select, onClick: select }
