import { Select } from '#components/ui/field.tsx'
import { ZoneOptions } from '#components/ui/zone-options.tsx'
import type { Group } from '#domain/group.ts'
import { LANGUAGES, languageName } from '#domain/languages.ts'
import * as say from '#messages/groups.ts'

/** The language and the zone of a group. Made by the server, which knows all of both: their names need not come as a script. */
export function PlaceFields({ language, timeZone }: Pick<Group, 'language' | 'timeZone'>) {
  const tags = [...new Set([...LANGUAGES, ...(language ? [language] : [])])]
  const named = tags.map((tag) => ({ tag, name: languageName(tag) })).sort((one, other) => one.name.localeCompare(other.name))
  return (
    <>
      <Select label={say.languageLabel()} hint={say.languageHint()} name="language" defaultValue={language}>
        <option value="">{say.languageOpen()}</option>
        {named.map(({ tag, name }) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </Select>
      <Select label={say.zoneLabel()} hint={say.zoneHint()} name="timeZone" defaultValue={timeZone}>
        <option value="">{say.zoneOpen()}</option>
        <ZoneOptions also={timeZone} />
      </Select>
    </>
  )
}
