/** A number with its noun: "1 account", "2,345 accounts"; nouns that are not made with an s name their plural. */
export function counted(n: number, noun: string, plural = `${noun}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? noun : plural}`
}
