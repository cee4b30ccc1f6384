import { type Logger, pino, stdSerializers } from 'pino'

/** Lowest level that is logged. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/**
 * The log: a line of JSON for each request or job, on standard output unless another file descriptor is given. Never
 * arguments, addresses or tokens; of a failure its words, its code and where it happened, not the values it was about.
 */
export function openLog(level: LogLevel, fd = 1): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: serialize },
    },
    pino.destination({ dest: fd, sync: true }),
  )
}

/** What PostgreSQL adds in `detail` and Kysely in `parameters` are values; they are left out. */
function serialize(error: Error) {
  const { type, message, stack } = stdSerializers.err(error)
  const { code, constraint, cause } = error as Error & { code?: string; constraint?: string }
  const because: unknown = cause instanceof Error ? serialize(cause) : undefined
  return { type, code, constraint, message, stack, cause: because }
}
