'use client'

import { useEffect, useRef, useState } from 'react'

/** Says what the chosen filter shows, and marks its link as the current one. The filter itself needs no script. */
export function FilterStatus({ counts, total }: { counts: Record<string, string>; total: number }) {
  const [said, setSaid] = useState('')
  const line = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    const follow = () => {
      const chosen = location.hash.slice(1)
      const links = line.current?.closest('nav')?.querySelectorAll('a') ?? []
      for (const link of links) {
        if (link.id === chosen) link.setAttribute('aria-current', 'true')
        else link.removeAttribute('aria-current')
      }
      setSaid(`${counts[chosen] ?? ''}${total} events`)
    }
    follow()
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [counts, total])
  return (
    <p ref={line} role="status" className="needs-script mt-3 min-h-6 text-muted text-sm">
      {said}
    </p>
  )
}
