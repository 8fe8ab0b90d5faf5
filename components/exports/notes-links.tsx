import type { Route } from 'next'
import Link from 'next/link'

/** After the text of a chapter: where all that was noted can be read in a row and taken along. */
export function NotesOnOnePage({ address }: { address: string }) {
  return (
    <p className="no-print">
      <Link href={address as Route} prefetch={false} className="link">
        All notes on one page
      </Link>
      , to read in a row, print or download
    </p>
  )
}

/** Beside the text where there is no JavaScript: long threads, and very many notes, are on that page only. */
export function NotesWithoutScript({ address }: { address: string }) {
  return (
    <p className="without-script mb-3 text-sm">
      <a href={address} className="link">
        All notes and replies on one page
      </a>
    </p>
  )
}
