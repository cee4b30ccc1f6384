import { AppError } from '../../errors.ts'
import { dayAfter, dayText } from '../../model/index.ts'
import type { Db } from '../../store/db.ts'
import * as waves from '../../store/survey-waves.ts'
import { makeKey, openKey, type WaveKey } from '../../surveys/wave-keys.ts'
import type { Applying } from './facts.ts'

/** A run of a survey as the lines of a file speak of it. */
type Staged = Awaited<ReturnType<typeof waves.staged>>[number]

/**
 * Finds or makes the runs that the staged lines belong to, with their keys by id. Throws `file_refused` where the file does not say
 * when a new one was open, and for one whose key is destroyed.
 */
export async function openWaves(tx: Db, applying: Applying): Promise<Map<number, WaveKey>> {
  const keys = new Map<number, WaveKey>()
  const ids: { wave: string; id: number }[] = []
  for (const staged of await waves.staged(tx)) {
    const known = await waves.find(tx, staged.wave)
    const { id, key } = known
      ? await knownWave(tx, known, applying)
      : await newWave(tx, staged, applying)
    keys.set(id, key)
    ids.push({ wave: staged.wave, id })
  }
  await waves.placeStaged(tx, ids)
  return keys
}

async function knownWave(tx: Db, wave: waves.WaveRow, { secretKey, options, notes }: Applying) {
  const key = await openKey(tx, wave.id, secretKey)
  if (key === undefined)
    throw new AppError(
      'file_refused',
      `The key of ${wave.name} is destroyed, so nobody's answers can be added to it. Give the answers a survey of their own.`,
    )
  if ((options.anonymous_after !== undefined) !== (wave.mode === 'anonymous'))
    notes.push(`${wave.name} is there already and stays ${wave.mode}.`)
  return { id: wave.id, key }
}

async function newWave(tx: Db, staged: Staged, { by, options, secretKey, notes }: Applying) {
  const wave = waveOf(staged, options)
  const id = await waves.create(tx, by.entry, wave)
  notes.push(noteOf(wave))
  return { id, key: await makeKey(tx, id, secretKey) }
}

function waveOf({ wave, opened, closed }: Staged, options: Applying['options']): waves.NewWave {
  const first = opened ?? options.from
  if (first === undefined)
    throw new AppError(
      'file_refused',
      `When was ${wave} open? The file has no column "opened"; say the first day with "from", and the day after the last with "to".`,
    )
  const end = closed ?? (options.to === undefined ? first : dayAfter(options.to, -1))
  if (end < first)
    throw new AppError('file_refused', `${wave} would have been closed before it was opened.`)
  const after = options.anonymous_after
  return {
    name: wave,
    opened: first,
    closed: end,
    mode: after === undefined ? 'confidential' : 'anonymous',
    key_until: after === undefined ? null : dayAfter(end, after),
  }
}

/** What becomes of the key, in words, before anything is applied. */
function noteOf({ name, opened, closed, key_until }: waves.NewWave): string {
  const open = `${name} (${dayText(opened)} to ${dayText(closed)})`
  if (key_until === null)
    return `${open} is confidential: answers are kept under pseudonyms, whose key is kept apart and sealed. Groups can be compared, and surveys.forgetKey makes the answers anonymous for good.`
  return `${open} is anonymous: the key to its pseudonyms is destroyed on ${dayText(key_until)}. From then on nobody's answers can be corrected, erased or taken back, and groups of people can no longer be compared.`
}
