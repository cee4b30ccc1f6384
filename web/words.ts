/** An instant in the reader's own time: "3 Mar 2026, 14:05". */
export function instantText(instant: string): string {
  return INSTANT.format(new Date(instant))
}

/** A code of the API as words: "tool_users" is "tool users". */
export function codeText(code: string): string {
  return code.replaceAll('_', ' ')
}

/** The same, beginning a line: "Tool users". */
export function titleText(code: string): string {
  const words = codeText(code)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A source by its name. */
export function sourceText(source: string): string {
  return SOURCES[source] ?? titleText(source)
}

const SOURCES: Record<string, string> = {
  github: 'GitHub',
  gitlab: 'GitLab',
  'microsoft-365': 'Microsoft 365',
  google: 'Google Workspace',
  jumpcloud: 'JumpCloud',
  onelogin: 'OneLogin',
}

const INSTANT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
