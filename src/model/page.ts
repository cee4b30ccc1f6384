import * as z from 'zod'

/** Arguments of the methods that list by page. */
export const Page = z.object({
  page: z.number().int().min(1).default(1).describe('Number of the page.'),
  page_size: z.number().int().min(1).max(100).default(100).describe('Items on a page.'),
})
export type Page = z.output<typeof Page>

export const PageInfo = z.object({
  next_page: z.number().int().nullable().describe('Number of the next page; null at the end.'),
  total: z.number().int().describe('Items on all pages.'),
  total_pages: z.number().int().describe('Number of pages.'),
})

/** Where a page stands among `total` items. A page past the end has no next page. */
export function pageInfo({ page, page_size }: Page, total: number): z.output<typeof PageInfo> {
  const total_pages = Math.ceil(total / page_size)
  return { next_page: page < total_pages ? page + 1 : null, total, total_pages }
}
