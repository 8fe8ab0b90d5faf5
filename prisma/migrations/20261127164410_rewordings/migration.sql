-- CreateTable
CREATE TABLE "rewordings" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "annotation_id" UUID,
    "comment_id" UUID,
    "answer_id" UUID,
    "version" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rewordings_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "rewordings_subject_check" CHECK (num_nonnulls("annotation_id", "comment_id", "answer_id") = 1)
);

-- CreateIndex
CREATE INDEX "rewordings_group_id_idx" ON "rewordings"("group_id");

-- CreateIndex
CREATE UNIQUE INDEX "rewordings_annotation_id_version_key" ON "rewordings"("annotation_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "rewordings_comment_id_version_key" ON "rewordings"("comment_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "rewordings_answer_id_version_key" ON "rewordings"("answer_id", "version");

-- AddForeignKey
ALTER TABLE "rewordings" ADD CONSTRAINT "rewordings_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "reading_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rewordings" ADD CONSTRAINT "rewordings_annotation_id_fkey" FOREIGN KEY ("annotation_id") REFERENCES "annotations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rewordings" ADD CONSTRAINT "rewordings_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rewordings" ADD CONSTRAINT "rewordings_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answers"("id") ON DELETE CASCADE ON UPDATE CASCADE;
