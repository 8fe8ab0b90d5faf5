-- CreateEnum
CREATE TYPE "Motivation" AS ENUM ('highlighting', 'commenting', 'questioning');

-- CreateEnum
CREATE TYPE "QuestionKind" AS ENUM ('opener', 'recall', 'interpret', 'judge');

-- CreateEnum
CREATE TYPE "QuestionStatus" AS ENUM ('SUGGESTED', 'ACCEPTED', 'DECLINED');

-- AlterTable
ALTER TABLE "annotations" ADD COLUMN     "motivation" "Motivation" NOT NULL DEFAULT 'highlighting',
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- What has words so far is a note.
UPDATE "annotations" SET "motivation" = 'commenting' WHERE "body" <> '';

-- CreateTable
CREATE TABLE "group_questions" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "chapter" TEXT NOT NULL,
    "annotation_id" UUID,
    "kind" "QuestionKind" NOT NULL DEFAULT 'interpret',
    "text" TEXT NOT NULL,
    "status" "QuestionStatus" NOT NULL DEFAULT 'SUGGESTED',
    "reason" TEXT NOT NULL DEFAULT '',
    "creator_id" UUID,
    "decider_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "group_questions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unclear_marks" (
    "group_id" UUID NOT NULL,
    "chapter" TEXT NOT NULL,
    "paragraph_key" TEXT NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "unclear_marks_pkey" PRIMARY KEY ("group_id","chapter","paragraph_key","user_id")
);

-- CreateTable
CREATE TABLE "unclear_steps" (
    "group_id" UUID NOT NULL,
    "chapter" TEXT NOT NULL,
    "paragraph_key" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "held_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unclear_steps_pkey" PRIMARY KEY ("group_id","chapter","paragraph_key")
);

-- CreateIndex
CREATE INDEX "group_questions_group_id_chapter_created_at_idx" ON "group_questions"("group_id", "chapter", "created_at");

-- CreateIndex
CREATE INDEX "group_questions_annotation_id_idx" ON "group_questions"("annotation_id");

-- AddForeignKey
ALTER TABLE "group_questions" ADD CONSTRAINT "group_questions_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "reading_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_questions" ADD CONSTRAINT "group_questions_annotation_id_fkey" FOREIGN KEY ("annotation_id") REFERENCES "annotations"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_questions" ADD CONSTRAINT "group_questions_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_questions" ADD CONSTRAINT "group_questions_decider_id_fkey" FOREIGN KEY ("decider_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unclear_marks" ADD CONSTRAINT "unclear_marks_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "reading_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unclear_marks" ADD CONSTRAINT "unclear_marks_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unclear_steps" ADD CONSTRAINT "unclear_steps_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "reading_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;
