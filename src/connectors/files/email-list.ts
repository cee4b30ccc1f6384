import { FIELDS } from './fields.ts'
import { fold } from './fold.ts'
import { fault, type Statement } from './statement.ts'
import { clean, emailOf } from './values.ts'

const HEADINGS = new Set(FIELDS.people.email?.map(fold))

/** Whether most lines of a text are one e-mail address each. */
export function isEmailList(texts: readonly string[]): boolean {
  const entries = texts.filter(isEntry)
  const addresses = entries.filter((text) => emailOf(text) !== undefined)
  return addresses.length > 0 && addresses.length * 2 >= entries.length
}

/** Whether a line is one of the list: no blank, no comment (`#`), no heading such as `email`. */
export function isEntry(text: string): boolean {
  return text.trim() !== '' && !text.trimStart().startsWith('#') && !HEADINGS.has(fold(text))
}

/** The address of a line, `mail` or `Name <mail>`, as an account of a tool, or as a person where asked for. */
export function listedEmail(text: string, kind: 'people' | 'tool_users'): Statement {
  const email = emailOf(clean(text))
  if (email === undefined)
    return fault('invalid_email', `“${text.trim().slice(0, 80)}” is not an e-mail address.`)
  return { fact: kind === 'people' ? { email } : { account: { email } } }
}
