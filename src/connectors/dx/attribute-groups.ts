import * as z from 'zod'
import { ask } from './ask.ts'
import type { Caller } from './settings.ts'

/** An attribute as attributeGroups.list has it. */
export const AttributeGroup = z.object({
  name: z.string(),
  type: z.string().nullish().describe('admin_managed, self_reported or dx_managed.'),
  hidden: z.boolean().nullish(),
  privileged: z.boolean().nullish(),
  multiple: z
    .boolean()
    .nullish()
    .describe('A user may have several values, which a Facet tells and DX has not.'),
})
export type AttributeGroup = z.output<typeof AttributeGroup>

/** All attributes that the token may see: privileged ones only with a personal token whose user may see them. */
export async function attributeGroups(caller: Caller): Promise<AttributeGroup[]> {
  const { attribute_groups } = await ask(caller, {
    method: 'attributeGroups.list',
    shape: z.object({ attribute_groups: z.array(AttributeGroup) }),
    what: 'the attributes',
  })
  return attribute_groups
}

/** Whether DX shows it to some people only. */
export const isRestricted = ({ hidden, privileged }: AttributeGroup): boolean =>
  hidden === true || privileged === true
