-- The shared notes of a meeting become lines of its minutes, word for word, in pieces of at most 1000 characters that end
-- between words. Postgres repeats nothing more than 255 times.
INSERT INTO "meeting_events" ("id", "group_id", "meeting_id", "seq", "actor_id", "action", "at")
SELECT gen_random_uuid(), m."group_id", m."id",
    (SELECT COALESCE(MAX(e."seq"), 0) FROM "meeting_events" e WHERE e."meeting_id" = m."id") + piece."at", NULL,
    jsonb_build_object('type', 'line-written', 'lineId', gen_random_uuid(), 'itemId', NULL, 'kind', 'NOTE', 'text', piece."words"[1], 'ownerId', NULL, 'due', NULL),
    COALESCE((SELECT MAX(e."at") FROM "meeting_events" e WHERE e."meeting_id" = m."id"), m."updated_at")
FROM "meetings" m,
    LATERAL regexp_matches(m."notes", '(\S(?:.{0,255}.{0,255}.{0,255}.{0,233}\S)?(?!\S)|\S{250}\S{250}\S{250}\S{250})', 'g') WITH ORDINALITY AS piece("words", "at");

ALTER TABLE "meetings" DROP COLUMN "notes", DROP COLUMN "notes_version";

-- CreateTable
CREATE TABLE "meeting_summaries" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "renderer" INTEGER NOT NULL,
    "short" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "creator_id" UUID,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "meeting_summaries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "meeting_summaries_group_id_idx" ON "meeting_summaries"("group_id");

-- CreateIndex
CREATE INDEX "meeting_summaries_creator_id_idx" ON "meeting_summaries"("creator_id");

-- AddForeignKey
ALTER TABLE "meeting_summaries" ADD CONSTRAINT "meeting_summaries_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "reading_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_summaries" ADD CONSTRAINT "meeting_summaries_id_fkey" FOREIGN KEY ("id") REFERENCES "meetings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_summaries" ADD CONSTRAINT "meeting_summaries_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
