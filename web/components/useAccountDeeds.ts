import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Account, accountText, type Suggestion } from '../account-words.ts'
import { call } from '../api.ts'
import { tellFailure } from './tell.tsx'

/** Something done, in words, and how to take it back. */
export interface Deed {
  said: string
  undo: (() => Promise<unknown>) | null
}

type Named = Pick<Account, 'id' | 'username' | 'email' | 'name'>

/** What can be said of accounts, one thing at a time; the last deed can be taken back. */
export function useAccountDeeds() {
  const queries = useQueryClient()
  const [last, setLast] = useState<Deed>()
  const mutation = useMutation({
    mutationFn: (work: () => Promise<Deed>) => work(),
    onSuccess: (deed) => setLast(deed),
    onError: tellFailure,
    onSettled: () => queries.invalidateQueries(),
  })
  const act = (work: () => Promise<unknown>, deed: Deed) =>
    mutation.mutate(async () => {
      await work()
      return deed
    })
  return {
    last,
    pending: mutation.isPending,
    undo: () => {
      const undo = last?.undo
      if (undo) act(undo, { said: 'Taken back.', undo: null })
    },
    link: (account: Named, person: { name: string; email: string }) =>
      act(() => call('accounts.link', { id: account.id, email: person.email }), {
        said: `${accountText(account)} is ${person.name}'s now.`,
        undo: () => call('accounts.unlink', { id: account.id }),
      }),
    nobody: (account: Named) =>
      act(() => call('accounts.link', { id: account.id }), {
        said: `${accountText(account)} is nobody's now.`,
        undo: () => call('accounts.unlink', { id: account.id }),
      }),
    reject: (account: Named, { user }: Suggestion) => {
      const pair = { id: account.id, user_id: user.id }
      act(() => call('accounts.reject', pair), {
        said: `${accountText(account)} is not ${user.name}'s.`,
        undo: () => call('accounts.reject', { ...pair, rejected: false }),
      })
    },
    judge: (account: Named & Pick<Account, 'bot_word'>, bot: boolean) =>
      act(() => call('accounts.judge', { id: account.id, bot }), {
        said: `${accountText(account)} is ${bot ? 'a bot' : 'no bot'}.`,
        undo: () => call('accounts.judge', { id: account.id, bot: account.bot_word }),
      }),
    unlink: (account: Named, owner: { email: string } | null) =>
      act(() => call('accounts.unlink', { id: account.id }), {
        said: `${accountText(account)} is free again.`,
        undo: () => call('accounts.link', { id: account.id, email: owner?.email ?? null }),
      }),
    acceptAll: (args: { score: number; source: string | undefined }) =>
      mutation.mutate(async () => {
        const { id, total } = await call('accounts.acceptSuggestions', args)
        return {
          said: total === 1 ? '1 account is linked.' : `${total} accounts are linked.`,
          undo: id === null ? null : () => call('accounts.unlink', { accepted: id }),
        }
      }),
  }
}

export type AccountDeeds = ReturnType<typeof useAccountDeeds>
