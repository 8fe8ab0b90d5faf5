'use client'

import { type ComponentProps, useState } from 'react'
import { Field } from '#components/ui/field.tsx'

type PasswordFieldProps = Omit<ComponentProps<typeof Field>, 'type' | 'autoComplete'> & {
  autoComplete: 'current-password' | 'new-password'
}

/** A password, which may be pasted, kept by the browser, and looked at. */
export function PasswordField(props: PasswordFieldProps) {
  const [shown, setShown] = useState(false)
  return (
    <div className="relative">
      <Field {...props} type={shown ? 'text' : 'password'} maxLength={200} autoCapitalize="none" autoCorrect="off" spellCheck={false} />
      <button
        type="button"
        aria-label={`${shown ? 'Hide' : 'Show'} the ${props.label.toLowerCase()}`}
        onClick={() => setShown(!shown)}
        className="needs-script absolute -top-1.5 right-0 inline-flex items-center justify-center rounded-md px-2 text-accent text-sm target hover:bg-line"
      >
        {shown ? 'Hide' : 'Show'}
      </button>
    </div>
  )
}
