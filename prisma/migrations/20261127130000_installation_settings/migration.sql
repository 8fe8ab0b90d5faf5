-- CreateEnum
CREATE TYPE "texts_from" AS ENUM ('OWNERS', 'FACILITATORS');

-- CreateTable
CREATE TABLE "installation_settings" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "texts_from" "texts_from" NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "installation_settings_pkey" PRIMARY KEY ("id")
);

-- One installation has one row.
ALTER TABLE "installation_settings" ADD CONSTRAINT "installation_settings_one_row" CHECK ("id" = 1);
