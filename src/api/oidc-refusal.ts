import { AppError, type ErrorCode } from '../errors.ts'

/** Why a sign-in fails. Each says what to do; `NAME` is what people call the provider. */
const REASONS = {
  not_begun: [
    'invalid_auth',
    'This sign-in was not begun in this browser, or it took too long. Begin again.',
  ],
  refused: ['invalid_auth', 'Signing in with NAME failed.'],
  unreachable: [
    'server_unavailable',
    'There is no answer from NAME, or none of use. Try again later; if that does not help, tell whoever runs this server.',
  ],
  not_known_there: [
    'server_unavailable',
    'This server is not accepted by NAME: its client id or secret is another there. Tell whoever runs this server.',
  ],
  unreliable: [
    'invalid_auth',
    'The answer of NAME does not pass the checks, so nobody is signed in by it. Begin again; if that does not help, tell whoever runs this server.',
  ],
  no_email: [
    'not_authorized',
    'Your e-mail address, by which you would be known here, is not told by NAME. Whoever runs it can let it be told.',
  ],
  unverified_email: [
    'not_authorized',
    'Your e-mail address is not verified by NAME, so it cannot tell who you are here. Verify the address there, then begin again.',
  ],
  unknown_person: [
    'not_authorized',
    'Nobody here has the e-mail address that NAME tells for you. Ask an administrator of Facet to add you.',
  ],
  deactivated: [
    'not_authorized',
    'You are deactivated here. Ask an administrator of Facet if that is a mistake.',
  ],
} as const satisfies Record<string, readonly [ErrorCode, string]>

/** The closed list of reasons, told to the log. */
export type OidcRefusal = keyof typeof REASONS

/**
 * The error that says why a sign-in failed: its message is for the person, `details` for the log. `words` are the provider's
 * own, `problem` is a code.
 */
export function oidcRefusal(
  reason: OidcRefusal,
  name: string,
  { words, problem }: { words?: string | undefined; problem?: string | undefined } = {},
): AppError {
  const [code, sentence] = REASONS[reason]
  const said = words === undefined ? '' : ` It says: “${words.slice(0, 300)}”`
  return new AppError(code, `${sentence.replaceAll('NAME', name)}${said}`, { reason, problem })
}
