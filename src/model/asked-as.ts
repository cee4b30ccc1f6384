type Value = string | number | boolean | null | undefined | readonly string[]

/** The query of an address, with its "?"; what is undefined, null, empty or an empty list is left out. */
export function writeSearch(search: Record<string, Value>): string {
  const params = new URLSearchParams(textsOf(search))
  const text = params.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
  return text && `?${text}`
}

/** The command that asks a method the same: `npx facet users.list --page 2`. What says nothing is left out. */
export function commandOf(method: string, args: Record<string, unknown>): string {
  const options = textsOf(args as Record<string, Value>).map(
    ([name, text]) => `--${name} ${quoted(text)}`,
  )
  return ['npx facet', method, ...options].join(' ')
}

/** A list as an address and an option hold it: with commas between, or as JSON where an item holds one. */
export function writeList(items: readonly string[]): string {
  const [only] = items
  const plain = items.every((item) => item !== '' && item.trim() === item && !item.includes(','))
  return plain && !only?.startsWith('[')
    ? items.join(',')
    : items.length > 0
      ? JSON.stringify(items)
      : ''
}

function textsOf(args: Record<string, Value>): [name: string, text: string][] {
  return Object.entries(args).flatMap(([name, value]) => {
    const text = Array.isArray(value) ? writeList(value) : String(value ?? '')
    return text === '' ? [] : [[name, text] as [string, string]]
  })
}

/** As a POSIX shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
