type ChoiceFieldProps = {
  legend: string
  name: string
  /** The value that is chosen from the first; null where whoever fills it in has to choose. */
  chosen: string | null
  choices: { value: string; label: string; about?: string }[]
}

/** One of a few, each with a sentence about what it means. */
export function ChoiceField({ legend, name, chosen, choices }: ChoiceFieldProps) {
  return (
    <fieldset className="space-y-3">
      <legend className="mb-2 font-medium">{legend}</legend>
      {choices.map(({ value, label, about }) => (
        <label key={value} className="flex items-start gap-3">
          <input type="radio" name={name} value={value} required defaultChecked={chosen === value} className="mt-1 size-4 shrink-0" />
          <span>
            {label}
            {about && <span className="block text-muted text-sm">{about}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
