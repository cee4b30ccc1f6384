import { text } from 'node:stream/consumers'
import { AppError } from '../errors.ts'

/** Whence a secret may come beside the command line, which others can read and the shell remembers. */
const OPTION = '--secret'
const FROM_ENVIRONMENT = /^env:(\w+)$/

/** The arguments with the secret that "--secret -" has on the standard input, or "--secret env:NAME" in the environment. */
export async function withSecret(argv: string[]): Promise<string[]> {
  const flat = argv.flatMap((word) =>
    word.startsWith(`${OPTION}=`) ? [OPTION, word.slice(OPTION.length + 1)] : [word],
  )
  const at = flat.indexOf(OPTION) + 1
  const given = flat[at]
  if (at === 0 || given === undefined) return argv
  const secret = await secretFrom(given)
  return secret === undefined ? argv : flat.toSpliced(at - 1, 2, `${OPTION}=${secret}`)
}

async function secretFrom(given: string): Promise<string | undefined> {
  if (given === '-') return filled(await text(process.stdin), 'the standard input')
  const [, name] = FROM_ENVIRONMENT.exec(given) ?? []
  // biome-ignore lint/style/noProcessEnv: which variable it is, the person says
  return name === undefined ? undefined : filled(process.env[name] ?? '', name)
}

function filled(secret: string, where: string): string {
  if (secret.trim() !== '') return secret.trim()
  throw new AppError('invalid_arguments', `There is no secret in ${where}.`)
}
