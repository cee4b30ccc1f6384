import { Anchor, type AnchorProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ComponentPropsWithRef } from 'react'
import { BackIcon } from '../ui/icons.tsx'

type Own = AnchorProps & Omit<ComponentPropsWithRef<'a'>, keyof AnchorProps>

/** The way up to the list that a page is of. */
export const BackLink = createLink(({ children, ...props }: Own) => (
  <Anchor size="sm" {...props} className="back-link">
    <BackIcon size={14} /> {children}
  </Anchor>
))
