-- Until when a session's cookie may still come under the name that it had before decision 0071. Null until it was given the new one.
ALTER TABLE "sessions" ADD COLUMN "old_name_until" TIMESTAMPTZ(3);
