import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'

/** What stands meanwhile, where an edit started from something older. */
export type Current = { body: string; version: number; tags?: string[] }

type EditConflictProps = {
  /** The server's sentence. */
  message: string
  /** What stands now; the viewer's own text is in the field above. */
  current: Current
  onKeepMine: () => void
  onTakeCurrent: () => void
  onMerge: () => void
}

/** Shown when somebody's words were changed elsewhere after they began to edit them here: both texts, and three ways on. */
export function EditConflict({ message, current, onKeepMine, onTakeCurrent, onMerge }: EditConflictProps) {
  return (
    <Notice tone="error" title={message}>
      <p className="text-ink text-sm">Saved meanwhile:</p>
      <blockquote className="wrap-anywhere my-1 max-h-48 overflow-y-auto whitespace-pre-wrap border-line border-s-2 ps-3 font-serif text-ink">
        {current.body || '(no words)'}
      </blockquote>
      {current.tags && current.tags.length > 0 && <p className="text-ink text-sm">Tagged: {current.tags.join(', ')}</p>}
      <p className="text-ink text-sm">The field above holds what you typed.</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="small" onClick={onKeepMine}>
          Save mine instead
        </Button>
        <Button size="small" onClick={onTakeCurrent}>
          Keep the saved text
        </Button>
        <Button size="small" onClick={onMerge}>
          Put both in the field
        </Button>
      </div>
    </Notice>
  )
}
