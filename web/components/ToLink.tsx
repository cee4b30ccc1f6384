import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ComponentPropsWithRef } from 'react'

type AnchorOwn = AnchorProps & Omit<ComponentPropsWithRef<'a'>, keyof AnchorProps>
type ButtonOwn = ButtonProps & Omit<ComponentPropsWithRef<'a'>, keyof ButtonProps>

/** A link to a page of ours. */
export const ToLink = createLink((props: AnchorOwn) => <Anchor {...props} />)

/** A link to a page of ours, as a button. */
export const ToButton = createLink((props: ButtonOwn) => <Button component="a" {...props} />)
