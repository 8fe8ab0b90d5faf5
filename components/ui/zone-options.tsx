/** All time zones that this machine knows, to choose from; with the one that is set, should it be another. */
export function ZoneOptions({ also }: { also: string }) {
  const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), ...(also ? [also] : [])])
  return [...zones].sort().map((zone) => (
    <option key={zone} value={zone}>
      {zone.replaceAll('_', ' ')}
    </option>
  ))
}
