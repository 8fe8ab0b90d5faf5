import { useMutation } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import type { InstallationSettings, UpdateInstallation } from '#domain/installation.ts'

/** Changes what the owners of the installation decide for it. */
export function useUpdateInstallation() {
  return useMutation({ mutationFn: (settings: UpdateInstallation) => ask<InstallationSettings>('PATCH', '/api/installation', settings) })
}
