-- CreateEnum
CREATE TYPE "ReactionKind" AS ENUM ('AGREE', 'THANKS', 'CLEARER', 'UNSURE', 'SMILE');

-- CreateTable
CREATE TABLE "reactions" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "annotation_id" UUID,
    "comment_id" UUID,
    "answer_id" UUID,
    "user_id" UUID NOT NULL,
    "kind" "ReactionKind" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reactions_pkey" PRIMARY KEY ("id"),
    -- Each is about one thing.
    CONSTRAINT "reactions_subject_check" CHECK (num_nonnulls("annotation_id", "comment_id", "answer_id") = 1)
);

-- CreateIndex
CREATE INDEX "reactions_group_id_idx" ON "reactions"("group_id");

-- CreateIndex
CREATE INDEX "reactions_user_id_idx" ON "reactions"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "reactions_annotation_id_user_id_kind_key" ON "reactions"("annotation_id", "user_id", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "reactions_comment_id_user_id_kind_key" ON "reactions"("comment_id", "user_id", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "reactions_answer_id_user_id_kind_key" ON "reactions"("answer_id", "user_id", "kind");

-- AddForeignKey
ALTER TABLE "reactions" ADD CONSTRAINT "reactions_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "reading_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reactions" ADD CONSTRAINT "reactions_annotation_id_fkey" FOREIGN KEY ("annotation_id") REFERENCES "annotations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reactions" ADD CONSTRAINT "reactions_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reactions" ADD CONSTRAINT "reactions_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reactions" ADD CONSTRAINT "reactions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
