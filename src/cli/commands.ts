import type { Command } from './command.ts'

/** A command by name; what it is made of is loaded when it is run, so that help and small commands start at once. */
export interface Entry {
  name: string
  summary: string
  load(): Promise<Command>
}

/** The commands that are more than a method of the API, in the order of the help. */
export const commands: readonly Entry[] = [
  {
    name: 'demo',
    summary:
      'Loads a sample organisation into ./data/demo, prints its Coder report, and serves it.',
    load: async () => (await import('./commands/demo.ts')).demoCommand,
  },
  {
    name: 'import',
    summary: 'Imports files: recognises them, shows what they change, applies them.',
    load: async () => (await import('./commands/import.ts')).importCommand,
  },
  {
    name: 'report',
    summary: 'Answers a report here, or as Markdown, CSV, JSON or a page of HTML with its charts.',
    load: async () => (await import('./commands/report.ts')).reportCommand,
  },
  {
    name: 'serve',
    summary: 'Starts the server and prints its address.',
    load: async () => (await import('./commands/serve.ts')).serveCommand,
  },
  {
    name: 'token',
    summary: 'Makes a token for a program; prints it once, alone on stdout.',
    load: async () => (await import('./commands/token.ts')).tokenCommand,
  },
  {
    name: 'backup',
    summary: 'Writes all there is to one file, which any database of Facet can be restored from.',
    load: async () => (await import('./commands/backup.ts')).backupCommand,
  },
  {
    name: 'restore',
    summary: 'Reads a backup into an empty installation, whole or not at all.',
    load: async () => (await import('./commands/restore.ts')).restoreCommand,
  },
  {
    name: 'doctor',
    summary: 'Looks whether all is well, and says what to do where it is not.',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand,
  },
  {
    name: 'erase',
    summary: 'Erases a person, with all that is known of them; counts first. There is no undo.',
    load: async () => (await import('./commands/erase.ts')).eraseCommand,
  },
  {
    name: 'migrate',
    summary: 'Brings the database to the newest schema; every other command does so too.',
    load: async () => (await import('./commands/migrate.ts')).migrateCommand,
  },
]
