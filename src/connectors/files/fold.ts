/** More of a cell is no header, and would only take time. */
const LONGEST = 200

/**
 * A header without what tools spell differently: `Email Address [Required]`, `email_address` and
 * `emailAddress` all fold to `emailaddress`. Letters and digits of every script are kept.
 */
export function fold(header: string): string {
  return header
    .slice(0, LONGEST)
    .replace(/\[[^\]]*\]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
