-- The answer that a group gives together: its shared text as updates, its versions, what members think of them, its steps.

-- CreateEnum
CREATE TYPE "AnswerState" AS ENUM ('OPEN', 'PROPOSED', 'AGREED', 'RECORDED');

-- CreateEnum
CREATE TYPE "Stance" AS ENUM ('AGREE', 'RESERVATION', 'DISSENT');

-- CreateTable
CREATE TABLE "group_answers" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "chapter" TEXT NOT NULL,
    "question_id" TEXT NOT NULL,
    "state" "AnswerState" NOT NULL DEFAULT 'OPEN',
    "seq" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 0,
    "writers" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "group_answers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "group_answer_updates" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "group_answer_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "update" BYTEA NOT NULL,
    "actor_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "group_answer_updates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "group_answer_versions" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "group_answer_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "base" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "html" TEXT NOT NULL DEFAULT '',
    "renderer" INTEGER NOT NULL DEFAULT 0,
    "parts" JSONB NOT NULL,
    "creator_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "group_answer_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "positions" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "group_answer_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "user_id" UUID,
    "stance" "Stance" NOT NULL,
    "body" TEXT NOT NULL,
    "named" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "positions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "group_answer_steps" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "group_answer_id" UUID NOT NULL,
    "state" "AnswerState" NOT NULL,
    "version" INTEGER NOT NULL,
    "agreed" INTEGER NOT NULL,
    "members" INTEGER NOT NULL,
    "meeting_id" UUID,
    "actor_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "group_answer_steps_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "group_answers_group_id_chapter_question_id_key" ON "group_answers"("group_id", "chapter", "question_id");

-- CreateIndex
CREATE UNIQUE INDEX "group_answer_updates_group_answer_id_seq_key" ON "group_answer_updates"("group_answer_id", "seq");

-- CreateIndex
CREATE INDEX "group_answer_updates_actor_id_idx" ON "group_answer_updates"("actor_id");

-- CreateIndex
CREATE UNIQUE INDEX "group_answer_versions_group_answer_id_version_key" ON "group_answer_versions"("group_answer_id", "version");

-- CreateIndex
CREATE INDEX "positions_group_answer_id_created_at_idx" ON "positions"("group_answer_id", "created_at");

-- CreateIndex
CREATE INDEX "group_answer_steps_group_answer_id_created_at_idx" ON "group_answer_steps"("group_answer_id", "created_at");

-- AddForeignKey
ALTER TABLE "group_answers" ADD CONSTRAINT "group_answers_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "reading_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_answers" ADD CONSTRAINT "group_answers_group_id_chapter_question_id_fkey" FOREIGN KEY ("group_id", "chapter", "question_id") REFERENCES "asked_questions"("group_id", "chapter", "question_id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_answer_updates" ADD CONSTRAINT "group_answer_updates_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "reading_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_answer_updates" ADD CONSTRAINT "group_answer_updates_group_answer_id_fkey" FOREIGN KEY ("group_answer_id") REFERENCES "group_answers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_answer_updates" ADD CONSTRAINT "group_answer_updates_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_answer_versions" ADD CONSTRAINT "group_answer_versions_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "reading_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_answer_versions" ADD CONSTRAINT "group_answer_versions_group_answer_id_fkey" FOREIGN KEY ("group_answer_id") REFERENCES "group_answers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_answer_versions" ADD CONSTRAINT "group_answer_versions_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "positions" ADD CONSTRAINT "positions_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "reading_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "positions" ADD CONSTRAINT "positions_group_answer_id_fkey" FOREIGN KEY ("group_answer_id") REFERENCES "group_answers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "positions" ADD CONSTRAINT "positions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_answer_steps" ADD CONSTRAINT "group_answer_steps_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "reading_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_answer_steps" ADD CONSTRAINT "group_answer_steps_group_answer_id_fkey" FOREIGN KEY ("group_answer_id") REFERENCES "group_answers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_answer_steps" ADD CONSTRAINT "group_answer_steps_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meetings"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_answer_steps" ADD CONSTRAINT "group_answer_steps_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
