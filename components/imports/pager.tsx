import { Button } from '#components/ui/button.tsx'
import { PIECE } from '#domain/import-draft.ts'

type PagerProps = { from: number; total: number; go: (from: number) => void; what: string }

/** Back and forth through a long list; nothing when it is short. */
export function Pager({ from, total, go, what }: PagerProps) {
  if (total <= PIECE) return null
  return (
    <nav aria-label={`Pages of ${what}`} className="flex flex-wrap items-center gap-3 py-2">
      <Button size="small" onClick={() => go(from - PIECE)} disabled={from === 0}>
        Earlier
      </Button>
      <span className="text-muted text-sm" role="status">
        {from + 1} to {Math.min(from + PIECE, total)} of {total}
      </span>
      <Button size="small" onClick={() => go(from + PIECE)} disabled={from + PIECE >= total}>
        Later
      </Button>
    </nav>
  )
}
