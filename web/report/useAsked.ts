import { useState } from 'react'

/** A question that is being changed. It begins as it was asked, and anew whenever another one is asked: by a link, or by going back. */
export function useAsked<Q>(asked: Q): [Q, (draft: Q) => void] {
  const [draft, setDraft] = useState(asked)
  const [last, setLast] = useState(asked)
  if (JSON.stringify(asked) !== JSON.stringify(last)) {
    setLast(asked)
    setDraft(asked)
  }
  return [draft, setDraft]
}
