/** The foot of every page: what this is, and on what terms. */
export function Footer() {
  return (
    <footer className="no-print mt-20 border-line border-t py-6 text-muted text-sm">
      <div className="page">
        <p>
          Studycircle is free software under the MIT licence. What a group writes here is shown to that group only. No page loads anything
          from anybody else.
        </p>
      </div>
    </footer>
  )
}
