-- An invitation may be for one person alone, who finds it in the inbox of a group that they are in. Those that are there now are for whoever has the link.
ALTER TABLE "invitations" ADD COLUMN "invitee_id" UUID,
ADD COLUMN "via_group_id" UUID;
CREATE INDEX "invitations_invitee_id_idx" ON "invitations"("invitee_id");
CREATE INDEX "invitations_via_group_id_idx" ON "invitations"("via_group_id");
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invitee_id_fkey" FOREIGN KEY ("invitee_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_via_group_id_fkey" FOREIGN KEY ("via_group_id") REFERENCES "reading_groups"("id") ON DELETE SET NULL ON UPDATE CASCADE;
