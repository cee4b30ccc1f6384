import * as z from 'zod'

/** A record's id on the wire: base64 of its row number, without padding, as DX has it. Rows keep the number. */
export const Id = z
  .codec(z.string(), z.number().int(), { decode: toRow, encode: toWire })
  .meta({ description: 'Identifier.', examples: ['NTA4Nzc'] })

/** The wire form of a row number: `50877` is `NTA4Nzc`. */
export function toWire(row: number): string {
  return btoa(String(row)).replaceAll('=', '')
}

/** The row number of a wire id, with or without padding; 0, which no row has, for anything else. */
export function toRow(text: string): number {
  try {
    const decimal = atob(text)
    return /^[1-9]\d{0,14}$/.test(decimal) ? Number(decimal) : 0
  } catch {
    return 0
  }
}
