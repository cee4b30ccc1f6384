import type { Left } from '../connector.ts'
import { type AttributeGroup, attributeGroups, isRestricted } from './attribute-groups.ts'
import type { Place, Reading, Step } from './place.ts'

/**
 * Which attributes are read: those that the settings name, or all but what DX shows to some people only, since nothing
 * would keep it from others here.
 */
export async function readAttributes({ context }: Reading, place: Place): Promise<Step> {
  const groups = await attributeGroups(context)
  const named = context.settings.attributes?.map((name) => name.toLowerCase())
  const read = groups.filter(
    (group) => named?.includes(group.name.toLowerCase()) ?? !isRestricted(group),
  )
  const attributes = read.map(({ name }) => name.toLowerCase())
  const left = named
    ? (context.settings.attributes ?? [])
        .filter((name) => !attributes.includes(name.toLowerCase()))
        .map(unknown)
    : groups.filter(isRestricted).map(restricted)
  const told = read.filter((group) => !isRestricted(group)).map(({ name }) => name.toLowerCase())
  return {
    place: { ...place, attributes, told, step: 'users' },
    facts: {},
    listing: { begins: true },
    left,
  }
}

function unknown(name: string): Left {
  return {
    about: name,
    code: 'unknown_attribute',
    message: `DX shows no attribute "${name}" to this token. A privileged one is shown only to a personal token whose user may see it.`,
  }
}

function restricted({ name, privileged }: AttributeGroup): Left {
  return {
    about: name,
    code: 'restricted_attribute',
    message: `${name} is ${privileged ? 'privileged' : 'hidden'} at DX and was left out. To read it, make it here first, as ${privileged ? 'privileged' : 'hidden'} too, and name the attributes in the settings.`,
  }
}
