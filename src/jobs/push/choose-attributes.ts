import type { Left } from '../../connectors/connector.ts'
import type { AttributeGroup } from '../../connectors/dx/attribute-groups.ts'
import type { AttributeRow } from '../../store/attributes.ts'

/** An attribute that is pushed. */
export interface Chosen {
  id: number
  name: string
  /** Whether the list of users there shows its values. */
  readable: boolean
  /** Whether a user may have several values there. */
  multiple: boolean
}

export interface Choice {
  /** The names that were asked for. */
  attributes: string[]
  /** Push those too that are hidden or privileged here. */
  restricted?: boolean
  /** Push those too that the other side does not have or does not show; it makes them then. */
  create?: boolean
}

/**
 * Which of the attributes asked for are pushed, and why the others are not. A name that the other side does not know would
 * make an attribute there, so that takes a word of its own.
 */
export function chooseAttributes(
  asked: Choice,
  here: AttributeRow[],
  there: AttributeGroup[],
): { chosen: Chosen[]; left: Left[] } {
  const names = new Map(asked.attributes.map((name) => [name.toLowerCase(), name]))
  const choices = [...names].map(([key, name]) =>
    choose(
      name,
      asked,
      here.find((it) => it.name.toLowerCase() === key),
      there.find((it) => it.name.toLowerCase() === key),
    ),
  )
  return {
    chosen: choices.flatMap((it) => ('id' in it ? it : [])),
    left: choices.flatMap((it) => ('about' in it ? it : [])),
  }
}

function choose(
  name: string,
  asked: Choice,
  here: AttributeRow | undefined,
  there: AttributeGroup | undefined,
): Chosen | Left {
  if (!here) return left(name, 'unknown_attribute', `There is no attribute "${name}" here.`)
  if ((here.hidden || here.privileged) && !asked.restricted)
    return left(
      here.name,
      'restricted_attribute',
      `${here.name} is ${here.privileged ? 'privileged' : 'hidden'} here, and pushed only when that is asked for.`,
    )
  if (!there && !asked.create)
    return left(
      here.name,
      'missing_there',
      `The other side has no attribute ${here.name}, or does not show it to this token; make it there, or ask for it to be made.`,
    )
  if (there?.type?.toLowerCase() === 'dx_managed')
    return left(
      here.name,
      'computed_there',
      `The other side computes ${here.name} itself; push it by another name.`,
    )
  return {
    id: here.id,
    name: there?.name ?? here.name,
    readable: there !== undefined && !there.hidden,
    multiple: there?.multiple === true,
  }
}

function left(about: string, code: string, message: string): Left {
  return { about, code, message }
}
