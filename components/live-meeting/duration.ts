/** Milliseconds as a clock shows them: "4:05", "1:12:00"; what is over time has a minus sign. */
export function asClock(milliseconds: number): string {
  const seconds = Math.ceil(Math.abs(milliseconds) / 1000)
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (number: number) => String(number).padStart(2, '0')
  const shown = hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
  return milliseconds < 0 && seconds > 0 ? `−${shown}` : shown
}

/** Whole minutes, at least one: what is said of a lead or a delay. */
export const asMinutes = (milliseconds: number): number => Math.max(1, Math.round(Math.abs(milliseconds) / 60_000))
