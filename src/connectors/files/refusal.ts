import { AppError } from '../../errors.ts'

export const CODER_TABLE = 'coder users list > users.txt'
export const CODER_JSON = 'coder users list --output json > users.json'
export const GH_LIST =
  'gh pr list --state all --limit 1000 --json number,title,author,createdAt,mergedAt,closedAt,additions,deletions,changedFiles,baseRefName,headRefName,isDraft,mergeCommit,reviews,url > pulls.json'

/** Why a whole file is refused, and what to do instead; each continues "The file …". */
const REASONS = {
  empty: `is empty: the command that wrote it found nothing, or failed. Run it again and look at what it prints.`,
  no_rows: `has headings but not one line below them. Check that the command may see more than its own user.`,
  html: `is a web page, most likely a sign-in page. Fetch it again with a valid token, from the address of the API.`,
  workbook: `is an Excel workbook or another archive. Open it and save it as CSV (UTF-8).`,
  pdf: `is a PDF. Export the list as CSV instead.`,
  binary: `is not text. Save or export it as CSV, UTF-8.`,
  error_body: `holds an error message instead of data.`,
  header_list: `holds only the names of columns: the known result of a jq line in Coder's documentation that fails. This works: ${CODER_JSON}`,
  mangled_table: `is a table whose blanks were turned into commas, which moves the cells of people without e-mail address. Keep the table as it is: ${CODER_TABLE}`,
  pull_request_fields: `lacks fields of the pull requests that Facet needs (url, createdAt, mergedAt). This works: ${GH_LIST}`,
  long_period: `covers more than one day in one answer, so nobody can tell on which day the time fell. Ask for one day at a time: start_time=D, end_time=D+1.`,
  unknown_json: `is JSON of a shape that Facet does not know. It reads lists of objects, one a line or in an array; docs/files.md names them.`,
  broken_json: `begins like JSON but is not: it may have been cut off. Fetch it again.`,
  another_kind: `holds facts of another kind than asked for.`,
} as const

/** The closed list of reasons, told as `details.code` of the error. */
export type RefusalCode = keyof typeof REASONS

/** The error that says why a file cannot be read at all; `more` is a further sentence. */
export function refusal(code: RefusalCode, file_name = 'The file', more?: string): AppError {
  const message = [`${file_name} ${REASONS[code]}`, more].filter(Boolean).join(' ')
  return new AppError('file_refused', message, { code })
}
