-- Whose words they are, and who took them away. An account that goes leaves its words to the group, and what others said goes with nobody.

-- CreateEnum
CREATE TYPE "Removal" AS ENUM ('WITHDRAWN', 'MODERATED');

-- AlterTable
ALTER TABLE "annotations" ADD COLUMN     "removal" "Removal",
ADD COLUMN     "removed_by_id" UUID,
ADD COLUMN     "words_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ALTER COLUMN "creator_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "comments" ADD COLUMN     "removal" "Removal",
ADD COLUMN     "removed_by_id" UUID,
ADD COLUMN     "words_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ALTER COLUMN "creator_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "answers" ADD COLUMN     "removal" "Removal",
ADD COLUMN     "removed_by_id" UUID,
ADD COLUMN     "words_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ALTER COLUMN "creator_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "group_questions" ADD COLUMN     "removal" "Removal",
ADD COLUMN     "removed_by_id" UUID,
ADD COLUMN     "words_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- Until now people took back their own words alone, and any change of a row was new to its readers.
UPDATE "annotations" SET "words_at" = "updated_at",
  "removal" = CASE WHEN "deleted_at" IS NULL THEN NULL ELSE 'WITHDRAWN'::"Removal" END,
  "removed_by_id" = CASE WHEN "deleted_at" IS NULL THEN NULL ELSE "creator_id" END;
UPDATE "comments" SET "words_at" = "updated_at",
  "removal" = CASE WHEN "deleted_at" IS NULL THEN NULL ELSE 'WITHDRAWN'::"Removal" END,
  "removed_by_id" = CASE WHEN "deleted_at" IS NULL THEN NULL ELSE "creator_id" END;
UPDATE "answers" SET "words_at" = "updated_at",
  "removal" = CASE WHEN "deleted_at" IS NULL THEN NULL ELSE 'WITHDRAWN'::"Removal" END,
  "removed_by_id" = CASE WHEN "deleted_at" IS NULL THEN NULL ELSE "creator_id" END;
UPDATE "group_questions" SET "words_at" = "updated_at",
  "removal" = CASE WHEN "deleted_at" IS NULL THEN NULL ELSE 'WITHDRAWN'::"Removal" END,
  "removed_by_id" = CASE WHEN "deleted_at" IS NULL THEN NULL ELSE "creator_id" END;

-- What is taken away says why, and nothing else does.
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_removal_check" CHECK (("deleted_at" IS NULL) = ("removal" IS NULL));
ALTER TABLE "comments" ADD CONSTRAINT "comments_removal_check" CHECK (("deleted_at" IS NULL) = ("removal" IS NULL));
ALTER TABLE "answers" ADD CONSTRAINT "answers_removal_check" CHECK (("deleted_at" IS NULL) = ("removal" IS NULL));
ALTER TABLE "group_questions" ADD CONSTRAINT "group_questions_removal_check" CHECK (("deleted_at" IS NULL) = ("removal" IS NULL));

-- An answer that was taken away stands in nobody's way.
-- DropIndex
DROP INDEX "answers_group_id_chapter_question_id_creator_id_key";

-- CreateIndex
CREATE UNIQUE INDEX "answers_group_id_chapter_question_id_creator_id_key" ON "answers"("group_id", "chapter", "question_id", "creator_id") WHERE (deleted_at IS NULL);

-- DropForeignKey
ALTER TABLE "annotations" DROP CONSTRAINT "annotations_creator_id_fkey";

-- AddForeignKey
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- DropForeignKey
ALTER TABLE "comments" DROP CONSTRAINT "comments_creator_id_fkey";

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- DropForeignKey
ALTER TABLE "answers" DROP CONSTRAINT "answers_creator_id_fkey";

-- AddForeignKey
ALTER TABLE "answers" ADD CONSTRAINT "answers_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_removed_by_id_fkey" FOREIGN KEY ("removed_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_removed_by_id_fkey" FOREIGN KEY ("removed_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answers" ADD CONSTRAINT "answers_removed_by_id_fkey" FOREIGN KEY ("removed_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_questions" ADD CONSTRAINT "group_questions_removed_by_id_fkey" FOREIGN KEY ("removed_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A parent does not go from under its replies.

-- DropForeignKey
ALTER TABLE "threads" DROP CONSTRAINT "threads_annotation_id_fkey";

-- AddForeignKey
ALTER TABLE "threads" ADD CONSTRAINT "threads_annotation_id_fkey" FOREIGN KEY ("annotation_id") REFERENCES "annotations"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- DropForeignKey
ALTER TABLE "comments" DROP CONSTRAINT "comments_thread_id_fkey";

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "threads"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- DropForeignKey
ALTER TABLE "comments" DROP CONSTRAINT "comments_parent_id_fkey";

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "comments"("id") ON DELETE NO ACTION ON UPDATE CASCADE;
