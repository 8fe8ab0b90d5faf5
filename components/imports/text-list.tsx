'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { useState } from 'react'
import { fieldsOf } from '#client/http.ts'
import { useImportedTexts, useRemoveImportedText, useUpdateImportedText } from '#client/imported-texts.ts'
import { READERS } from '#components/imports/readers.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field, Select } from '#components/ui/field.tsx'
import { Form, typed } from '#components/ui/form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Time } from '#components/ui/time.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { Audience } from '#domain/guide.ts'
import type { ImportedTextItem } from '#domain/imported-text.ts'
import * as say from '#messages/imports.ts'

/** What has been imported: to open, to change, to take away. */
export function TextList({ initial }: { initial: ImportedTextItem[] }) {
  const texts = useImportedTexts(initial)
  const [changed, setChanged] = useState<string | null>(null)
  const text = texts.find(({ slug }) => slug === changed)
  return (
    <section aria-labelledby="texts-title" className="space-y-3">
      <h2 id="texts-title">Imported texts</h2>
      {texts.length === 0 && <p className="text-muted">None yet.</p>}
      {texts.length > 0 && (
        <ul className="divide-y divide-line border-line border-y">
          {texts.map((item) => (
            <li key={item.slug} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3">
              <div className="min-w-0 flex-1 basis-64">
                <p className="wrap-anywhere font-semibold">
                  <Link href={`/texts/${item.slug}` as Route} prefetch={false} className="link">
                    {item.title}
                  </Link>
                </p>
                <p className="text-muted text-sm">
                  {item.chapters} {item.chapters === 1 ? 'chapter' : 'chapters'} · {item.groups} {item.groups === 1 ? 'group' : 'groups'} ·
                  changed <Time at={item.updatedAt} shape="date" /> · {READERS[item.audience].toLowerCase()}
                </p>
              </div>
              <Button size="small" onClick={() => setChanged(item.slug)} aria-label={`Change “${item.title}”`}>
                Change
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Dialog open={text !== undefined} onClose={() => setChanged(null)} title={text ? `Change “${text.title}”` : ''}>
        {text && <ChangeText key={text.slug} text={text} done={() => setChanged(null)} />}
      </Dialog>
    </section>
  )
}

function ChangeText({ text, done }: { text: ImportedTextItem; done: () => void }) {
  const [update, remove, toast] = [useUpdateImportedText(text.slug), useRemoveImportedText(text.slug), useToast()]
  const [asked, setAsked] = useState(false)
  const save = (filled: FormData) =>
    update.mutate(
      { title: typed(filled, 'title'), audience: typed(filled, 'audience') as Audience },
      {
        onSuccess: ({ title }) => {
          done()
          toast(`“${title}” is changed.`)
        },
      },
    )
  const takeAway = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        done()
        toast(`“${text.title}” is gone.`)
      },
    })
  return (
    <div className="space-y-6">
      <Form onSubmit={save} error={update.error}>
        <Field label="Title" name="title" maxLength={300} required defaultValue={text.title} error={fieldsOf(update.error).title} />
        <Select label={say.whoMayRead()} name="audience" defaultValue={text.audience}>
          {Object.entries(READERS).map(([audience, words]) => (
            <option key={audience} value={audience}>
              {words}
            </option>
          ))}
        </Select>
        <Button type="submit" variant="primary" busy={update.isPending}>
          Save
        </Button>
      </Form>
      <p className="text-muted">
        To change its words, import the file again and give it the address <strong>{text.slug}</strong>: chapters and paragraphs keep their
        names, and what people wrote stays.
      </p>
      <div className="space-y-3 border-line border-t pt-5">
        {remove.error && <Notice tone="error">{remove.error.message}</Notice>}
        {text.groups > 0 ? (
          <p className="text-muted">It cannot be taken away while a group studies it.</p>
        ) : asked ? (
          <>
            <p>The text will be gone for everyone. Your file and your draft stay.</p>
            <div className="flex flex-wrap gap-3">
              <Button variant="danger" onClick={takeAway} busy={remove.isPending}>
                Take it away
              </Button>
              <Button onClick={() => setAsked(false)}>Keep it</Button>
            </div>
          </>
        ) : (
          <Button variant="danger" onClick={() => setAsked(true)}>
            Take this text away…
          </Button>
        )}
      </div>
    </div>
  )
}
