import { forgetSettings } from '#server/env.ts'

/** The settings of the process before any test changed them. Files follow one another in it, and what one changes is not the next one's. */
const holder = globalThis as typeof globalThis & { studycircleTestSettings?: NodeJS.ProcessEnv }
holder.studycircleTestSettings ??= { ...process.env }

/** Settings for the rest of a test file, beside those that all have. */
export function changeSettings(settings: Record<string, string>): void {
  Object.assign(process.env, settings)
  forgetSettings()
}

/** The settings that all test files begin with. */
export function resetSettings(): void {
  const first = holder.studycircleTestSettings ?? {}
  for (const name of Object.keys(process.env)) if (!(name in first)) delete process.env[name]
  changeSettings(first as Record<string, string>)
}
