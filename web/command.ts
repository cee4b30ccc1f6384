type Value = string | number | boolean | null | undefined | readonly string[]

/** The command that asks a method the same: `npx facet users.list --page 2`. What says nothing is left out. */
export function commandOf(method: string, args: Record<string, unknown>): string {
  const options = Object.entries(args).flatMap(([name, value]) => optionOf(name, value as Value))
  return ['npx facet', method, ...options].join(' ')
}

function optionOf(name: string, value: Value): string[] {
  if (value === undefined || value === null || value === '') return []
  if (!Array.isArray(value)) return [`--${name} ${quoted(String(value))}`]
  if (value.length === 0) return []
  const plain = value.every((item) => item !== '' && item.trim() === item && !item.includes(','))
  return [
    `--${name} ${quoted(plain && !value[0].startsWith('[') ? value.join(',') : JSON.stringify(value))}`,
  ]
}

/** As a POSIX shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
