-- CreateTable
CREATE TABLE "question_votes" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "group_question_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "question_votes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "question_votes_group_id_idx" ON "question_votes"("group_id");

-- CreateIndex
CREATE INDEX "question_votes_user_id_idx" ON "question_votes"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "question_votes_group_question_id_user_id_key" ON "question_votes"("group_question_id", "user_id");

-- AddForeignKey
ALTER TABLE "question_votes" ADD CONSTRAINT "question_votes_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "reading_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_votes" ADD CONSTRAINT "question_votes_group_question_id_fkey" FOREIGN KEY ("group_question_id") REFERENCES "group_questions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_votes" ADD CONSTRAINT "question_votes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
