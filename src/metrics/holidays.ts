import type Library from 'date-holidays'

/** What may tell which calendar of public holidays a person has. */
export interface Whereabouts {
  /** A country by its code or name, or a part of one by its code, such as `DE`, `Germany` and `DE-BY`. */
  place: string | null
  /** IANA name. */
  zone: string
}

/** Whereabouts in a span of days, both ends included. */
export interface Span extends Whereabouts {
  first: string
  last: string
}

/** Two letters that companies write for a region of the world, though they are the code of a country. */
const REGIONS = new Set(['na', 'sa', 'la', 'me', 'as', 'af'])
/** Names of countries that are neither a code nor the name that books use. */
const ALIASES: Readonly<Record<string, string>> = {
  usa: 'US',
  'united states of america': 'US',
  uk: 'GB',
  england: 'GB-ENG',
  scotland: 'GB-SCT',
  wales: 'GB-WLS',
  holland: 'NL',
  'czech republic': 'CZ',
}
const NOWHERE = /^(utc|gmt|zulu|etc\/.*|)$/i
const DAY = 86_400_000

/**
 * The calendar of each of these people, as code of a country or of a part of one: that of the place where it names one, else
 * that of the time zone, else the default; null: none is known, and no holiday is left out.
 */
export async function calendarsOf(
  people: readonly Whereabouts[],
  fallback: string | null,
): Promise<(string | null)[]> {
  const usual = fallback === null ? null : ((await named(fallback)) ?? null)
  return Promise.all(
    people.map(
      async ({ place, zone }) =>
        (place === null ? undefined : await named(place)) ?? (await zoned(zone)) ?? usual,
    ),
  )
}

/** The public holidays in each of these spans, in order; `fallback` is the country where nothing tells one. */
export async function publicHolidays(
  spans: readonly Span[],
  fallback: string | null,
): Promise<string[][]> {
  const calendars = await calendarsOf(spans, fallback)
  return Promise.all(
    spans.map(({ first, last }, n) => holidaysBetween(calendars[n] ?? null, first, last)),
  )
}

async function holidaysBetween(
  calendar: string | null,
  first: string,
  last: string,
): Promise<string[]> {
  if (calendar === null) return []
  const from = Number(first.slice(0, 4))
  const years = Array.from({ length: Number(last.slice(0, 4)) - from + 1 }, (_, n) => from + n)
  const days = await Promise.all(years.map((year) => holidaysOf(calendar, year)))
  return days.flat().filter((day) => day >= first && day <= last)
}

/**
 * The public holidays of a calendar in a year, as days; those of banks, schools and religions only are none, and no half
 * days. By the data of date-holidays.
 */
export async function holidaysOf(calendar: string, year: number): Promise<string[]> {
  const key = `${calendar} ${year}`
  const found = HOLIDAYS.get(key) ?? (await readHolidays(calendar, year))
  HOLIDAYS.set(key, found)
  return found
}

const HOLIDAYS = new Map<string, string[]>()

async function readHolidays(calendar: string, year: number): Promise<string[]> {
  const { Holidays } = await library()
  const [country = '', state] = calendar.split('-')
  const known = state
    ? new Holidays(country, state, { timezone: 'UTC' })
    : new Holidays(country, { timezone: 'UTC' })
  const days = known
    .getHolidays(year)
    .filter(({ type, start, end }) => type === 'public' && end.getTime() - start.getTime() >= DAY)
    .flatMap(({ date, start, end }) => {
      const first = Date.parse(date.slice(0, 10))
      const length = Math.round((end.getTime() - start.getTime()) / DAY)
      return Array.from({ length }, (_, n) => new Date(first + n * DAY).toISOString().slice(0, 10))
    })
  return [...new Set(days)].sort()
}

async function named(place: string): Promise<string | undefined> {
  const name = place.trim().toLowerCase()
  if (name === '' || REGIONS.has(name)) return undefined
  const { countries } = await library()
  const [code = '', state] = name.split('-')
  const country = countries.get(code)
  if (state && code.length === 2 && country) return `${country}-${state.toUpperCase()}`
  return ALIASES[name] ?? countries.get(name)
}

async function zoned(zone: string): Promise<string | undefined> {
  if (NOWHERE.test(zone)) return undefined
  const { zones } = await library()
  return zones.get(canonical(zone))
}

/** One name for a zone that has several, such as Asia/Calcutta and Asia/Kolkata. */
function canonical(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    return zone
  }
}

interface Loaded {
  Holidays: typeof Library
  /** Codes of countries by their code and names, in small letters. */
  countries: Map<string, string>
  zones: Map<string, string>
}

let loaded: Promise<Loaded> | undefined

/** Loaded when a calendar is first asked for: most tests and commands never do. */
function library(): Promise<Loaded> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<Loaded> {
  const { default: Holidays } = await import('date-holidays')
  const english = new Intl.DisplayNames(['en'], { type: 'region' })
  const countries = new Map<string, string>()
  const zones = new Map<string, string>()
  for (const [code, name] of Object.entries(new Holidays().getCountries())) {
    for (const known of [code, name, english.of(code) ?? code])
      countries.set(known.toLowerCase(), code)
    for (const zone of zonesOf(code)) zones.set(canonical(zone), code)
  }
  return { Holidays, countries, zones }
}

function zonesOf(country: string): string[] {
  const locale: Intl.Locale & { getTimeZones?(): string[] } = new Intl.Locale(`und-${country}`)
  return locale.getTimeZones?.() ?? []
}
