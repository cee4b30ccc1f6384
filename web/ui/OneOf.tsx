import { Select, type SelectProps } from '@mantine/core'

type Props = Omit<SelectProps, 'searchable' | 'onFocus' | 'onClick' | 'onSearchChange'>

/**
 * A list of which one is chosen. What is typed searches it, in place of what stands there; where none may be chosen, an emptied
 * field is none.
 */
export function OneOf(props: Props) {
  const { clearable, value, onChange } = props
  function clear(search: string) {
    if (clearable && search === '' && value) onChange?.(null, { value: '', label: '' })
  }
  return (
    <Select
      nothingFoundMessage="Nothing like that"
      {...props}
      onSearchChange={clear}
      searchable
      {...SELECTED}
    />
  )
}

const select = ({ currentTarget }: { currentTarget: HTMLInputElement }) => currentTarget.select()
const SELECTED = { onFocus: select, onClick: select }
