-- CreateEnum
CREATE TYPE "MailWish" AS ENUM ('OFF', 'WEEKLY', 'DAILY', 'REPLIES');

-- AlterTable
ALTER TABLE "memberships" ADD COLUMN     "feed_key" TEXT,
ADD COLUMN     "mail" "MailWish" NOT NULL DEFAULT 'OFF',
ADD COLUMN     "mail_zone" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "mailed_until" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "letters" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "wish" "MailWish" NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "begun_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "letters_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "letters_group_id_user_id_until_key" ON "letters"("group_id", "user_id", "until");

-- CreateIndex
CREATE UNIQUE INDEX "memberships_feed_key_key" ON "memberships"("feed_key");

-- AddForeignKey
ALTER TABLE "letters" ADD CONSTRAINT "letters_group_id_user_id_fkey" FOREIGN KEY ("group_id", "user_id") REFERENCES "memberships"("group_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;
