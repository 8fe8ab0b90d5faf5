-- Facilitators can hide what the group answers together, what is said against it, lines of the minutes and summaries. Nothing is hidden yet.
ALTER TYPE "SaidNoun" ADD VALUE 'groupAnswer';
ALTER TYPE "SaidNoun" ADD VALUE 'position';
ALTER TYPE "SaidNoun" ADD VALUE 'line';
ALTER TYPE "SaidNoun" ADD VALUE 'summary';

ALTER TABLE "group_answers" ADD COLUMN "hidden_at" TIMESTAMPTZ(3);
ALTER TABLE "positions" ADD COLUMN "hidden_at" TIMESTAMPTZ(3);
ALTER TABLE "meeting_events" ADD COLUMN "hidden_at" TIMESTAMPTZ(3);
ALTER TABLE "meeting_summaries" ADD COLUMN "hidden_at" TIMESTAMPTZ(3);

ALTER TABLE "flags" DROP CONSTRAINT "flags_subject_check";
ALTER TABLE "flags" ADD COLUMN "group_answer_id" UUID, ADD COLUMN "position_id" UUID, ADD COLUMN "meeting_event_id" UUID, ADD COLUMN "summary_id" UUID;
ALTER TABLE "flags" ADD CONSTRAINT "flags_subject_check" CHECK (num_nonnulls("annotation_id", "comment_id", "answer_id", "group_question_id",
    "group_answer_id", "position_id", "meeting_event_id", "summary_id") = 1);

CREATE UNIQUE INDEX "flags_group_answer_id_user_id_key" ON "flags"("group_answer_id", "user_id");
CREATE UNIQUE INDEX "flags_position_id_user_id_key" ON "flags"("position_id", "user_id");
CREATE UNIQUE INDEX "flags_meeting_event_id_user_id_key" ON "flags"("meeting_event_id", "user_id");
CREATE UNIQUE INDEX "flags_summary_id_user_id_key" ON "flags"("summary_id", "user_id");
ALTER TABLE "flags" ADD CONSTRAINT "flags_group_answer_id_fkey" FOREIGN KEY ("group_answer_id") REFERENCES "group_answers"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "flags" ADD CONSTRAINT "flags_position_id_fkey" FOREIGN KEY ("position_id") REFERENCES "positions"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "flags" ADD CONSTRAINT "flags_meeting_event_id_fkey" FOREIGN KEY ("meeting_event_id") REFERENCES "meeting_events"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "flags" ADD CONSTRAINT "flags_summary_id_fkey" FOREIGN KEY ("summary_id") REFERENCES "meeting_summaries"("id") ON DELETE CASCADE ON UPDATE CASCADE;
