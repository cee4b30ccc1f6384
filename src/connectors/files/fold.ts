/**
 * A header without what tools spell differently: `Email Address [Required]`, `email_address` and
 * `emailAddress` all fold to `emailaddress`. Letters and digits of every script are kept.
 */
export function fold(header: string): string {
  return header
    .replace(/\[[^\]]*\]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
