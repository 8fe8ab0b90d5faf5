-- CreateEnum
CREATE TYPE "PassageOutcome" AS ENUM ('SAME', 'MOVED', 'CHANGED', 'LOST', 'ACCEPTED', 'ATTACHED', 'UNATTACHED');

-- AlterTable
ALTER TABLE "annotations" ADD COLUMN "lost_in" TEXT;

-- CreateTable
CREATE TABLE "passage_changes" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "annotation_id" UUID NOT NULL,
    "outcome" "PassageOutcome" NOT NULL,
    "from_revision" TEXT NOT NULL,
    "from_start" INTEGER NOT NULL,
    "from_end" INTEGER NOT NULL,
    "from_exact" TEXT NOT NULL,
    "to_revision" TEXT NOT NULL,
    "to_start" INTEGER,
    "to_end" INTEGER,
    "to_exact" TEXT,
    "near" INTEGER,
    "actor_id" UUID,
    "settled_by_id" UUID,
    "seen_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "passage_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chapter_texts" (
    "revision" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chapter_texts_pkey" PRIMARY KEY ("revision")
);

-- CreateTable
CREATE TABLE "editions" (
    "guide" TEXT NOT NULL,
    "chapter" TEXT NOT NULL,
    "revision" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "editions_pkey" PRIMARY KEY ("guide","chapter")
);

-- CreateIndex
CREATE INDEX "passage_changes_group_id_outcome_idx" ON "passage_changes"("group_id", "outcome");

-- CreateIndex
CREATE INDEX "passage_changes_annotation_id_idx" ON "passage_changes"("annotation_id");

-- CreateIndex
CREATE INDEX "passage_changes_settled_by_id_idx" ON "passage_changes"("settled_by_id");

-- AddForeignKey
ALTER TABLE "passage_changes" ADD CONSTRAINT "passage_changes_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "reading_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passage_changes" ADD CONSTRAINT "passage_changes_annotation_id_fkey" FOREIGN KEY ("annotation_id") REFERENCES "annotations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passage_changes" ADD CONSTRAINT "passage_changes_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passage_changes" ADD CONSTRAINT "passage_changes_settled_by_id_fkey" FOREIGN KEY ("settled_by_id") REFERENCES "passage_changes"("id") ON DELETE SET NULL ON UPDATE CASCADE;
