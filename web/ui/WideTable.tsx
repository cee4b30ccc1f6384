import { useElementSize, useMergedRef } from '@mantine/hooks'
import { type ReactNode, useEffect, useRef, useState } from 'react'

interface Props {
  /** Pixels below which the table is scrolled instead of squeezed. */
  minWidth: number
  className?: string
  children: ReactNode
}

/** A table that is scrolled sideways where it has no room; only there it is a stop on the way of a keyboard. */
export function WideTable({ minWidth, className = '', children }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const { ref, width } = useElementSize()
  const [scrolls, setScrolls] = useState(false)
  useEffect(() => {
    const table = place.current
    setScrolls(table !== null && width > 0 && table.scrollWidth > table.clientWidth)
  }, [width])
  const stop = { tabIndex: 0, role: 'region', 'aria-label': 'Table, wider than the window' }
  return (
    <div ref={useMergedRef(place, ref)} className={`wide ${className}`} {...(scrolls && stop)}>
      <div style={{ minWidth }}>{children}</div>
    </div>
  )
}
