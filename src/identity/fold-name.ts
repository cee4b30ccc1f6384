/** A name without accents, case and anything but letters and digits, in words: "Zoë Müller-Lang" is zoe, muller, lang. */
export function wordsOf(name: string): string[] {
  return plain(name.toLowerCase())
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** The same in one word. */
export function folded(name: string): string {
  return wordsOf(name).join('')
}

/** A handle without the digits that make it unique: jdoe2 is jdoe. */
export function handleOf(username: string): string {
  return folded(username).replace(/\d+$/, '')
}

/** What stands before the @ of an address. */
export function localPart(email: string): string {
  return email.split('@')[0] ?? ''
}

const ASCII = /^[ -~]*$/

function plain(text: string): string {
  if (ASCII.test(text)) return text
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[øœ]/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/ł/g, 'l')
}
