import { posix } from 'node:path'
import type { Source } from './sources.ts'

/** Each link of these pages to a file of this project that is not there, as `page: link`. */
export function deadLinks(pages: Source[], exists: (path: string) => boolean): string[] {
  return pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\(([^)#\s]+)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => !exists(posix.join(posix.dirname(path), link)))
      .map((link) => `${path}: ${link}`),
  )
}

/** Each npm script that these pages name and package.json does not have, as `page: npm run name`. */
export function unknownScripts(pages: Source[], scripts: string[]): string[] {
  return pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)]
      .map(([, run, short]) => run ?? short ?? '')
      .filter((name) => !scripts.includes(name))
      .map((name) => `${path}: npm run ${name}`),
  )
}

/** Each variable named `FACET_…` in these pages that is no setting, as `page: name`. */
export function unknownSettings(pages: Source[], settings: string[]): string[] {
  return pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\bFACET_[A-Z_]*[A-Z]/g)]
      .filter(([name]) => !settings.includes(name))
      .map(([name]) => `${path}: ${name}`),
  )
}

/** The code blocks of a page, without their fences. */
export function codeBlocks({ text }: Source): string {
  return [...text.matchAll(/^```\w*\n(.*?)^```/gms)].map(([, code]) => code).join('\n')
}
