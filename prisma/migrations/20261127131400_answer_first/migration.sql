-- CreateEnum
CREATE TYPE "Sharing" AS ENUM ('PRIVATE', 'NAMED', 'NAMELESS');

-- AlterTable
ALTER TABLE "reading_groups" ADD COLUMN "answer_first" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN "nameless" BOOLEAN NOT NULL DEFAULT false;

-- Groups that have read each other's answers all along go on doing so until they decide otherwise.
UPDATE "reading_groups" SET "answer_first" = false;

-- CreateTable
CREATE TABLE "asked_questions" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "chapter" TEXT NOT NULL,
    "question_id" TEXT NOT NULL,
    "revealed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "asked_questions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "asked_questions_group_id_chapter_question_id_key" ON "asked_questions"("group_id", "chapter", "question_id");

-- AddForeignKey
ALTER TABLE "asked_questions" ADD CONSTRAINT "asked_questions_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "reading_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Every question that somebody has answered was asked.
INSERT INTO "asked_questions" ("id", "group_id", "chapter", "question_id", "created_at")
SELECT gen_random_uuid(), "group_id", "chapter", "question_id", min("created_at") FROM "answers" GROUP BY "group_id", "chapter", "question_id";

-- AlterTable
ALTER TABLE "answers" ADD COLUMN "sharing" "Sharing" NOT NULL DEFAULT 'NAMED',
ADD COLUMN "evidence" JSONB NOT NULL DEFAULT '[]';

-- AddForeignKey
ALTER TABLE "answers" ADD CONSTRAINT "answers_group_id_chapter_question_id_fkey" FOREIGN KEY ("group_id", "chapter", "question_id") REFERENCES "asked_questions"("group_id", "chapter", "question_id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "threads" ADD COLUMN "answer_id" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "threads_answer_id_key" ON "threads"("answer_id");

-- AddForeignKey
ALTER TABLE "threads" ADD CONSTRAINT "threads_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answers"("id") ON DELETE NO ACTION ON UPDATE CASCADE;
