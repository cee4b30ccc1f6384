import { AppError } from '../../errors.ts'
import type { Command, CommandContext } from '../command.ts'
import { withSend } from '../method.ts'
import { read, type Send } from '../send.ts'

interface Told {
  removed: { table: string; rows: number }[]
  changed: { table: string; rows: number }[]
}

export const eraseCommand: Command = {
  usage: 'EMAIL [--dry-run] [--yes] [--json]',
  options: {
    'dry-run': { type: 'boolean' },
    yes: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  describe: {
    'dry-run': 'Count what would go, and change nothing.',
    yes: 'Do not ask. Needed where there is no terminal.',
    json: 'Print one JSON document and nothing else.',
  },
  async run({ values, positionals }, context) {
    const [email, ...others] = positionals
    if (email === undefined || others.length > 0)
      throw new AppError('invalid_arguments', 'Say: facet erase EMAIL')
    return withSend(context, (send) => erase(send, email, values, context))
  },
}

async function erase(
  send: Send,
  email: string,
  values: Record<string, string | boolean | undefined>,
  { terminal }: CommandContext,
): Promise<number> {
  const ask = async (dry_run: boolean) =>
    read(await send({ path: '/users.erase', json: { email, dry_run } })) as unknown as Told
  const dry = values['dry-run'] === true
  if (!dry && values.yes !== true && !(process.stdin.isTTY && process.stderr.isTTY))
    throw new AppError('invalid_arguments', 'An erasure cannot be undone: say --yes, or --dry-run.')
  if (values.json !== true && (dry || values.yes !== true))
    terminal.print(textOf(await ask(true), 'would'))
  if (dry) {
    if (values.json === true) terminal.print(JSON.stringify(await ask(true), null, 2))
    return 0
  }
  if (values.yes !== true && !(await terminal.confirm('Erase this person? There is no undo.')))
    return 1
  const told = await ask(false)
  terminal.print(values.json === true ? JSON.stringify(told, null, 2) : textOf(told, 'did'))
  return 0
}

function textOf({ removed, changed }: Told, tense: 'would' | 'did'): string {
  const lines = (rows: Told['removed']) =>
    rows.map(({ table, rows }) => `  ${String(rows).padStart(9)}  ${table}`)
  const [go, stay] =
    tense === 'would' ? ['Would go', 'Would lose the name'] : ['Gone', 'Without the name']
  return [
    `${go}, rows by table:`,
    ...lines(removed),
    ...(changed.length > 0 ? [`${stay}:`, ...lines(changed)] : []),
    ...(tense === 'did'
      ? [
          'Whatever is read of this person from now on is refused as "erased". Backups made before still hold them.',
        ]
      : []),
  ].join('\n')
}
