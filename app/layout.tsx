import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { fontVariables } from '#app/fonts.ts'
import { APPEARANCE_SCRIPT } from '#components/site/appearance.ts'
import { Footer } from '#components/site/footer.tsx'
import { Header } from '#components/site/header.tsx'
import { KeepFocus } from '#components/site/keep-focus.tsx'
import { KeepPlace } from '#components/site/keep-place.tsx'
import { QueryProvider } from '#components/site/query-provider.tsx'
import { ViewerWatch } from '#components/site/viewer-watch.tsx'
import { ToastRegion } from '#components/ui/toast.tsx'
import * as say from '#messages/help.ts'
import { listContentGuides } from '#server/content/content-guides.ts'
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

/**
 * What every page has: language, fonts, the chosen theme before the first paint, header, <main>, footer, and one region for
 * messages.
 */
export default async function Layout({ children }: { children: ReactNode }) {
  const guides = await listContentGuides()
  const onlyGuide = guides.length === 1 ? (guides[0] ?? null) : null
  return (
    <html lang="en" className={fontVariables} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, allowed by its hash */}
        <script dangerouslySetInnerHTML={{ __html: APPEARANCE_SCRIPT }} />
      </head>
      <body>
        <a href="#main" className="no-print -top-20 absolute z-50 bg-paper px-4 py-3 link focus:top-0">
          Skip to the text
        </a>
        <a href="#questions" className="to-questions no-print -top-20 absolute z-50 bg-paper px-4 py-3 link focus:top-0">
          {say.skipToQuestions()}
        </a>
        <KeepFocus />
        <KeepPlace />
        <QueryProvider>
          <ToastRegion>
            <Header guide={onlyGuide && { slug: onlyGuide.slug }} />
            <main id="main" tabIndex={-1} className="flex-1">
              {children}
            </main>
            <Footer />
            <ViewerWatch />
          </ToastRegion>
        </QueryProvider>
      </body>
    </html>
  )
}
