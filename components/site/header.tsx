import Link from 'next/link'
import { AccountMenu } from '#components/site/account-menu.tsx'
import { AppearanceMenu } from '#components/site/appearance-menu.tsx'

/**
 * The same line on every page, of a fixed height so that nothing under it moves. It scrolls away with the page.
 * @param guide the guide to offer; null when there are several and home lists them
 */
export function Header({ guide }: { guide: { slug: string } | null }) {
  return (
    <header className="no-print border-line border-b">
      <div className="page flex min-h-13 flex-wrap items-center gap-x-1">
        {/* From a chapter hardly anybody goes to the first page: its scripts are not loaded for whoever reads on. */}
        <Link href="/" prefetch={false} className="mr-auto inline-flex items-center font-semibold font-serif text-lg target">
          Studycircle
        </Link>
        <Link
          href={guide ? `/guides/${guide.slug}` : '/#guides'}
          prefetch={false}
          className="inline-flex items-center whitespace-nowrap rounded-md px-2.5 target hover:bg-line"
        >
          {guide ? 'Guide' : 'Guides'}
        </Link>
        <AppearanceMenu />
        <AccountMenu />
      </div>
    </header>
  )
}
