import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import type { PushState } from '#domain/push.ts'

const WORKER = '/push-worker.js'
/** No page of the site lies below it. */
const SCOPE = '/push-worker'
const KEY = ['push'] as const

/** Whether this browser can be notified at all. */
export const canNotify = (): boolean => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

/** The browser's owner has said no, now or before. */
export class NotifyRefused extends Error {}

/** The browser may notify, and its maker's service is not there: private windows have none, and some networks keep it away. */
export class NoPushService extends Error {}

/** Whether this browser is notified: the site and the browser must both know of it. Undefined while it is not known, null where it cannot be. */
export function usePush(): boolean | null | undefined {
  const { data } = useQuery({ queryKey: KEY, queryFn: async () => (canNotify() ? isOn() : null), staleTime: 0 })
  return data
}

async function isOn(): Promise<boolean> {
  const { on } = await ask<PushState>('GET', '/api/account/push')
  const registration = await navigator.serviceWorker.getRegistration(SCOPE)
  return on && Boolean(await registration?.pushManager.getSubscription())
}

/**
 * Asks the browser to be notified, and tells the site where.
 * @throws NotifyRefused where the browser's owner does not want it; NoPushService where the browser gets no address to be notified at
 */
async function turnOn(): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') throw new NotifyRefused()
  const { key } = await ask<PushState>('GET', '/api/account/push')
  const registration = await navigator.serviceWorker.register(WORKER, { scope: SCOPE })
  await becomesActive(registration)
  // One that another site's key, or a former one of this site, was used for stands in the way.
  await (await registration.pushManager.getSubscription())?.unsubscribe()
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }).catch(() => {
    throw new NoPushService()
  })
  const { endpoint, keys } = subscription.toJSON()
  await ask<void>('POST', '/api/account/push', { endpoint, keys })
  return true
}

async function becomesActive({ active, waiting, installing }: ServiceWorkerRegistration): Promise<void> {
  const worker = active ?? waiting ?? installing
  if (!worker || worker.state === 'activated') return
  await new Promise<void>((resolve) => {
    worker.addEventListener('statechange', () => worker.state === 'activated' && resolve())
  })
}

async function turnOff(): Promise<boolean> {
  await ask<void>('POST', '/api/account/push/removal', {})
  const registration = await navigator.serviceWorker.getRegistration(SCOPE)
  await (await registration?.pushManager.getSubscription())?.unsubscribe()
  await registration?.unregister()
  return false
}

/** Turns it on or off. */
export function useSwitchPush() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (on: boolean) => (on ? turnOn() : turnOff()),
    onSuccess: (on) => client.setQueryData(KEY, on),
  })
}
