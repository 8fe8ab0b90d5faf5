-- CreateEnum
CREATE TYPE "Audience" AS ENUM ('MEMBERS', 'EVERYONE');

-- CreateTable
CREATE TABLE "imported_guides" (
    "slug" TEXT NOT NULL,
    "audience" "Audience" NOT NULL DEFAULT 'MEMBERS',
    "revision" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "imported_guides_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "imported_files" (
    "guide_slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "words" INTEGER NOT NULL DEFAULT 0,
    "withdrawn" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "imported_files_pkey" PRIMARY KEY ("guide_slug","name")
);

-- AddForeignKey
ALTER TABLE "imported_files" ADD CONSTRAINT "imported_files_guide_slug_fkey" FOREIGN KEY ("guide_slug") REFERENCES "imported_guides"("slug") ON DELETE CASCADE ON UPDATE CASCADE;
