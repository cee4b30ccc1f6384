import { buildPages } from '../../src/cli/pages.ts'
import { openTerminal } from '../../src/cli/terminal.ts'

/** Builds the pages once for all browser tests, unless they are newer than what they are made of. */
export function setup(): Promise<void> {
  return buildPages(openTerminal({ color: false }))
}
