-- AlterEnum
ALTER TYPE "PassageOutcome" ADD VALUE 'FOUND';

-- AlterTable
ALTER TABLE "annotations" ADD COLUMN "sought_in" TEXT;

-- AlterTable
ALTER TABLE "passage_changes" ADD COLUMN "from_chapter" TEXT,
ADD COLUMN "to_chapter" TEXT;
