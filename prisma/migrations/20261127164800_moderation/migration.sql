-- Flags, what one does not want to see, and what was done about words. Nothing that was said before is touched.

CREATE TYPE "SaidNoun" AS ENUM ('annotation', 'comment', 'answer', 'question');
CREATE TYPE "ModerationAct" AS ENUM ('HIDE', 'RESTORE', 'REMOVE', 'DISMISS', 'REPLY');

CREATE TABLE "flags" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "annotation_id" UUID,
    "comment_id" UUID,
    "answer_id" UUID,
    "group_question_id" UUID,
    "user_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "hides" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "flags_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "flags_subject_check" CHECK (num_nonnulls("annotation_id", "comment_id", "answer_id", "group_question_id") = 1)
);

CREATE TABLE "mutes" (
    "group_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "muted_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mutes_pkey" PRIMARY KEY ("user_id", "muted_id", "group_id"),
    CONSTRAINT "mutes_self_check" CHECK ("user_id" <> "muted_id")
);

CREATE TABLE "moderation_entries" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "act" "ModerationAct" NOT NULL,
    "noun" "SaidNoun" NOT NULL,
    "subject_id" UUID NOT NULL,
    "chapter" TEXT NOT NULL,
    "creator_id" UUID,
    "named" BOOLEAN NOT NULL,
    "actor_id" UUID,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "moderation_entries_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "flags_annotation_id_user_id_key" ON "flags"("annotation_id", "user_id");
CREATE UNIQUE INDEX "flags_comment_id_user_id_key" ON "flags"("comment_id", "user_id");
CREATE UNIQUE INDEX "flags_answer_id_user_id_key" ON "flags"("answer_id", "user_id");
CREATE UNIQUE INDEX "flags_group_question_id_user_id_key" ON "flags"("group_question_id", "user_id");
CREATE INDEX "flags_group_id_idx" ON "flags"("group_id");
CREATE INDEX "flags_user_id_idx" ON "flags"("user_id");
CREATE INDEX "mutes_group_id_idx" ON "mutes"("group_id");
CREATE INDEX "mutes_muted_id_idx" ON "mutes"("muted_id");
CREATE INDEX "moderation_entries_group_id_created_at_idx" ON "moderation_entries"("group_id", "created_at");
CREATE INDEX "moderation_entries_subject_id_created_at_idx" ON "moderation_entries"("subject_id", "created_at");
CREATE INDEX "moderation_entries_creator_id_idx" ON "moderation_entries"("creator_id");
CREATE INDEX "moderation_entries_actor_id_idx" ON "moderation_entries"("actor_id");

ALTER TABLE "flags" ADD CONSTRAINT "flags_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "reading_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "flags" ADD CONSTRAINT "flags_annotation_id_fkey" FOREIGN KEY ("annotation_id") REFERENCES "annotations"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "flags" ADD CONSTRAINT "flags_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comments"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "flags" ADD CONSTRAINT "flags_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answers"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "flags" ADD CONSTRAINT "flags_group_question_id_fkey" FOREIGN KEY ("group_question_id") REFERENCES "group_questions"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "flags" ADD CONSTRAINT "flags_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "mutes" ADD CONSTRAINT "mutes_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "reading_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "mutes" ADD CONSTRAINT "mutes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "mutes" ADD CONSTRAINT "mutes_muted_id_fkey" FOREIGN KEY ("muted_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "moderation_entries" ADD CONSTRAINT "moderation_entries_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "reading_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "moderation_entries" ADD CONSTRAINT "moderation_entries_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "moderation_entries" ADD CONSTRAINT "moderation_entries_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
