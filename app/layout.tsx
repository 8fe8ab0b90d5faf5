import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { fontVariables } from '#app/fonts.ts'
import { APPEARANCE_SCRIPT } from '#components/site/appearance.ts'
import { QueryProvider } from '#components/site/query-provider.tsx'
import { ToastRegion } from '#components/ui/toast.tsx'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Studycircle', template: '%s · Studycircle' },
  description: 'A study guide that a group reads, marks, argues over and meets around.',
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbf8f1' },
    { media: '(prefers-color-scheme: dark)', color: '#191714' },
  ],
}

/** What every page has: language, fonts, the chosen theme before the first paint, and one region for messages. */
export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={fontVariables} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, allowed by its hash */}
        <script dangerouslySetInnerHTML={{ __html: APPEARANCE_SCRIPT }} />
      </head>
      <body>
        <a href="#main" className="sr-only bg-paper p-3 link focus:not-sr-only focus:absolute focus:z-50">
          Skip to the text
        </a>
        <QueryProvider>
          <ToastRegion>
            <main id="main" tabIndex={-1} className="flex-1">
              {children}
            </main>
          </ToastRegion>
        </QueryProvider>
      </body>
    </html>
  )
}
