'use client'

import { useEffect, useState } from 'react'

/** Dark squares of one row as the drawing commands of an SVG path. */
const rowPath = (row: boolean[], y: number) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')

/** An address as a QR code. The encoder is fetched when the first code is shown. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [code, setCode] = useState<{ size: number; path: string } | null>(null)
  useEffect(() => {
    let current = true
    import('uqr').then(({ encode }) => {
      const { data, size } = encode(text, { ecc: 'M', border: 4 })
      if (current) setCode({ size, path: data.map(rowPath).join('') })
    })
    return () => {
      current = false
    }
  }, [text])
  // Black on white in every theme: many cameras do not read it the other way round.
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${code?.size ?? 33} ${code?.size ?? 33}`}
      shapeRendering="crispEdges"
      className="mx-auto block w-full max-w-72 rounded-md"
    >
      <rect width="100%" height="100%" fill="#fff" />
      {code && <path d={code.path} fill="#000" />}
    </svg>
  )
}
