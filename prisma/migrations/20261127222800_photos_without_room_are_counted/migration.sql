-- Home tells how many photos of a shop wait for room, and must not read those of its whole history for it.
CREATE INDEX "Photo_withoutRoom_idx" ON "Photo"("shopId") WHERE "state" = 'failed' AND "failure" = 'not_kept';
