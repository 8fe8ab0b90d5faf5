import { z } from 'zod'

/** Who may bring texts in: owners of the installation alone, or every facilitator and everyone who may start a group. */
export const TextsFrom = z.enum(['OWNERS', 'FACILITATORS'])
export type TextsFrom = z.infer<typeof TextsFrom>

/** What the owners of an installation decide for it. */
export type InstallationSettings = { textsFrom: TextsFrom }

export const UpdateInstallation = z.object({ textsFrom: TextsFrom })
export type UpdateInstallation = z.infer<typeof UpdateInstallation>
