/** What has to be said and is not, in a sentence, of texts by what they are; undefined: nothing. */
export function lackOf(needed: Readonly<Record<string, string>>): string | undefined {
  const empty = Object.entries(needed).flatMap(([what, text]) => (text.trim() === '' ? what : []))
  return empty.length === 0 ? undefined : `It still needs: ${empty.join(', ')}.`
}
