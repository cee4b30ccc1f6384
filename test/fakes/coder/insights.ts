import { DELETED, type Person } from './people.ts'
import { invalid, may, NOT_FOUND, type Refusal, type World } from './world.ts'

const HOUR = 60 * 60 * 1000
const TEMPLATES = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
const PARAMS = ['start_time', 'end_time', 'template_ids']

/** The answer of `GET /insights/user-activity`: whoever was connected, those since deleted too, in order of id. */
export function userActivity(world: World, caller: Person, query: URLSearchParams) {
  if (!world.insights)
    return {
      status: 404,
      body: { message: 'Not Found.', detail: 'Template insights are disabled.' },
    } satisfies Refusal
  const excess = [...query.keys()].filter((key) => !PARAMS.includes(key))
  const missing = PARAMS.slice(0, 2).filter((key) => !query.has(key))
  if (excess.length + missing.length > 0)
    return invalid([
      ...missing.map((field) => ({ field, detail: `Query param "${field}" is required` })),
      ...excess.map((field) => ({
        field,
        detail: `Query param "${field}" is not a valid query param`,
      })),
    ])
  const start_time = query.get('start_time') ?? ''
  const end_time = query.get('end_time') ?? ''
  const fault =
    faultOf('start_time', start_time, world.now()) ?? faultOf('end_time', end_time, world.now())
  if (fault) return invalid([fault], 'Query parameter has invalid value.')
  if (Date.parse(end_time) < Date.parse(start_time))
    return invalid(
      [{ field: 'end_time', detail: 'Query param "end_time" must be after than "start_time"' }],
      'Query parameter has invalid value.',
    )
  if (!may(caller, 'insights')) return NOT_FOUND
  return { report: report(world, start_time, end_time) }
}

function report(world: World, start_time: string, end_time: string) {
  const [from, to] = [Date.parse(start_time), Date.parse(end_time)]
  const users = [...world.people, DELETED].flatMap((person) => {
    const seconds = world.connected(person, from, to)
    const { id, username, number } = person
    const template_ids = TEMPLATES.slice(0, 1 + (number % 2))
    return seconds > 0 ? [{ template_ids, user_id: id, username, avatar_url: '', seconds }] : []
  })
  users.sort((a, b) => (a.user_id < b.user_id ? -1 : 1))
  return { start_time, end_time, template_ids: users.length > 0 ? TEMPLATES : [], users }
}

const RFC3339 = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|([+-])(\d\d):(\d\d))$/

/** What is wrong with a time: midnight by its own offset is right, and for an end that is today any whole hour. */
function faultOf(field: string, text: string, now: Date) {
  const at = Date.parse(text)
  const [, day, hour, minute, second, sign, hours, minutes] = RFC3339.exec(text) ?? []
  if (day === undefined || Number.isNaN(at)) {
    const layout = '2006-01-02T15:04:05Z07:00'
    const why = `parsing time "${text}" as "${layout}": cannot parse "${text}" as "2006"`
    return {
      field,
      detail: `Query param "${field}" must be a valid date format (${layout}): ${why}`,
    }
  }
  if (day === '0001-01-01') return { field, detail: `Query param "${field}" must not be zero` }
  if (at > Math.floor(now.getTime() / HOUR) * HOUR + HOUR)
    return { field, detail: `Query param "${field}" must not be in the future` }
  const offset = (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0))
  const today = new Date(now.getTime() + offset * 60_000).toISOString().slice(0, 10)
  const anyHour = field === 'end_time' && day === today
  if (Number(minute) === 0 && Number(second) === 0 && (anyHour || Number(hour) === 0))
    return undefined
  const clock = `${anyHour ? hour : '00'}:00:00`
  return {
    field,
    detail: `Query param "${field}" must have the clock set to ${clock}, got ${text}`,
  }
}
