type TickBoxProps = {
  name: string
  checked: boolean
  label: string
  /** What ticking it does. */
  hint: string
  /** The form says `off` too where it is not ticked: for forms in which what is absent stays as it is. */
  saysOff?: boolean
}

/** A choice of yes or no in a form, with what it does below it. Ticked, its value is `on`. */
export function TickBox({ name, checked, label, hint, saysOff = false }: TickBoxProps) {
  return (
    <div>
      {saysOff && <input type="hidden" name={name} value="off" />}
      <label className="flex items-center gap-2 target">
        <input
          type="checkbox"
          name={name}
          value="on"
          defaultChecked={checked}
          className="size-4 shrink-0"
          aria-describedby={`${name}-hint`}
        />
        {label}
      </label>
      <p id={`${name}-hint`} className="text-muted text-sm">
        {hint}
      </p>
    </div>
  )
}
