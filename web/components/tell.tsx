import { notifications } from '@mantine/notifications'

/** Tells of something that was done, in a corner, for a while. */
export function tell(message: string): void {
  notifications.show({ message, withBorder: true })
}

/** Tells why something was not done; it stays until it is closed. */
export function tellFailure(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  notifications.show({
    title: 'Not done',
    message,
    color: 'red',
    autoClose: false,
    withBorder: true,
  })
}
