import { Notice } from '#components/ui/notice.tsx'

/** Over a chapter that the newest edition of an imported text has no more. */
export function WithdrawnNotice() {
  return (
    <div className="mb-6">
      <Notice title="This chapter is no longer in the text">
        A newer edition leaves it out. It stays here as your group read it, with everything you wrote.
      </Notice>
    </div>
  )
}
