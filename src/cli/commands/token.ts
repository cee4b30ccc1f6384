import { AppError } from '../../errors.ts'
import type { Command } from '../command.ts'
import { withSend } from '../method.ts'
import { read } from '../send.ts'

export const tokenCommand: Command = {
  usage: 'create --name NAME --scopes a,b [--expires 90d]',
  options: { name: { type: 'string' }, scopes: { type: 'string' }, expires: { type: 'string' } },
  describe: {
    name: 'What the token is for.',
    scopes: 'Scopes with commas between, such as users:read,users:write.',
    expires: 'How long it lives, as 90d, or its last day, as 2027-01-31; for ever without it.',
  },
  async run({ values, positionals }, context) {
    const { name, scopes, expires } = values
    if (positionals[0] !== 'create' || typeof name !== 'string' || typeof scopes !== 'string')
      throw new AppError('invalid_arguments', 'Say: facet token create --name NAME --scopes a,b')
    const json = {
      name,
      scopes: scopes.split(',').map((scope) => scope.trim()),
      ...(expires !== undefined && { expires }),
    }
    const answer = await withSend(context, async (send) =>
      read(await send({ path: '/tokens.create', json })),
    )
    context.terminal.print(String(answer.secret))
    return 0
  },
}
