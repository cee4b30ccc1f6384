/**
 * What the name of a bot looks like: `dependabot[bot]`, `release-bot`, `build_robot2`, `bot-deploy`, `svc-backup`,
 * `service-account-ci`. A word of its own between hyphens or underscores; neither Abbot nor the surname of jan.bot is one.
 * Written so that PostgreSQL reads it too; case does not matter.
 */
export const BOT_NAME =
  /\[bot\]$|(^|[-_])(ro)?bot([-_]|[0-9]*$)|(^|[-_])(svc|service[-_]?account)([-_]|[0-9]*$)/i
