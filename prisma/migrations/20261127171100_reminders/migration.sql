-- So many hours before each session its members are reminded. None until the group picks some.
ALTER TABLE "reading_groups" ADD COLUMN "reminder_hours" INTEGER[] NOT NULL DEFAULT ARRAY[]::INTEGER[];

-- A reminder that goes to a member by mail, once for each time that a session is planned for.
CREATE TABLE "reminders" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "hours" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "begun_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "reminders_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "reminders_meeting_id_user_id_starts_at_hours_key" ON "reminders"("meeting_id", "user_id", "starts_at", "hours");
CREATE INDEX "reminders_group_id_user_id_idx" ON "reminders"("group_id", "user_id");

ALTER TABLE "reminders" ADD CONSTRAINT "reminders_group_id_user_id_fkey" FOREIGN KEY ("group_id", "user_id") REFERENCES "memberships"("group_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meetings"("id") ON DELETE CASCADE ON UPDATE CASCADE;
