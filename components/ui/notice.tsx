import type { ReactNode } from 'react'

type NoticeProps = {
  /** `error` is announced at once and marked by more than colour; `plain` is for empty places and remarks. */
  tone?: 'plain' | 'error'
  title?: string
  children?: ReactNode
}

/** A remark in the flow of the page: an error and what to do about it, or what an empty place will hold. */
export function Notice({ tone = 'plain', title, children }: NoticeProps) {
  const isError = tone === 'error'
  return (
    <div role={isError ? 'alert' : undefined} className={`border-l-4 py-2 pl-4 ${isError ? 'border-danger' : 'border-line'}`}>
      {title && <p className={`font-semibold ${isError ? 'text-danger' : ''}`}>{title}</p>}
      {children && <div className={title ? 'mt-1' : isError ? 'text-danger' : 'text-muted'}>{children}</div>}
    </div>
  )
}
