import { GripVertical } from 'lucide-react'
import type { PointerEvent } from 'react'

type DragGripProps = {
  /** The row’s own id, which its list item carries as `data-row`, as the others carry theirs. */
  id: string
  /** Where the row would go: before which other, null for the end; undefined once it is let go or given up. */
  onOver: (beforeId: string | null | undefined) => void
  onDrop: (beforeId: string | null) => void
}

/** By this a row of a list is drawn to another place, by mouse or finger; its arrows do the same by keyboard. */
export function DragGrip({ id, onOver, onDrop }: DragGripProps) {
  const end = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    event.currentTarget.releasePointerCapture(event.pointerId)
    onOver(undefined)
    const beforeId = placeAt(event)
    if (beforeId !== undefined && beforeId !== id) onDrop(beforeId)
  }
  return (
    <span
      aria-hidden
      className="inline-flex cursor-grab touch-none items-center justify-center text-muted target active:cursor-grabbing"
      onPointerDown={(event) => event.isPrimary && event.button === 0 && event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && onOver(placeAt(event))}
      onPointerUp={end}
      onPointerCancel={() => onOver(undefined)}
    >
      <GripVertical size={18} />
    </span>
  )
}

/** The row that begins below the pointer; null below the last one, undefined where the row itself would stay. */
function placeAt({ currentTarget, clientY }: PointerEvent<HTMLElement>): string | null | undefined {
  const own = currentTarget.closest('[data-row]')
  const rows = [...(own?.parentElement?.querySelectorAll<HTMLElement>(':scope > [data-row]') ?? [])]
  const middle = (row: HTMLElement) => row.getBoundingClientRect().top + row.offsetHeight / 2
  const at = rows.findIndex((row) => middle(row) > clientY)
  const before = at === -1 ? null : rows[at]
  const stays = before === own || (before ?? undefined) === own?.nextElementSibling || (before === null && own === rows.at(-1))
  return stays ? undefined : (before?.dataset.row ?? null)
}
