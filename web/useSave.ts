import { useMutation, useQueryClient } from '@tanstack/react-query'
import { tell } from './components/tell.tsx'

/** Keeps what a form holds under its name; then the page asks anew, and the form closes. */
export function useSave(send: () => Promise<{ name: string }>, onLeave: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: async ({ name }) => {
      await queries.invalidateQueries()
      tell(`${name} was saved.`)
      onLeave()
    },
  })
}
