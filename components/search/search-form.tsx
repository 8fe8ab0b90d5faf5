import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { MOST_ASKED } from '#domain/search.ts'
import * as nav from '#messages/group-nav.ts'
import * as say from '#messages/search.ts'

/** A field to search a group in; it works without scripts. */
export function SearchForm({ asked, error }: { asked: string; error?: string | undefined }) {
  return (
    <search>
      <form method="get" className="flex max-w-2xl flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <Field
            label={say.searchLabel()}
            name="q"
            type="search"
            defaultValue={asked}
            error={error}
            autoFocus={!asked}
            enterKeyHint="search"
            maxLength={MOST_ASKED}
          />
        </div>
        <Button type="submit" variant="primary">
          {nav.search()}
        </Button>
      </form>
      <p className="mt-2 text-muted text-sm">{say.hint()}</p>
    </search>
  )
}
