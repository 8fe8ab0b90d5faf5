/*
 * Shows that something is new, when a push service says so. It looks after no page of the site: nothing passes through it.
 * @see client/push.ts, which registers it when somebody asks to be notified
 */

self.addEventListener('install', () => self.skipWaiting())

self.addEventListener('push', (event) => {
  const shown = { body: 'There is something new for you.', tag: 'news', icon: '/icon.svg' }
  event.waitUntil(self.registration.showNotification('Studycircle', shown))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(self.clients.openWindow('/'))
})
