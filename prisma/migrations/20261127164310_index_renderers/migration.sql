-- What an older renderer made is looked for at each start.
CREATE INDEX "annotations_renderer_id_idx" ON "annotations"("renderer", "id");
CREATE INDEX "answers_renderer_id_idx" ON "answers"("renderer", "id");
CREATE INDEX "comments_renderer_id_idx" ON "comments"("renderer", "id");
CREATE INDEX "group_answer_versions_renderer_id_idx" ON "group_answer_versions"("renderer", "id");
CREATE INDEX "meeting_summaries_renderer_id_idx" ON "meeting_summaries"("renderer", "id");
