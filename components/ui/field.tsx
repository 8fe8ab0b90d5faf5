import { type ComponentProps, type ReactNode, useId } from 'react'

type Words = {
  label: string
  /** A sentence under the label that helps before anything is typed. */
  hint?: ReactNode
  /** The server's sentence about this field; empty or undefined when all is well. */
  error?: string | undefined
  /** The error comes while the focus is in the field or elsewhere, and stays there: it is said at once. */
  announced?: boolean
}

const CONTROL =
  'block w-full rounded-md border border-muted bg-raised px-3 py-1.5 text-base text-ink target aria-invalid:border-danger aria-invalid:border-2'

/** Label, hint and error around a control, with the ids that join them for assistive technology. */
function useField({ label, hint, error, announced = false }: Words, given?: string) {
  const made = useId()
  const id = given ?? made
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  const aria = { id, 'aria-describedby': describedBy, 'aria-invalid': error ? true : undefined }
  const frame = (control: ReactNode) => (
    <div className="space-y-1">
      <label htmlFor={id} className="block font-medium">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-muted text-sm">
          {hint}
        </p>
      )}
      {control}
      {error && (
        <p id={`${id}-error`} role={announced ? 'alert' : undefined} className="text-danger text-sm">
          {error}
        </p>
      )}
    </div>
  )
  return { aria, frame }
}

/** A line to fill in. Everything that an <input> takes may be given too. */
export function Field({ label, hint, error, className = '', ...input }: ComponentProps<'input'> & Words) {
  const { aria, frame } = useField({ label, hint, error }, input.id)
  return frame(<input {...input} {...aria} className={`${CONTROL} ${className}`} />)
}

/** Several lines to fill in; grows with the words where the browser can. */
export function TextArea({ label, hint, error, announced, className = '', rows = 4, ...area }: ComponentProps<'textarea'> & Words) {
  const { aria, frame } = useField({ label, hint, error, ...(announced && { announced }) }, area.id)
  return frame(
    <textarea
      {...area}
      {...aria}
      rows={rows}
      className={`${CONTROL} max-h-[60vh] py-2 leading-normal [field-sizing:content] ${className}`}
    />,
  )
}

/** A choice among few; the options are the children. */
export function Select({ label, hint, error, className = '', children, ...select }: ComponentProps<'select'> & Words) {
  const { aria, frame } = useField({ label, hint, error }, select.id)
  return frame(
    <select {...select} {...aria} className={`${CONTROL} ${className}`}>
      {children}
    </select>,
  )
}
