import * as z from 'zod'
import { ask } from './ask.ts'
import type { Caller } from './settings.ts'

/** Users on a page: the most that DX gives. */
export const PAGE_SIZE = 100

const Text = z.string().nullish()

/** DX numbers its records in text; others may not. */
export const WireId = z.union([z.string(), z.number()]).transform(String)

/** A user as users.list has it. What a fact can do without may be missing. */
export const ListedUser = z.object({
  id: WireId,
  email: Text,
  name: Text,
  github_username: Text,
  additional_github_username: Text,
  gitlab_username: Text,
  attributes: z
    .array(
      z.object({
        name: z.string(),
        value: z.union([z.string(), z.number(), z.boolean()]).nullish(),
      }),
    )
    .nullish(),
  deleted_at: Text,
  roles: z.array(z.union([z.string(), z.object({ name: z.string() })])).nullish(),
})
export type ListedUser = z.output<typeof ListedUser>

const Users = z.object({
  users: z.array(ListedUser),
  next_page: z.number().int().nullish(),
  total: z.number().int().nullish(),
})

/** One page of users.list, counted from 1. */
export async function userPage(
  caller: Caller,
  { page, page_size }: { page: number; page_size: number },
): Promise<{ users: ListedUser[]; next: number | null; total: number | null }> {
  const { users, next_page, total } = await ask(caller, {
    method: 'users.list',
    query: { page, page_size },
    shape: Users,
    what: 'the list of users',
  })
  return { users, next: next_page ?? null, total: total ?? null }
}

/** The values of a user by the name of the attribute as it is told, in their order and without repeats. */
export function valuesOf({ attributes }: Pick<ListedUser, 'attributes'>): Map<string, string[]> {
  const values = new Map<string, string[]>()
  for (const { name, value } of attributes ?? []) {
    const text = `${value ?? ''}`.trim()
    const same = values.get(name) ?? []
    if (text !== '' && !same.includes(text)) values.set(name, [...same, text])
  }
  return values
}
